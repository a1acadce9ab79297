"""Items into clauses: which time belongs to which days.

"Mondays 6 pm, Wednesdays 7 pm" says days first, "6 pm Mondays; 7 pm Wednesdays" times first; "Mondays, Wednesdays,
6 pm" shares one time. Semicolons, full stops and line breaks end a clause unless it lacks its other half.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time

from support_groups.schedules import recurrence, zones
from support_groups.schedules.phrases.clocks import read
from support_groups.schedules.phrases.grammar import Item

DAYS = {"weekly", "weekly_by", "weekdays", "weekends", "monthly", "by_date", "daily", "dates"}
TIMES = {"hours", "all_hours"}
SHARED = {
    "range",
    "start",
    "until",
    "month_range",
    "start_month",
    "until_month",
    "season",
    "except_months",
    "except_run",
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

    @property
    def text(self) -> str:
        return ", ".join(item.text for item in (*self.days, *self.times, *self.modifiers) if item.text)


def is_day(item: Item) -> bool:
    in_course = item.name == "course" and bool(item.values["weekdays"])
    every_ten_days = item.name == "interval" and item.values["unit"] == "D"
    return item.name in DAYS or in_course or every_ten_days


def gather(items: list[Item]) -> list[Clause]:
    """Clauses in order."""
    found: list[Clause] = []
    for segment in _segments(items):
        found.extend(_read_segment(segment))
    return _shared(_merged([clause for clause in found if clause.days or clause.times or clause.modifiers]))


def _segments(items: list[Item]) -> list[list[Item]]:
    segments: list[list[Item]] = [[]]
    for item in items:
        if item.name == "hard":
            segments.append([])
        elif item.name in DAYS | TIMES | MODIFIERS:
            segments[-1].append(item)
    return [segment for segment in segments if segment]


def _read_segment(segment: list[Item]) -> list[Clause]:
    halves = [item for item in segment if is_day(item) or item.name in TIMES]
    times_first = bool(halves) and halves[0].name in TIMES
    found = [Clause()]
    for item in segment:
        current = found[-1]
        if is_day(item):
            if (
                current.times and current.days and (not times_first or _next_is_time(segment, item) is False)
            ) or (current.times and not times_first):
                found.append(Clause())
            found[-1].days.append(item)
        elif item.name in TIMES:
            if times_first and current.days:
                found.append(Clause())
            found[-1].times.append(item)
        else:
            current.modifiers.append(item)
    return found


def _next_is_time(segment: list[Item], item: Item) -> bool:
    """Whether the half after this one is a time; then days said after a time still share the one before."""
    return (
        True if item is segment[-1] else any(other.name in TIMES for other in segment[segment.index(item) :])
    )


def _merged(clauses: list[Clause]) -> list[Clause]:
    """A clause that has only one half joins its neighbour that has only the other."""
    found: list[Clause] = []
    for clause in clauses:
        last = found[-1] if found else None
        halves = bool(clause.days), bool(clause.times)
        if last and halves == (False, False):
            last.modifiers.extend(clause.modifiers)
        elif last and (not (last.days and last.times)) and (not clause.days or not last.days):
            last.days.extend(clause.days)
            last.times.extend(clause.times)
            last.modifiers.extend(clause.modifiers)
        else:
            found.append(clause)
    return found


def _shared(clauses: list[Clause]) -> list[Clause]:
    """A zone or a length said once holds for all."""
    for name in ("zone", "length"):
        items = [clause.first(name) for clause in clauses]
        given = [item for item in items if item]
        if len(given) == 1:
            for clause in clauses:
                if not clause.has(name):
                    clause.modifiers.append(given[0])
    return clauses


def zone_of(item: Item) -> str:
    """The zone an item names; "?" if it names several or one that means several, "" if none."""
    named = item.values.get("zones", ())
    if "(" in item.codes and named:
        return named[0]
    return named[0] if len(set(named)) == 1 else "?" if named else ""


def without_repeats(items: list[Item], day: date) -> tuple[list[Item], list[Item], list[Item]]:
    """Items with one time for "noon Pacific / 3 pm Eastern", the times left out, and those that do not agree."""
    kept: list[Item] = []
    same: list[Item] = []
    others: list[Item] = []
    last: Item | None = None
    for item in items:
        if item.name == "hours":
            if (
                last
                and zone_of(item)
                and zone_of(last)
                and set(item.values["zones"]) != set(last.values["zones"])
            ):
                (same if _moment(item, day) == _moment(last, day) else others).append(item)
                continue
            last = item
        elif item.name not in ("soft", "hard", "zone", "note"):
            last = None
        kept.append(item)
    return kept, same, others


def _moment(item: Item, day: date) -> datetime | None:
    zone = zone_of(item)
    begins: time | None = read(item.values["clocks"], item.values["part"], "").begins
    if begins is None or not zones.is_zone(zone):
        return None
    moment = recurrence.wall(day, begins, zone)
    return datetime.fromtimestamp(moment.timestamp(), tz=recurrence.UTC)
