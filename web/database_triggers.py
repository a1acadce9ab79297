"""The triggers of the database, which more than one part of the site relies on."""

from django.db import DEFAULT_DB_ALIAS, connections


def names(using: str = DEFAULT_DB_ALIAS) -> set[str]:
    """Those that work: PostgreSQL can switch one off."""
    with connections[using].cursor() as cursor:
        if connections[using].vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D' AND NOT tgisinternal")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        return {name for (name,) in cursor.fetchall()}
