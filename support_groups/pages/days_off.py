"""Coming days without a meeting although the pattern has one, in few words: for sheets and for the head of a group's page."""

import datetime
from collections.abc import Iterable, Sequence
from itertools import pairwise, takewhile
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from support_groups.schedules import Meeting
from support_groups.schedules.languages import language as language_of

SOON = datetime.timedelta(days=31)  # for as long as a sheet may be in use at a clinic
MOST_NAMED = 3


def days_off(meetings: Iterable[Meeting], at: datetime.datetime, *, zone: str) -> list[datetime.date]:
    """The days of the canceled ones among the meetings of the next weeks, on the clock of a zone."""
    soon = takewhile(lambda meeting: meeting.starts <= at + SOON, meetings)
    return list(dict.fromkeys(_day(meeting, zone) for meeting in soon if meeting.is_canceled))


def named(days: Sequence[datetime.date], language: str) -> str:
    """December 8 and 15; the first three of more."""
    shown = [date_format(day, "F j") for day in days[:MOST_NAMED]]
    for index, (day, following) in enumerate(pairwise(days[:MOST_NAMED]), 1):
        if (day.year, day.month) == (following.year, following.month):
            shown[index] = str(following.day)
    if len(days) > MOST_NAMED:
        return _("%s and other days") % ", ".join(shown)
    return language_of(language).WORDING.listed(shown)


def _day(meeting: Meeting, zone: str) -> datetime.date:
    return (meeting.starts.astimezone(ZoneInfo(zone)) if meeting.has_time else meeting.starts).date()
