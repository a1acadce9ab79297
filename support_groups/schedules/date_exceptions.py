"""What is different about one meeting, or about every meeting of some days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from django.utils.translation import gettext as _

from support_groups.schedules.validation import InvalidPattern


class Effect(StrEnum):
    CANCELED = "cancelled"  # the published value
    MOVED = "moved"
    EXTRA = "extra"
    PLACE = "place"  # same time, another place or link


@dataclass(frozen=True, kw_only=True)
class DateException:
    """What is different about one meeting, or about every meeting from `first` to `last`.

    `begins` picks one of several meetings on a day; for an extra meeting it is its time. A meeting moves to `to_date`,
    `to_time` or both; the meetings of several days can move to another time, but not to one date.

    >>> DateException(effect="cancelled", first=date(2026, 12, 24), reason="Christmas Eve").covers(date(2026, 12, 24))
    True
    """

    effect: Effect
    first: date
    last: date | None = None
    begins: time | None = None
    to_date: date | None = None
    to_time: time | None = None
    minutes: int | None = None
    place: str = ""
    link: str = ""
    reason: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "effect", Effect(self.effect))
        if problems := [*self._problems_of_days(), *self._problems_of_effect()]:
            raise InvalidPattern(problems)

    def _problems_of_days(self) -> Iterator[str]:
        if self.last and self.last < self.first:
            yield _("The last date is before the first.")
        if self.to_date and self.last not in (None, self.first):
            yield _("Several meetings can't move to one date.")
        if self.effect == Effect.EXTRA and self.last not in (None, self.first):
            yield _("Enter each extra meeting by its own date.")

    def _problems_of_effect(self) -> Iterator[str]:
        if self.effect == Effect.MOVED and not (self.to_date or self.to_time):
            yield _("Say to which date or time the meeting moves.")
        if self.effect == Effect.PLACE and not (self.place or self.link):
            yield _("Give the other place or link.")

    @property
    def length(self) -> int:
        """Days after the first."""
        return ((self.last or self.first) - self.first).days

    def covers(self, day: date, begins: time | None = None) -> bool:
        return self.first <= day <= (self.last or self.first) and self.begins in (None, begins)
