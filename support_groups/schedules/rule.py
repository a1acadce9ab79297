"""The bare fields of one rule by which a group meets. Everything else about schedules is built on them."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


class PatternKind(StrEnum):
    WEEKLY = "weekly"
    MONTHLY = "monthly"  # nth or last weekdays
    MONTHLY_DATE = "monthly_date"
    DAILY = "daily"
    DATES = "dates"  # single dates
    APPOINTMENT = "appointment"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Monday is 0; ordinals and days of the month count from the end when negative."""

    kind: PatternKind
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

    @property
    def is_dated(self) -> bool:
        """Whether its dates are known; "every other Thursday" has none until somebody names one of them."""
        if self.kind == PatternKind.APPOINTMENT:
            return False
        return self.anchor is not None or (self.interval == 1 and self.count is None)
