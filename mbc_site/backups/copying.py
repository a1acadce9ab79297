"""Copies every row from one database into another unchanged: same keys, same dates, nothing computed again."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice

from django.core.management.color import no_style
from django.db import DatabaseError, connections, models

from mbc_site.backups.archive import BackupProblem

BATCH = 200
NOT_COUNTED = ("django_migrations", "sqlite_", "mbc_site_searchindex")  # which is made of the rest


def copy(tables: list[type[models.Model]], source: str, target: str) -> None:
    """Copy into empty tables. `source` and `target` are database aliases."""
    for model in tables:
        fields = [field for field in model._meta.local_concrete_fields if not field.generated]
        rows = model._base_manager.using(source).order_by("pk").iterator(chunk_size=BATCH)
        while batch := list(islice(rows, connections[target].ops.bulk_batch_size(fields, range(BATCH)))):
            _insert(model, fields, batch, target)


@contextmanager
def without_triggers(tables: list[type[models.Model]], target: str) -> Iterator[None]:
    """Copy without triggers: what they once wrote is copied, too. After an error, the rollback restores them."""
    connection = connections[target]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
            for name, _sql in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
            yield
            for _name, sql in triggers:
                cursor.execute(sql)
            return
        names = [connection.ops.quote_name(model._meta.db_table) for model in tables]
        for name in names:
            cursor.execute(f"ALTER TABLE {name} DISABLE TRIGGER USER")
        yield
        # PostgreSQL alters no table while a check on one of its rows is still pending.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for name in names:
            cursor.execute(f"ALTER TABLE {name} ENABLE TRIGGER USER")


def _insert(model, fields, batch, target: str) -> None:
    try:
        # Like `bulk_create`, but fields don't fill themselves in: "added on" keeps its date.
        model._base_manager.using(target)._insert(batch, fields=fields, using=target, raw=True)
    except (DatabaseError, ValueError) as problem:
        raise BackupProblem(
            f"A row of {model._meta.db_table}, with a key from {batch[0].pk} to {batch[-1].pk}, does not fit into the "
            f"other database: {str(problem).splitlines()[0]}"
        ) from problem


def empty(tables: list[type[models.Model]], target: str) -> None:
    """Remove the rows that migrations created. They come back with the copied rows, under their own keys."""
    connection = connections[target]
    names = [model._meta.db_table for model in tables]
    with connection.cursor() as cursor:
        for statement in connection.ops.sql_flush(no_style(), names):
            cursor.execute(statement)


def rows(connection) -> dict[str, int]:
    """Table -> number of rows."""
    counted = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if not table.startswith(NOT_COUNTED):
                cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
                counted[table] = cursor.fetchone()[0]
    return counted


def counters(tables: list[type[models.Model]], alias: str) -> dict[str, int]:
    """Table -> the last key given out. A deleted key is never reused, because its history would come with it."""
    with connections[alias].cursor() as cursor:
        if connections[alias].vendor == "sqlite":
            cursor.execute("SELECT name, seq FROM sqlite_sequence")
            return dict(cursor.fetchall())
        last_keys = {}
        for model, sequence in _sequences(tables, cursor):
            cursor.execute(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}")  # noqa: S608
            last_keys[model._meta.db_table] = cursor.fetchone()[0]
        return last_keys


def set_counters(tables: list[type[models.Model]], alias: str, given: dict[str, int]) -> None:
    with connections[alias].cursor() as cursor:
        if connections[alias].vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence")
            cursor.executemany("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", list(given.items()))
            return
        for model, sequence in _sequences(tables, cursor):
            highest = model._base_manager.using(alias).aggregate(last=models.Max("pk"))["last"] or 0
            last = max(highest, given.get(model._meta.db_table, 0))
            cursor.execute("SELECT setval(%s, %s, %s)", [sequence, max(last, 1), last > 0])


def _sequences(tables, cursor):
    for model in tables:
        cursor.execute(
            "SELECT pg_get_serial_sequence(%s, %s)", [f'"{model._meta.db_table}"', model._meta.pk.column]
        )
        sequence = cursor.fetchone()[0]
        if sequence:
            yield model, sequence
