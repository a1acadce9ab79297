"""Feeds of the "12 Step Meeting List" plugin (the Meeting Guide format): JSON, or a table.

Source of the rules: the specification of the Meeting Guide API (github.com/code4recovery/spec). Sunday is 0 there, all
meetings are weekly, and one without day and time is by appointment. Notes often say otherwise: see `schedule_notes`.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from support_groups.exchange.formats import cells, feed_values, schedule_text, tables, tsml_types
from support_groups.exchange.formats.columns import NAMED
from support_groups.exchange.formats.csv_writer import unguarded
from support_groups.exchange.formats.feed_attendance import Said, add_attendance
from support_groups.exchange.formats.foreign_rows import foreign_values
from support_groups.exchange.formats.hsds.objects import text_of
from support_groups.exchange.formats.listings import ColumnMapping, Listing, ParsedFile, check_number
from support_groups.exchange.formats.schedule_columns import (
    add_rule_of_feed,
    ask_about_code,
    read_days,
    read_hours,
)
from support_groups.listings.folding import folded

NAME = "TSML"
MOST_AREAS = 5
MARKS = {"day", "time", "types", "conference_url", "attendance_option", "formatted_address", "end_time"}
TABLE_MARKS = {"name", "slug", "day", "time", "types"}
PLAIN = {
    "name": "name", "slug": "slug", "location": "venue", "address": "street", "city": "town", "state": "region",
    "postal_code": "postcode", "country": "country", "location_notes": "directions", "timezone": "time_zone",
    "conference_url": "join_link", "conference_phone": "dial_in", "url": "website", "entity_url": "organization_website",
    "entity_website_url": "organization_website", "entity_phone": "organization_phone", "entity_email": "organization_email",
}  # fmt: skip
# Read in another way, or about the feed and not the group.
OTHERS = {
    *("day", "time", "end_time", "types", "attendance_option", "formatted_address", "regions", "region", "sub_region"),
    *("group", "entity", "notes", "group_notes", "conference_url_notes", "conference_phone_notes", "updated"),
    *("latitude", "longitude", "coordinates", "approximate", "id", "day_formatted", "time_formatted", "location_id", "group_id"),
    *("edit_url", "feedback_url", "location_url", "location_slug"),
}  # fmt: skip

Meeting = Mapping[str, Any]


def is_meeting(item: Any) -> bool:
    """
    >>> is_meeting({"name": "A", "slug": "a", "day": 0, "time": "18:00"}), is_meeting({"name": "A"})
    (True, False)
    """
    return isinstance(item, Mapping) and "name" in item and "slug" in item and bool(MARKS & set(item))


def read(meetings: list[Any], mapping: ColumnMapping) -> ParsedFile:
    parsed = ParsedFile(NAME, in_lines=False)
    for number, meeting in enumerate(meetings, 1):
        if isinstance(meeting, Mapping):
            meeting = {name: feed_values.plain(value) for name, value in meeting.items()}
            parsed.listings.append(_listing(number, meeting, mapping))
            parsed.unused.update(_unused(meeting))
        else:
            parsed.problems.append((number, _("This is not a meeting: it has no named fields.")))
    return parsed


def is_header(header: Iterable[str]) -> bool:
    """Whether a table is in this format: its columns are called as the fields, "ID" for "slug".

    >>> is_header(["Name", "ID", "Day", "Time", "Types"]), is_header(["Name", "Day", "Time"])
    (True, False)
    """
    fields = [_field(name) for name in header if name]
    return set(fields) >= TABLE_MARKS and len(set(fields)) == len(fields)


def read_csv(text: str, mapping: ColumnMapping) -> ParsedFile:
    parsed = ParsedFile(NAME)
    rows = list(tables.rows(text))
    check_number(rows)
    for line, row in rows:
        if isinstance(row, str):
            parsed.problems.append((line, row))
        else:
            meeting = {_field(name): feed_values.plain(unguarded(cell).strip()) for name, cell in row.items()}
            meeting |= {"regions": [part.strip() for part in meeting.get("regions", "").split(">")]}
            parsed.listings.append(_listing(line, meeting, mapping))
            parsed.unused.update(_unused(meeting))
    return parsed


def _field(header: str) -> str:
    name = folded(header).replace(" ", "_")
    return "slug" if name == "id" else name


def _unused(meeting: Meeting) -> Iterator[str]:
    yield from _unread(meeting)
    yield from (f"types: {code}" for code in _types(meeting) if not tsml_types.is_read(code))


def _unread(meeting: Meeting) -> dict[str, Any]:
    return {
        name: value
        for name, value in meeting.items()
        if value and name not in PLAIN and name not in OTHERS and not name.startswith("contact_")
    }


def _types(meeting: Meeting) -> list[str]:
    return list(dict.fromkeys(tsml_types.codes_of(meeting.get("types"))))


def _listing(number: int, meeting: Meeting, mapping: ColumnMapping) -> Listing:
    listing = Listing(number)
    values: dict[str, Any] = {
        column: text for name, column in PLAIN.items() if (text := text_of(meeting, name))
    }
    values |= _texts(meeting) | _coordinates(meeting, listing) | _contacts(meeting)
    listing.values = foreign_values(
        values,
        listing,
        texts=[text_of(meeting, "formatted_address")],
        areas=_areas(meeting),
        defaults=mapping.defaults,
    )
    _ask_where(meeting, listing)
    feed_values.add_identifier(listing, text_of(meeting, "id") or text_of(meeting, "slug"))
    types = _types(meeting)
    _add_terms(types, listing)
    add_attendance(listing, _said(meeting, types, listing))
    notes = ("conference_url_notes", "conference_phone_notes")
    feed_values.add_link_notes(listing, [text_of(meeting, name) for name in notes])
    feed_values.add_unread_notes(listing, _unread(meeting))
    _add_schedule(meeting, listing)
    return listing


def _areas(meeting: Meeting) -> list[str]:
    """States, towns or quarters, as each feed likes; the largest first."""
    regions = meeting.get("regions")
    if isinstance(regions, list) and regions:
        return [text for text in regions if isinstance(text, str)][:MOST_AREAS]
    return [text_of(meeting, "region"), text_of(meeting, "sub_region")]


def _add_terms(types: list[str], listing: Listing) -> None:
    feed_values.add_terms(listing, types, tsml_types.TERMS)
    for code in types:
        if not tsml_types.is_known(code):
            ask_about_code(listing, code)


def _said(meeting: Meeting, types: list[str], listing: Listing) -> Said:
    text = text_of(meeting, "attendance_option")
    is_inactive = text.lower() == "inactive"
    option = "" if is_inactive else cells.read_choice(NAMED["attendance"], text)
    if text and not (option or is_inactive):
        listing.add_question("attendance", cells.not_understood(text))
    return Said(
        option=option,
        typed=feed_values.way_of_types(types, tsml_types.WAYS),
        is_place_closed=bool(tsml_types.CLOSED & set(types)),
        is_inactive=is_inactive or bool(tsml_types.INACTIVE & set(types)),
    )


def _texts(meeting: Meeting) -> dict[str, str]:
    notes = "\n\n".join(filter(None, [text_of(meeting, "notes"), text_of(meeting, "group_notes")]))
    organization = text_of(meeting, "group") or text_of(meeting, "entity")
    texts = {"description": notes, "organization": organization}
    return {name: text for name, text in texts.items() if text}


def _coordinates(meeting: Meeting, listing: Listing) -> dict[str, float]:
    if _is_approximate(meeting):
        return {}
    pair = text_of(meeting, "coordinates").split(",")  # how the BMLT writes them in this format
    latitude, longitude = text_of(meeting, "latitude"), text_of(meeting, "longitude")
    if not (latitude or longitude) and len(pair) == 2:
        latitude, longitude = pair
    return feed_values.coordinates(listing, latitude, longitude)


def _is_approximate(meeting: Meeting) -> bool:
    value = meeting.get("approximate")
    return value is True or text_of(meeting, "approximate").lower() in ("yes", "y", "true", "1")


def _ask_where(meeting: Meeting, listing: Listing) -> None:
    street = text_of(listing.values, "street")
    if street and _is_approximate(meeting):
        sentence = _("The feed calls its place approximate, but names a street: “%s”. Does it meet there?")
        listing.add_question("street", sentence % street[:60])


def _contacts(meeting: Meeting) -> dict[str, list[str]]:
    people = [
        tuple(text_of(meeting, f"contact_{number}_{part}") for part in ("name", "email", "phone"))
        for number in (1, 2, 3)
    ]
    return feed_values.private_contacts(people, text_of(meeting, "name"))


def _add_schedule(meeting: Meeting, listing: Listing) -> None:
    day, opens, closes = meeting.get("day"), text_of(meeting, "time"), text_of(meeting, "end_time")
    if day in (None, "", []) and not opens:
        listing.values["rrule"] = [schedule_text.APPOINTMENT]
        return
    words = f"day {day}, {opens}–{closes}"[:300]
    begins, minutes = read_hours(opens, closes, listing)
    weekdays = read_days(day, sunday=0)
    add_rule_of_feed(listing, weekdays, begins, minutes, words)
