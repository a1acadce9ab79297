"""How long one statement, one lock and one idle transaction of a web server may take on PostgreSQL.

Whoever serves visitors calls `limit_statements`; migrations, imports and backups are commands and take their time.
SQLite has no server that could fall silent: its one limit, the wait for a lock, is in the settings.
"""

from django.conf import settings
from django.db.backends.signals import connection_created

IDLE_IN_TRANSACTION = 60  # seconds: whoever holds locks that long and asks nothing waits for something else


def limit_statements() -> None:
    """From now on, for every new connection of this process."""
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
