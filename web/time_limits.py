"""Limits on PostgreSQL for one statement, one lock and one idle transaction of a web server.

The web server calls `limit_statements`. Commands such as migrations, imports and backups don't: they may take longer.
SQLite has no server that could fall silent. Its only limit, the wait for a lock, is in the settings.
"""

from django.conf import settings
from django.db.backends.signals import connection_created

# Seconds. A transaction that is idle this long is waiting for something else while holding locks.
IDLE_IN_TRANSACTION = 60


def limit_statements() -> None:
    """Set the limits for every new connection of this process."""
    connection_created.connect(_limit, dispatch_uid="web.time_limits")


def _limit(connection, **kwargs) -> None:
    if connection.vendor != "postgresql":
        return
    limits = {
        "statement_timeout": settings.DATABASE_STATEMENT_TIMEOUT,
        "lock_timeout": settings.DATABASE_LOCK_TIMEOUT,
        "idle_in_transaction_session_timeout": IDLE_IN_TRANSACTION,
    }
    with connection.cursor() as cursor:
        for name, seconds in limits.items():
            cursor.execute("SELECT set_config(%s, %s, false)", [name, f"{round(seconds * 1000)}ms"])
