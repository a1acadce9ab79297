"""One rule by which a group meets: which days, from when to when, in which zone and season.

Plain values, no database. A pattern may leave open what nobody has said yet: "every other Thursday" without a
first Thursday, "first Tuesday of the month" without a time. Such a pattern has words, and `missing` lists what to ask.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, Self

from support_groups.schedules import recurrence, rrule_writer, validation, words
from support_groups.schedules.rule import PatternKind, Rule

WEEK = tuple(range(7))
YEAR = tuple(range(1, 13))


@dataclass(frozen=True, kw_only=True)
class Pattern(Rule):
    """A rule that has been checked, with its dates and words.

    >>> Pattern(kind=PatternKind.MONTHLY, weekdays=(1,), ordinals=(2, 4), begins=time(13), minutes=90).rrule()
    'FREQ=MONTHLY;BYDAY=2TU,4TU'

    Raises InvalidPattern (a ValueError, `.problems` is a list of sentences) when the parts contradict each other.
    """

    def __post_init__(self) -> None:
        self._set(kind=validation.kind(self.kind), on=tuple(sorted(set(self.on))))
        for name in ("weekdays", "ordinals", "days", "months"):
            self._set(**{name: tuple(sorted(set(getattr(self, name)), key=_first_positive))})
        self._simplify()
        validation.check(self)

    def _simplify(self) -> None:
        """Give the same rule the same fields, however it was described."""
        if self._starts_at_its_anchor:
            self._set(starts_on=None)
        if self.months == YEAR:
            self._set(months=())
        if self.kind == PatternKind.WEEKLY and self.weekdays == WEEK and self.interval == 1:
            self._set(kind=PatternKind.DAILY, weekdays=())

    @property
    def _starts_at_its_anchor(self) -> bool:
        """Nothing comes before the anchor. A course may have no start of its own, which `validation` refuses."""
        return bool(self.anchor and self.starts_on and not self.count) and self.starts_on <= self.anchor

    def _set(self, **values: Any) -> None:
        for name, value in values.items():
            object.__setattr__(self, name, value)

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of the fields a person must still fill in: "anchor", "begins". An appointment needs neither."""
        if self.kind == PatternKind.APPOINTMENT:
            return ()
        anchor = () if self.is_dated else ("anchor",)
        return anchor if self.begins is not None else (*anchor, "begins")

    @property
    def is_always_on(self) -> bool:
        """A forum or a helpline that is open day and night: it has no next date."""
        return self.kind == PatternKind.DAILY and self.interval == 1 and self.minutes == 24 * 60

    @property
    def is_on_a_clock(self) -> bool:
        """Whether it gives an hour for which the reader must know the zone."""
        return self.begins is not None and not self.zone and not self.is_always_on

    def rrule(self) -> str:
        """RFC 5545 section 3.3.10; "" for single dates (an RDATE) and by appointment."""
        return rrule_writer.to_text(self)

    def dtstart(self, on: date | None = None) -> str:
        """The DTSTART line of the first meeting, or of the first on or after `on`; "" if there is none."""
        return rrule_writer.dtstart(self, on)

    def lines(self, on: date | None = None) -> list[str]:
        """DTSTART with RRULE or RDATE, as a calendar file has them; [] without dates."""
        return rrule_writer.lines(self, on)

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

        >>> Pattern(kind=PatternKind.WEEKLY, weekdays=(2,), begins=time(18, 30)).to_dict()
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
    """Cached, since every list of groups asks for the same ones, and each new pattern is checked again."""
    return replace(pattern, zone=zone)


def _first_positive(number: int) -> tuple[bool, int]:
    """First, second … fifth, then counted from the end: second-to-last, last."""
    return number < 0, number


def _to_json(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_to_json(item) for item in value]
    if isinstance(value, date | time):
        return value.isoformat()
    return value if not isinstance(value, PatternKind) else value.value
