"""Season, course and first date of a clause: from its modifiers to the fields of a pattern."""

from calendar import monthrange
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from support_groups.schedules.phrases import calendar, questions
from support_groups.schedules.phrases.clauses import Clause
from support_groups.schedules.phrases.items import Day, Item
from support_groups.schedules.phrases.questions import Question

YEAR = range(1, 13)


@dataclass
class Season:
    """When a clause begins, ends, and in which months it holds."""

    starts: date | None = None
    ends: date | None = None
    counting: date | None = None
    months: tuple[int, ...] = ()
    questions: list[Question] = field(default_factory=list)
    is_clear: bool = True  # False if its parts exclude each other

    @property
    def contradictions(self) -> list[Question]:
        if self.starts and self.ends and self.ends < self.starts:
            return [questions.first_date(self.starts, None)]
        return []

    def limit(self, months: tuple[int, ...]) -> None:
        left = tuple(month for month in (self.months or YEAR) if month in months)
        self.is_clear = self.is_clear and bool(left)
        self.months = left


def run(first: int, last: int) -> tuple[int, ...]:
    """
    >>> run(11, 2)
    (11, 12, 1, 2)
    """
    return tuple((first - 1 + step) % 12 + 1 for step in range((last - first) % 12 + 1))


def read(clause: Clause, today: date, month_first: bool | None) -> Season:
    season = Season()
    weekdays = {day for item in clause.days for day in item.values.get("weekdays", ())}
    for item in clause.modifiers:
        if item.name in ("start", "until", "counting", "range"):
            _dates(item, season, today, month_first, weekdays)
        elif item.name in ("month_range", "start_month", "until_month"):
            _month_bounds(item, season, today)
        elif item.name in ("season", "except_months", "except_run"):
            season.limit(_months(item))
    several = [item for item in clause.modifiers if item.name in ("season", "month_range")]
    season.is_clear = season.is_clear and len(several) < 2
    return season


def _months(item: Item) -> tuple[int, ...]:
    months = item.values["months"]
    if item.name == "season":
        return months
    closed = run(*months) if item.name == "except_run" else months
    return tuple(month for month in YEAR if month not in closed)


def with_weekday(days: list[Day], weekdays: set[int]) -> list[Day]:
    """Dates in digits with the group's weekday, which can tell whether 1/5 is in January."""
    if len(weekdays) != 1:
        return days
    return [replace(day, weekday=next(iter(weekdays))) if day.either and day.year else day for day in days]


def _dates(item: Item, season: Season, today: date, month_first: bool | None, weekdays: set[int]) -> None:
    days = with_weekday(item.values["days"], weekdays)
    if item.name == "range":
        resolved = calendar.between(days[0], days[1], today, month_first)
        season.starts, season.ends = resolved[0].day, resolved[1].day
    else:
        resolved = (calendar.resolve(days[0], today, month_first),)
        name = {"start": "starts", "until": "ends", "counting": "counting"}[item.name]
        setattr(season, name, resolved[0].day)
    season.questions += [question for part in resolved for question in part.questions]


def _month_bounds(item: Item, season: Season, today: date) -> None:
    months, years = item.values["months"], item.values["years"]
    if item.name == "month_range" and not years:
        season.limit(run(*months))
    elif item.name == "month_range":
        season.starts, season.ends = calendar.whole_months(months, years)
    else:
        year = years[0] if years else today.year + (months[0] < today.month)
        if item.name == "start_month":
            season.starts = date(year, months[0], 1)
        else:
            season.ends = date(year, months[0], monthrange(year, months[0])[1])


def place(values: dict[str, Any], season: Season, first_dates: list[date]) -> list[Question]:
    """Put the season into a pattern's fields; where a course or "every other" begins is its anchor."""
    if values["kind"] in ("dates", "appointment"):
        return []
    if season.months:
        inside = values.get("months") or season.months
        values["months"] = tuple(month for month in inside if month in season.months)
    bounds = {
        "anchor": _anchor(values, season, first_dates),
        "starts_on": season.starts,
        "ends_on": season.ends,
    }
    if bounds["starts_on"] == bounds["anchor"]:
        del bounds["starts_on"]
    if values.get("count"):
        del bounds["ends_on"]
    values |= {name: day for name, day in bounds.items() if day}
    return season.contradictions


def _anchor(values: dict[str, Any], season: Season, first_dates: list[date]) -> date | None:
    if season.counting:
        return season.counting
    if values.get("interval", 1) == 1 and not values.get("count"):
        return None
    return season.starts or (first_dates[0] if first_dates else None)
