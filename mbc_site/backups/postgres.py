"""PostgreSQL: save it to a SQLite file, replace it from one, and see who else is connected."""

import time
import warnings
from pathlib import Path

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction

from mbc_site.backups import copying, schema, sqlite
from mbc_site.backups.archive import BackupProblem

PATIENCE = 2  # seconds: a backend notices a moment later that its client is gone
MARKED = "django_migrations"  # its comment names the last completed restore


def save(path: Path) -> None:
    """Write a SQLite file with the same migrations and rows, all from one moment."""
    schema.migrate(path, schema.applied(connection))
    with sqlite.opened(path), transaction.atomic(), transaction.atomic(using=sqlite.ALIAS):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SET LOCAL statement_timeout = 0")
        tables = schema.models(connection)
        with copying.without_triggers(tables, sqlite.ALIAS):
            copying.empty(tables, sqlite.ALIAS)
            copying.copy(tables, "default", sqlite.ALIAS)
        copying.set_counters(tables, sqlite.ALIAS, copying.counters(tables, "default"))


def replace(path: Path, mark: str) -> None:
    """Replace everything in one transaction. Whatever stops it, the database stays as it was."""
    with sqlite.opened(path) as source, transaction.atomic():
        _make_tables()
        tables = schema.models(connection)
        with copying.without_triggers(tables, "default"):
            copying.empty(tables, "default")
            _execute("SET CONSTRAINTS ALL DEFERRED")
            copying.copy(tables, sqlite.ALIAS, "default")
        copying.set_counters(tables, "default", copying.counters(tables, sqlite.ALIAS))
        _compare(copying.rows(source), copying.rows(connection))
        refuse_sessions()
        _execute(f"COMMENT ON TABLE {MARKED} IS '{mark}'")
    ContentType.objects.clear_cache()


def _make_tables() -> None:
    _execute("SET LOCAL statement_timeout = 0")
    _execute("SET LOCAL lock_timeout = '10s'")
    # A migration can't fill and alter a table in one transaction while a deferred check is pending.
    _execute("SET CONSTRAINTS ALL IMMEDIATE")
    if ours := ", ".join(connection.ops.quote_name(name) for name in _our_tables()):
        _execute(f"DROP TABLE {ours}")
    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)


def _our_tables() -> list[str]:
    """Tables of any version of this program, but no others in the same database."""
    labels = tuple(
        f"{app}_" for app in {app for app, _name in schema.known()} | schema.applied(connection).keys()
    )
    models = [*apps.get_models(include_auto_created=True), *schema.models(connection)]
    ours = {MARKED, *(model._meta.db_table for model in models)}
    return [
        name for name in connection.introspection.table_names() if name in ours or name.startswith(labels)
    ]


def _compare(expected: dict[str, int], actual: dict[str, int]) -> None:
    for table, number in expected.items():
        if number and actual.get(table) != number:
            raise BackupProblem(
                f"{table} should have {number} rows but has {actual.get(table, 0)}. Nothing was changed."
            )


def has_data() -> bool:
    return MARKED in connection.introspection.table_names()


def mark() -> str | None:
    """The mark of the last restore completed in this database."""
    with warnings.catch_warnings(), connection.cursor() as cursor:
        warnings.simplefilter("ignore", RuntimeWarning)  # queries while apps start, on purpose
        cursor.execute("SELECT obj_description(to_regclass(%s), 'pg_class')", [MARKED])
        return cursor.fetchone()[0]


def refuse_sessions() -> None:
    """Raise BackupProblem for other sessions; one whose program has just stopped gets a moment to end."""
    until = time.monotonic() + PATIENCE
    while (sessions := _other_sessions()) and time.monotonic() < until:
        time.sleep(PATIENCE / 20)
    if sessions:
        listed = "; ".join(
            f"process {row[0]}, user {row[1]}, {row[2] or row[3] or 'local'}" for row in sessions[:5]
        )
        raise BackupProblem(
            f"The database has other sessions ({listed}). Stop the site and every shell first."
        )


def _other_sessions() -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # a transaction sees the list of its first look
        cursor.execute(
            "SELECT pid, usename, application_name, client_addr FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename IS NOT NULL "
            "AND coalesce(backend_type, 'client backend') = 'client backend'"
        )
        return cursor.fetchall()


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
