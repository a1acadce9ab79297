"""The database as migrations leave it, to go back to after a test with real transactions.

Django would empty all tables: slower, and without the rows that migrations bring.
"""

import io
import sqlite3
from collections.abc import Callable

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction


def keep() -> Callable[[], None]:
    """Copy the database now; what is returned puts the copy back."""
    restore = _sqlite() if connection.vendor == "sqlite" else _postgresql()

    def restored() -> None:
        restore()
        ContentType.objects.clear_cache()

    return restored


def _sqlite() -> Callable[[], None]:
    pristine = sqlite3.connect(":memory:", check_same_thread=False)
    connection.ensure_connection()
    connection.connection.backup(pristine)

    def restore() -> None:
        connection.ensure_connection()
        pristine.backup(connection.connection)

    return restore


def _postgresql() -> Callable[[], None]:
    """Only tables that hold rows are emptied. Foreign keys are checked at the end of the transaction."""
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    rows = {table: _copied(table) for table in _with_rows(tables)}

    def restore() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            if used := _with_rows(tables):
                cursor.execute(f"TRUNCATE {', '.join(map(connection.ops.quote_name, used))} CASCADE")
            for table, text in rows.items():
                cursor.cursor.copy_expert(f'COPY "{table}" FROM STDIN', io.StringIO(text))

    return restore


def _with_rows(tables: list[str]) -> list[str]:
    tests = [f"SELECT '{table}' WHERE EXISTS (SELECT FROM \"{table}\")" for table in tables]  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(tests))
        return [table for (table,) in cursor.fetchall()]


def _copied(table: str) -> str:
    text = io.StringIO()
    with connection.cursor() as cursor:
        cursor.cursor.copy_expert(f'COPY "{table}" TO STDOUT', text)
    return text.getvalue()
