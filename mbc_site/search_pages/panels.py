"""What the start page says about the search: words for which the site has nothing."""

import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editing.panels import Line, Link, Panel, Task, first_lines
from mbc_site.search_pages.models import MissedSearch

LIST = "admin:mbc_site_missedsearch_changelist"


def tasks(user) -> list[Task]:
    return []


def panels(user, at: datetime.datetime) -> list[Panel]:
    return [_missed()] if user.has_perm("mbc_site.view_missedsearch") else []


def _missed() -> Panel:
    count, lines = first_lines(MissedSearch.objects.in_words(), _line)
    return Panel(
        code="missed-searches",
        title=_("What people look for and we do not have"),
        count=count,
        lines=lines,
        button=Link(_("All searches without a result"), reverse(LIST)),
        empty=_("No search without a result was repeated."),
    )


def _line(missed: MissedSearch) -> Line:
    times = ngettext("%d time", "%d times", missed.times) % missed.times
    week = _("week from %s") % date_format(missed.week, "F j")
    return Line(missed.words, f"{reverse(LIST)}?{urlencode({'q': missed.words})}", f"{times}, {week}")
