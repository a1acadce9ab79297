"""A meeting pattern on somebody else's clock: 6 pm in New York is 4 pm in Denver, and Wednesday in London."""

import datetime
from dataclasses import replace
from functools import lru_cache
from zoneinfo import ZoneInfo

from support_groups.schedules.patterns import Pattern
from support_groups.schedules.zone_rules import YEARS_AHEAD


@lru_cache(maxsize=4096)
def on_clock(pattern: Pattern, zone: str, today: datetime.date) -> Pattern | None:
    """The pattern that gives the same moments in another zone, or None.

    There is none if the two clocks drift apart during the year (Phoenix and New York), or for "first Tuesday of the
    month" if the other clock shows Wednesday.

    >>> weekly = Pattern(kind="weekly", weekdays=(1,), begins=datetime.time(21), zone="America/New_York")
    >>> on_clock(weekly, "America/Denver", datetime.date(2026, 11, 30)).words()
    'Every Tuesday, 7 pm Mountain'
    >>> on_clock(weekly, "America/Phoenix", datetime.date(2026, 11, 30)) is None
    True
    """
    if not pattern.zone or pattern.begins is None or pattern.zone == zone:
        return pattern
    until = today + datetime.timedelta(days=YEARS_AHEAD * 366)
    moments = [moment.astimezone(ZoneInfo(zone)) for moment in pattern.dates(today, until)]
    if not moments:
        return None
    days = (moments[0].date() - pattern.dates(today, until)[0].date()).days
    moved = replace(_later(pattern, days), begins=moments[0].time(), zone=zone)
    then = datetime.timedelta(days=days)
    return moved if moved.dates(today + then, until + then) == moments else None


def _later(pattern: Pattern, days: int) -> Pattern:
    """Move every day of the pattern by so many days. The caller checks that it is still the same rule."""
    if not days:
        return pattern
    then = datetime.timedelta(days=days)
    named = {name: getattr(pattern, name) for name in ("anchor", "starts_on", "ends_on")}
    return replace(
        pattern,
        weekdays=tuple((day + days) % 7 for day in pattern.weekdays),
        on=tuple(day + then for day in pattern.on),
        **{name: day + then for name, day in named.items() if day},
    )
