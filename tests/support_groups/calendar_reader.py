"""A calendar program in miniature: reads a file back and says when something takes place, as dateutil expands it."""

from datetime import UTC, date, datetime, time
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
    naive = _naive(first)
    rule = event["RRULE"].to_ical().decode()
    zone = first.tzinfo if isinstance(first, datetime) else None
    if "UNTIL" in event["RRULE"] and zone:  # dateutil wants both naive or both aware
        until = event["RRULE"]["UNTIL"][0].astimezone(zone).strftime("%Y%m%dT%H%M%S")
        rule = ";".join(f"UNTIL={until}" if p.startswith("UNTIL") else p for p in rule.split(";"))
    dates = rruleset()
    dates.rrule(rrulestr(rule, dtstart=naive))
    exdates = event.get("EXDATE", [])
    for group in exdates if isinstance(exdates, list) else [exdates]:
        for given in group.dts:
            dates.exdate(_naive(given.dt))
    for other in others:
        dates.exdate(_naive(other))
    found = []
    for at in dates:
        if at.date() > end.date():
            break
        found.append(at.date() if zone is None else at.replace(tzinfo=zone).astimezone(UTC))
    return found


def _naive(at: datetime | date) -> datetime:
    return at.replace(tzinfo=None) if isinstance(at, datetime) else datetime.combine(at, time())


def _moment(at: datetime | date) -> datetime | date:
    return at.astimezone(UTC) if isinstance(at, datetime) else at


def _aware(at: datetime | date) -> datetime:
    return at if isinstance(at, datetime) else datetime.combine(at, time(), tzinfo=ZoneInfo("UTC"))
