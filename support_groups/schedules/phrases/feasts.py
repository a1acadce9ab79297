"""Seasons of the western church year whose dates can be calculated, so that they can be offered as an answer."""

import re
from datetime import date, timedelta

from dateutil.easter import easter

LENT = re.compile(r"\b(?:lent|lenten|cuaresma)\b")
HOLY_WEEK = re.compile(r"\b(?:holy week|semana santa)\b")
ADVENT = re.compile(r"\b(?:advent|adviento)\b")
OTHER_CALENDAR = re.compile(r"\b(?:orthodox|great|coptic|ortodox[oa]s?|before|after|antes|despues)\b")


def coming(words: str, today: date) -> tuple[date, date] | None:
    """The first and last day of the season that plain words name, the one that is running or the next.

    >>> coming("in lent", date(2026, 11, 22))
    (datetime.date(2027, 2, 10), datetime.date(2027, 3, 27))
    >>> coming("adviento", date(2026, 11, 22))
    (datetime.date(2026, 11, 29), datetime.date(2026, 12, 24))
    """
    named = [days for pattern, days in SEASONS if pattern.search(words)]
    if len(named) != 1 or OTHER_CALENDAR.search(words):
        return None
    first, last = named[0](today.year)
    return (first, last) if last >= today else named[0](today.year + 1)


def _lent(year: int) -> tuple[date, date]:
    """From Ash Wednesday to the day before Easter."""
    return easter(year) - timedelta(days=46), easter(year) - timedelta(days=1)


def _holy_week(year: int) -> tuple[date, date]:
    """From Palm Sunday to the day before Easter."""
    return easter(year) - timedelta(days=7), easter(year) - timedelta(days=1)


def _advent(year: int) -> tuple[date, date]:
    """From the fourth Sunday before Christmas to Christmas Eve."""
    christmas = date(year, 12, 25)
    fourth = christmas - timedelta(days=christmas.isoweekday())  # the Sunday before
    return fourth - timedelta(weeks=3), date(year, 12, 24)


SEASONS = ((LENT, _lent), (HOLY_WEEK, _holy_week), (ADVENT, _advent))
