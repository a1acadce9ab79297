"""Whether searches find what is there: for staff's pages, checks and monitoring."""

import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from support_groups import search_triggers
from support_groups.models import Group, GroupSearch, SearchMark

DAILY = datetime.timedelta(days=2)  # one run may be missed


def search_is_behind(at: datetime.datetime) -> list[str]:
    """What is wrong, a sentence each; nothing if searches find what is there. Four quick queries."""
    told = []
    if search_triggers.missing():
        told.append(_("Triggers of the search are missing, so it misses changes. Run “manage.py migrate”."))
    if (without := Group.objects.filter(search=None).count()) > 0:
        told.append(
            ngettext("%d group can’t be found at all.", "%d groups can’t be found at all.", without) % without
            + " "
            + _("Run “manage.py refresh_groups”.")
        )
    if (marked := SearchMark.objects.count()) > 0:
        one, many = "%d change can’t be found yet.", "%d changes can’t be found yet."
        told.append(ngettext(one, many, marked) % marked + " " + _("The next searches take care of it."))
    oldest = GroupSearch.objects.order_by("refreshed_at").values_list("refreshed_at", flat=True).first()
    if oldest is not None and oldest < at - DAILY:
        on = date_format(oldest, "F j, Y")
        told.append(_("Dates in the search are as of %s. Does “manage.py daily” run every day?") % on)
    return told
