"""What rules of the grammar make of their tokens: items with values."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from support_groups.schedules.phrases.source import Clock, Token

Tokens = Sequence[Token]
Values = dict[str, Any]
Built = Values | None  # None if the rule doesn't apply after all
Builder = Callable[[Tokens], Built]


@dataclass(frozen=True)
class Item:
    """Something understood, or not (`leftover`); `text` is what was typed."""

    name: str
    text: str = ""
    values: Values = field(default_factory=dict)
    tokens: tuple[Token, ...] = ()

    @property
    def symbols(self) -> tuple[str, ...]:
        return tuple(token.symbol for token in self.tokens)


@dataclass(frozen=True)
class Day:
    """A date as far as it was written."""

    month: int | None
    day: int | None
    year: int | None = None
    weekday: int | None = None
    either: tuple[int, int] | None = None  # 3/4: which is the month?
    text: str = ""


def pick(tokens: Tokens, *symbols: str) -> list[Token]:
    return [token for token in tokens if token.symbol in symbols]


def has(tokens: Tokens, *symbols: str) -> bool:
    return bool(pick(tokens, *symbols))


def values_of(tokens: Tokens, *symbols: str) -> tuple[Any, ...]:
    return tuple(token.value for token in pick(tokens, *symbols))


def first_value(tokens: Tokens, *symbols: str, default: Any = None) -> Any:
    return next(iter(values_of(tokens, *symbols)), default)


def has_plural(tokens: Tokens) -> bool:
    """ "Mondays, January 11" is a rule and a date, "Monday, January 11" one date."""
    return any(token.plural for token in tokens)


def listed_weekdays(tokens: Tokens) -> tuple[int, ...]:
    """The weekdays of a list."""
    days: list[int] = []
    for value in values_of(tokens, "weekday"):
        days.extend(value if isinstance(value, tuple) else (value,))
    return tuple(days)


def weekdays(tokens: Tokens) -> tuple[int, ...]:
    """The weekdays of a list, with "Monday to Thursday" filled in."""
    days: list[int] = []
    ranged = False
    for token in pick(tokens, "weekday", "dash", "to"):
        if token.symbol != "weekday":
            ranged = True
            continue
        named = token.value if isinstance(token.value, tuple) else (token.value,)
        days.extend(_after(days[-1], named[0]) if ranged and days else named)
        ranged = False
    return tuple(days)


def _after(first: int, last: int) -> list[int]:
    """
    >>> _after(5, 0)
    [6, 0]
    """
    return [(first + step) % 7 for step in range(1, (last - first) % 7 + 1)]


def nothing(tokens: Tokens) -> Built:
    return {}


def monthly(tokens: Tokens) -> Built:
    """First and third Tuesday of the month. "Every second Tuesday" without "of the month" can mean two things."""
    ordinals = values_of(tokens, "ordinal")
    if not set(ordinals) <= {1, 2, 3, 4, 5, -1, -2} or (has(tokens, "if_five") and 5 not in ordinals):
        return None
    is_of_month = has(tokens, "month", "monthly", "month_name")
    is_weekday_first = pick(tokens, "weekday", "ordinal")[0].symbol == "weekday"
    is_certain = is_of_month or has_plural(tokens) or len(ordinals) > 1
    return {
        "weekdays": listed_weekdays(tokens),
        "ordinals": ordinals,
        "months": values_of(tokens, "month_name"),
        "every_nth": has(tokens, "every") and not is_of_month and ordinals in ((2,), (3,), (4,)),
        "unsure": is_weekday_first and not is_certain,
    }


def first_two(tokens: Tokens) -> Built:
    """The first two Tuesdays, the last two Fridays."""
    which, number = first_value(tokens, "ordinal"), first_value(tokens, "number")
    if which == 1 and 2 <= number <= 5:
        ordinals = tuple(range(1, number + 1))
    elif (which, number) == (-1, 2):
        ordinals = (-2, -1)
    else:
        return None
    months = values_of(tokens, "month_name")
    values = {"ordinals": ordinals, "weekdays": listed_weekdays(tokens), "months": months}
    return values | {"every_nth": False, "unsure": False}


def except_nth(tokens: Tokens) -> Built:
    ordinals = values_of(tokens, "ordinal")
    if not all(1 <= number <= 5 for number in ordinals):
        return None
    return {"ordinals": ordinals, "weekdays": listed_weekdays(tokens)}


def by_date(tokens: Tokens) -> Built:
    days = [
        -1 if token.symbol == "last_day" else token.value
        for token in pick(tokens, "last_day", "ordinal", "number")
    ]
    if not all(day == -1 or 1 <= day <= 31 for day in days):
        return None
    return {"days": tuple(days), "months": values_of(tokens, "month_name")}


def surely_by_date(tokens: Tokens) -> Built:
    """The 1st and 15th; "the 1st and 3rd" lacks its weekday."""
    return by_date(tokens) if any(number > 5 for number in values_of(tokens, "ordinal")) else None


def weekly(tokens: Tokens) -> Built:
    days = weekdays(tokens)
    is_sure = has(tokens, "every", "weekly", "dash", "to") or len(days) > 1 or has_plural(tokens)
    return {"weekdays": days, "interval": 1, "sure": is_sure}


def other_weekly(tokens: Tokens) -> Built:
    number = first_value(tokens, "number", default=2)
    if not 1 <= number <= 52:
        return None
    return {"weekdays": listed_weekdays(tokens), "interval": number, "sure": True}


def interval(tokens: Tokens) -> Built:
    """Every other week, every three months, every 15 days (which is how Spanish says two weeks)."""
    number = first_value(tokens, "number", "ordinal", default=2 if has(tokens, "other") else 1)
    unit = pick(tokens, "week", "month", "day")[-1].symbol
    if unit == "day" and number in (7, 14, 15, 21, 28):
        unit, number = "week", round(number / 7)
    return {"unit": unit, "number": number} if 1 <= number <= 99 else None


def course(tokens: Tokens) -> Built:
    number, days = first_value(tokens, "number"), listed_weekdays(tokens)
    if not 1 <= number <= 104:
        return None
    if days and number != 1 and not has_plural(tokens):
        return None
    return {"number": number, "weeks": has(tokens, "week"), "weekdays": days}


def hours(tokens: Tokens) -> Built:
    """One or two clocks, with zones; a bare number is an hour only beside another time or after "at"."""
    clocks = [
        value if isinstance(value, Clock) else _bare(value) for value in values_of(tokens, "clock", "number")
    ]
    if None in clocks:
        return None
    part = first_value(tokens, "part_of_day", default="")
    return {
        "clocks": clocks,
        "zones": values_of(tokens, "zone"),
        "part": part,
        "next_day": has(tokens, "next_day"),
    }


def either_time(tokens: Tokens) -> Built:
    """3 pm or 4 pm; "3 pm and 4 pm" are two."""
    are_alternatives = all(token.value in ("or", "o", "u") for token in pick(tokens, "and"))
    return hours(tokens) if are_alternatives else None


def deadline(tokens: Tokens) -> Built:
    """Friday 5 pm; "Fridays" are days of the group."""
    return None if has_plural(tokens) else {}


def _bare(number: int) -> Clock | None:
    if not 0 <= number <= 24:
        return None
    return Clock(number % 24, 0, "24" if number > 12 or number == 0 else "")


def between(tokens: Tokens) -> Built:
    """Between 2 and 4 pm; "from 2 pm and 4 pm" is something else."""
    return hours(tokens) if tokens[0].value in ("between", "entre") else None


class DateReader:
    """Reads the dates of a list. A month or a year said once counts for its neighbors."""

    def __init__(self) -> None:
        self.days: list[Day] = []
        self.month: int | None = None
        self.number: int | None = None
        self.weekday: int | None = None

    def read(self, tokens: Tokens) -> list[Day]:
        for token in tokens:
            if reads := self.READERS.get(token.symbol):
                reads(self, token)
        if self.number is not None:
            return []  # "10 February 2027, first": a number without its month
        if tokens and tokens[0].symbol == "year":
            contradicts = any(day.year not in (None, tokens[0].value) for day in self.days)
            self._year(tokens[0])
            return [] if contradicts else self.days
        return self.days

    def _add(self, day: Day) -> None:
        self.days.append(day)
        self.weekday = None

    def _weekday(self, token: Token) -> None:
        self.weekday = token.value if isinstance(token.value, int) else None

    def _month(self, token: Token) -> None:
        if self.number is None:
            self.month = token.value
        else:
            self._add(Day(token.value, self.number, None, self.weekday))
            self.number = None

    def _number(self, token: Token) -> None:
        if self.month is None:
            self.number = token.value
        else:
            self._add(Day(self.month, token.value, None, self.weekday))

    def _digits(self, token: Token) -> None:
        if len(token.value) == 3:
            year, month, day = token.value
            self._add(Day(month, day, year, self.weekday, None, token.text))
        else:
            year, pair = token.value
            self._add(Day(None, None, year, self.weekday, pair, token.text))

    def _year(self, token: Token) -> None:
        self.days = [day if day.year else replace(day, year=token.value) for day in self.days]

    READERS = {
        "weekday": _weekday,
        "month_name": _month,
        "number": _number,
        "ordinal": _number,
        "date_digits": _digits,
        "year": _year,
    }


def dates(tokens: Tokens) -> Built:
    days = [] if has_plural(tokens) else DateReader().read(tokens)
    return {"days": days} if days else None


def date_range(tokens: Tokens) -> Built:
    """Two dates; "Oct 6-27" has one month for both."""
    around = ("dash", "to", "until", "from", "of", "starting")
    days = DateReader().read([token for token in tokens if token.symbol not in around])
    return {"days": days} if len(days) == 2 and not has_plural(tokens) else None


def month_range(tokens: Tokens) -> Built:
    """September to May; with a year it is one season, without one it returns every year."""
    return {"months": values_of(tokens, "month_name"), "years": list(values_of(tokens, "year"))}


def months(tokens: Tokens) -> Built:
    return {"months": values_of(tokens, "month_name"), "years": list(values_of(tokens, "year")[:1])}


def length(tokens: Tokens) -> Built:
    return {"minutes": first_value(tokens, "length")}


def part_of_day(tokens: Tokens) -> Built:
    return {"part": first_value(tokens, "part_of_day")}


def zones(tokens: Tokens) -> Built:
    return {"zones": values_of(tokens, "zone")}
