"""HSDS schedules, nested or in tables, to our patterns."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from support_groups.exchange.formats import cells, schedule_text
from support_groups.exchange.formats.listings import Listing
from support_groups.schedules import InvalidPattern, Pattern, from_rrule

PARTS = ("freq", "interval", "count", "byday", "bymonthday", "wkst")
MOST = 50  # schedules of one group
UNKNOWN = ("byweekno", "byyearday")


def fill(listing: Listing, schedules: list[Mapping[str, Any]], zone: str) -> None:
    """Adds `rrule` to the listing; what is not understood is asked, with the schedule's own words kept."""
    found, unread = [], []
    if len(schedules) > MOST:
        listing.add_question("schedule", _("It has %d schedules; only the first were read.") % len(schedules))
    for schedule in schedules[:MOST]:
        given = {name: _text(value) for name, value in schedule.items() if _text(value)}
        if not set(given) - {"id", "service_id", "location_id", "service_at_location_id"}:
            continue
        try:
            found.append(schedule_text.write_pattern(_pattern(given, zone, listing), zone))
        except InvalidPattern as error:
            listing.add_question(
                "schedule", _("A schedule was not understood: %s") % " ".join(error.problems)
            )
            unread.append(
                given.get("description") or ", ".join(f"{name} {value}" for name, value in given.items())
            )
        for name in ("notes", "description"):
            if name in given and given[name] not in unread:
                listing.add_note("schedule", _("The file says: %s") % given[name][:300])
    if found:
        listing.values["rrule"] = list(dict.fromkeys(found))
    if unread:
        listing.values["_unread"] = unread


def _text(value: Any) -> str:
    text = str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    return "" if text.lower() == "null" else text


def _pattern(given: Mapping[str, str], zone: str, listing: Listing) -> Pattern:
    if any(name in given for name in UNKNOWN):
        raise InvalidPattern([_("It counts weeks or days of the year, as no group here meets.")])
    first = _day(given, "dtstart") or _day(given, "valid_from")
    last = [day for day in (_day(given, "until"), _day(given, "valid_to")) if day]
    begins = _clock(given, "opens_at", zone, first, listing)
    ends = _clock(given, "closes_at", zone, first, listing)
    minutes = _minutes(begins, ends, listing)
    if "freq" not in given:
        raise InvalidPattern([_("It does not say how often.")])
    rule = ";".join(f"{name.upper()}={given[name].replace(' ', '')}" for name in PARTS if name in given)
    rule += f";UNTIL={min(last):%Y%m%d}" if last and "count" not in given else ""
    start = f"DTSTART;VALUE=DATE:{first:%Y%m%d}\n" if first else ""
    return from_rrule(f"{start}RRULE:{rule}", begins=begins, minutes=minutes)


def _day(given: Mapping[str, str], name: str) -> date | None:
    if name not in given:
        return None
    if (day := cells.read_date(given[name])) is None:
        raise InvalidPattern([_("“%s” is not a date.") % given[name][:40]])
    return day


def _clock(given: Mapping[str, str], name: str, zone: str, on: date | None, listing: Listing):
    text = given.get(name, "")
    if not text:
        return None
    if cells.has_offset(text):
        found = cells.on_the_wall(text, on, zone) if on and zone else None
        shown = _("%s on the local clock") % f"{found:%H:%M}" if found else _("unknown")
        listing.add_question(
            "schedule",
            _("The file gives %(time)s with an offset from UTC (read as: %(shown)s). Is that so?")
            % {"time": text, "shown": shown},
        )
        return found
    if (found := cells.read_time(text)) is None:
        raise InvalidPattern([_("“%s” is not a time.") % text[:40]])
    return found


def _minutes(begins, ends, listing: Listing) -> int | None:
    if begins is None or ends is None:
        return None
    minutes = cells.minutes_between(begins, ends)
    if minutes is None:
        listing.add_question("schedule", end_before_beginning(begins, ends))
    return minutes


def end_before_beginning(begins, ends) -> str:
    return _("It begins at %(begins)s and ends at %(ends)s. Which of the two is right?") % {
        "begins": f"{begins:%H:%M}",
        "ends": f"{ends:%H:%M}",
    }
