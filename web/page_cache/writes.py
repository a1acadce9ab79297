"""Notices what this process writes through Django, in whatever way, and tells the other processes of this host after
the commit. The triggers of the database are what can't forget; this makes it immediate."""

import re
from collections.abc import Iterable
from functools import cache

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.signals import connection_created

from web.page_cache import shown_tables
from web.page_cache.content_version import ContentVersion
from web.page_cache.names import COUNTERS
from web.page_cache.shared_marks import marks

# The table that a statement writes to.
TARGET = re.compile(
    r'\s*(INSERT|REPLACE|UPDATE|DELETE)(?:\s+(?:OR\s+\w+|INTO|FROM|ONLY)\b)*\s+"?(\w+)"?', re.IGNORECASE
)
# Other statements that may write. A SELECT may, too, through a function; that is left to the triggers.
OTHERS = re.compile(r"\s*(?:WITH|TRUNCATE|COPY|MERGE|ALTER|DROP|DO|CALL)\b", re.IGNORECASE)
Names = frozenset[str]
NONE: Names = frozenset()


def notice_writes() -> None:
    """Watch every connection that this process opens."""
    connection_created.connect(_watch, dispatch_uid="web.page_cache.writes")


def raise_after_commit(names: Iterable[str] = COUNTERS) -> None:
    """Tell the processes of this host as soon as the present transaction is committed; without one, now."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.in_atomic_block:
        _at_commit(connection, frozenset(names))
    else:
        _raise(frozenset(names))


class _Raise:
    """To be called at the commit."""

    def __init__(self, names: Names):
        self.names = names

    def __call__(self) -> None:
        _raise(self.names)


def _raise(names: Names) -> None:
    marks.open()
    marks.raise_now(names)


def _at_commit(connection, names: Names) -> None:
    """Once for many writes in a row: what is called off with one savepoint is called off with those around it."""
    if connection.run_on_commit:
        savepoints, last, *_robust = connection.run_on_commit[-1]
        if isinstance(last, _Raise) and names <= last.names and savepoints <= set(connection.savepoint_ids):
            return
    connection.on_commit(_Raise(names), robust=True)


def _watch(connection, **kwargs) -> None:
    """First in the list, because whoever adds a wrapper for a while takes the last one away again."""
    if connection.alias == DEFAULT_DB_ALIAS and _noticed not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, _noticed)


def _noticed(execute, sql, params, many, context):
    if sql[:6] == "SELECT":
        return execute(sql, params, many, context)
    names, partly = _raised_by(sql)
    connection = context["connection"]
    before = _tokens(connection, partly)
    result = execute(sql, params, many, context)
    if _tokens(connection, partly) != before:
        names |= partly
    if names and (many or context["cursor"].rowcount != 0 or "RETURNING" in sql):
        raise_after_commit(names)  # SQLite counts what is returned only after it was read
    return result


def _raised_by(sql) -> tuple[Names, Names]:
    """The counters that a statement raises if it changes any row, and those that depend on the rows and columns."""
    found = TARGET.match(sql)
    if found:
        statement, table = found.groups()
        how = _tables().get(table)
        names = frozenset([how.counter]) if how else NONE
        return (NONE, names) if how and how.depends_on_rows(statement) else (names, NONE)
    if OTHERS.match(sql):
        return frozenset(how.counter for table, how in _tables().items() if table in sql), NONE
    return NONE, NONE


@cache
def _tables() -> dict[str, shown_tables.Shown]:
    return shown_tables.by_table()


def _tokens(connection, names: Names) -> dict[str, int]:
    """What the triggers made of it. Within a transaction that raised these counters before, it says nothing new."""
    if not names:
        return {}
    tokens = ContentVersion.objects.using(connection.alias).tokens()
    return {name: tokens.get(name, 0) for name in names}
