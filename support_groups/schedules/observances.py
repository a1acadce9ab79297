"""When the clocks of a zone change, as the STANDARD and DAYLIGHT parts of a VTIMEZONE (RFC 5545, section 3.6.5).

Outlook reads only TZID, DTSTART, RRULE and the two offsets ([MS-STANOICAL], 2.2.47). An RRULE must name one weekday of
one month, as the second or the last Sunday; of several DAYLIGHT parts it takes the one that begins last
([MS-OXCICAL], 2.1.3.1.1.19). So a zone is one rule for each half of the year wherever that is true, and never RDATE.
Where it is not, each change is a part of its own, without a rule, and the rules that hold until the end come last:

* Where clocks change around Ramadan (Gaza; Morocco until 2026), programs that follow RFC 5545 are right. Outlook
  repeats the last two changes in every year, and is an hour off in the weeks between them and the real ones.
* After a change in the law, Outlook takes the new rule for the past, too. Where clocks stopped changing (Vancouver in
  2026), all parts are STANDARD: it takes the last one, and looks for no daylight saving time.
"""

import calendar
import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise, takewhile
from zoneinfo import ZoneInfo

from support_groups.schedules.zone_rules import change_between, clock_at

EPOCH = datetime.datetime(1970, 1, 1)
A_DAY = datetime.timedelta(days=1)
A_SECOND = datetime.timedelta(seconds=1)
YEARS_IN_A_CYCLE = 28  # after which the same dates fall on the same weekdays
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class Observance:
    """One part of a VTIMEZONE: `starts` is on the clock before the change, `rule` an RRULE or ""."""

    starts: datetime.datetime
    before: datetime.timedelta
    after: datetime.timedelta
    name: str
    is_daylight: bool = False
    rule: str = ""


@dataclass(frozen=True)
class Change:
    """A moment (UTC) from which another offset applies, or the same by another name."""

    moment: datetime.datetime
    before: datetime.timedelta
    after: datetime.timedelta
    name: str
    is_daylight: bool

    @property
    def wall(self) -> datetime.datetime:
        """What the clock shows that is about to change."""
        return self.moment.replace(tzinfo=None) + self.before

    def observance(self) -> Observance:
        return Observance(self.wall, self.before, self.after, self.name, self.is_daylight)


@dataclass(frozen=True)
class YearlyRule:
    """The nth (or last, -1) weekday of a month at a time of day."""

    month: int
    nth: int
    weekday: int
    at: datetime.time

    def __str__(self) -> str:
        return f"FREQ=YEARLY;BYMONTH={self.month};BYDAY={self.nth}{DAYS[self.weekday]}"

    def onset(self, year: int) -> datetime.datetime:
        """On the clock before the change; all rules name weekdays that every month has."""
        first, days = calendar.monthrange(year, self.month)
        day = 1 + (self.weekday - first) % 7 + 7 * (self.nth - 1)
        if self.nth == -1:
            day = days - (first + days - 1 - self.weekday) % 7
        return datetime.datetime.combine(datetime.date(year, self.month, day), self.at)


@lru_cache(maxsize=1024)
def observances(zone: str, first: datetime.date, last: datetime.date) -> tuple[Observance, ...]:
    """The parts of a zone's VTIMEZONE that are right from `first` to the end of the year of `last`.

    >>> for part in observances("Europe/Berlin", datetime.date(2026, 12, 1), datetime.date(2029, 12, 31)):
    ...     print(part.name, part.starts, part.rule)
    CET 1970-10-25 03:00:00 FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
    CEST 1970-03-29 02:00:00 FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
    """
    clock = ZoneInfo(zone)
    changes = _changes(clock, first.year, last.year)
    needed = [change for change in changes if change.wall.date() >= first]
    if not needed:
        return (_constant(clock, first),)
    regular, rules = _regular_end(clock, changes, first.year, last.year)
    if regular == first.year:
        return _in_order(_repeated(change, rule, 1970) for change, rule in rules)
    singles = [change.observance() for change in needed if change.wall.year < regular]
    parts = (
        _constant(clock, first, is_daylight=not needed[0].is_daylight),
        *singles,
        *_in_order(_repeated(change, rule, regular) for change, rule in rules),
    )
    has_stopped = changes[-1].wall.year < last.year
    return tuple(replace(part, is_daylight=False) for part in parts) if has_stopped else parts


def _in_order(parts) -> tuple[Observance, ...]:
    return tuple(sorted(parts, key=lambda part: part.is_daylight))


def _constant(clock: ZoneInfo, day: datetime.date, *, is_daylight: bool = False) -> Observance:
    """What applies at the beginning of a day, as if it had always applied."""
    there = datetime.datetime.combine(day, datetime.time(), clock)
    offset = there.utcoffset()
    return Observance(EPOCH, offset, offset, there.tzname(), is_daylight)


def _repeated(change: Change, rule: YearlyRule, year: int) -> Observance:
    return Observance(
        rule.onset(year), change.before, change.after, change.name, change.is_daylight, str(rule)
    )


def _changes(clock: ZoneInfo, first: int, last: int) -> list[Change]:
    """Every change from the beginning of the first year to the end of the last."""
    begin = datetime.datetime(first, 1, 1, tzinfo=datetime.UTC)
    days = [begin + A_DAY * number for number in range((datetime.date(last + 1, 1, 2) - begin.date()).days)]
    moments = [
        change_between(clock, before, after)
        for before, after in pairwise(days)
        if clock_at(clock, before) != clock_at(clock, after)
    ]
    # Ireland's and Morocco's law has a summer as standard time, and a winter with an hour less. Outlook expects that
    # the offset of DAYLIGHT is the greater one, so it is what has more daylight saving than the least of the year.
    least = min((day.astimezone(clock).dst() for day in days), default=datetime.timedelta())
    changes = [_change(clock, moment, least) for moment in moments]
    return [change for change in changes if first <= change.wall.year <= last]


def _change(clock: ZoneInfo, moment: datetime.datetime, least: datetime.timedelta) -> Change:
    there = moment.astimezone(clock)
    before = (moment - A_SECOND).astimezone(clock).utcoffset()
    return Change(moment, before, there.utcoffset(), there.tzname(), there.dst() > least)


def _regular_end(
    clock: ZoneInfo, changes: Sequence[Change], first: int, last: int
) -> tuple[int, list[tuple[Change, YearlyRule]]]:
    """The first year from which two yearly rules tell all changes, and the rules; `last` + 1 and none without."""
    for year in range(first, last):  # of one year alone, nobody knows whether it is a rule
        rules = _rules(clock, [change for change in changes if change.wall.year >= year], year, last)
        if rules:
            return year, rules
    return last + 1, []


def _rules(
    clock: ZoneInfo, changes: Sequence[Change], first: int, last: int
) -> list[tuple[Change, YearlyRule]]:
    pair = changes[:2]
    if len(pair) < 2 or len(changes) != 2 * (last - first + 1) or pair[0].after != pair[1].before:
        return []
    found = [(change, _rule(clock, change, first, last)) for change in pair]
    return [(change, rule) for change, rule in found if rule] if all(rule for _, rule in found) else []


def _rule(clock: ZoneInfo, change: Change, first: int, last: int) -> YearlyRule | None:
    """The rule that holds longest from the first year on, if that is at least until the last."""
    held = {rule: _years_held(clock, change, rule, first) for rule in _candidates(change)}
    best = max(held, key=held.__getitem__)  # the earlier, if equal
    return best if held[best] > last - first else None


def _years_held(clock: ZoneInfo, change: Change, rule: YearlyRule, first: int) -> int:
    years = range(first, first + YEARS_IN_A_CYCLE)
    return sum(1 for _ in takewhile(lambda year: _holds(clock, change, rule, year), years))


def _candidates(change: Change) -> Iterator[YearlyRule]:
    """What the date may be in its month. Midnight may also be the last second of the day before, as Windows has it for
    Chile, whose clocks change at the end of the first Saturday: that is the Sunday from the 2nd to the 8th, which no
    rule can say that Outlook reads."""
    walls = [change.wall]
    if change.wall.time() == datetime.time():
        walls.append(change.wall - A_SECOND)
    for wall in walls:
        nth, days = (wall.day - 1) // 7 + 1, calendar.monthrange(wall.year, wall.month)[1]
        if nth < 5:
            yield YearlyRule(wall.month, nth, wall.weekday(), wall.time())
        if wall.day + 7 > days:
            yield YearlyRule(wall.month, -1, wall.weekday(), wall.time())


def _holds(clock: ZoneInfo, change: Change, rule: YearlyRule, year: int) -> bool:
    """Whether the offset changes then, or a second later."""
    moment = rule.onset(year).replace(tzinfo=datetime.UTC) - change.before
    before, after = ((moment + step).astimezone(clock).utcoffset() for step in (-A_SECOND, A_SECOND))
    return (before, after) == (change.before, change.after)
