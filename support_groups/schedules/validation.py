"""What a pattern must fulfill, in sentences for the person who typed it."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from datetime import date, time
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from support_groups.schedules import zones
from support_groups.schedules.rule import PatternKind, Rule

LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
WEEKDAYS, ORDINALS, DAYS, MONTHS = range(7), (1, 2, 3, 4, 5, -1, -2), (-1, *range(1, 32)), range(1, 13)
INTERVALS, COUNTS, MINUTES = range(1, 100), range(1, 1000), range(1, 24 * 60 + 1)
WRONG_WEEKDAY = gettext_lazy("Weekdays are numbered 0 for Monday to 6 for Sunday.")
WRONG_ORDINAL = gettext_lazy("A month has a first to fifth, a last and a second-to-last weekday.")
WRONG_DAY = gettext_lazy("Days of the month go from 1 to 31.")
WRONG_MONTH = gettext_lazy("Months go from 1 to 12.")
WRONG_INTERVAL = gettext_lazy("A group meets every 1 to 99 weeks, months or days.")
WRONG_COUNT = gettext_lazy("A course has 1 to 999 sessions.")
WRONG_LENGTH = gettext_lazy("A meeting lasts between 1 minute and 24 hours.")
Limit = tuple[
    Iterable[int | None], Container[int], Promise
]  # values, what each may be, what to say otherwise


class InvalidPattern(ValueError):
    """`.problems`: one sentence for each thing that is wrong."""

    def __init__(self, problems: list[str]):
        super().__init__(" ".join(problems))
        self.problems = problems


def kind(value: str) -> PatternKind:
    try:
        return PatternKind(value)
    except ValueError as error:
        raise InvalidPattern([_("“%(kind)s” is not a kind of pattern.") % {"kind": value}]) from error


def check(rule: Rule) -> None:
    """Raise InvalidPattern if the parts contradict each other."""
    if problems := [
        *_days(rule),
        *_repeating(rule),
        *_numbers(rule),
        *_clock(rule),
        *_years(rule),
        *_dates(rule),
    ]:
        raise InvalidPattern(problems)


def _days(rule: Rule) -> Iterator[str]:
    """Each kind needs its own days and takes no others."""
    if (rule.kind in (PatternKind.WEEKLY, PatternKind.MONTHLY)) != bool(rule.weekdays):
        yield _("Choose the weekdays, for a weekly or a monthly pattern only.")
    if (rule.kind == PatternKind.MONTHLY) != bool(rule.ordinals):
        yield _("Say which weekday of the month: first, second, third, fourth, fifth or last.")
    if (rule.kind == PatternKind.MONTHLY_DATE) != bool(rule.days):
        yield _("Say which days of the month, for a pattern by date only.")
    if (rule.kind == PatternKind.DATES) != bool(rule.on):
        yield _("Give the single dates, or choose another kind of pattern.")


def _repeating(rule: Rule) -> Iterator[str]:
    repeats = (rule.interval != 1, rule.anchor, rule.count, rule.months, rule.starts_on, rule.ends_on)
    if rule.kind in (PatternKind.DATES, PatternKind.APPOINTMENT) and any(repeats):
        yield _("Single dates and appointments don't repeat: they have no season and no number of sessions.")
    if rule.count and (rule.ends_on or rule.starts_on):
        yield _("A course begins on its first date and ends after its last session. Don't give other dates.")


def _numbers(rule: Rule) -> Iterator[str]:
    for values, allowed, sentence in _limits(rule):
        if any(value not in allowed for value in values if value is not None):
            yield str(sentence)


def _limits(rule: Rule) -> tuple[Limit, ...]:
    return (
        (rule.weekdays, WEEKDAYS, WRONG_WEEKDAY),
        (rule.ordinals, ORDINALS, WRONG_ORDINAL),
        (rule.days, DAYS, WRONG_DAY),
        (rule.months, MONTHS, WRONG_MONTH),
        ((rule.interval,), INTERVALS, WRONG_INTERVAL),
        ((rule.count,), COUNTS, WRONG_COUNT),
        ((rule.minutes,), MINUTES, WRONG_LENGTH),
    )


def _clock(rule: Rule) -> Iterator[str]:
    if rule.zone and not zones.is_zone(rule.zone):
        yield _("“%(zone)s” is not a time zone. Use a name such as America/New_York.") % {"zone": rule.zone}
    begins = rule.begins
    if begins is not None and (begins.tzinfo or begins.second or begins.microsecond):
        yield _("Give the time in hours and minutes on the local clock.")


def _years(rule: Rule) -> Iterator[str]:
    given = filter(None, (*rule.on, rule.anchor, rule.starts_on, rule.ends_on))
    if not all(1900 <= day.year <= 2199 for day in given):
        yield _("Enter a year from 1900 to 2199.")


def _dates(rule: Rule) -> Iterator[str]:
    if rule.starts_on and rule.ends_on and rule.ends_on < rule.starts_on:
        yield _("The last date is before the first.")
    if rule.kind == PatternKind.WEEKLY and rule.anchor and rule.anchor.weekday() not in rule.weekdays:
        yield _("%(date)s is not one of the group's weekdays.") % {"date": rule.anchor.isoformat()}
    if rule.days and not _has_possible_day(rule):
        yield _("No month of that season has such a day.")


def _has_possible_day(rule: Rule) -> bool:
    months = [month for month in rule.months or range(1, 13) if 1 <= month <= 12]
    return any(day <= LONGEST_MONTHS[month - 1] for day in rule.days for month in months)


def from_json(data: Mapping[str, Any]) -> dict[str, Any]:
    """Keyword arguments of a pattern from what to_dict() wrote."""
    try:
        return {name: _reader(name)(value) for name, value in data.items()}
    except (AttributeError, TypeError, ValueError) as error:
        raise InvalidPattern([_("This is not a schedule: %(reason)s") % {"reason": error}]) from error


def _reader(name: str) -> Callable[[Any], Any]:
    if name not in READERS:
        raise ValueError(name)
    return READERS[name]


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(repr(value))
    return value


def _integer(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(repr(value))
    return value


def _optional(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else read(value)


def _list_of(read: Callable[[Any], Any]) -> Callable[[Any], tuple]:
    def read_list(values: Any) -> tuple:
        if not isinstance(values, list | tuple):
            raise ValueError(repr(values))
        return tuple(read(value) for value in values)

    return read_list


READERS = {
    **dict.fromkeys(("kind", "zone"), _text),
    **dict.fromkeys(("weekdays", "ordinals", "days", "months"), _list_of(_integer)),
    **dict.fromkeys(("anchor", "starts_on", "ends_on"), _optional(date.fromisoformat)),
    **dict.fromkeys(("count", "minutes"), _optional(_integer)),
    "on": _list_of(date.fromisoformat),
    "begins": _optional(time.fromisoformat),
    "interval": _integer,
}
