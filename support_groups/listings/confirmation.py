"""How long a confirmed listing can be trusted, and what visitors are told of it. Pure: the day is an argument."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from support_groups.listings import ways_to_meet

# Days until somebody must confirm again, however the group meets.
TRUSTED_GROUP_TYPES = {"course": 60, "one-to-one": 120}
LEAVES_AFTER = datetime.timedelta(days=120)  # after it was due, an unconfirmed listing is no longer found
FRESH_FOR = datetime.timedelta(days=365)


@dataclass(frozen=True)
class Standing:
    """`sentence` for visitors; `is_fresh` decides how it looks."""

    is_fresh: bool
    sentence: str
    month: str = ""


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


def standing(
    status: str, confirmed_on: datetime.date | None, due: datetime.date | None, today: datetime.date
) -> Standing:
    """What visitors are told: checked lately, or not confirmed since."""
    if status == "closed":
        return Standing(False, _("This group has stopped meeting."))
    if confirmed_on is None:
        return Standing(False, _("Not confirmed yet. Write or call before you go."))
    month = date_format(confirmed_on, "F Y")
    if status == "unconfirmed" or today - confirmed_on > FRESH_FOR:
        return Standing(False, _("Not confirmed since %s. Write or call before you go.") % month, month)
    return Standing(True, _("Confirmed %s") % month, month)
