"""Days and parts of the day as slots of a week, in minutes, on the group's or the visitor's clock. Pure.

People who meet in person share the group's clock, so that one counts. For groups that meet online the visitor's clock
counts: 9 pm on Tuesday in New York is 7 pm in Denver, and Wednesday in London.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from support_groups.schedules.zone_rules import A_MINUTE, offsets

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PARTS = {
    "morning": (5, 12),
    "afternoon": (12, 17),
    "evening": (17, 21),
    "late": (21, 29),
}  # hours; late ends at 5 am
A_DAY, A_WEEK = 24 * 60, 7 * 24 * 60
A_SEASON = datetime.timedelta(days=79)  # in which a zone may change its clocks


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
    slots: list[TimeSlot] = []
    for day in numbers:
        for begins, ends in hours:
            slots += shifted(TimeSlot(day * A_DAY + begins * 60, day * A_DAY + ends * 60), 0)
    return joined(slots)


def shifted(slot: TimeSlot, minutes: int) -> list[TimeSlot]:
    """The slot so many minutes later, in two pieces if the week ends in between.

    >>> shifted(TimeSlot(10000, 10080), 60)
    [TimeSlot(first=10060, end=10080), TimeSlot(first=0, end=60)]
    """
    first, length = (slot.first + minutes) % A_WEEK, slot.end - slot.first
    end = first + length
    if end <= A_WEEK:
        return [TimeSlot(first, end)]
    return [TimeSlot(first, A_WEEK), TimeSlot(0, end - A_WEEK)]


def joined(slots: list[TimeSlot]) -> list[TimeSlot]:
    """In order, and without gaps between neighbors: seven days are one week."""
    whole: list[TimeSlot] = []
    for slot in sorted(slots, key=lambda slot: slot.first):
        if whole and slot.first <= whole[-1].end:
            whole[-1] = TimeSlot(whole[-1].first, max(whole[-1].end, slot.end))
        else:
            whole.append(slot)
    return whole


def daily(slots: Iterable[TimeSlot]) -> list[TimeSlot] | None:
    """The parts of a day that they cover, if these are the same on all seven days.

    >>> daily(time_slots([], ["late"]))
    [TimeSlot(first=0, end=300), TimeSlot(first=1260, end=1440)]
    >>> daily(time_slots(["monday"], ["late"]))
    """
    days: list[list[TimeSlot]] = [[] for _day in DAYS]
    for slot in slots:
        for day in range(slot.first // A_DAY, -(-slot.end // A_DAY)):
            begins = day * A_DAY
            piece = TimeSlot(max(slot.first - begins, 0), min(slot.end - begins, A_DAY))
            days[day].append(piece)
    joined_days = [joined(pieces) for pieces in days]
    return joined_days[0] if all(pieces == joined_days[0] for pieces in joined_days) else None


@dataclass(frozen=True)
class OffsetPeriod:
    """A time in which a zone keeps its offset from UTC; `since` and `until` are None where it is open."""

    since: datetime.datetime | None
    until: datetime.datetime | None
    offset: int  # minutes ahead of UTC


def offset_periods(zone: str, at: datetime.datetime) -> list[OffsetPeriod]:
    """How far a zone's clock is from UTC from `at` on; each change of the clocks begins another period.

    >>> at = datetime.datetime(2026, 10, 20, tzinfo=datetime.UTC)
    >>> [period.offset for period in offset_periods("America/New_York", at)]
    [-240, -300]
    """
    at = at.astimezone(datetime.UTC)
    before = [offset for change, offset in offsets(zone, at.date()) if change <= at]
    periods, since, ahead = [], None, before[-1]
    for change, offset in offsets(zone, at.date()):
        if at < change <= at + A_SEASON:
            periods.append(OffsetPeriod(since, change, ahead // A_MINUTE))
            since, ahead = change, offset
    return [*periods, OffsetPeriod(since, None, ahead // A_MINUTE)]
