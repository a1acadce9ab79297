"""Season, course and first date of a clause: from its modifiers to the fields of a pattern."""

from calendar import monthrange
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from support_groups.schedules.phrases import calendar, questions
from support_groups.schedules.phrases.clauses import Clause
from support_groups.schedules.phrases.grammar import Day, Item
from support_groups.schedules.phrases.questions import Question


@dataclass
class Season:
    """When a clause begins, ends, and in which months it holds."""

    starts: date | None = None
    ends: date | None = None
    counting: date | None = None
    months: tuple[int, ...] = ()
    questions: list[Question] = field(default_factory=list)
    is_clear: bool = True  # False if its parts exclude each other

    def limit(self, months: tuple[int, ...]) -> None:
        left = tuple(month for month in (self.months or range(1, 13)) if month in months)
        self.is_clear = self.is_clear and bool(left)
        self.months = left


def run(first: int, last: int) -> tuple[int, ...]:
    """
    >>> run(11, 2)
    (11, 12, 1, 2)
    """
    return tuple((first - 1 + step) % 12 + 1 for step in range((last - first) % 12 + 1))


def read(clause: Clause, today: date, order: bool | None) -> Season:
    season = Season()
    weekdays = {day for item in clause.days for day in item.values.get("weekdays", ())}
    for item in clause.modifiers:
        if item.name in ("start", "until", "counting", "range"):
            _dates(item, season, today, order, weekdays)
        elif item.name in ("month_range", "start_month", "until_month"):
            _month_bounds(item, season, today)
        elif item.name == "season":
            season.limit(item.values["months"])
        elif item.name == "except_months":
            season.limit(tuple(month for month in range(1, 13) if month not in item.values["months"]))
        elif item.name == "except_run":
            closed = run(*item.values["months"])
            season.limit(tuple(month for month in range(1, 13) if month not in closed))
    several = [item for item in clause.modifiers if item.name in ("season", "month_range")]
    season.is_clear = season.is_clear and len(several) < 2
    return season


def with_weekday(days: list[Day], weekdays: set[int]) -> list[Day]:
    """Dates in digits with the group's weekday, which may tell whether 1/5 is in January."""
    if len(weekdays) != 1:
        return days
    return [replace(day, weekday=next(iter(weekdays))) if day.either and day.year else day for day in days]


def _dates(item: Item, season: Season, today: date, order: bool | None, weekdays: set[int]) -> None:
    days = with_weekday(item.values["days"], weekdays)
    if item.name == "range":
        found = calendar.between(days[0], days[1], today, order)
        season.starts, season.ends = found[0].day, found[1].day
    else:
        found = (calendar.find(days[0], today, order),)
        name = {"start": "starts", "until": "ends", "counting": "counting"}[item.name]
        setattr(season, name, found[0].day)
    season.questions += [question for part in found for question in part.questions]


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


def placed(values: dict[str, Any], season: Season, first_dates: list[date]) -> list[Question]:
    """Put the season into a pattern's fields; where a course or "every other" begins is its anchor."""
    repeats = values["kind"] not in ("dates", "appointment")
    if not repeats:
        return []
    if season.months:
        inside = values.get("months") or season.months
        values["months"] = tuple(month for month in inside if month in season.months)
    needs_anchor = values.get("interval", 1) > 1 or values.get("count")
    anchor = season.counting or (
        season.starts or (first_dates[0] if first_dates else None) if needs_anchor else None
    )
    if anchor:
        values["anchor"] = anchor
    if season.starts and season.starts != anchor:
        values["starts_on"] = season.starts
    if season.ends and not values.get("count"):
        values["ends_on"] = season.ends
    if season.starts and season.ends and season.ends < season.starts:
        return [questions.first_date(season.starts, None)]
    return []
