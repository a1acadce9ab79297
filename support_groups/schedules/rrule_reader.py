"""RFC 5545 text into patterns: an RRULE (3.8.5.3, 3.3.10), alone or after its DTSTART line (3.8.2.4)."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from dateutil import rrule
from django.utils.translation import gettext as _

from support_groups.schedules.patterns import Pattern
from support_groups.schedules.rrule_writer import WEEKDAY_CODES
from support_groups.schedules.validation import InvalidPattern

BYDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
START = re.compile(r"DTSTART(?:;VALUE=DATE(?:-TIME)?)?(?:;TZID=([^:;]+))?:(\d{8})(?:T(\d{6})(Z?))?$")
SUPPORTED = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYDAY", "BYMONTHDAY", "WKST", "BYSETPOS"}


def from_rrule(
    text: str, *, begins: time | None = None, minutes: int | None = None, zone: str = ""
) -> Pattern:
    """A pattern from an RRULE, alone or after its DTSTART line; "" is by appointment.

    The anchor is DTSTART. Raises InvalidPattern for text that is no RRULE and for rules that no group here has.

    >>> from_rrule("RRULE:FREQ=MONTHLY;BYDAY=-1FR", begins=time(10, 30)).words()
    'Last Friday of the month, 10:30 am'
    """
    start, rule = _split(text)
    values: dict[str, Any] = {"begins": begins, "minutes": minutes, "zone": zone} | _start(start)
    first = values.pop("first", None)
    if rule:
        return Pattern(**values, **_fields(_parse(rule, first), first, values["zone"]))
    if first:
        return Pattern(**values, kind="dates", on=(first,))
    return Pattern(**values, kind="appointment")


def _split(text: str) -> tuple[str, str]:
    """The DTSTART line as written, since zones have small letters, and the rule."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    starts = [line for line in lines if line.upper().startswith("DTSTART")]
    rules = [line.upper().removeprefix("RRULE:") for line in lines if line not in starts]
    if len(rules) > 1:
        raise InvalidPattern([_("Give one rule at a time.")])
    return starts[0] if starts else "", rules[0] if rules else ""


def _start(line: str) -> dict[str, Any]:
    if not line:
        return {}
    if not (match := START.match(line)):
        raise InvalidPattern([_("“%(line)s” is not a DTSTART line.") % {"line": line}])
    tzid, day, clock, utc = match.groups()
    try:
        values: dict[str, Any] = {"first": datetime.strptime(day, "%Y%m%d").date()}
        if clock:
            values["begins"] = datetime.strptime(clock, "%H%M%S").time()
    except ValueError as error:
        raise InvalidPattern([_("“%(line)s” is not a DTSTART line.") % {"line": line}]) from error
    return values | ({"zone": tzid} if tzid else {"zone": "UTC"} if utc else {})


@dataclass(frozen=True)
class RecurrenceRule:
    """The parts of an RRULE that patterns know. What it leaves out comes from DTSTART."""

    frequency: str
    interval: int
    count: int | None
    until: str
    months: tuple[int, ...]
    month_days: tuple[int, ...]
    by_day: tuple[tuple[int | None, int], ...]  # number in the month and weekday: 2TU is (2, 1)
    positions: tuple[int, ...]  # BYSETPOS

    @property
    def weekdays(self) -> tuple[int, ...]:
        return tuple(weekday for _number, weekday in self.by_day)

    @property
    def ordinals(self) -> tuple[int, ...]:
        return self.positions or tuple({number for number, _weekday in self.by_day if number is not None})

    @property
    def is_numbered(self) -> bool:
        return any(number is not None for number, _weekday in self.by_day)

    @property
    def has_one_set_of_weekdays(self) -> bool:
        """Whether each weekday has the same numbers: 1TU,3TU is a pattern, 1TU,3WE is two."""
        weekdays = set(self.weekdays)
        if self.positions:
            return len(weekdays) == 1 and not self.is_numbered
        return len(self.by_day) == len(weekdays) * max(1, len(self.ordinals))

    @property
    def is_sparse_weekly(self) -> bool:
        """Every Tuesday, but only of every other month or day: no group meets like that."""
        plain_weekdays = self.by_day and not (self.positions or self.is_numbered)
        return bool(plain_weekdays) and self.frequency in ("DAILY", "MONTHLY") and self.interval > 1

    @property
    def is_supported(self) -> bool:
        if self.frequency == "YEARLY" and (self.interval != 1 or not self.months):
            return False
        if self.month_days and self.by_day:
            return False
        return self.has_one_set_of_weekdays and not self.is_sparse_weekly


def _parse(text: str, first: date | None) -> RecurrenceRule:
    parts = _parts(text)
    rule = RecurrenceRule(
        frequency=parts["FREQ"],
        interval=int(parts.get("INTERVAL", 1)),
        count=int(parts["COUNT"]) if parts.get("COUNT") else None,
        until=parts.get("UNTIL", ""),
        months=_numbers(parts, "BYMONTH"),
        month_days=_numbers(parts, "BYMONTHDAY"),
        by_day=_by_day(parts.get("BYDAY", "")),
        positions=_numbers(parts, "BYSETPOS"),
    )
    return _completed(rule, first) if first else rule


def _completed(rule: RecurrenceRule, first: date) -> RecurrenceRule:
    """The rule with the days and months that it leaves to DTSTART."""
    if rule.frequency == "YEARLY" and not rule.months:
        rule = replace(rule, months=(first.month,))
    if rule.by_day or rule.month_days:
        return rule
    if rule.frequency == "WEEKLY":
        return replace(rule, by_day=((None, first.weekday()),))
    return replace(rule, month_days=(first.day,)) if rule.frequency != "DAILY" else rule


def _parts(rule: str) -> dict[str, str]:
    """Names and values of a rule that dateutil also accepts."""
    try:
        rrule.rrulestr(re.sub(r"UNTIL=\w+;?", "", rule).strip(";"), dtstart=datetime(2026, 1, 1))
        parts = dict(part.split("=", 1) for part in rule.strip(";").split(";"))
    except (ValueError, TypeError, AttributeError, KeyError, IndexError) as error:
        raise InvalidPattern([_("“%(rule)s” is not a recurrence rule.") % {"rule": rule}]) from error
    if set(parts) - SUPPORTED or (_depends_on_week_start(parts) and parts.get("WKST", "MO") != "MO"):
        raise InvalidPattern([_("No group here meets by the rule “%(rule)s”.") % {"rule": rule}])
    return parts


def _depends_on_week_start(parts: dict[str, str]) -> bool:
    """Every other week on several days: it matters whether Sunday ends the week or begins it."""
    return parts["FREQ"] == "WEEKLY" and parts.get("INTERVAL", "1") != "1" and "," in parts.get("BYDAY", "")


def _by_day(text: str) -> tuple[tuple[int | None, int], ...]:
    matches = [BYDAY.fullmatch(item) for item in text.split(",")] if text else []
    if None in matches:
        raise InvalidPattern([_("No group here meets by such a rule. Enter it as several patterns.")])
    return tuple((int(match[1]) if match[1] else None, WEEKDAY_CODES.index(match[2])) for match in matches)


def _numbers(parts: dict[str, str], name: str) -> tuple[int, ...]:
    return tuple(int(number) for number in parts[name].split(",")) if parts.get(name) else ()


def _fields(rule: RecurrenceRule, first: date | None, zone: str) -> dict[str, Any]:
    values = _days(rule) if rule.is_supported else None
    if values is None:
        raise InvalidPattern([_("No group here meets by such a rule. Enter it as several patterns.")])
    begin = "anchor" if rule.interval > 1 or rule.count else "starts_on"
    values |= {"months": rule.months, "interval": rule.interval, "count": rule.count, begin: first}
    return values | ({"ends_on": _until(rule.until, zone)} if rule.until else {})


def _days(rule: RecurrenceRule) -> dict[str, Any] | None:
    """Kind and days of the pattern; None if no kind of pattern fits."""
    if rule.ordinals or rule.month_days:
        return _days_of_month(rule) if rule.frequency in ("MONTHLY", "YEARLY") else None
    if rule.weekdays and rule.frequency != "YEARLY":
        return {"kind": "weekly", "weekdays": rule.weekdays}
    return {"kind": "daily"} if rule.frequency == "DAILY" else None


def _days_of_month(rule: RecurrenceRule) -> dict[str, Any]:
    if rule.ordinals:
        return {"kind": "monthly", "weekdays": rule.weekdays, "ordinals": rule.ordinals}
    return {"kind": "monthly_date", "days": rule.month_days}


def _until(text: str, zone: str) -> date:
    try:
        last = datetime.strptime(text[:15].rstrip("Z"), "%Y%m%dT%H%M%S" if "T" in text else "%Y%m%d")
    except ValueError as error:
        raise InvalidPattern([_("“%(text)s” is not a date.") % {"text": text}]) from error
    if text.endswith("Z") and zone:
        last = last.replace(tzinfo=UTC).astimezone(ZoneInfo(zone))
    return last.date()
