"""Content lines of a calendar file (RFC 5545, section 3.1): names, values and folding.

icalendar, which the tests read our files with, makes objects of every name, parameter and value before it writes them:
two thirds of what the calendar of a search cost. So the lines are written here, and only values that are more than
text or a time are left to icalendar.
"""

import datetime
from collections.abc import Iterable
from functools import lru_cache

from icalendar import vDuration, vRecur
from icalendar.timezone.tzid import tzid_from_tzinfo

FOLD = 75  # bytes of a line, with the break or the space that a folded one begins with
END = "\r\n"
Start = datetime.datetime | datetime.date


def line(name: str, value: str) -> str:
    """A value as it is: of an address, a number, a word of the format."""
    return _folded(f"{name}:{value}")


def text(name: str, words: str) -> str:
    r"""
    >>> text("SUMMARY", "Tea, coffee; rest\nand more")
    'SUMMARY:Tea\\, coffee\\; rest\\nand more'
    """
    return _folded(f"{name}:{_escaped(words)}")


def times(name: str, starts: Iterable[Start]) -> str:
    """All of them on one clock, or all days.

    >>> from zoneinfo import ZoneInfo
    >>> times("DTSTART", [datetime.datetime(2026, 12, 1, 18, 30, tzinfo=ZoneInfo("America/New_York"))])
    'DTSTART;TZID=America/New_York:20261201T183000'
    >>> times("EXDATE", [datetime.date(2026, 12, 1), datetime.date(2026, 12, 8)])
    'EXDATE;VALUE=DATE:20261201,20261208'
    """
    starts = list(starts)
    if not isinstance(starts[0], datetime.datetime):
        return _folded(f"{name};VALUE=DATE:" + ",".join([f"{day:%Y%m%d}" for day in starts]))
    zone = zone_name(starts[0].tzinfo)
    mark, parameter = ("Z", "") if zone == "UTC" else ("", f";TZID={zone}")
    return _folded(f"{name}{parameter}:" + ",".join([f"{start:%Y%m%dT%H%M%S}{mark}" for start in starts]))


@lru_cache(maxsize=1000)
def duration(name: str, length: datetime.timedelta) -> str:
    """
    >>> duration("DURATION", datetime.timedelta(minutes=90))
    'DURATION:PT1H30M'
    """
    return line(name, vDuration(length).to_ical().decode())


@lru_cache(maxsize=10_000)
def rule(text: str) -> str:
    """An RRULE, its parts in the order of icalendar.

    >>> rule("FREQ=MONTHLY;BYDAY=2TU,4TU")
    'RRULE:FREQ=MONTHLY;BYDAY=2TU,4TU'
    """
    return line("RRULE", vRecur.from_ical(text).to_ical().decode())


@lru_cache(maxsize=1000)
def zone_name(zone: datetime.tzinfo) -> str:
    """ "UTC" for all that is UTC by another name."""
    return tzid_from_tzinfo(zone)


def _escaped(words: str) -> str:
    """Section 3.3.11; every line end is one."""
    words = words.replace(r"\N", "\n").replace("\\", "\\\\").replace(";", r"\;").replace(",", r"\,")
    return words.replace("\r\n", r"\n").replace("\n", r"\n").replace("\r", r"\n")


def _folded(line: str) -> str:
    """In pieces of less than 75 bytes; neither a letter nor an escape is torn apart.

    >>> _folded("SUMMARY:" + "é" * 40).split(END)[1]
    ' ééééééé'
    """
    if len(line.encode()) < FOLD:
        return line
    pieces, piece, size = [], "", 0
    for letter in line:
        length = len(letter.encode())
        if size + length >= FOLD:
            kept = piece[-1] if len(piece) > 1 and piece[-1] in "\\^" else ""
            pieces.append(piece[: len(piece) - len(kept)])
            piece, size = kept, len(kept)
        piece += letter
        size += length
    return f"{END} ".join([*pieces, piece])
