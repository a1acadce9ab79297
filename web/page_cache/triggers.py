"""Database triggers that raise the counters, so that no way of writing can forget it (ADR 24).

They are removed before migrations, because SQLite recreates a table to alter it and silently drops its triggers, and
put back afterwards. Whatever was written in between counts as a change of everything. The names end with a digest of
what the triggers do, so one that is out of date is missing.
"""

from dataclasses import dataclass
from hashlib import blake2s

from django.apps import apps as current_apps
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models.signals import post_migrate, pre_migrate

from web import database_triggers
from web.page_cache import shown_tables, trigger_sql
from web.page_cache.content_version import ContentVersion
from web.page_cache.names import COUNTERS
from web.page_cache.shown_tables import Shown
from web.page_cache.writes import raise_after_commit

PREFIX = "content_"


@dataclass(frozen=True)
class TableTriggers:
    """The triggers of one table. On PostgreSQL they call a function of the name `stem`."""

    stem: str
    statements: tuple[str, ...]
    events: tuple[str, ...]

    @property
    def names(self) -> set[str]:
        return {f"{self.stem}_{event}" for event in self.events}


def keep_installed() -> None:
    pre_migrate.connect(_before_migrations, dispatch_uid="web.page_cache.triggers")
    post_migrate.connect(_after_migrations, dispatch_uid="web.page_cache.triggers")


def missing(using: str = DEFAULT_DB_ALIAS, *, among: set[str] | None = None) -> set[str]:
    """Names of triggers that are missing in the database, or switched off; `among` spares reading which work."""
    wanted = {name for triggers in _wanted(using, current_apps) for name in triggers.names}
    return wanted - (database_triggers.names(using) if among is None else among)


def install(using: str = DEFAULT_DB_ALIAS, apps=current_apps) -> bool:
    """Create what is missing and remove what is out of date. If anything was, raise all counters. Returns whether."""
    here, wanted = present(using), _wanted(using, apps)
    names = {name for triggers in wanted for name in triggers.names}
    if names == set(here):
        return False
    with transaction.atomic(using), connections[using].cursor() as cursor:
        _drop(using, {stem for name, stem in here.items() if name not in names})
        for triggers in wanted:
            if not triggers.names <= set(here):
                _drop(using, {triggers.stem})
                for statement in triggers.statements:
                    cursor.execute(statement)
        for counter in COUNTERS:
            cursor.execute(trigger_sql.raising(connections[using].vendor, f"'{counter}'"))
        if using == DEFAULT_DB_ALIAS:
            raise_after_commit()
    return True


def drop(using: str = DEFAULT_DB_ALIAS) -> None:
    _drop(using, set(present(using).values()))


def _before_migrations(sender, using, plan=(), **kwargs):
    if sender.name == "web" and plan:
        drop(using)


def _after_migrations(sender, using, apps, **kwargs):
    """Once, after every `migrate`: also of a test database, and of one that is migrated to an older state."""
    if (
        sender.name == "web"
        and ContentVersion._meta.db_table in connections[using].introspection.table_names()
    ):
        install(using, apps)


def _wanted(using: str, apps) -> list[TableTriggers]:
    vendor = connections[using].vendor
    return [_triggers(model, how, vendor) for model, how in shown_tables.shown(apps).items()]


def _triggers(model, how: Shown, vendor: str) -> TableTriggers:
    table, statements = model._meta.db_table, trigger_sql.STATEMENTS[vendor]
    digest = blake2s(repr(tuple(statements("", model, how))).encode(), digest_size=4).hexdigest()
    stem = f"{PREFIX}{table}_{digest}"
    return TableTriggers(stem, tuple(statements(stem, model, how)), trigger_sql.EVENTS[vendor])


def present(using: str = DEFAULT_DB_ALIAS) -> dict[str, str]:
    """Name of each trigger that works in the database -> its stem."""
    ours = (name for name in database_triggers.names(using) if name.startswith(PREFIX))
    return {name: name.rpartition("_")[0] for name in ours}


def _drop(using: str, stems: set[str]) -> None:
    vendor = connections[using].vendor
    with connections[using].cursor() as cursor:
        for stem in sorted(stems):
            for statement in trigger_sql.dropping(vendor, stem):
                cursor.execute(statement)
