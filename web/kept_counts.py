"""Counts of rows that triggers keep, so that no page counts a table: a sum over few rows, however many are counted.

A subclass of `KeptCount` has the columns by which rows of another table are counted, and says in `counted` which rows
these are. Its triggers write what was added and taken away in the transaction of the change, whoever makes it. On
PostgreSQL each transaction has rows of its own, so that writers never wait for each other (as in ADR 24); `recount`
makes one of each.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.models import Sum
from django.db.models.signals import post_migrate, pre_migrate

from web import database_triggers

PREFIX = "count_"
TOGETHER = "0"  # whose rows they are on SQLite, which has one writer at a time
TRANSACTIONS = {"sqlite": TOGETHER, "postgresql": "txid_current()"}
EVENTS = {"sqlite": ("insert", "update", "delete"), "postgresql": ("insert", "update", "delete", "truncate")}
# What each event added (1) and took away (-1), by the name of the row; on PostgreSQL there are tables of such rows.
TABLES = {"NEW": "written", "OLD": "earlier"}
ROWS = {"insert": {"NEW": 1}, "update": {"OLD": -1, "NEW": 1}, "delete": {"OLD": -1}, "truncate": {}}


@dataclass(frozen=True)
class Counted:
    """Rows of `table` that meet `condition`, by `columns`: a column of the count -> what it holds of a row. All is SQL
    of our own, with `{row}` for the row; no column may be NULL."""

    table: str
    columns: dict[str, str]
    condition: str

    @property
    def names(self) -> str:
        return ", ".join(self.columns)

    def values(self, row: str) -> str:
        return ", ".join(value.format(row=row) for value in self.columns.values())


class KeptCountQuerySet(models.QuerySet):
    def total(self) -> int:
        return self.aggregate(total=Sum("number"))["total"] or 0


class KeptCount(models.Model):
    """The `number`s of all rows with the same columns, added up, are one count."""

    counted: ClassVar[Counted]

    transaction_id = models.BigIntegerField()
    number = models.BigIntegerField()

    objects = KeptCountQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = ()

    def __str__(self):
        return f"{self.number:+}"

    @classmethod
    def recount(cls, using: str = DEFAULT_DB_ALIAS) -> None:
        """Count everything anew. What others are writing meanwhile is added by their triggers: on PostgreSQL one
        statement reads the counts and the rows of the same moment."""
        connection = connections[using]
        counts, counted = cls._meta.db_table, cls.counted
        gone = f"DELETE FROM {counts}"  # noqa: S608
        there = (
            f"SELECT {counted.values('counted')}, {TRANSACTIONS[connection.vendor]}, COUNT(*) "  # noqa: S608
            f"FROM {counted.table} counted {{all}} WHERE {counted.condition.format(row='counted')} "
            f"GROUP BY {', '.join(str(place) for place, _name in enumerate(counted.columns, 1))}"
        )
        into = f"INSERT INTO {counts} ({counted.names}, transaction_id, number)"
        with transaction.atomic(using), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(
                    f"LOCK TABLE {counts} IN SHARE UPDATE EXCLUSIVE MODE"
                )  # against another recount
                first = "CROSS JOIN (SELECT COUNT(*) FROM gone) first"
                cursor.execute(f"WITH gone AS ({gone} RETURNING 1) {into} {there.format(all=first)}")
            else:
                cursor.execute(gone)
                cursor.execute(f"{into} {there.format(all='')}")


def tables() -> list[type[KeptCount]]:
    return [model for model in apps.get_models() if issubclass(model, KeptCount)]


def keep_installed() -> None:
    pre_migrate.connect(before_migrations, dispatch_uid="web.kept_counts")
    post_migrate.connect(after_migrations, dispatch_uid="web.kept_counts")


def missing(using: str = DEFAULT_DB_ALIAS, *, among: set[str] | None = None) -> set[str]:
    """Names of triggers that are missing in the database; `among` spares reading which work."""
    working = database_triggers.names(using) if among is None else among
    return {trigger.name for model in tables() for trigger in _triggers(model, using)} - working


def install(using: str = DEFAULT_DB_ALIAS, models: list[type[KeptCount]] | None = None) -> None:
    """Create missing triggers of these tables, or of all, and count anew where writes went unnoticed."""
    working = database_triggers.names(using)
    for model in tables() if models is None else models:
        wanted = [trigger for trigger in _triggers(model, using) if trigger.name not in working]
        if wanted:
            with transaction.atomic(using), connections[using].cursor() as cursor:
                for trigger in wanted:
                    for statement in trigger.statements():
                        cursor.execute(statement)
                model.recount(using)


def drop(using: str = DEFAULT_DB_ALIAS, models: list[type[KeptCount]] | None = None) -> None:
    for model in tables() if models is None else models:
        database_triggers.drop((trigger.name for trigger in _triggers(model, using)), using)


def before_migrations(sender, using, plan=(), **kwargs):
    """Like other triggers of the site: SQLite would silently drop those of a table that it recreates."""
    if any(step.app_label == sender.label for step, _back in plan):
        drop(using, _of(sender))


def after_migrations(sender, using, **kwargs):
    """After every `migrate`, also of test databases. An older state of an app has no such table."""
    existing = set(connections[using].introspection.table_names())
    install(using, [model for model in _of(sender) if model._meta.db_table in existing])


def _of(sender) -> list[type[KeptCount]]:
    return [model for model in tables() if model._meta.app_label == sender.label]


@dataclass(frozen=True)
class Trigger:
    model: type[KeptCount]
    vendor: str
    event: str

    @property
    def name(self) -> str:
        return f"{PREFIX}{self.model._meta.db_table}_{self.event}"

    def statements(self) -> list[str]:
        table = self.model.counted.table
        if self.vendor == "postgresql":
            return database_triggers.creating_for_statements(
                self.name, table, self.event, " ".join(self._of_statement())
            )
        return database_triggers.creating(
            self.vendor, self.name, table, self.event, " ".join(self._of_row()), self._when()
        )

    def _of_row(self) -> Iterator[str]:
        counted = self.model.counted
        for row, number in ROWS[self.event].items():
            chosen = f"SELECT {counted.values(row)}, {TOGETHER}, {number} WHERE {counted.condition.format(row=row)}"
            yield self._adding(chosen)

    def _when(self) -> str:
        """Most updates change nothing that is counted."""
        if self.event != "update":
            return ""
        parts = [*self.model.counted.columns.values(), self.model.counted.condition]
        differs = (f"({part.format(row='OLD')}) IS NOT ({part.format(row='NEW')})" for part in parts)
        return f"WHEN {' OR '.join(differs)}"

    def _of_statement(self) -> Iterator[str]:
        counted, rows = self.model.counted, ROWS[self.event]
        if not rows:
            yield f"DELETE FROM {self.model._meta.db_table};"  # noqa: S608
            return
        changes = " UNION ALL ".join(
            f"SELECT {counted.values(TABLES[row])}, {number} FROM {TABLES[row]} "  # noqa: S608
            f"WHERE {counted.condition.format(row=TABLES[row])}"
            for row, number in rows.items()
        )
        chosen = (
            f"SELECT {counted.names}, txid_current(), SUM(change) "  # noqa: S608
            f"FROM ({changes}) AS changes ({counted.names}, change) "
            f"GROUP BY {counted.names} HAVING SUM(change) <> 0"
        )
        yield self._adding(chosen)

    def _adding(self, chosen: str) -> str:
        counts, names = self.model._meta.db_table, self.model.counted.names
        return (
            f"INSERT INTO {counts} ({names}, transaction_id, number) {chosen} "
            f"ON CONFLICT ({names}, transaction_id) DO UPDATE SET number = {counts}.number + excluded.number;"
        )


def _triggers(model: type[KeptCount], using: str) -> list[Trigger]:
    vendor = connections[using].vendor
    return [Trigger(model, vendor, event) for event in EVENTS[vendor]]
