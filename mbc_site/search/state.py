"""Whether the search finds everything, for checks, staff pages and monitoring."""

from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mbc_site.search import triggers
from mbc_site.search.engines import engine
from mbc_site.search.models import IndexMark

MOST_WAITING = 1000  # changes; the next searches handle fewer


def is_complete() -> bool:
    try:
        return engine().is_complete()
    except DatabaseError:  # there is no index yet
        return False


def is_behind(working: set[str] | None = None) -> list[tuple[str, str]]:
    """What is wrong and what to do about it; `working` are the names of the database's triggers, if they are known."""
    if triggers.missing(among=working):
        return [(_("The search of the site misses changes."), _("Run “manage.py migrate”."))]
    problems, rebuild = [], _("Run “manage.py rebuild_search”.")
    if not is_complete():
        problems.append((_("The search of the site doesn’t find everything."), rebuild))
    waiting = IndexMark.objects.count()
    if waiting > MOST_WAITING:
        one, many = (
            "%d change is not in the search of the site yet.",
            "%d changes are not in the search of the site yet.",
        )
        problems.append((ngettext(one, many, waiting) % waiting, rebuild))
    return problems
