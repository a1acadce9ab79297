"""HSDS schedules, nested or in tables, as our patterns."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from django.utils.translation import gettext as _

from support_groups.exchange.formats import cells, schedule_text
from support_groups.exchange.formats.listings import Listing
from support_groups.exchange.formats.schedule_columns import minutes_of
from support_groups.schedules import InvalidPattern, Pattern, from_rrule

KEYS = {"id", "service_id", "location_id", "service_at_location_id"}
RRULE_PARTS = ("freq", "interval", "count", "byday", "bymonthday", "wkst")
UNSUPPORTED = ("byweekno", "byyearday")
MOST = 50  # schedules of one group


def add_schedules(listing: Listing, schedules: list[Mapping[str, Any]], zone: str) -> None:
    """Add rules to the listing. What is not understood becomes a question, and its own words are kept."""
    if len(schedules) > MOST:
        listing.add_question("schedule", _("It has %d schedules. We read only the first.") % len(schedules))
    rules: list[str] = []
    unread: list[str] = []
    for schedule in schedules[:MOST]:
        fields = _texts(schedule)
        if set(fields) <= KEYS:
            continue
        try:
            rules.append(schedule_text.write_pattern(_pattern(fields, zone, listing), zone))
        except InvalidPattern as error:
            listing.add_question("schedule", _("We could not read a schedule: %s") % " ".join(error.problems))
            unread.append(fields.get("description") or _all_words(fields))
        _add_words(listing, fields, unread)
    if rules:
        listing.values["rrule"] = list(dict.fromkeys(rules))
    if unread:
        listing.values["_unread"] = unread


def _texts(schedule: Mapping[str, Any]) -> dict[str, str]:
    texts = {name: _text(value) for name, value in schedule.items()}
    return {name: text for name, text in texts.items() if text}


def _text(value: Any) -> str:
    text = str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    return "" if text.lower() == "null" else text


def _all_words(fields: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {value}" for name, value in fields.items())


def _add_words(listing: Listing, fields: Mapping[str, str], unread: list[str]) -> None:
    for name in ("notes", "description"):
        if name in fields and fields[name] not in unread:
            listing.add_note("schedule", _("The file says: %s") % fields[name][:300])
            listing.append("_notes", fields[name])


def _pattern(fields: Mapping[str, str], zone: str, listing: Listing) -> Pattern:
    if any(name in fields for name in UNSUPPORTED):
        raise InvalidPattern([_("It counts weeks or days of the year. Groups here cannot meet like that.")])
    first = _day(fields, "dtstart") or _day(fields, "valid_from")
    rule = _rrule(fields)
    begins = _clock(fields.get("opens_at", ""), zone, first, listing)
    ends = _clock(fields.get("closes_at", ""), zone, first, listing)
    minutes = minutes_of(begins, ends, listing)
    if "freq" not in fields:
        raise InvalidPattern([_("It does not say how often the group meets.")])
    start = f"DTSTART;VALUE=DATE:{first:%Y%m%d}\n" if first else ""
    return from_rrule(f"{start}RRULE:{rule}", begins=begins, minutes=minutes)


def _rrule(fields: Mapping[str, str]) -> str:
    parts = [f"{name.upper()}={fields[name].replace(' ', '')}" for name in RRULE_PARTS if name in fields]
    ends = [day for day in (_day(fields, "until"), _day(fields, "valid_to")) if day]
    if ends and "count" not in fields:
        parts.append(f"UNTIL={min(ends):%Y%m%d}")
    return ";".join(parts)


def _day(fields: Mapping[str, str], name: str) -> date | None:
    if name not in fields:
        return None
    day = cells.read_date(fields[name])
    if day is None:
        raise InvalidPattern([_("“%s” is not a date.") % fields[name][:40]])
    return day


def _clock(text: str, zone: str, on: date | None, listing: Listing) -> time | None:
    if not text:
        return None
    if cells.has_offset(text):
        clock = cells.on_the_wall(text, on, zone) if on and zone else None
        shown = _("%s on the local clock") % f"{clock:%H:%M}" if clock else _("unknown")
        listing.add_question(
            "schedule",
            _("The file gives %(time)s with an offset from UTC (we read it as: %(shown)s). Is that right?")
            % {"time": text, "shown": shown},
        )
        return clock
    clock = cells.read_time(text)
    if clock is None:
        raise InvalidPattern([_("“%s” is not a time.") % text[:40]])
    return clock
