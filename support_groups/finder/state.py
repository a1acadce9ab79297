"""Whether searches are up to date, for staff pages, checks and monitoring."""

import datetime

from django.db.models import Count, DateTimeField, Min, Value
from django.db.models.functions import Cast
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from support_groups.models import Group, GroupSearch, SearchMark, search_triggers

DAILY = datetime.timedelta(days=2)  # one run may be missed
MOST_WAITING = 1000  # changes; fewer are handled by the next few searches


def search_is_behind(at: datetime.datetime, *, triggers: set[str] | None = None) -> list[tuple[str, str]]:
    """What is wrong and what to do about it; empty if searches are up to date. Two quick queries if they are, one if
    the names of the database's triggers are given."""
    refresh = _("Run “manage.py refresh_groups”.")
    problems = []
    if search_triggers.missing(among=triggers):
        problems.append((_("Searches miss changes to support groups."), _("Run “manage.py migrate”.")))
    without, marks, oldest = _found(at)
    if without:
        one, many = "%d support group can’t be found at all.", "%d support groups can’t be found at all."
        problems.append((ngettext(one, many, without) % without, refresh))
    if marks > MOST_WAITING:
        problems.append((_("Searches don’t show many changes to support groups yet."), refresh))
    if oldest:
        on = date_format(oldest, "F j, Y")
        problems.append(
            (
                _("Searches have the dates of support groups as of %s.") % on,
                _("Run “manage.py daily” from cron every day; docs/operating.md says how."),
            )
        )
    return problems


def _found(at: datetime.datetime) -> tuple[int, int, datetime.datetime | None]:
    """In one query: the number of groups without a search row, that of changes that wait, and when the oldest row was
    refreshed, if that is too long ago."""
    late = GroupSearch.objects.filter(refreshed_at__lt=at - DAILY)
    never = Min(Cast(None, DateTimeField()))
    parts = (
        (Group.objects.filter(search=None), never),
        (SearchMark.objects, never),
        (late, Min("refreshed_at")),
    )
    rows = [
        rows.order_by().values(place=Value(place)).annotate(number=Count("*"), oldest=oldest)
        for place, (rows, oldest) in enumerate(parts)
    ]
    found = {row["place"]: row for row in rows[0].union(*rows[1:], all=True)}
    return found[0]["number"], found[1]["number"], found[2]["oldest"]
