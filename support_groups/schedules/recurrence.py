"""Dates of a pattern, in local wall time.

Days are computed as calendar days and the time is attached afterwards, so 18:30 stays 18:30 over daylight saving.
dateutil's rrule is not used to generate: it looks at UNTIL only when it has found a date, so a rule that never
matches (every third month from January, only in February) runs to the year 9999. The tests hold us to its answers.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from support_groups.schedules.rule import Rule

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


def days(rule: Rule, start: date, end: date) -> Iterator[date]:
    """Days a rule meets on, in order, from `start` to `end` (both included, 1900 to 2199); none if unknown."""
    start, end = max(start, EARLIEST), min(end, LATEST)
    if rule.on:
        yield from (day for day in rule.on if start <= day <= end)
    elif rule.is_dated:
        yield from _repeating(rule, start, end)


def _repeating(rule: Rule, start: date, end: date) -> Iterator[date]:
    lower = max(day for day in (rule.anchor, rule.starts_on, EARLIEST) if day)
    upper = min(end, rule.ends_on or LATEST)
    if rule.count is None:
        yield from _unlimited(rule, max(start, lower), upper)
    else:
        course = islice(_unlimited(rule, lower, upper), rule.count)
        yield from (day for day in course if day >= start)


def _unlimited(rule: Rule, lower: date, upper: date) -> Iterator[date]:
    """Days between two dates, as if a course went on."""
    candidates = {"weekly": _weekly, "daily": _daily}.get(rule.kind, _monthly)(rule, lower, upper)
    for day in candidates:
        if day > upper:
            return
        if day >= lower and (not rule.months or day.month in rule.months):
            yield day


def _daily(rule: Rule, lower: date, upper: date) -> Iterator[date]:
    late = (lower - (rule.anchor or lower)).days % rule.interval
    for ordinal in range(lower.toordinal() - late, upper.toordinal() + 1, rule.interval):
        yield date.fromordinal(ordinal)


def _weekly(rule: Rule, lower: date, upper: date) -> Iterator[date]:
    """Weeks begin on Monday, the default of RFC 5545 for WKST."""
    monday = _monday(lower)
    late = (monday - _monday(rule.anchor or lower)).days // 7 % rule.interval
    for ordinal in range(monday.toordinal() - 7 * late, upper.toordinal() + 1, 7 * rule.interval):
        yield from (date.fromordinal(ordinal + weekday) for weekday in rule.weekdays)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _monthly(rule: Rule, lower: date, upper: date) -> Iterator[date]:
    anchor = rule.anchor or lower
    number = lower.year * 12 + lower.month - 1
    number -= (number - anchor.year * 12 - anchor.month + 1) % rule.interval
    while (first := date(number // 12, number % 12 + 1, 1)) <= upper:
        if not rule.months or first.month in rule.months:
            yield from _in_month(rule, first)
        number += rule.interval


def _in_month(rule: Rule, first: date) -> list[date]:
    """The rule's days in one month; a fifth Friday or a 31st that the month doesn't have is left out.

    RFC 5545 section 3.3.10: "Recurrence rules may generate recurrence instances with an invalid date … such
    recurrence instances MUST be ignored".
    """
    weekday, length = monthrange(first.year, first.month)
    numbers = {day if day > 0 else length + 1 + day for day in rule.days}
    for ordinal in rule.ordinals:
        for target in rule.weekdays:
            same = range(1 + (target - weekday) % 7, length + 1, 7)
            if -len(same) <= (index := ordinal - (ordinal > 0)) < len(same):
                numbers.add(same[index])
    return [first.replace(day=number) for number in sorted(numbers) if 1 <= number <= length]
