"""How many database connections the web server may open, and how many it is allowed."""

from functools import cache

from django.conf import settings
from django.db import connection

# In each process, beside those that answer requests: one sends mails, one watches for changes.
BESIDE_REQUESTS = 2


def needed() -> int:
    """By all processes of one `manage.py serve`."""
    return settings.SERVER_WORKERS * (settings.SERVER_CONNECTIONS + BESIDE_REQUESTS)


@cache
def allowed() -> int | None:
    """By the PostgreSQL server and by the limit of the role, as this process found them; with SQLite, None."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int,"
            " rolconnlimit, rolsuper FROM pg_roles WHERE rolname = session_user"
        )
        of_server, of_role, is_superuser = cursor.fetchone()
    return of_server if of_role < 0 or is_superuser else min(of_server, of_role)
