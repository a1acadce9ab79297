"""Whether searches are up to date, for staff pages, checks and monitoring."""

import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from support_groups.models import Group, GroupSearch, SearchMark, search_triggers

DAILY = datetime.timedelta(days=2)  # one run may be missed
MOST_WAITING = 1000  # changes; fewer are handled by the next few searches


def search_is_behind(at: datetime.datetime) -> list[tuple[str, str]]:
    """What is wrong and what to do about it; empty if searches are up to date. Four quick queries."""
    refresh = _("Run “manage.py refresh_groups”.")
    problems = []
    if search_triggers.missing():
        problems.append((_("Searches miss changes to support groups."), _("Run “manage.py migrate”.")))
    if without := Group.objects.filter(search=None).count():
        one, many = "%d support group can’t be found at all.", "%d support groups can’t be found at all."
        problems.append((ngettext(one, many, without) % without, refresh))
    if SearchMark.objects.count() > MOST_WAITING:
        problems.append((_("Searches don’t show many changes to support groups yet."), refresh))
    oldest = GroupSearch.objects.order_by("refreshed_at").values_list("refreshed_at", flat=True).first()
    if oldest is not None and oldest < at - DAILY:
        on = date_format(oldest, "F j, Y")
        problems.append(
            (
                _("Searches have the dates of support groups as of %s.") % on,
                _("Run “manage.py daily” from cron every day; docs/operating.md says how."),
            )
        )
    return problems
