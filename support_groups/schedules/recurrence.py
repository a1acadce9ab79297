"""Dates of a pattern, in local wall time.

Days are computed as calendar days and the time is attached afterwards, so 18:30 stays 18:30 over daylight saving.
dateutil's rrule is not used to generate: it looks at UNTIL only when it has found a date, so a rule that never
matches (every third month from January, only in February) runs to the year 9999. The tests hold us to its answers.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from support_groups.schedules.patterns import Pattern

EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
A_DAY = timedelta(days=1)


def wall(day: date, at: time | None, zone: str) -> datetime:
    """The moment a wall clock shows that time; without a zone a naive datetime, without a time the day's start.

    RFC 5545 section 3.3.5: a time that the clocks skip is taken with the offset before the gap, one that
    comes twice is the first.

    >>> wall(date(2026, 3, 8), time(2, 30), "America/New_York").isoformat()
    '2026-03-08T03:30:00-04:00'
    >>> wall(date(2026, 11, 1), time(1, 30), "America/New_York").isoformat()
    '2026-11-01T01:30:00-04:00'
    """
    naive = datetime.combine(day, at or time())
    if not zone:
        return naive
    local = naive.replace(tzinfo=ZoneInfo(zone))
    return local.astimezone(UTC).astimezone(local.tzinfo)


def days(pattern: Pattern, start: date, end: date) -> Iterator[date]:
    """Days a pattern meets on, in order, from `start` to `end` (both included, 1900 to 2199); none if unknown."""
    start, end = max(start, EARLIEST), min(end, LATEST)
    if pattern.on:
        yield from (day for day in pattern.on if start <= day <= end)
        return
    if not pattern.is_dated:
        return
    lower = max(day for day in (pattern.anchor, pattern.starts_on, EARLIEST) if day)
    upper = min(end, pattern.ends_on or LATEST)
    if pattern.count is None:
        yield from _every(pattern, max(start, lower), upper)
    else:
        course = islice(_every(pattern, lower, upper), pattern.count)
        yield from (day for day in course if day >= start)


def _every(pattern: Pattern, lower: date, upper: date) -> Iterator[date]:
    """Days of the bare rule between two dates, whatever its length."""
    found = {"weekly": _weekly, "daily": _daily}.get(pattern.kind, _monthly)(pattern, lower, upper)
    for day in found:
        if day > upper:
            return
        if day >= lower and (not pattern.months or day.month in pattern.months):
            yield day


def _daily(pattern: Pattern, lower: date, upper: date) -> Iterator[date]:
    late = (lower - (pattern.anchor or lower)).days % pattern.interval
    for ordinal in range(lower.toordinal() - late, upper.toordinal() + 1, pattern.interval):
        yield date.fromordinal(ordinal)


def _weekly(pattern: Pattern, lower: date, upper: date) -> Iterator[date]:
    """Weeks begin on Monday, as RFC 5545 has it when WKST is not given."""
    monday = _monday(lower)
    late = (monday - _monday(pattern.anchor or lower)).days // 7 % pattern.interval
    for ordinal in range(monday.toordinal() - 7 * late, upper.toordinal() + 1, 7 * pattern.interval):
        yield from (date.fromordinal(ordinal + weekday) for weekday in pattern.weekdays)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _monthly(pattern: Pattern, lower: date, upper: date) -> Iterator[date]:
    anchor = pattern.anchor or lower
    number = lower.year * 12 + lower.month - 1
    number -= (number - anchor.year * 12 - anchor.month + 1) % pattern.interval
    while (first := date(number // 12, number % 12 + 1, 1)) <= upper:
        if not pattern.months or first.month in pattern.months:
            yield from _in_month(pattern, first)
        number += pattern.interval


def _in_month(pattern: Pattern, first: date) -> list[date]:
    """The pattern's days in one month; a fifth Friday or a 31st that the month has not is left out.

    RFC 5545 section 3.3.10: "Recurrence rules may generate recurrence instances with an invalid date … such
    recurrence instances MUST be ignored".
    """
    weekday, length = monthrange(first.year, first.month)
    numbers = {day if day > 0 else length + 1 + day for day in pattern.days}
    for ordinal in pattern.ordinals:
        for wanted in pattern.weekdays:
            same = range(1 + (wanted - weekday) % 7, length + 1, 7)
            if -len(same) <= (index := ordinal - (ordinal > 0)) < len(same):
                numbers.add(same[index])
    return [first.replace(day=number) for number in sorted(numbers) if 1 <= number <= length]
