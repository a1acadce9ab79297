"""Cells, however people write dates, times, lists, choices, yes and no.

Pure. A cell that could mean two things is None, never a guess; the caller raises a question.
"""

import re
import uuid
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from support_groups.exchange.formats.columns import Column, ColumnKind
from support_groups.listings.folding import folded

MONTHS = {
    name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?$")
SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{2}|\d{4})$")
MONTH_FIRST = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$")
DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? (?:de |of )?([a-z]{3,9})\.?,? (?:de )?(\d{4})$")
CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2}(?:\.\d+)?)? ?([ap]\.?m\.?)?(z|[+-]\d{2}:?\d{2})?$")
CLOCK_OFFSET = re.compile(r"(?:z|([+-]\d{2}):?(\d{2}))$")
NUMBER = re.compile(r"[+-]?\d{1,4}(?:\.\d{1,20})?(?:e-?\d{1,2})?")
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
SPANISH = "lunes martes miercoles jueves viernes sabado domingo".split()
COMMA = re.compile(r"\([^()]*\)|[,;/\n|]")  # not inside brackets
PAST_MIDNIGHT = timedelta(hours=6)  # a meeting that ends later than this before it begins is a typing error
TRUE, FALSE = ("yes", "y", "true", "1", "x", "si"), ("no", "n", "false", "0")


def read_date(text: str) -> date | None:
    """Month first where slashes leave it open, as in the US; a two-digit year is of this century.

    >>> [str(read_date(text)) for text in ("January 01, 1970", "12/24/15", "2026-1-5", "24 Dec 2026", "24/12/2026")]
    ['1970-01-01', '2015-12-24', '2026-01-05', '2026-12-24', '2026-12-24']
    >>> read_date("January 01, 0001"), read_date("31 February 2026"), read_date("soon")
    (None, None, None)
    """
    parts = _date_parts(" ".join(text.split()).lower())
    try:
        day = date(*parts) if parts else None
    except ValueError:
        return None
    return day if day and 1900 <= day.year <= 2199 else None


def _date_parts(text: str) -> tuple[int, int, int] | None:
    if match := ISO.match(text):
        return int(match[1]), int(match[2]), int(match[3])
    if match := SLASHED.match(text):
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        month, day = (second, first) if first > 12 else (first, second)
        return year + 2000 if year < 100 else year, month, day
    if match := MONTH_FIRST.match(text):
        return int(match[3]), MONTHS.get(match[1][:3], 0), int(match[2])
    if match := DAY_FIRST.match(text):
        return int(match[3]), MONTHS.get(match[2][:3], 0), int(match[1])
    return None


def read_time(text: str) -> time | None:
    """A time on the local clock; one with an offset from UTC is read by `read_instant`.

    >>> [str(read_time(text)) for text in ("08:00", "4:00 PM", "3pm", "9 a.m.", "noon", "18.30", "25:00", "12am")]
    ['08:00:00', '16:00:00', '15:00:00', '09:00:00', '12:00:00', '18:30:00', 'None', '00:00:00']
    """
    text = {"noon": "12:00", "midnight": "00:00"}.get(text.strip().lower(), text.strip().lower())
    match = CLOCK.match(text)
    if not match or (match[2] is None and match[3] is None):
        return None  # "9" alone may be morning or evening
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[3].startswith("p") else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def has_offset(text: str) -> bool:
    """
    >>> has_offset("09:00:00Z"), has_offset("09:00-05:00"), has_offset("09:00")
    (True, True, False)
    """
    match = CLOCK.match(text.strip().lower())
    return bool(match and match[4])


def on_the_wall(text: str, on: date, zone: str) -> time | None:
    """What the clock of a zone shows on a day at a time that the file gives with its offset from UTC.

    >>> on_the_wall("09:00:00Z", date(2026, 7, 1), "Europe/London")
    datetime.time(10, 0)
    """
    clock = read_time(CLOCK_OFFSET.sub("", text.strip().lower()))
    offset = CLOCK_OFFSET.search(text.strip().lower())
    if clock is None or offset is None:
        return clock
    minutes = 0 if offset[1] is None else int(offset[1]) * 60 + int(f"{offset[1][0]}{offset[2]}")
    if abs(minutes) >= 24 * 60:
        return None
    moment = datetime.combine(on, clock, timezone(timedelta(minutes=minutes)))
    return moment.astimezone(ZoneInfo(zone)).time()


def minutes_between(begins: time, ends: time) -> int | None:
    """Minutes of a meeting; past midnight if that makes at most six hours, else None, and the caller asks.

    >>> minutes_between(time(18), time(19, 30)), minutes_between(time(22), time(1)), minutes_between(time(9), time(3))
    (90, 180, None)
    """
    first = datetime.combine(date(2026, 1, 1), begins, UTC)
    last = datetime.combine(date(2026, 1, 1), ends, UTC)
    if last > first:
        return int((last - first).total_seconds() // 60)
    over = last + timedelta(days=1) - first
    return int(over.total_seconds() // 60) if over <= PAST_MIDNIGHT else None


def read_weekdays(text: str) -> tuple[int, ...] | None:
    """Monday is 0; None if a word is no weekday.

    >>> read_weekdays("Mon, Wednesdays and Friday"), read_weekdays("martes"), read_weekdays("1st Tuesday")
    ((0, 2, 4), (1,), None)
    """
    days = set()
    for word in re.split(r"[^\w]+|\b(?:and|y)\b", folded(text)):
        if not word:
            continue
        day = _weekday(word)
        if day is None:
            return None
        days.add(day)
    return tuple(sorted(days)) or None


def _weekday(word: str) -> int | None:
    singular = word.removesuffix("s") if len(word) > 6 else word
    for names in (WEEKDAYS, SPANISH):
        for day, name in enumerate(names):
            if word == name or _is_day(singular, name):
                return day
    return None


def _is_day(word: str, name: str) -> bool:
    return len(word) >= 2 and name.startswith(word) and word not in ("ma", "mi", "s")


def read_yes_no(text: str) -> bool | None:
    word = folded(text)
    if word in TRUE:
        return True
    return False if word in FALSE else None


def read_number(text: str) -> float | None:
    """
    >>> read_number("-81.52"), read_number("nan"), read_number("north")
    (-81.52, None, None)
    """
    return float(text) if NUMBER.fullmatch(text.strip().lower()) else None


def read_choice(column: Column, text: str) -> str:
    """The code that a text means; "" if none, or more than one.

    >>> from support_groups.exchange.formats.columns import NAMED
    >>> read_choice(NAMED["attendance"], "In person"), read_choice(NAMED["cost"], "$5")
    ('in-person', '')
    """
    codes = column.codes or {}
    if text.strip() in codes:
        return text.strip()
    word = folded(text)
    matches = [code for code, words in codes.items() if word == folded(code) or word in words.split("|")]
    return matches[0] if len(matches) == 1 else ""


def read_list(text: str) -> list[str]:
    """
    >>> read_list("Chinese (Mandarin, simplified), Tagalog; Spanish")
    ['Chinese (Mandarin, simplified)', 'Tagalog', 'Spanish']
    """
    pieces, begins = [], 0
    for match in COMMA.finditer(text):
        if not match[0].startswith("("):
            pieces.append(text[begins : match.start()])
            begins = match.end()
    return [part for piece in [*pieces, text[begins:]] if (part := " ".join(piece.split()))]


def read_lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def read_value(column: Column, text: str) -> Any:
    """The value of a cell that is not empty; None if it is not understood."""
    match column.kind:
        case ColumnKind.CHOICE:
            return read_choice(column, text) or None
        case ColumnKind.DATE:
            day = read_date(text)
            return day and day.isoformat()
        case ColumnKind.YES_NO:
            return read_yes_no(text)
        case ColumnKind.NUMBER:
            return read_number(text)
        case ColumnKind.TERMS:
            return read_list(text)
        case ColumnKind.ITEMS:
            return read_lines(text)
        case _:
            return text


def not_understood(text: str) -> str:
    return _("“%s” was not understood.") % text[:100]


def is_uuid(text: str) -> bool:
    """
    >>> is_uuid("48102e86-bb50-41c4-8f1e-e269368c41d1"), is_uuid("17")
    (True, False)
    """
    try:
        return str(uuid.UUID(text)) == text.lower()
    except (ValueError, AttributeError):
        return False
