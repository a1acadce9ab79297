"""How long a confirmed listing can be trusted, and what visitors are told of it. Pure: the day is an argument."""

import datetime
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

# Days until somebody must ask again, by what changes soonest: rooms stay, links and circles of people do not.
TRUSTED = {"in-person": 180, "hybrid": 150, "online": 120, "telephone": 120, "text": 180}
TRUSTED_FORMS = {"course": 60, "one-to-one": 120}
LEAVES_AFTER = datetime.timedelta(
    days=120
)  # an unconfirmed listing is no longer found this long after it was due
FRESH_FOR = datetime.timedelta(days=365)


@dataclass(frozen=True)
class Standing:
    """`sentence` for visitors; `is_fresh` decides how it looks."""

    is_fresh: bool
    sentence: str
    month: str = ""


def due_on(confirmed_on: datetime.date, attendance: str, form: str) -> datetime.date:
    """The day by which a listing confirmed on a day must be confirmed again.

    >>> due_on(datetime.date(2026, 1, 1), "in-person", "drop-in")
    datetime.date(2026, 6, 30)
    """
    days = min(TRUSTED.get(attendance, 120), TRUSTED_FORMS.get(form, 999))
    return confirmed_on + datetime.timedelta(days=days)


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
