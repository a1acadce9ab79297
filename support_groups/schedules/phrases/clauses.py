"""Items into clauses: which time belongs to which days.

"Mondays 6 pm, Wednesdays 7 pm" says days first, "6 pm Mondays; 7 pm Wednesdays" times first; "Mondays, Wednesdays,
6 pm" shares one time. Semicolons, full stops and line breaks end a clause unless it lacks its other half.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from support_groups.schedules import recurrence, zones
from support_groups.schedules.phrases.clocks import read
from support_groups.schedules.phrases.items import Item

DAYS = {"weekly", "weekly_by", "weekdays", "weekends", "monthly", "by_date", "daily", "dates"}
TIMES = {"hours", "all_hours"}
SHARED = {
    *("range", "start", "until", "month_range", "start_month", "until_month", "season"),
    *("except_months", "except_run"),
}
MODIFIERS = SHARED | {
    *("interval", "fortnightly", "biweekly", "bimonthly", "quarterly", "twice_monthly", "once_weekly"),
    *("once_monthly", "course", "length", "part", "zone", "counting", "except_nth", "except_weekdays"),
}


@dataclass
class Clause:
    days: list[Item] = field(default_factory=list)
    times: list[Item] = field(default_factory=list)
    modifiers: list[Item] = field(default_factory=list)
    is_recurring: bool = False  # another clause says "every": this "Friday" is one of them too

    def first(self, *names: str) -> Item | None:
        return next((item for item in self.modifiers if item.name in names), None)

    def has(self, *names: str) -> bool:
        return self.first(*names) is not None

    def has_day(self, name: str) -> bool:
        return any(item.name == name for item in self.days)

    @property
    def is_empty(self) -> bool:
        return not (self.days or self.times or self.modifiers)

    @property
    def text(self) -> str:
        return ", ".join(item.text for item in (*self.days, *self.times, *self.modifiers) if item.text)


def is_day(item: Item) -> bool:
    if item.name == "course":
        return bool(item.values["weekdays"])
    if item.name == "interval":
        return item.values["unit"] == "day"
    return item.name in DAYS


def is_time(item: Item) -> bool:
    return item.name in TIMES


def gather(items: list[Item]) -> list[Clause]:
    """Clauses in order."""
    clauses = [clause for segment in _segments(items) for clause in _clauses_of(segment)]
    return _shared(_merged([clause for clause in clauses if not clause.is_empty]))


def _segments(items: list[Item]) -> list[list[Item]]:
    segments: list[list[Item]] = [[]]
    for item in items:
        if item.name == "hard":
            segments.append([])
        elif item.name in DAYS | TIMES | MODIFIERS:
            segments[-1].append(item)
    return [segment for segment in segments if segment]


def _clauses_of(segment: list[Item]) -> list[Clause]:
    times_first = is_time(next((item for item in segment if is_day(item) or is_time(item)), segment[0]))
    clauses = [Clause()]
    for index, item in enumerate(segment):
        if is_day(item):
            if _day_begins_clause(clauses[-1], segment[index:], times_first):
                clauses.append(Clause())
            clauses[-1].days.append(item)
        elif is_time(item):
            if times_first and clauses[-1].days:
                clauses.append(Clause())
            clauses[-1].times.append(item)
        else:
            clauses[-1].modifiers.append(item)
    return clauses


def _day_begins_clause(clause: Clause, rest: list[Item], times_first: bool) -> bool:
    """Whether a day, the first of `rest`, begins another clause; without a time after it, it shares the one before."""
    if not clause.times:
        return False
    if not times_first:
        return True
    return bool(clause.days) and len(rest) > 1 and not any(is_time(item) for item in rest)


def _merged(clauses: list[Clause]) -> list[Clause]:
    """A clause that has only one half joins its neighbor that has only the other."""
    merged: list[Clause] = []
    for clause in clauses:
        if merged and _completes(merged[-1], clause):
            merged[-1].days.extend(clause.days)
            merged[-1].times.extend(clause.times)
            merged[-1].modifiers.extend(clause.modifiers)
        else:
            merged.append(clause)
    return merged


def _completes(last: Clause, clause: Clause) -> bool:
    if not (clause.days or clause.times):
        return True
    is_whole = bool(last.days and last.times)
    return not is_whole and not (clause.days and last.days)


def _shared(clauses: list[Clause]) -> list[Clause]:
    """A zone or a length said once holds for all."""
    for name in ("zone", "length"):
        given = [item for clause in clauses if (item := clause.first(name))]
        if len(given) == 1:
            for clause in clauses:
                if not clause.has(name):
                    clause.modifiers.append(given[0])
    return clauses


def zone_of(item: Item) -> str:
    """The zone an item names; "?" if it names several or one that means several, "" if none."""
    named = item.values.get("zones", ())
    if not named:
        return ""
    return named[0] if "?" not in named and len(zones.distinct_clocks(named)) == 1 else "?"


@dataclass
class OneMeeting:
    """Items with one time for "noon Pacific / 3 pm Eastern": the repeated times, and those that do not agree."""

    items: list[Item] = field(default_factory=list)
    repeated: list[Item] = field(default_factory=list)
    contradicting: list[Item] = field(default_factory=list)


def without_repeats(items: list[Item], day: date) -> OneMeeting:
    meeting = OneMeeting()
    last: Item | None = None
    for item in items:
        if item.name == "hours":
            if last and _names_another_zone(item, last):
                is_same = bool(_moments(item, day) & _moments(last, day)) and _ends_alike(item, last)
                (meeting.repeated if is_same else meeting.contradicting).append(item)
                continue
            last = item
        elif item.name not in ("soft", "hard", "zone", "note"):
            last = None
        meeting.items.append(item)
    return meeting


def _names_another_zone(item: Item, last: Item) -> bool:
    both_named = bool(zone_of(item) and zone_of(last))
    return both_named and set(item.values["zones"]) != set(last.values["zones"])


def _ends_alike(repeated: Item, first: Item) -> bool:
    """Whether the repeated time names no end, or the same length."""
    if repeated.values["next_day"] != first.values["next_day"] and repeated.values["next_day"]:
        return False
    if len(repeated.values["clocks"]) < 2:
        return True
    one, other = (read(item.values["clocks"], item.values["part"], "") for item in (repeated, first))
    return one.minutes == other.minutes


def _moments(item: Item, day: date) -> set[datetime]:
    """When a time is, by each zone named beside it: "1 pm Mountain (Saskatchewan)"."""
    begins = read(item.values["clocks"], item.values["part"], "").begins
    named = filter(zones.is_zone, item.values["zones"]) if begins else ()
    return {recurrence.wall(day, begins, zone).astimezone(UTC) for zone in named}
