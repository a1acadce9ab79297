"""What the time zone data says about a zone: when its clocks change in the next two years, and its country.

Governments change their clocks at short notice, so we read which zones keep the same time from the rules of the
installed release, never from a list.
"""

import datetime
from functools import cache, lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo

YEARS_AHEAD = 2
A_DAY = datetime.timedelta(days=1)
A_MINUTE = datetime.timedelta(minutes=1)

Clock = tuple[datetime.timedelta, str]  # offset from UTC and abbreviation: EST, PDT
Course = tuple[tuple[datetime.datetime, Clock], ...]  # the clock that applies from each moment on


def course(zone: str, today: datetime.date | None = None) -> Course:
    """Every change of a zone's clocks from the first of this month on, for two years.

    >>> [(moment.month, name) for moment, (_, name) in course("America/New_York", datetime.date(2026, 12, 9))]
    [(12, 'EST'), (3, 'EDT'), (11, 'EST'), (3, 'EDT'), (11, 'EST')]
    """
    today = today or datetime.datetime.now(datetime.UTC).date()
    return _course(zone, today.replace(day=1))


@lru_cache(maxsize=1024)
def _course(zone: str, since: datetime.date) -> Course:
    clock = ZoneInfo(zone)
    moment = datetime.datetime.combine(since, datetime.time(), datetime.UTC)
    changes = [(moment, clock_at(clock, moment))]
    for _day in range(YEARS_AHEAD * 366):
        before, moment = moment, moment + A_DAY
        if clock_at(clock, moment) != changes[-1][1]:
            changes.append(_change(clock, before, moment))
    return tuple(changes)


def _change(clock: ZoneInfo, before: datetime.datetime, after: datetime.datetime):
    """The minute between two moments when the clocks change, and the new clock."""
    moment = change_between(clock, before, after)
    return moment, clock_at(clock, moment)


def change_between(clock: ZoneInfo, before: datetime.datetime, after: datetime.datetime) -> datetime.datetime:
    """The minute of a change of the clocks between two moments."""
    old = clock_at(clock, before)
    while after - before > A_MINUTE:
        middle = before + (after - before) // 2
        before, after = (middle, after) if clock_at(clock, middle) == old else (before, middle)
    return after.replace(second=0, microsecond=0)


def clock_at(clock: ZoneInfo, moment: datetime.datetime) -> Clock:
    there = moment.astimezone(clock)
    return there.utcoffset(), there.tzname()


def offsets(
    zone: str, today: datetime.date | None = None
) -> tuple[tuple[datetime.datetime, datetime.timedelta], ...]:
    """The changes without abbreviations. Two zones keep the same time if these are equal."""
    changes: list[tuple[datetime.datetime, datetime.timedelta]] = []
    for moment, (offset, _name) in course(zone, today):
        if not changes or changes[-1][1] != offset:
            changes.append((moment, offset))
    return tuple(changes)


def country(zone: str) -> str:
    """The country of a zone, as an ISO code; "" for a zone without a country, such as UTC.

    >>> country("America/Edmonton"), country("US/Eastern"), country("UTC")
    ('CA', 'US', '')
    """
    return _countries().get(zone) or _countries().get(_aliases().get(zone, ""), "")


def zones_in(code: str) -> list[str]:
    """The zones of a country, by its ISO code.

    >>> zones_in("DE"), len(zones_in("CA")) > 10
    (['Europe/Berlin', 'Europe/Busingen'], True)
    """
    return [zone for zone, country_code in _countries().items() if country_code == code]


def is_former_name(zone: str) -> bool:
    """Whether the name only links to a zone of another name.

    >>> is_former_name("America/Buenos_Aires"), is_former_name("America/Argentina/Buenos_Aires")
    (True, False)
    """
    return zone in _aliases()


@cache
def _countries() -> dict[str, str]:
    rows = [line.split("\t") for line in _lines("zone.tab") if not line.startswith("#")]
    return {row[2].strip(): row[0] for row in rows}


@cache
def _aliases() -> dict[str, str]:
    """Former and alternative names of zones -> the current name."""
    links = [line.split() for line in _lines("tzdata.zi") if line.startswith("L ")]
    return {alias: zone for _letter, zone, alias in links}


def _lines(name: str) -> list[str]:
    return files("tzdata.zoneinfo").joinpath(name).read_text("utf-8").splitlines()
