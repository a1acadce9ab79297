"""Search results of the Basic Meeting List Toolbox (BMLT), which many groups publish, as JSON or CSV.

Source of the rules: the server's own code (github.com/bmlt-enabled/bmlt-server, GetSearchResults). Sunday is 1, every
meeting is weekly, a length of 24 hours means "until everybody has spoken", and a server shows a usual length, mostly an
hour, where it knows none. With `get_used_formats=1`, the JSON also describes the formats.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from support_groups.exchange.formats import bmlt_formats, cells, feed_values, tables
from support_groups.exchange.formats.bmlt_formats import Format
from support_groups.exchange.formats.columns import LANGUAGES
from support_groups.exchange.formats.csv_writer import unguarded
from support_groups.exchange.formats.feed_attendance import HYBRID, IN_PERSON, ONLINE, Said, add_attendance
from support_groups.exchange.formats.foreign_rows import foreign_values
from support_groups.exchange.formats.hsds.objects import text_of
from support_groups.exchange.formats.listings import ColumnMapping, Listing, ParsedFile, check_number
from support_groups.exchange.formats.schedule_columns import (
    add_rule_of_feed,
    ask_about_code,
    read_days,
    read_hours,
)

NAME = "BMLT"
MARKS = {"id_bigint", "meeting_name", "weekday_tinyint", "start_time", "duration_time", "service_body_bigint"}
FEWEST_MARKS = 3  # a search can be limited to some fields
FORMAT_MARKS = {"key_string", "name_string"}
PLAIN = {
    "meeting_name": "name", "location_text": "venue", "location_street": "street", "location_province": "region",
    "location_postal_code_1": "postcode", "location_nation": "country", "time_zone": "time_zone",
    "virtual_meeting_link": "join_link", "phone_meeting_number": "dial_in", "comments": "description",
    "service_body_name": "organization",
}  # fmt: skip
DIRECTIONS = ("location_info", "location_neighborhood", "bus_lines", "bus_line", "train_lines", "train_line")
LINK_NOTES = ("virtual_meeting_additional_info", "phone_meeting_additional_info")
# Read in another way, or about the server and not the group.
OTHERS = {
    *("id_bigint", "weekday_tinyint", "start_time", "duration_time", "formats", "format_shared_id_list", "venue_type"),
    *("location_municipality", "location_city_subsection", "location_sub_province", "latitude", "longitude", "lang_enum"),
    *("published", "email_contact", "root_server_uri", "root_server_id", "service_body_bigint", "worldid_mixed"),
    *("shared_group_id_bigint", "distance_in_km", "distance_in_miles", "id_string", "time_zone_string"),
    *(f"contact_{part}_{number}" for part in ("name", "email", "phone") for number in (1, 2)),
}  # fmt: skip
READ = {*PLAIN, *DIRECTIONS, *LINK_NOTES, *OTHERS}
VENUE_TYPES = {"1": IN_PERSON, "2": ONLINE, "3": HYBRID}
LENGTH = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")
OPEN_ENDED, LONGEST = 24 * 60, 6 * 60  # minutes; longer than six hours is more likely a mistake
MOST_FORMATS = 60  # of one meeting

Meeting = Mapping[str, Any]
Formats = Mapping[str, Meeting]


def is_meeting(item: Any) -> bool:
    """
    >>> is_meeting({"id_bigint": "1", "meeting_name": "A", "weekday_tinyint": "2"}), is_meeting({"name": "A"})
    (True, False)
    """
    return isinstance(item, Mapping) and len(MARKS & set(item)) >= FEWEST_MARKS


def is_header(header: Iterable[str]) -> bool:
    return len(MARKS & set(header)) >= FEWEST_MARKS


def is_format(item: Any) -> bool:
    return isinstance(item, Mapping) and set(item) >= FORMAT_MARKS


def read(meetings: list[Any], formats: list[Any], mapping: ColumnMapping) -> ParsedFile:
    """Meetings of a JSON document, with the descriptions of formats that it has."""
    parsed = ParsedFile(NAME, in_lines=False)
    _read_all(enumerate(meetings, 1), _described(formats), parsed, mapping)
    return parsed


def read_csv(text: str, mapping: ColumnMapping) -> ParsedFile:
    parsed = ParsedFile(NAME)
    rows = [(line, _unguarded(row)) for line, row in tables.rows(text)]
    check_number(rows)
    _read_all(rows, {}, parsed, mapping)
    return parsed


def _unguarded(row: dict[str, str] | str) -> dict[str, str] | str:
    return row if isinstance(row, str) else {name: unguarded(cell) for name, cell in row.items()}


def _read_all(
    rows: Iterable[tuple[int, Any]], described: Formats, parsed: ParsedFile, mapping: ColumnMapping
) -> None:
    meetings = []
    for position, row in rows:
        if isinstance(row, Mapping):
            meetings.append((position, {name: feed_values.plain(value) for name, value in row.items()}))
        else:
            sentence = row if parsed.in_lines else _("This is not a meeting: it has no named fields.")
            parsed.problems.append((position, sentence))
    servers = {text_of(meeting, "root_server_uri") for _position, meeting in meetings}
    for position, meeting in meetings:
        formats = list(_formats(meeting, described))
        server = text_of(meeting, "root_server_uri") if len(servers) > 1 else ""
        parsed.listings.append(_listing(position, meeting, formats, server, mapping.defaults))
        parsed.unused.update(_unused(meeting, formats))


def _unused(meeting: Meeting, formats: list[Format]) -> Iterator[str]:
    yield from _unread(meeting)
    yield from (f"formats: {form.key}" for form in formats if not form.is_read)


def _unread(meeting: Meeting) -> dict[str, Any]:
    return {
        name: value
        for name, value in meeting.items()
        if value and name not in READ and not name.startswith("format_")
    }


def _described(formats: list[Any]) -> dict[str, Meeting]:
    """Shared id, and key, -> the format; in English if the file has it in several languages."""
    described: dict[str, Meeting] = {}
    for item in sorted(filter(is_format, formats), key=lambda item: text_of(item, "lang") != "en"):
        described.setdefault(f"id {text_of(item, 'id')}", item)
        described.setdefault(text_of(item, "key_string"), item)
    return described


def _formats(meeting: Meeting, described: Formats) -> Iterator[Format]:
    ids = [f"id {text}" for text in _split(text_of(meeting, "format_shared_id_list"))]
    if ids and all(name in described for name in ids):
        yield from (_format(described[name]) for name in ids)
        return
    keys = _split(text_of(meeting, "formats")) or [
        name.removeprefix("format_")
        for name in meeting
        if name.startswith("format_") and text_of(meeting, name) == "1"
    ]
    for key in keys:
        if key in described:
            yield _format(described[key])
        else:
            code = bmlt_formats.known(key)
            yield Format(key, code, bmlt_formats.SAYINGS.get(code, ""))


def _split(text: str) -> list[str]:
    return list(dict.fromkeys(part.strip()[:60] for part in text.split(",") if part.strip()))[:MOST_FORMATS]


def _format(item: Meeting) -> Format:
    key, world, name = (text_of(item, part) for part in ("key_string", "world_id", "name_string"))
    is_language = "LANG" in (world, text_of(item, "format_type_enum"))
    saying = ". ".join(filter(None, [name, text_of(item, "description_string")]))
    code = bmlt_formats.known(key) if is_language else bmlt_formats.known(world, key)
    return Format(key or name, code, saying, language=name if is_language else "")


def _listing(
    position: int, meeting: Meeting, formats: list[Format], server: str, defaults: Mapping[str, Any]
) -> Listing:
    listing = Listing(position)
    values: dict[str, Any] = {
        column: text for name, column in PLAIN.items() if (text := text_of(meeting, name))
    }
    values |= _place(meeting, listing) | _contacts(meeting)
    if (language := text_of(meeting, "lang_enum")[:2]) in LANGUAGES:
        values["listing_language"] = language
    listing.values = foreign_values(values, listing, defaults=defaults)
    feed_values.add_identifier(listing, server, text_of(meeting, "id_bigint"))
    _add_formats(formats, listing)
    add_attendance(listing, _said(meeting, formats, listing))
    feed_values.add_link_notes(listing, [text_of(meeting, name) for name in LINK_NOTES])
    feed_values.add_unread_notes(listing, _unread(meeting))
    _add_schedule(meeting, formats, listing)
    if text_of(meeting, "published").lower() in ("0", "false"):
        listing.add_question("status", _("The file says it is not published. May we list it?"))
    return listing


def _place(meeting: Meeting, listing: Listing) -> dict[str, Any]:
    city, part, county = (
        text_of(meeting, f"location_{name}") for name in ("municipality", "city_subsection", "sub_province")
    )
    directions = [text_of(meeting, name) for name in DIRECTIONS]
    values = {
        "town": city or part,
        "directions": "\n".join(filter(None, [*directions, part if city and part != city else ""])),
        "_private": [_("In the file, %(column)s: %(words)s") % {"column": "county", "words": county}]
        if county
        else [],
        **feed_values.coordinates(listing, text_of(meeting, "latitude"), text_of(meeting, "longitude")),
    }
    return {name: value for name, value in values.items() if value not in ("", [])}


def _contacts(meeting: Meeting) -> dict[str, list[str]]:
    people = [
        tuple(text_of(meeting, f"contact_{part}_{number}") for part in ("name", "email", "phone"))
        for number in (1, 2)
    ]
    people.append(("", text_of(meeting, "email_contact"), ""))
    return feed_values.private_contacts(people, text_of(meeting, "meeting_name"))


def _add_formats(formats: list[Format], listing: Listing) -> None:
    feed_values.add_terms(listing, (form.code for form in formats), bmlt_formats.TERMS)
    for form in formats:
        if saying := bmlt_formats.telling(form.saying):
            listing.append("_notes", saying)
        if form.language and form.code not in bmlt_formats.TERMS:
            listing.append("languages", form.language)
        elif not (form.code or form.saying):
            ask_about_code(listing, form.key)


def _said(meeting: Meeting, formats: list[Format], listing: Listing) -> Said:
    codes = [form.code for form in formats]
    venue_type = text_of(meeting, "venue_type").removesuffix(".0")
    if venue_type not in ("", "0", *VENUE_TYPES):
        listing.add_question("attendance", cells.not_understood(venue_type))
    return Said(
        option=VENUE_TYPES.get(venue_type, ""),
        typed=feed_values.way_of_types(codes, bmlt_formats.WAYS),
        is_only_typed_way=True,
        is_place_closed=bool(bmlt_formats.CLOSED & set(codes)),
    )


def _add_schedule(meeting: Meeting, formats: list[Format], listing: Listing) -> None:
    day, starts, length = (
        text_of(meeting, name) for name in ("weekday_tinyint", "start_time", "duration_time")
    )
    words = f"weekday {day}, start {starts}, duration {length}"[:300]
    weekdays, (begins, _none) = read_days(day, sunday=1), read_hours(starts, "", listing)
    is_open_ended = any(form.code in bmlt_formats.OPEN_ENDED for form in formats)
    minutes = None if is_open_ended else _minutes(length, listing)
    add_rule_of_feed(listing, weekdays, begins, minutes, words)


def _minutes(text: str, listing: Listing) -> int | None:
    """None for no length, and for one that nobody can mean."""
    match = LENGTH.fullmatch(text)
    minutes = int(match[1]) * 60 + int(match[2]) if match else 0
    if (text and not match) or (minutes > LONGEST and minutes != OPEN_ENDED):
        listing.add_question(
            "schedule", _("Its length is “%s” in the file. How long does it last?") % text[:40]
        )
    return minutes if 0 < minutes <= LONGEST else None
