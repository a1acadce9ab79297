"""VTIMEZONE components for the zones that a calendar names (RFC 5545, section 3.6.5)."""

import datetime
from collections.abc import Iterable, Sequence
from functools import lru_cache

from icalendar import vUTCOffset

from support_groups.pages.ical_lines import END, Start, line, rule, zone_name
from support_groups.schedules.entries import Entry
from support_groups.schedules.observances import Observance, observances

MOST_YEARS_BACK = 10


def zone_lines(
    entries: Sequence[Entry], *, at: datetime.datetime, years_ahead: int, otherwise: str
) -> list[str]:
    """The definition of every zone, right from the first entry on; of `otherwise`, if there is no entry: a calendar holds
    at least one component (section 3.6)."""
    days = [_day(entry.starts) for entry in entries]
    first = min(days, default=datetime.date(at.year, 1, 1))
    first = max(first, datetime.date(at.year - MOST_YEARS_BACK, 1, 1))
    last = datetime.date(max([*(day.year for day in days), at.year]) + years_ahead, 12, 31)
    zones = sorted(_named(entries)) if entries else [otherwise]
    return [_component(zone, first, last) for zone in zones]


def _named(entries: Iterable[Entry]) -> set[str]:
    """UTC needs no definition (section 3.2.19)."""
    starts = [start for entry in entries for start in (entry.starts, entry.replaces, *entry.excluded)]
    clocks = {start.tzinfo for start in starts if isinstance(start, datetime.datetime)}
    return {zone_name(clock) for clock in clocks} - {"UTC"}


@lru_cache(maxsize=500)
def _component(zone: str, first: datetime.date, last: datetime.date) -> str:
    parts = [text for part in observances(zone, first, last) for text in _part(part)]
    return END.join(["BEGIN:VTIMEZONE", line("TZID", zone), *parts, "END:VTIMEZONE"])


def _part(observance: Observance) -> list[str]:
    kind = "DAYLIGHT" if observance.is_daylight else "STANDARD"
    return [
        f"BEGIN:{kind}",
        f"DTSTART:{observance.starts:%Y%m%dT%H%M%S}",
        *([rule(observance.rule)] if observance.rule else []),
        line("TZNAME", observance.name),
        f"TZOFFSETFROM:{_offset(observance.before)}",
        f"TZOFFSETTO:{_offset(observance.after)}",
        f"END:{kind}",
    ]


def _offset(offset: datetime.timedelta) -> str:
    return vUTCOffset(offset).to_ical()


def _day(start: Start) -> datetime.date:
    return start.date() if isinstance(start, datetime.datetime) else start
