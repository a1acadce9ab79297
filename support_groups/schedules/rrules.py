"""Patterns as RFC 5545 text, out and in: DTSTART (3.8.2.4), RRULE (3.8.5.3, 3.3.10) and RDATE (3.8.5.2)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from dateutil import rrule
from django.utils.translation import gettext as _

from support_groups.schedules import recurrence
from support_groups.schedules.validation import InvalidPattern

if TYPE_CHECKING:
    from support_groups.schedules.patterns import Pattern

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCIES = {"weekly": "WEEKLY", "daily": "DAILY", "monthly": "MONTHLY", "monthly_date": "MONTHLY"}
BYDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
START = re.compile(r"DTSTART(?:;VALUE=DATE(?:-TIME)?)?(?:;TZID=([^:;]+))?:(\d{8})(?:T(\d{6})(Z?))?$")
KNOWN = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYDAY", "BYMONTHDAY", "WKST", "BYSETPOS"}


def to_text(p: Pattern) -> str:
    """The value of the RRULE; "" for single dates and by appointment."""
    if p.kind not in FREQUENCIES:
        return ""
    numbers = p.ordinals or ("",)
    byday = ",".join(f"{number}{CODES[day]}" for day in p.weekdays for number in numbers)
    parts = {
        "FREQ": FREQUENCIES[p.kind],
        "INTERVAL": p.interval if p.interval > 1 else "",
        "COUNT": p.count or "",
        "UNTIL": until(p),
        "BYMONTH": ",".join(map(str, p.months)),
        "BYDAY": byday,
        "BYMONTHDAY": ",".join(map(str, p.days)),
    }
    return ";".join(f"{name}={value}" for name, value in parts.items() if value)


def until(p: Pattern) -> str:
    """The last second of the last day, in UTC where DTSTART has a zone; a date where it is a date (3.3.10)."""
    if p.ends_on is None:
        return ""
    if p.begins is None:
        return f"{p.ends_on:%Y%m%d}"
    last = recurrence.wall(p.ends_on, time(23, 59, 59), p.zone)
    return f"{last.astimezone(UTC):%Y%m%dT%H%M%SZ}" if p.zone else f"{last:%Y%m%dT%H%M%S}"


def dtstart(p: Pattern, on: date | None = None) -> str:
    """`DTSTART;TZID=Asia/Kathmandu:20260901T183000`, of the first meeting on or after `on`, or of the first ever.

    A rule without anchor or season begins when it is asked: without `on` it has no first meeting, and no DTSTART.
    """
    begin = on or p.anchor or p.starts_on or (p.on[0] if p.on else None)
    first = next(recurrence.days(p, begin, recurrence.LATEST), None) if begin else None
    return "" if first is None else _property("DTSTART", p, [first])


def lines(p: Pattern, on: date | None = None) -> list[str]:
    """DTSTART and RRULE, or DTSTART and RDATE for single dates.

    A course keeps its real beginning whatever `on` says, since COUNT counts from DTSTART.
    """
    start = dtstart(p, None if p.count or p.on else on)
    if not start:
        return []
    if p.on:
        return [start, _property("RDATE", p, p.on)]
    return [start, f"RRULE:{to_text(p)}"]


def _property(name: str, p: Pattern, days: tuple[date, ...] | list[date]) -> str:
    if p.begins is None:
        return f"{name};VALUE=DATE:" + ",".join(f"{day:%Y%m%d}" for day in days)
    zone = f";TZID={p.zone}" if p.zone else ""
    return f"{name}{zone}:" + ",".join(f"{day:%Y%m%d}T{p.begins:%H%M%S}" for day in days)


def from_rrule(
    text: str, *, begins: time | None = None, minutes: int | None = None, zone: str = ""
) -> Pattern:
    """A pattern from an RRULE, alone or after its DTSTART line; "" is by appointment.

    The anchor is DTSTART. Raises InvalidPattern for text that is no RRULE and for rules that no group here has.

    >>> from_rrule("RRULE:FREQ=MONTHLY;BYDAY=-1FR", begins=time(10, 30)).words()
    'Last Friday of the month, 10:30 am'
    """
    from support_groups.schedules.patterns import Pattern

    start, rule = _split(text)
    values: dict[str, Any] = {"begins": begins, "minutes": minutes, "zone": zone} | _start(start, zone)
    first = values.pop("first", None)
    if not rule:
        on = {"kind": "dates", "on": (first,)} if first else {"kind": "appointment"}
        return Pattern(**values, **on)
    parts = _parts(rule)
    values |= _days(parts, first) | _bounds(parts, first, values["zone"])
    return Pattern(**values)


def _split(text: str) -> tuple[str, str]:
    found = [line.strip() for line in text.upper().splitlines() if line.strip()]
    start = next((line for line in text.splitlines() if line.strip().upper().startswith("DTSTART")), "")
    rules = [line.removeprefix("RRULE:") for line in found if not line.startswith("DTSTART")]
    if len(rules) > 1:
        raise InvalidPattern([_("Give one rule at a time.")])
    return start.strip(), rules[0] if rules else ""


def _start(line: str, zone: str) -> dict[str, Any]:
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


def _parts(rule: str) -> dict[str, str]:
    """Names and values of a rule that dateutil also accepts."""
    try:
        rrule.rrulestr(re.sub(r"UNTIL=\w+;?", "", rule).strip(";"), dtstart=datetime(2026, 1, 1))
        parts = dict(part.split("=", 1) for part in rule.strip(";").split(";"))
    except (ValueError, TypeError, AttributeError, KeyError, IndexError) as error:
        raise InvalidPattern([_("“%(rule)s” is not a recurrence rule.") % {"rule": rule}]) from error
    weeks_matter = (
        parts.get("INTERVAL", "1") != "1" and parts["FREQ"] == "WEEKLY" and "," in parts.get("BYDAY", "")
    )
    if set(parts) - KNOWN or (weeks_matter and parts.get("WKST", "MO") != "MO"):
        raise InvalidPattern([_("No group here meets by the rule “%(rule)s”.") % {"rule": rule}])
    return parts


def _numbers(parts: dict[str, str], name: str) -> tuple[int, ...]:
    return tuple(int(number) for number in parts[name].split(",")) if parts.get(name) else ()


def _days(parts: dict[str, str], first: date | None) -> dict[str, Any]:
    """Kind of pattern and its days; what a rule leaves out it takes from DTSTART."""
    found = [BYDAY.fullmatch(item) for item in parts["BYDAY"].split(",")] if parts.get("BYDAY") else []
    weekdays = tuple(CODES.index(match[2]) for match in found if match)
    ordinals = _numbers(parts, "BYSETPOS") or tuple({int(match[1]) for match in found if match and match[1]})
    values: dict[str, Any] = {"weekdays": weekdays, "months": _numbers(parts, "BYMONTH")}
    frequency = parts["FREQ"]
    monthdays = _numbers(parts, "BYMONTHDAY")
    if frequency == "YEARLY" and not values["months"] and first:
        values["months"] = (first.month,)
    if not weekdays and not monthdays and first:
        monthdays = (first.day,) if frequency in ("MONTHLY", "YEARLY") else ()
        values["weekdays"] = (first.weekday(),) if frequency == "WEEKLY" else ()
    product = len(found) == len(set(weekdays)) * max(1, len(ordinals)) or "BYSETPOS" in parts
    yearly = frequency == "YEARLY" and (parts.get("INTERVAL", "1") != "1" or not values["months"])
    setpos = "BYSETPOS" in parts and (len(set(weekdays)) != 1 or any(match[1] for match in found if match))
    if not product or yearly or setpos or (monthdays and weekdays):
        raise InvalidPattern([_("No group here meets by such a rule; enter it as several patterns.")])
    return values | _kind(frequency, values["weekdays"], ordinals, monthdays)


def _kind(
    frequency: str, weekdays: tuple[int, ...], ordinals: tuple[int, ...], days: tuple[int, ...]
) -> dict[str, Any]:
    if frequency in ("MONTHLY", "YEARLY") and weekdays and ordinals:
        return {"kind": "monthly", "ordinals": ordinals}
    if frequency in ("MONTHLY", "YEARLY") and days:
        return {"kind": "monthly_date", "days": days}
    if frequency in ("MONTHLY", "DAILY", "WEEKLY") and weekdays and not ordinals and not days:
        return {"kind": "weekly"}
    if frequency == "DAILY" and not days:
        return {"kind": "daily"}
    raise InvalidPattern([_("No group here meets by such a rule; enter it as several patterns.")])


def _bounds(parts: dict[str, str], first: date | None, zone: str) -> dict[str, Any]:
    """Interval, course and season; DTSTART is what "every n" counts from, otherwise the season's first date."""
    interval, count = int(parts.get("INTERVAL", 1)), parts.get("COUNT")
    weekly_by_days = parts["FREQ"] in ("DAILY", "MONTHLY") and parts.get("BYDAY") and interval > 1
    if weekly_by_days and "BYSETPOS" not in parts and not re.search(r"\d", parts["BYDAY"]):
        raise InvalidPattern([_("No group here meets by such a rule; enter it as several patterns.")])
    begin = "anchor" if interval > 1 or count else "starts_on"
    values = {"interval": interval, "count": int(count) if count else None, begin: first}
    return values | ({"ends_on": _until(parts["UNTIL"], zone)} if parts.get("UNTIL") else {})


def _until(text: str, zone: str) -> date:
    from zoneinfo import ZoneInfo

    try:
        last = datetime.strptime(text[:15].rstrip("Z"), "%Y%m%dT%H%M%S" if "T" in text else "%Y%m%d")
    except ValueError as error:
        raise InvalidPattern([_("“%(text)s” is not a date.") % {"text": text}]) from error
    if text.endswith("Z") and zone:
        last = last.replace(tzinfo=UTC).astimezone(ZoneInfo(zone))
    return last.date()
