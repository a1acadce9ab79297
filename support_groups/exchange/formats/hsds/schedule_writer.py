"""Our patterns as schedules of HSDS, which knows no seasons, no sets of single dates and no zone whose clocks change."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from support_groups.exchange.formats import schedule_text
from support_groups.exchange.formats.hsds.attributes import Object, Values, Words, identifier
from support_groups.schedules import Pattern
from support_groups.schedules.zone_rules import offsets

LOCAL = "Times are on the clock in {zone}, also when it changes to or from daylight saving; HSDS has no field for that."


def schedules(values: Values, words: Words) -> Iterator[Object]:
    exceptions = [schedule_text.read_exception(text) for text in values["schedule_changes"]]
    with_link = bool(values["join_link"])
    exception_words = [schedule_text.exception_words(one, with_link=with_link) for one in exceptions]
    for number, text in enumerate(values["rrule"]):
        pattern = schedule_text.read_pattern(text, values["time_zone"])
        zone = pattern.zone or values["time_zone"]
        notes = [LOCAL.format(zone=zone) if zone else "", values["schedule_note"], *exception_words]
        in_words = {
            "description": pattern.words("en", complete=True),
            "schedule_link": words.page(values["slug"]),
            "attending_type": words.label("attendance", values["attendance"]),
            "notes": " ".join(filter(None, notes)),
        }
        for position, recurrence in enumerate(_recurrences(replace(pattern, zone=zone))):
            key = identifier(values["id"], "schedule", str(number), str(position))
            schedule = {"id": key} | recurrence | in_words
            yield {name: value for name, value in schedule.items() if value not in ("", None)}


def _recurrences(pattern: Pattern) -> list[Object]:
    """In the fields of HSDS. Where they would say something else than the pattern, only its hours."""
    hours = _hours(pattern)
    if pattern.kind == "dates":
        return [hours | _once(day) for day in pattern.on]
    parts = _rrule_parts(pattern)
    if pattern.months or not pattern.is_dated or parts.get("FREQ") not in ("WEEKLY", "MONTHLY"):
        return [hours]
    first = pattern.dtstart().rpartition(":")[2][:8]
    ends_on = str(pattern.ends_on or "")
    return [
        hours
        | {
            "freq": parts["FREQ"],
            "interval": pattern.interval,
            "byday": parts.get("BYDAY", ""),
            "bymonthday": parts.get("BYMONTHDAY", ""),
            "count": pattern.count,
            "dtstart": f"{first[:4]}-{first[4:6]}-{first[6:]}" if first else "",
            "until": ends_on,
            "valid_from": str(pattern.starts_on or ""),
            "valid_to": ends_on,
        }
    ]


def _rrule_parts(pattern: Pattern) -> dict[str, str]:
    """Daily is weekly on seven days: HSDS readers know weeks and months."""
    rule = pattern.rrule()
    parts = dict(part.split("=") for part in rule.split(";")) if rule else {}
    if pattern.kind == "daily" and pattern.interval == 1 and not pattern.count:
        parts |= {"FREQ": "WEEKLY", "BYDAY": "MO,TU,WE,TH,FR,SA,SU"}
    return parts


def _once(day: date) -> Object:
    return {"freq": "WEEKLY", "interval": 1, "count": 1, "dtstart": str(day), "until": str(day)}


def _hours(pattern: Pattern) -> Object:
    """Local wall time, without an offset: one offset would be wrong for half the year."""
    if pattern.begins is None:
        return {}
    begins = datetime.combine(date(2026, 1, 1), pattern.begins, UTC)
    ends = begins + timedelta(minutes=pattern.minutes) if pattern.minutes else None
    return {
        "opens_at": f"{begins:%H:%M}",
        "closes_at": f"{ends:%H:%M}" if ends else "",
        "timezone": _only_offset(pattern.zone),
    }


def _only_offset(zone: str) -> float | None:
    """Hours from UTC of a zone whose clocks do not change in the next two years; None for any other, and without one.

    >>> _only_offset("Asia/Kathmandu"), _only_offset("America/New_York")
    (5.75, None)
    """
    coming = offsets(zone) if zone else ()
    if len(coming) != 1:
        return None
    hours = coming[0][1] / timedelta(hours=1)
    return int(hours) if hours == int(hours) else hours
