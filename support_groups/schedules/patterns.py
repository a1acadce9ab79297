"""One rule by which a group meets: which days, from when to when, in which zone and season.

Plain values, no database. A pattern may be honest about what nobody has said yet: "every other Thursday" without a
first Thursday, "first Tuesday of the month" without a time. Such a pattern has words, and `missing` says what to ask.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time
from enum import StrEnum
from functools import lru_cache
from typing import Any, Self

from support_groups.schedules import recurrence, rrules, validation, words


class Kind(StrEnum):
    WEEKLY = "weekly"
    MONTHLY = "monthly"  # nth or last weekdays
    MONTHLY_DATE = "monthly_date"
    DAILY = "daily"
    DATES = "dates"  # single dates
    APPOINTMENT = "appointment"


WEEK = tuple(range(7))


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """How a group meets; Monday is 0, ordinals and days of the month count from the end when negative.

    >>> Pattern(kind=Kind.MONTHLY, weekdays=(1,), ordinals=(2, 4), begins=time(13), minutes=90).rrule()
    'FREQ=MONTHLY;BYDAY=2TU,4TU'

    Raises InvalidPattern (a ValueError, `.problems` is a list of sentences) when the parts contradict each other.
    """

    kind: Kind
    weekdays: tuple[int, ...] = ()
    ordinals: tuple[int, ...] = ()  # MONTHLY: 1 to 5, or -1 for the last
    days: tuple[int, ...] = ()  # MONTHLY_DATE: 1 to 31, or -1 for the last day
    on: tuple[date, ...] = ()  # DATES
    interval: int = 1  # every n weeks, months or days
    anchor: date | None = None  # the meeting that "every n" or a course counts from
    count: int | None = None  # a course of so many sessions
    begins: time | None = None  # local wall time
    minutes: int | None = None
    zone: str = ""  # IANA name; "" is the group's own
    months: tuple[int, ...] = ()  # a season that returns every year; () is all year
    starts_on: date | None = None
    ends_on: date | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", validation.choice(Kind, self.kind))
        for name in ("weekdays", "ordinals", "days", "on", "months"):
            values = sorted(set(getattr(self, name)), key=_first_positive if name != "on" else None)
            object.__setattr__(self, name, tuple(values))
        if self.anchor and self.starts_on and self.starts_on <= self.anchor and not self.count:
            object.__setattr__(self, "starts_on", None)  # nothing comes before the anchor
        if self.months == tuple(range(1, 13)):
            object.__setattr__(self, "months", ())
        if self.kind == Kind.WEEKLY and self.weekdays == WEEK and self.interval == 1:
            object.__setattr__(self, "kind", Kind.DAILY)
            object.__setattr__(self, "weekdays", ())
        validation.check(self)

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of what a person must still say: "anchor", "begins"; nothing is needed for an appointment."""
        if self.kind == Kind.APPOINTMENT:
            return ()
        anchor = () if self.is_dated else ("anchor",)
        return anchor if self.begins is not None else (*anchor, "begins")

    @property
    def is_dated(self) -> bool:
        """Whether its dates are known; "every other Thursday" from nobody knows when has none."""
        return self.kind != Kind.APPOINTMENT and (
            self.anchor is not None or (self.interval == 1 and self.count is None)
        )

    @property
    def is_always_on(self) -> bool:
        """A forum or a line that is there day and night: it has no next date."""
        return self.kind == Kind.DAILY and self.interval == 1 and self.minutes == 24 * 60

    def rrule(self) -> str:
        """RFC 5545 section 3.3.10; "" for single dates (an RDATE) and by appointment."""
        return rrules.to_text(self)

    def dtstart(self, on: date | None = None) -> str:
        """The DTSTART line of the first meeting, or of the first on or after `on`; "" if there is none."""
        return rrules.dtstart(self, on)

    def lines(self, on: date | None = None) -> list[str]:
        """DTSTART with RRULE or RDATE, as they stand in a calendar file; [] without dates."""
        return rrules.lines(self, on)

    def dates(self, start: date, end: date) -> list[datetime]:
        """Local start of every meeting from `start` to `end`, both included; see `recurrence` for odd hours."""
        return [recurrence.wall(day, self.begins, self.zone) for day in recurrence.days(self, start, end)]

    def words(self, language: str = "en", *, complete: bool = False) -> str:
        """Plain words; `complete` also names the date that "every other" counts from."""
        return words.say(self, language, complete=complete)

    def in_zone(self, zone: str) -> "Pattern":
        """The same in that zone, unless it names its own."""
        return self if self.zone else _in_zone(self, zone)

    def to_dict(self) -> dict[str, Any]:
        """Only what differs from the default, as JSON knows it: dates and times in ISO 8601.

        >>> Pattern(kind=Kind.WEEKLY, weekdays=(2,), begins=time(18, 30)).to_dict()
        {'kind': 'weekly', 'weekdays': [2], 'begins': '18:30:00'}
        """
        values = ((field.name, getattr(self, field.name), field.default) for field in fields(self))
        return {name: _to_json(value) for name, value, default in values if value != default}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Raises InvalidPattern for anything to_dict() would not have written."""
        try:
            return cls(**validation.from_json(data))
        except TypeError as error:
            raise validation.InvalidPattern([str(error)]) from error


@lru_cache(maxsize=10_000)
def _in_zone(pattern: Pattern, zone: str) -> Pattern:
    """Kept, since every list of groups asks for the same ones, and each new pattern is checked anew."""
    return replace(pattern, zone=zone)


def _first_positive(number: int) -> tuple[bool, int]:
    """First, second … fifth, then counted from the end: last but one, last."""
    return number < 0, number


def _to_json(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_to_json(item) for item in value]
    if isinstance(value, date | time):
        return value.isoformat()
    return value if not isinstance(value, Kind) else value.value
