"""Triggers that mark every write that changes what is found, so that no way of writing can forget it (ADR 32).

Like other triggers of the site they are removed before migrations, because SQLite recreates a table to alter it, and put
back afterwards, when everything is marked. Their names end with a digest of all that the index depends on in the program:
a version that would index something else finds them missing, too.
"""

from hashlib import blake2s

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models.signals import post_migrate, pre_migrate

from mbc_site import applied_migrations
from mbc_site.search.engines import engine
from mbc_site.search.models import IndexMark
from mbc_site.search.watched import ALL, WATCHED, Watched
from mbc_site.search.weights import INDEX
from web import database_triggers

PREFIX = "found_"
MARKS = IndexMark._meta.db_table
EVENTS = {"insert": ("NEW",), "update": ("OLD", "NEW"), "delete": ("OLD",)}
DIFFERS = {"sqlite": "IS NOT", "postgresql": "IS DISTINCT FROM"}


def missing(using: str = DEFAULT_DB_ALIAS, *, among: set[str] | None = None) -> set[str]:
    """Names of triggers that are missing in the database; `among` spares reading which work."""
    working = database_triggers.names(using) if among is None else among
    return {name for name, _table, _event, _watched in _triggers()} - working


def install(using: str = DEFAULT_DB_ALIAS) -> bool:
    """Create the index and the triggers that are missing. If any were, mark everything. Returns whether."""
    with transaction.atomic(using):
        is_new = engine(using).create()
        names = missing(using)
        if names or is_new:
            drop(using)
            with connections[using].cursor() as cursor:
                for trigger in _triggers():
                    for statement in _statements(connections[using].vendor, *trigger):
                        cursor.execute(statement)
            mark_all(using)
    return bool(names) or is_new


def mark_all(using: str = DEFAULT_DB_ALIAS) -> None:
    """Everything that there is, and everything that the index has."""
    with connections[using].cursor() as cursor:
        for kind, model in ALL.items():
            cursor.execute(
                f"INSERT INTO {MARKS} (about, key) SELECT '{kind}', id FROM {model._meta.db_table} ORDER BY id"  # noqa: S608
            )
        cursor.execute(
            f"INSERT INTO {MARKS} (about, key) SELECT kind, object_id FROM mbc_site_searchdocument"  # noqa: S608
        )


def drop(using: str = DEFAULT_DB_ALIAS) -> None:
    """Also those of other versions."""
    names = (name for name in database_triggers.names(using) if name.startswith(PREFIX))
    if connections[using].vendor == "postgresql":
        names = list(names)
    database_triggers.drop(list(names), using)


def keep_installed() -> None:
    pre_migrate.connect(_before_migrations, dispatch_uid="mbc_site.search.triggers")
    post_migrate.connect(_after_migrations, dispatch_uid="mbc_site.search.triggers")


def _before_migrations(sender, using, plan=(), **kwargs):
    if sender.name == "mbc_site" and plan:
        drop(using)


def _after_migrations(sender, using, **kwargs):
    """After every `migrate`, also of test databases. An older state of any app may lack a table or a column."""
    from mbc_site.search import indexing

    if sender.name != "mbc_site" or applied_migrations.missing(applied_migrations.applied(using)):
        return
    if install(using):
        indexing.refresh()


def _triggers() -> list[tuple[str, str, str, Watched]]:
    """The name, table and event of each trigger, and what it watches."""
    digest = blake2s(repr((INDEX, WATCHED)).encode(), digest_size=4).hexdigest()
    return [
        (f"{PREFIX}{table}_{event}_{digest}", table, event, watched)
        for label, watched in WATCHED.items()
        for table in [apps.get_model(label)._meta.db_table]
        for event in EVENTS
    ]


def _statements(vendor: str, name: str, table: str, event: str, watched: Watched) -> list[str]:
    rows = EVENTS[event] if watched.column != "id" else EVENTS[event][-1:]  # its own key doesn't change
    body = " ".join(
        f"INSERT INTO {MARKS} (about, key) VALUES ('{watched.about}', {row}.{watched.column});"  # noqa: S608
        for row in rows
    )
    return database_triggers.creating(vendor, name, table, event, body, _when(vendor, event, watched.columns))


def _when(vendor: str, event: str, columns: tuple[str, ...]) -> str:
    if event != "update" or not columns:
        return ""
    changed = " OR ".join(f"OLD.{column} {DIFFERS[vendor]} NEW.{column}" for column in columns)
    return f"WHEN ({changed})"
