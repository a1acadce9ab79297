"""How long a confirmed listing can be trusted, and how visitors learn when it was last confirmed.

All wording about confirmation on public pages is here. Pure: the day is an argument.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from support_groups.listings import ways_to_meet

# Some kinds of groups change sooner than their way to meet says. In days.
TRUSTED_GROUP_TYPES = {"course": 60, "one-to-one": 120}
LEAVES_AFTER = datetime.timedelta(days=120)  # after it was due, an unconfirmed listing is no longer found
FRESH_FOR = datetime.timedelta(days=365)

ABOUT = gettext_lazy("Each listing shows when it was last confirmed.")
CONFIRMED_ON = {
    "leader": gettext_lazy("Confirmed with the group’s leader on %s"),
    "organisation": gettext_lazy("Confirmed with the organization that runs it on %s"),
    "staff": gettext_lazy("Confirmed by our own staff on %s"),
    "member": gettext_lazy("Confirmed with a member of the group on %s"),
}


@dataclass(frozen=True)
class Freshness:
    """`is_fresh` decides how it looks; the same in words for lists, for print, and for the group's page."""

    is_fresh: bool
    sentence: str
    short: str
    detailed: str


def due_on(confirmed_on: datetime.date, attendance: str, group_type: str) -> datetime.date:
    """The day by which a listing confirmed on a day must be confirmed again.

    >>> due_on(datetime.date(2026, 1, 1), "in-person", "drop-in")
    datetime.date(2026, 6, 30)
    """
    trusted = ways_to_meet.way(attendance).trusted_days
    return confirmed_on + datetime.timedelta(days=min(trusted, TRUSTED_GROUP_TYPES.get(group_type, trusted)))


def confirmed_before(due: datetime.date) -> Iterator[tuple[str, str, datetime.date]]:
    """`due_on` turned around, for a query: a listing was due before this day if any of these holds.

    Each is a field of Group, its value, and the day before which it was confirmed.
    """
    for way in ways_to_meet.WAYS:
        yield "attendance", way.code, due - datetime.timedelta(days=way.trusted_days)
    for code, days in TRUSTED_GROUP_TYPES.items():
        yield "group_type", code, due - datetime.timedelta(days=days)


def freshness(
    status: str, confirmed_on: datetime.date | None, today: datetime.date, *, by: str = "", how: str = ""
) -> Freshness:
    """`by` is the code of who confirmed it; `how` is in words, such as "by phone".

    >>> freshness("listed", datetime.date(2026, 3, 2), datetime.date(2026, 4, 1), by="staff", how="by phone").detailed
    'Confirmed by our own staff on March 2, 2026, by phone'
    """
    is_fresh, short = in_short(status, confirmed_on, today)
    if status == "closed":
        return Freshness(False, short, short, short)
    if confirmed_on is None:
        sentence = _("Not confirmed yet. Write or call before you go.")
        return Freshness(False, sentence, short, sentence)
    month = date_format(confirmed_on, "F Y")
    if not is_fresh:
        sentence = _("Not confirmed since %s. Write or call before you go.") % month
        return Freshness(False, sentence, short, sentence)
    sentence = detailed = _("Confirmed %s") % month
    if by in CONFIRMED_ON:
        detailed = ", ".join(filter(None, [CONFIRMED_ON[by] % date_format(confirmed_on, "F j, Y"), how]))
    return Freshness(True, sentence, short, detailed)


def in_short(status: str, confirmed_on: datetime.date | None, today: datetime.date) -> tuple[bool, str]:
    """For lists: whether it is fresh, and that in few words.

    >>> in_short("listed", datetime.date(2026, 3, 2), datetime.date(2026, 4, 1))
    (True, 'Confirmed Mar 2026')
    """
    is_old = status == "unconfirmed" or (confirmed_on is not None and today - confirmed_on > FRESH_FOR)
    is_fresh = status != "closed" and confirmed_on is not None and not is_old
    return is_fresh, _in_short(
        status == "closed", confirmed_on and confirmed_on.replace(day=1), is_old, get_language()
    )


@lru_cache(maxsize=1000)
def _in_short(is_closed: bool, month: datetime.date | None, is_old: bool, language: str | None) -> str:
    """Kept for each language, since many listings were confirmed in the same months."""
    if is_closed:
        return _("This group has stopped meeting.")
    if month is None:
        return _("Not confirmed yet")
    words = _("Not confirmed since %s") if is_old else _("Confirmed %s")
    return words % date_format(month, "M Y")
