"""A fact about this site that can be a problem, and what is found when facts are checked."""

import datetime
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from mbc_site import applied_migrations
from mbc_site.models import DailyRun
from web import database_triggers


class Severity(IntEnum):
    """How much a problem matters: for information, for whoever runs the site, or too bad to let visitors in."""

    NOTE = logging.INFO
    WARNING = logging.WARNING
    STOP = logging.ERROR


@dataclass(frozen=True)
class Problem:
    """`what` is for all staff to pass on, `to_do` for whoever runs the site."""

    what: str
    to_do: str


@dataclass
class Reading:
    """The time, and what more than one check reads in the database: each part is read once, when a check asks for it."""

    at: datetime.datetime

    @cached_property
    def applied(self) -> dict[tuple[str, str], datetime.datetime]:
        """When each migration was applied, by app and name."""
        return applied_migrations.applied()

    @cached_property
    def triggers(self) -> set[str]:
        """The names of those that work."""
        return database_triggers.names()

    @cached_property
    def last_run(self) -> DailyRun | None:
        return DailyRun.objects.filter(finished_at__isnull=False).order_by("finished_at").last()


@dataclass(frozen=True)
class Fact:
    code: str
    severity: Severity
    find: Callable[["Reading"], Iterable[Problem]]
    rests_on: "Fact | None" = None  # not checked if that fact has a problem


@dataclass(frozen=True)
class Finding:
    fact: Fact
    problem: Problem

    def __str__(self):
        return f"{self.problem.what} {self.problem.to_do}"
