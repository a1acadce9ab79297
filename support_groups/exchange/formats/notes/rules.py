"""What the rules of a row say together, for comparison with its notes."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from support_groups.schedules import Pattern, PatternKind

WEEK = frozenset(range(7))


@dataclass(frozen=True)
class Rules:
    """All patterns of one row. `zone` is "" if nobody knows it yet."""

    patterns: tuple[Pattern, ...]
    zone: str = ""

    @property
    def days(self) -> frozenset[int]:
        if self.has(PatternKind.DAILY):
            return WEEK
        return frozenset(day for pattern in self.patterns for day in pattern.weekdays)

    @property
    def ordinals(self) -> frozenset[int]:
        return frozenset(number for pattern in self.patterns for number in pattern.ordinals)

    @property
    def begins(self) -> frozenset[time]:
        return frozenset(pattern.begins for pattern in self.patterns if pattern.begins)

    @property
    def ends(self) -> frozenset[time]:
        timed = [pattern for pattern in self.patterns if pattern.begins and pattern.minutes]
        return frozenset(later(pattern.begins, pattern.minutes) for pattern in timed)

    @property
    def is_weekly(self) -> bool:
        weekly = (PatternKind.WEEKLY, PatternKind.DAILY)
        return any(pattern.kind in weekly and pattern.interval == 1 for pattern in self.patterns)

    def has(self, *kinds: PatternKind) -> bool:
        return any(pattern.kind in kinds for pattern in self.patterns)

    def meets(self, day: int, times: frozenset[time]) -> bool:
        """Whether one of the patterns begins at one of these times on this weekday."""
        return any(
            pattern.begins in times and (day in pattern.weekdays or pattern.kind == PatternKind.DAILY)
            for pattern in self.patterns
        )


def later(clock: time, minutes: int) -> time:
    return (datetime.combine(date(2026, 1, 1), clock) + timedelta(minutes=minutes)).time()
