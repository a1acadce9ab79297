"""Which days and parts of the day, as stretches of a week in minutes, on whose clock. Pure.

A group that meets in person is where its visitors are, so its own clock counts. One that meets online is looked for
on the visitor's clock: 9 pm on Tuesday in New York is 7 pm in Denver, and Wednesday in London.
"""

import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PARTS = {
    "morning": (5, 12),
    "afternoon": (12, 17),
    "evening": (17, 21),
    "late": (21, 29),
}  # hours; late ends at 5 am
A_DAY, A_WEEK = 24 * 60, 7 * 24 * 60
LOOKED_AT = 80  # days ahead in which a zone may change its clocks


@dataclass(frozen=True)
class TimeSlot:
    """Minutes of the week from `first` up to, not including, `end`; both within one week."""

    first: int
    end: int


def time_slots(days: list[str], parts: list[str]) -> list[TimeSlot]:
    """Without days all seven count, without parts the whole day; late on Sunday runs into Monday.

    >>> time_slots(["tuesday"], ["evening"])
    [TimeSlot(first=2460, end=2700)]
    """
    numbers = [DAYS.index(day) for day in days] or range(7)
    hours = [PARTS[part] for part in parts] or [(0, 24)]
    found = [
        one
        for day in numbers
        for begins, ends in hours
        for one in shifted(TimeSlot(day * A_DAY + begins * 60, day * A_DAY + ends * 60), 0)
    ]
    return joined(found)


def shifted(slot: TimeSlot, minutes: int) -> list[TimeSlot]:
    """The period so many minutes later, in two pieces where the week ends in between.

    >>> shifted(TimeSlot(10000, 10080), 60)
    [TimeSlot(first=10060, end=10080), TimeSlot(first=0, end=60)]
    """
    first, length = (slot.first + minutes) % A_WEEK, slot.end - slot.first
    end = first + length
    if end <= A_WEEK:
        return [TimeSlot(first, end)]
    return [TimeSlot(first, A_WEEK), TimeSlot(0, end - A_WEEK)]


def joined(found: list[TimeSlot]) -> list[TimeSlot]:
    """In order, and without gaps between neighbours: seven days are one week."""
    whole: list[TimeSlot] = []
    for slot in sorted(found, key=lambda one: one.first):
        if whole and slot.first <= whole[-1].end:
            whole[-1] = TimeSlot(whole[-1].first, max(whole[-1].end, slot.end))
        else:
            whole.append(slot)
    return whole


@dataclass(frozen=True)
class OffsetPeriod:
    """A time in which a zone keeps its distance from UTC; `since` and `until` are None where it has no end."""

    since: datetime.datetime | None
    until: datetime.datetime | None
    offset: int  # minutes ahead of UTC


def offset_periods(zone: str, at: datetime.datetime) -> list[OffsetPeriod]:
    """How far a zone's clock is from UTC from `at` on; each change of the clocks begins another period.

    >>> at = datetime.datetime(2026, 10, 20, tzinfo=datetime.UTC)
    >>> [period.offset for period in offset_periods("America/New_York", at)]
    [-240, -300]
    """
    clock = ZoneInfo(zone)
    found, since, offset = [], None, _offset(clock, at)
    for hours in range(24, LOOKED_AT * 24, 24):
        then = at + datetime.timedelta(hours=hours)
        if (new := _offset(clock, then)) != offset:
            change = _when(clock, then - datetime.timedelta(days=1), then, offset)
            found.append(OffsetPeriod(since, change, offset))
            since, offset = change, new
    return [*found, OffsetPeriod(since, None, offset)]


def _offset(clock: ZoneInfo, at: datetime.datetime) -> int:
    return int(at.astimezone(clock).utcoffset().total_seconds() // 60)


def _when(
    clock: ZoneInfo, before: datetime.datetime, after: datetime.datetime, offset: int
) -> datetime.datetime:
    """The moment between two at which the clocks change, to the minute."""
    while after - before > datetime.timedelta(minutes=1):
        middle = before + (after - before) / 2
        before, after = (middle, after) if _offset(clock, middle) == offset else (before, middle)
    return after.replace(second=0, microsecond=0)
