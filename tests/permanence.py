"""For tests that empty the database: a trigger would refuse to delete editions."""

from django.db import connection

from articles.permanence import NAME, TABLE


def unprotect_editions() -> None:
    """The next `migrate` or `flush` protects them again."""
    place = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER IF EXISTS {NAME}{place}")
