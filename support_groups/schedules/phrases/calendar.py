"""Dates as people write them: without a year, or with the month first or second."""

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from support_groups.schedules.phrases import questions
from support_groups.schedules.phrases.items import Day
from support_groups.schedules.phrases.questions import Question

EARLIEST, LATEST = date(1901, 1, 1), date(2150, 12, 31)
# A date without a year is the coming one within half a year; later, it may be past.
SOON = timedelta(days=190)


class ResolvedDate(NamedTuple):
    """The date meant, if it is known, and what is unsure about it."""

    day: date | None
    questions: tuple[Question, ...] = ()


def bounded(today: date) -> date:
    """A day from which years can be counted in both directions."""
    return min(max(today, EARLIEST), LATEST)


def month_first(days: list[Day]) -> bool | None:
    """Whether 12/7 means December, as shown by any date of the phrase that can only be read one way."""
    pairs = [day.either for day in days if day.either]
    if any(first <= 12 < second for first, second in pairs):
        return True
    if any(second <= 12 < first for first, second in pairs):
        return False
    return None


def resolve(day: Day, today: date, month_first: bool | None = None) -> ResolvedDate:
    """
    >>> resolve(Day(6, 22), date(2026, 5, 1)).day
    datetime.date(2026, 6, 22)
    >>> resolve(Day(None, None, 2026, either=(3, 4), text="3/4/26"), date(2026, 1, 1)).questions[0]
    'Which number in “3/4/26” is the month?'
    """
    if day.either:
        return _in_digits(day, today, month_first)
    text = day.text or _text(day)
    if day.year is None:
        return _without_year(day, today, text)
    exact = _date(day.year, day.month, day.day)
    if exact is None:
        return ResolvedDate(None, (questions.no_such_date(text),))
    is_wrong = day.weekday is not None and day.weekday != exact.weekday()
    return ResolvedDate(exact, (questions.another_weekday(exact),) if is_wrong else ())


def _in_digits(day: Day, today: date, month_first: bool | None) -> ResolvedDate:
    first, second = day.either or (0, 0)
    american = replace(day, month=first, day=second, either=None)
    british = replace(day, month=second, day=first, either=None)
    if first == second or month_first is True or second > 12:
        return resolve(american, today)
    if month_first is False or first > 12:
        return resolve(british, today)
    return _by_weekday(day, american, british, today) or ResolvedDate(
        None, (questions.which_is_month(day.text),)
    )


def _by_weekday(day: Day, american: Day, british: Day, today: date) -> ResolvedDate | None:
    """The one order of the numbers that gives a date on the weekday beside it."""
    if day.weekday is None or not day.year:
        return None
    both = (resolve(american, today), resolve(british, today))
    fitting = [resolved for resolved in both if resolved.day and not resolved.questions]
    return fitting[0] if len(fitting) == 1 else None


def _without_year(day: Day, today: date, text: str) -> ResolvedDate:
    years = range(today.year - 1, today.year + 9)
    possible = [exact for year in years if (exact := _date(year, day.month, day.day))]
    if not possible:
        return ResolvedDate(None, (questions.no_such_date(text),))
    coming = next((exact for exact in possible if exact >= today), possible[-1])
    past = next((exact for exact in reversed(possible) if exact < today), coming)
    if day.weekday is not None:
        return _on_weekday(day.weekday, coming, past, text)
    if coming - today <= SOON:
        return ResolvedDate(coming)
    return ResolvedDate(past, (questions.which_year(text),))


def _on_weekday(weekday: int, coming: date, past: date, text: str) -> ResolvedDate:
    if coming.weekday() == weekday:
        return ResolvedDate(coming)
    if past.weekday() == weekday:
        return ResolvedDate(past, (questions.which_year(text),))
    return ResolvedDate(None, (questions.which_year(f"{questions.weekday_name(weekday)}, {text}"),))


def between(
    first: Day, last: Day, today: date, month_first: bool | None = None
) -> tuple[ResolvedDate, ResolvedDate]:
    """Both ends of a season: without years, the one that is running, otherwise the coming one."""
    end = resolve(last, today, month_first)
    if first.year or first.either or end.day is None:
        start = resolve(first, today, month_first)
    elif last.year:
        start = resolve(replace(first, year=_year_before(first, end.day)), today)
    else:
        end = resolve(replace(last, year=coming_year(last, today)), today)
        start = resolve(replace(first, year=_year_before(first, end.day or today)), today)
    return start, end


def in_coming_year(day: Day, today: date) -> Day:
    """The same day with the year of its next date, unless it has a year already."""
    return day if day.year is not None or day.either else replace(day, year=coming_year(day, today))


def coming_year(day: Day, today: date) -> int:
    this_year = _date(today.year, day.month, day.day)
    return today.year if this_year is None or this_year >= today else today.year + 1


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
