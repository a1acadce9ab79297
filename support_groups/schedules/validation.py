"""What a pattern must hold, as sentences for the person who typed it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from support_groups.schedules import zones

if TYPE_CHECKING:
    from support_groups.schedules.patterns import Kind, Pattern

DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
NUMBERS = {"weekdays", "ordinals", "days", "months"}
DATES = {"anchor", "starts_on", "ends_on"}


class InvalidPattern(ValueError):
    """`.problems`: one sentence for each thing that is wrong."""

    def __init__(self, problems: list[str]):
        super().__init__(" ".join(problems))
        self.problems = problems


def choice(kinds: type[Kind], value: str) -> Kind:
    """One of the kinds of pattern."""
    try:
        return kinds(value)
    except ValueError as error:
        raise InvalidPattern([_("“%(kind)s” is not a kind of pattern.") % {"kind": value}]) from error


def check(pattern: Pattern) -> None:
    """Raise InvalidPattern if the parts contradict each other."""
    if problems := [*_shape(pattern), *_ranges(pattern), *_dates(pattern)]:
        raise InvalidPattern(problems)


def _shape(p: Pattern) -> Iterator[str]:
    if (p.kind in ("weekly", "monthly")) != bool(p.weekdays):
        yield _("Choose the weekdays, for a weekly or a monthly pattern only.")
    if (p.kind == "monthly") != bool(p.ordinals):
        yield _("Say which weekday of the month: first, second, third, fourth, fifth or last.")
    if (p.kind == "monthly_date") != bool(p.days):
        yield _("Say which days of the month, for a pattern by date only.")
    if (p.kind == "dates") != bool(p.on):
        yield _("Give the single dates, or choose another kind of pattern.")
    rule = (p.interval != 1, p.anchor, p.count, p.months, p.starts_on, p.ends_on)
    if p.kind in ("dates", "appointment") and any(rule):
        yield _(
            "Single dates and appointments do not repeat, so they have no season and no number of sessions."
        )
    if p.count and (p.ends_on or p.starts_on):
        yield _("A course of sessions begins with its first date and ends by itself; give no other dates.")


def _ranges(p: Pattern) -> Iterator[str]:
    if not all(0 <= day <= 6 for day in p.weekdays):
        yield _("Weekdays are numbered 0 for Monday to 6 for Sunday.")
    if not all(number in range(1, 6) or number in (-1, -2) for number in p.ordinals):
        yield _("A month has a first to fifth, a last and a last but one weekday.")
    if not all(1 <= day <= 31 or day == -1 for day in p.days):
        yield _("Days of the month go from 1 to 31.")
    if not all(1 <= month <= 12 for month in p.months):
        yield _("Months go from 1 to 12.")
    if not 1 <= p.interval <= 99:
        yield _("A group meets every 1 to 99 weeks, months or days.")
    if p.count is not None and not 1 <= p.count <= 999:
        yield _("A course has 1 to 999 sessions.")
    if p.minutes is not None and not 1 <= p.minutes <= 24 * 60:
        yield _("A meeting lasts between 1 minute and 24 hours.")
    if p.zone and not zones.is_zone(p.zone):
        yield _("“%(zone)s” is not a time zone; use a name such as America/New_York.") % {"zone": p.zone}
    if p.begins is not None and (p.begins.tzinfo or p.begins.second or p.begins.microsecond):
        yield _("The time is hours and minutes on the local clock.")


def _dates(p: Pattern) -> Iterator[str]:
    given = [day for day in (*p.on, p.anchor, p.starts_on, p.ends_on) if day]
    if not all(1900 <= day.year <= 2199 for day in given):
        yield _("Years go from 1900 to 2199.")
    if p.starts_on and p.ends_on and p.ends_on < p.starts_on:
        yield _("The last date is before the first.")
    if p.anchor and p.kind == "weekly" and p.anchor.weekday() not in p.weekdays:
        yield _("%(date)s is not one of the group's weekdays.") % {"date": p.anchor.isoformat()}
    months = p.months or range(1, 13)
    possible = (day <= DAYS_IN_MONTH[month - 1] for day in p.days for month in months if 1 <= month <= 12)
    if p.days and not any(possible):
        yield _("No month of that season has such a day.")


def from_json(data: Mapping[str, Any]) -> dict[str, Any]:
    """Keyword arguments of a pattern from what to_dict() wrote."""
    try:
        return {name: _from_json(name, value) for name, value in data.items()}
    except (AttributeError, TypeError, ValueError) as error:
        raise InvalidPattern([_("This is not a schedule: %(reason)s") % {"reason": error}]) from error


def _from_json(name: str, value: Any) -> Any:
    if name in NUMBERS and isinstance(value, list | tuple):
        return tuple(_integer(item) for item in value)
    if name == "on" and isinstance(value, list | tuple):
        return tuple(date.fromisoformat(item) for item in value)
    if name in DATES:
        return value and date.fromisoformat(value)
    if name == "begins":
        return None if value is None else time.fromisoformat(value)
    if name == "interval" or (name in ("count", "minutes") and value is not None):
        return _integer(value)
    if name in ("kind", "zone") and isinstance(value, str):
        return value
    if name in ("count", "minutes"):
        return None
    raise ValueError(name)


def _integer(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(repr(value))
    return value
