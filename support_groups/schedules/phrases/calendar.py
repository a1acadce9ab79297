"""Dates as people write them: without a year, or with the month first or second."""

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from support_groups.schedules.phrases import questions
from support_groups.schedules.phrases.grammar import Day
from support_groups.schedules.phrases.questions import Question

SOON = timedelta(
    days=190
)  # a date without a year within half a year is the coming one; later, it may be past


class Found(NamedTuple):
    day: date | None
    questions: tuple[Question, ...] = ()


def month_first(days: list[Day]) -> bool | None:
    """Whether 12/7 means December, told by any date of the phrase that can only be read one way."""
    pairs = [day.either for day in days if day.either]
    if any(first <= 12 < second for first, second in pairs):
        return True
    if any(second <= 12 < first for first, second in pairs):
        return False
    return None


def find(day: Day, today: date, order: bool | None = None) -> Found:
    """The date meant, and what is unsure about it.

    >>> find(Day(6, 22), date(2026, 5, 1)).day
    datetime.date(2026, 6, 22)
    >>> find(Day(None, None, 2026, either=(3, 4), text="3/4/26"), date(2026, 1, 1)).questions[0]
    '“3/4/26”: which number is the month?'
    """
    if day.either:
        return _in_digits(day, today, order)
    text = day.text or _text(day)
    if day.year is None:
        return _without_year(day, today, text)
    found = _date(day.year, day.month, day.day)
    if found is None:
        return Found(None, (questions.no_such_date(text),))
    wrong = day.weekday is not None and day.weekday != found.weekday()
    return Found(found, (questions.another_weekday(found),) if wrong else ())


def _in_digits(day: Day, today: date, order: bool | None) -> Found:
    first, second = day.either or (0, 0)
    american = replace(day, month=first, day=second, either=None)
    british = replace(day, month=second, day=first, either=None)
    if first == second or order is True or second > 12:
        return find(american, today)
    if order is False or first > 12:
        return find(british, today)
    if day.weekday is not None and day.year:
        fitting = [
            found
            for found in (find(american, today), find(british, today))
            if found.day and not found.questions
        ]
        if len(fitting) == 1:
            return fitting[0]
    return Found(None, (questions.which_is_month(day.text),))


def _without_year(day: Day, today: date, text: str) -> Found:
    years = range(today.year - 1, today.year + 9)
    possible = [found for year in years if (found := _date(year, day.month, day.day))]
    if not possible:
        return Found(None, (questions.no_such_date(text),))
    coming = next((found for found in possible if found >= today), possible[-1])
    past = next((found for found in reversed(possible) if found < today), coming)
    if day.weekday is not None:
        near = [found for found in (coming, past) if found.weekday() == day.weekday]
        if not near:
            return Found(None, (questions.which_year(f"{questions.weekday_name(day.weekday)}, {text}"),))
        return Found(near[0], () if near[0] == coming else (questions.which_year(text),))
    if coming - today <= SOON:
        return Found(coming)
    return Found(past, (questions.which_year(text),))


def between(first: Day, last: Day, today: date, order: bool | None = None) -> tuple[Found, Found]:
    """Both ends of a season: without years, the one that is running, otherwise the coming one."""
    end = find(last, today, order)
    if first.year or first.either or end.day is None:
        start = find(first, today, order)
    elif last.year:
        start = find(replace(first, year=_year_before(first, end.day)), today)
    else:
        end = find(replace(last, year=coming_year(last, today)), today)
        start = find(replace(first, year=_year_before(first, end.day or today)), today)
    return start, end


def coming_year(day: Day, today: date) -> int:
    found = _date(today.year, day.month, day.day)
    return today.year if found is None or found >= today else today.year + 1


def _year_before(first: Day, end: date) -> int:
    """The year in which a season began that ended then."""
    return end.year if (first.month or 1, first.day or 1) <= (end.month, end.day) else end.year - 1


def whole_months(months: tuple[int, int], years: list[int]) -> tuple[date, date]:
    """First day of the first month and last day of the last, when at least one year is named."""
    last = years[-1]
    first = years[0] if len(years) > 1 else last - (months[0] > months[1])
    return date(first, months[0], 1), date(last, months[1], monthrange(last, months[1])[1])


def _date(year: int, month: int | None, day: int | None) -> date | None:
    try:
        return date(year, month or 0, day or 0)
    except ValueError:
        return None


def _text(day: Day) -> str:
    name = questions.month_name(day.month) if day.month and 1 <= day.month <= 12 else str(day.month)
    return f"{name} {day.day}" + (f", {day.year}" if day.year else "")
