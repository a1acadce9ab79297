"""What is wrong with the work that goes on by itself: the daily run, derived rows, kept pages and messages."""

import datetime
from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import appearance_triggers
from mbc_site.health.database import MIGRATIONS
from mbc_site.health.fact import Fact, Problem, Reading, Severity
from mbc_site.search import state
from support_groups.finder.state import search_is_behind
from web import kept_counts
from web.models import QueuedMail
from web.page_cache import triggers

MAIL_IS_NEWS_FOR = datetime.timedelta(days=7)
DAILY_IS_LATE_AFTER = datetime.timedelta(days=2)
# Its table of runs was made by this migration: no run can be recorded before that.
RUNS_ARE_NOTED = ("mbc_site", "0001_initial")


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


FACTS = (
    Fact("daily", Severity.WARNING, _daily, rests_on=MIGRATIONS),
    Fact("daily_parts", Severity.WARNING, _daily_parts, rests_on=MIGRATIONS),
    Fact("search", Severity.WARNING, _search, rests_on=MIGRATIONS),
    Fact("site_search", Severity.WARNING, _site_search, rests_on=MIGRATIONS),
    Fact("lists", Severity.WARNING, _lists, rests_on=MIGRATIONS),
    Fact("kept_pages", Severity.WARNING, _kept_pages, rests_on=MIGRATIONS),
    Fact("mail", Severity.WARNING, _mail, rests_on=MIGRATIONS),
)
