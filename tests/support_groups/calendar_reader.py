"""A calendar program in miniature: reads a file back and says when something takes place, as dateutil expands it."""

from datetime import UTC, date, datetime, time
from itertools import takewhile
from zoneinfo import ZoneInfo

from dateutil.rrule import rruleset, rrulestr
from icalendar import Calendar


def held(data: bytes, start: datetime, end: datetime) -> list[datetime | date]:
    """Starts of what takes place from `start` to `end` (aware), in order: UTC moments, or days where no time is told."""
    events = list(Calendar.from_ical(data).walk("VEVENT"))
    replaced: dict[str, list] = {}
    for event in events:
        if "RECURRENCE-ID" in event:
            replaced.setdefault(str(event["UID"]), []).append(event["RECURRENCE-ID"].dt)
    found = []
    for event in events:
        if event.get("STATUS") == "CANCELLED":
            continue
        others = replaced.get(str(event["UID"]), []) if "RECURRENCE-ID" not in event else []
        found += _starts(event, others, end)
    return sorted((moment for moment in found if start <= _aware(moment) <= end), key=_aware)


def _starts(event, others, end) -> list[datetime | date]:
    first = event["DTSTART"].dt
    if "RRULE" not in event:
        return [_moment(first)]
    zone = first.tzinfo if isinstance(first, datetime) else None
    dates = rruleset()
    dates.rrule(rrulestr(_rule(event, zone), dtstart=_naive(first)))
    for excluded in [*_excluded(event), *others]:
        dates.exdate(_naive(excluded))
    shown = takewhile(lambda at: at.date() <= end.date(), dates)
    return [at.date() if zone is None else at.replace(tzinfo=zone).astimezone(UTC) for at in shown]


def _rule(event, zone) -> str:
    rule = event["RRULE"].to_ical().decode()
    if "UNTIL" not in event["RRULE"] or not zone:
        return rule
    # dateutil wants both naive or both aware
    until = event["RRULE"]["UNTIL"][0].astimezone(zone).strftime("%Y%m%dT%H%M%S")
    return ";".join(f"UNTIL={until}" if part.startswith("UNTIL") else part for part in rule.split(";"))


def _excluded(event) -> list[datetime | date]:
    exdates = event.get("EXDATE", [])
    groups = exdates if isinstance(exdates, list) else [exdates]
    return [given.dt for group in groups for given in group.dts]


def _naive(at: datetime | date) -> datetime:
    return at.replace(tzinfo=None) if isinstance(at, datetime) else datetime.combine(at, time())


def _moment(at: datetime | date) -> datetime | date:
    return at.astimezone(UTC) if isinstance(at, datetime) else at


def _aware(at: datetime | date) -> datetime:
    return at if isinstance(at, datetime) else datetime.combine(at, time(), tzinfo=ZoneInfo("UTC"))
