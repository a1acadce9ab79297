"""Rules as RFC 5545 text: DTSTART (3.8.2.4), RRULE (3.8.5.3, 3.3.10) and RDATE (3.8.5.2)."""

from datetime import UTC, date, time

from support_groups.schedules import recurrence
from support_groups.schedules.rule import Rule

WEEKDAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCIES = {"weekly": "WEEKLY", "daily": "DAILY", "monthly": "MONTHLY", "monthly_date": "MONTHLY"}


def to_text(rule: Rule) -> str:
    """The value of the RRULE; "" for single dates and by appointment."""
    if rule.kind not in FREQUENCIES:
        return ""
    numbers = rule.ordinals or ("",)
    byday = ",".join(f"{number}{WEEKDAY_CODES[day]}" for day in rule.weekdays for number in numbers)
    parts = {
        "FREQ": FREQUENCIES[rule.kind],
        "INTERVAL": rule.interval if rule.interval > 1 else "",
        "COUNT": rule.count or "",
        "UNTIL": until(rule),
        "BYMONTH": ",".join(map(str, rule.months)),
        "BYDAY": byday,
        "BYMONTHDAY": ",".join(map(str, rule.days)),
    }
    return ";".join(f"{name}={value}" for name, value in parts.items() if value)


def until(rule: Rule) -> str:
    """The last second of the last day, in UTC where DTSTART has a zone; a date where it is a date (3.3.10)."""
    if rule.ends_on is None:
        return ""
    if rule.begins is None:
        return f"{rule.ends_on:%Y%m%d}"
    last = recurrence.wall(rule.ends_on, time(23, 59, 59), rule.zone)
    return f"{last.astimezone(UTC):%Y%m%dT%H%M%SZ}" if rule.zone else f"{last:%Y%m%dT%H%M%S}"


def dtstart(rule: Rule, on: date | None = None) -> str:
    """`DTSTART;TZID=Asia/Kathmandu:20260901T183000`, of the first meeting on or after `on`, or of the first ever.

    A rule without anchor or season has no beginning of its own: without `on` it has no first meeting and no DTSTART.
    """
    begin = on or rule.anchor or rule.starts_on or (rule.on[0] if rule.on else None)
    first = next(recurrence.days(rule, begin, recurrence.LATEST), None) if begin else None
    return "" if first is None else _property("DTSTART", rule, [first])


def lines(rule: Rule, on: date | None = None) -> list[str]:
    """DTSTART and RRULE, or DTSTART and RDATE for single dates.

    A course keeps its real beginning whatever `on` says, since COUNT counts from DTSTART.
    """
    start = dtstart(rule, None if rule.count or rule.on else on)
    if not start:
        return []
    if rule.on:
        return [start, _property("RDATE", rule, rule.on)]
    return [start, f"RRULE:{to_text(rule)}"]


def _property(name: str, rule: Rule, days: tuple[date, ...] | list[date]) -> str:
    if rule.begins is None:
        return f"{name};VALUE=DATE:" + ",".join(f"{day:%Y%m%d}" for day in days)
    zone = f";TZID={rule.zone}" if rule.zone else ""
    return f"{name}{zone}:" + ",".join(f"{day:%Y%m%d}T{rule.begins:%H%M%S}" for day in days)
