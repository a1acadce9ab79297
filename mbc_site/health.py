"""What is wrong with this site, and what to do about it: one list of checks, reported in four places.

Each check in FACTS is logged at start, reported by `check --deploy --database default`, shown on the admin's start
page, and included in /readyz. To add one, write a function that takes a Reading and yields problems.
"""

import datetime
import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from pathlib import Path

import tzdata
from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import appearance_triggers
from mbc_site import applied_migrations, bucket_state, connection_limits
from mbc_site.collected_files import number_of_stale
from mbc_site.models import DailyRun
from mbc_site.outages import cause_of, outage_behind
from mbc_site.search import state
from support_groups.finder.state import search_is_behind
from web import database_triggers, kept_counts
from web.models import QueuedMail
from web.page_cache import triggers

log = logging.getLogger(__name__)

MAIL_IS_NEWS_FOR = datetime.timedelta(days=7)
DAILY_IS_LATE_AFTER = datetime.timedelta(days=2)
# Its table of runs was made by this migration: no run can be recorded before that.
RUNS_ARE_NOTED = ("mbc_site", "0001_initial")
LOOPBACK = {"localhost", "127.0.0.1", "[::1]", ".localhost"}


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


def findings(at: datetime.datetime) -> list[Finding]:
    """All problems, most important first. A database that is down is a problem, not an exception."""
    all_findings: list[Finding] = []
    unsound: set[Fact] = set()
    reading = Reading(at)
    for fact in FACTS:
        here = [] if fact.rests_on in unsound else _findings(fact, reading)
        all_findings += here
        if here or fact.rests_on in unsound:
            unsound.add(fact)
    return sorted(all_findings, key=lambda finding: -finding.fact.severity)


def _findings(fact: Fact, reading: Reading) -> list[Finding]:
    try:
        return [Finding(fact, problem) for problem in fact.find(reading)]
    except (DatabaseError, InterfaceError) as problem:
        if not outage_behind(problem):
            raise
        return [Finding(DATABASE, _away(problem))]


def log_findings(at: datetime.datetime) -> None:
    """Log one line for each problem when a server starts. An error in here must not keep it from starting."""
    try:
        for finding in findings(at):
            log.log(finding.fact.severity, "%s: %s", finding.fact.code, finding)
    except Exception as problem:
        log.error("The state of the site could not be checked: %r", problem)


def _away(problem: Exception) -> Problem:
    return Problem(
        _("The database can’t be used."),
        _("Check DATABASE_URL and the database server: %s.") % cause_of(problem),
    )


def _database(reading: Reading) -> Iterator[Problem]:
    """Whoever reads from a database that is down meets an exception, which `_findings` makes a problem of."""
    bool(reading.applied)
    yield from ()


def _migrations(reading: Reading) -> Iterator[Problem]:
    if number := len(applied_migrations.missing(reading.applied)):
        yield Problem(
            ngettext(
                "The database is older than this version of the site: %d migration is missing.",
                "The database is older than this version of the site: %d migrations are missing.",
                number,
            )
            % number,
            _("Run “manage.py migrate”, then restart the site."),
        )


def _connections(reading: Reading) -> Iterator[Problem]:
    needed, allowed = connection_limits.needed(), connection_limits.allowed()
    if allowed is not None and needed >= allowed:
        yield Problem(
            _(
                "When many people come at once, the site may open %(needed)d database connections. %(allowed)d are allowed."
            )
            % {"needed": needed, "allowed": allowed},
            _(
                "Lower SERVER_WORKERS or SERVER_CONNECTIONS, or raise the limit of the database server or its role. "
                "Leave a few connections for commands."
            ),
        )


def _static_files(reading: Reading) -> Iterator[Problem]:
    if settings.DEBUG:  # then they are served from their sources
        return
    root = Path(settings.STATIC_ROOT)
    to_do = _("Run “manage.py collectstatic --noinput”, then restart the site.")
    if not (root / "staticfiles.json").exists():
        yield Problem(_("Styles, fonts and the editor are missing on every page."), to_do)
    elif number := number_of_stale(root):
        yield Problem(
            ngettext(
                "%d style, font or editor file is from another version.",
                "%d style, font or editor files are from another version.",
                number,
            )
            % number,
            to_do,
        )


def _storage(reading: Reading) -> Iterator[Problem]:
    if trouble := bucket_state.trouble():
        yield Problem(
            _(
                "The service that keeps pictures can’t be used, so pictures are missing and none can be added."
            ),
            _("Check STORAGE_URL and the service: %s.") % trouble.rstrip("."),
        )
    elif bucket_state.is_open_to_everybody():
        yield Problem(
            _("Everybody on the internet can read the originals of pictures, with what they carry."),
            _("Make the bucket private."),
        )


def _debug(reading: Reading) -> Iterator[Problem]:
    is_served = "mbc_site.wsgi" in sys.modules and "runserver" not in sys.argv
    is_public = settings.BEHIND_PROXY or not set(settings.ALLOWED_HOSTS) <= LOOPBACK
    if settings.DEBUG and (is_served or is_public):
        yield Problem(
            _("When an error occurs, visitors see the site’s inner workings, including its settings."),
            _("Set DEBUG=0, then restart the site."),
        )


def _daily(reading: Reading) -> Iterator[Problem]:
    last = reading.last_run
    since = last.finished_at if last else reading.applied.get(RUNS_ARE_NOTED)
    if since and reading.at - since > DAILY_IS_LATE_AFTER:
        date = date_format(localtime(since), "DATE_FORMAT")
        yield Problem(
            _("The daily run has not finished since %s.") % date
            if last
            else _("The daily run has never finished since the site was set up or upgraded on %s.") % date,
            _("Run “manage.py daily” from cron every day; docs/operating.md says how."),
        )


def _daily_parts(reading: Reading) -> Iterator[Problem]:
    for part, reason in reading.last_run.failed if reading.last_run else []:
        yield Problem(
            _("A part of the last daily run failed: %(part)s.") % {"part": part},
            _("Run “manage.py %(part)s” and read what it says. Last time it said: %(reason)s")
            % {"part": part, "reason": reason},
        )


def _search(reading: Reading) -> Iterator[Problem]:
    for what, to_do in search_is_behind(reading.at, triggers=reading.triggers):
        yield Problem(what, to_do)


def _site_search(reading: Reading) -> Iterator[Problem]:
    for what, to_do in state.is_behind(reading.triggers):
        yield Problem(what, to_do)


def _lists(reading: Reading) -> Iterator[Problem]:
    if appearance_triggers.missing(among=reading.triggers):
        yield Problem(_("Lists of articles miss changes."), _("Run “manage.py migrate”."))
    if kept_counts.missing(among=reading.triggers):
        yield Problem(_("The lengths of lists may be wrong."), _("Run “manage.py migrate”."))


def _kept_pages(reading: Reading) -> Iterator[Problem]:
    if triggers.missing(among=reading.triggers):
        yield Problem(
            _("Visitors may read older pages for a while after something was changed."),
            _("Run “manage.py migrate”, then restart the site."),
        )


def _mail(reading: Reading) -> Iterator[Problem]:
    late, lost = QueuedMail.objects.late_and_given_up(reading.at, since=reading.at - MAIL_IS_NEWS_FOR)
    if late:
        one, many = (
            "%d message has been waiting to be sent for more than an hour.",
            "%d messages have been waiting to be sent for more than an hour.",
        )
        yield Problem(
            ngettext(one, many, late) % late,
            _("Outgoing messages in the admin shows what the mail server said."),
        )
    if lost:
        one, many = "%d message could not be delivered.", "%d messages could not be delivered."
        yield Problem(
            ngettext(one, many, lost) % lost,
            _("Open Outgoing messages in the admin, where you can send it again."),
        )


def _time_zones(reading: Reading) -> Iterator[Problem]:
    if is_old(tzdata.IANA_VERSION, reading.at.date()):
        yield Problem(
            _(
                "The time zone data is from %s, so meeting times may be an hour off where the rules have changed since."
            )
            % tzdata.IANA_VERSION[:4],
            _("Upgrade the package “tzdata”, then restart the site and run “manage.py daily”."),
        )


def is_old(version: str, today: datetime.date) -> bool:
    """Whether a release of the IANA time zone data, named by its year, counts as older than a year.

    There is a new release every spring, so from July on, last year's is old.

    >>> [is_old(version, datetime.date(2027, 7, 1)) for version in ("2026f", "2027a")]
    [True, False]
    >>> is_old("2026a", datetime.date(2027, 6, 30))
    False
    """
    return today >= datetime.date(int(version[:4]) + 1, 7, 1)


DATABASE = Fact("database", Severity.STOP, _database)
MIGRATIONS = Fact("migrations", Severity.STOP, _migrations, rests_on=DATABASE)
FACTS = [
    DATABASE,
    MIGRATIONS,
    Fact("connections", Severity.WARNING, _connections, rests_on=DATABASE),
    Fact("static_files", Severity.STOP, _static_files),
    Fact("storage", Severity.WARNING, _storage),
    Fact("debug", Severity.STOP, _debug),
    Fact("daily", Severity.WARNING, _daily, rests_on=MIGRATIONS),
    Fact("daily_parts", Severity.WARNING, _daily_parts, rests_on=MIGRATIONS),
    Fact("search", Severity.WARNING, _search, rests_on=MIGRATIONS),
    Fact("site_search", Severity.WARNING, _site_search, rests_on=MIGRATIONS),
    Fact("lists", Severity.WARNING, _lists, rests_on=MIGRATIONS),
    Fact("kept_pages", Severity.WARNING, _kept_pages, rests_on=MIGRATIONS),
    Fact("mail", Severity.WARNING, _mail, rests_on=MIGRATIONS),
    Fact("time_zones", Severity.NOTE, _time_zones),
]
