"""JSON feeds of the "12 Step Meeting List" plugin (the Meeting Guide format), which many groups publish.

Source of the rules: the specification of the Meeting Guide API. Sunday is 0 there; all meetings are weekly.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from support_groups.exchange.formats import cells, schedule_text
from support_groups.exchange.formats.addresses import read_address
from support_groups.exchange.formats.cell_parts import join_parts
from support_groups.exchange.formats.foreign_rows import foreign_values
from support_groups.exchange.formats.hsds.objects import text_of
from support_groups.exchange.formats.listings import ColumnMapping, Listing, ParsedFile
from support_groups.exchange.formats.schedule_columns import add_rule, read_hours
from support_groups.listings import ways_to_meet
from support_groups.schedules import Pattern

NAME = "TSML"
MARKS = {"day", "time", "types", "conference_url", "attendance_option", "formatted_address", "end_time"}
LONGEST_PASSCODE = 100
TYPES: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("LGBTQ", "G", "L", "BI", "T", "NB"), ("audiences", "lgbtq")),
    **dict.fromkeys(("N", "NDG"), ("audiences", "indigenous")),
    "W": ("audiences", "women"), "M": ("audiences", "men"), "Y": ("audiences", "young-adults"),
    "SEN": ("audiences", "older-adults"), "EN": ("languages", "en"), "S": ("languages", "es"),
    "FR": ("languages", "fr"), "HI": ("languages", "hi"), "KOR": ("languages", "ko"), "POR": ("languages", "pt"),
    "RUS": ("languages", "ru"), "TL": ("languages", "tl"), "ASL": ("languages", "ase"),
    "MED": ("activities", "meditation"), "SP": ("activities", "speakers"), "BA": ("access", "childcare"),
    "FF": ("access", "fragrance-free"), "X": ("venue_has", "step-free"), "XB": ("venue_has", "accessible-restroom"),
}  # fmt: skip
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
    *("latitude", "longitude", "approximate", "id", "day_formatted", "time_formatted", "location_id", "group_id"),
    *("edit_url", "feedback_url", "location_url", "location_slug"),
}  # fmt: skip

Meeting = Mapping[str, Any]


def is_tsml(document: Any) -> bool:
    """
    >>> is_tsml([{"name": "A", "slug": "a", "day": 0, "time": "18:00"}]), is_tsml([{"name": "A"}])
    (True, False)
    """
    items = document if isinstance(document, list) else []
    first = next((item for item in items if isinstance(item, Mapping)), {})
    return "name" in first and "slug" in first and bool(MARKS & set(first))


def read(meetings: list[Any], _mapping: ColumnMapping) -> ParsedFile:
    parsed = ParsedFile(NAME, in_lines=False)
    for number, meeting in enumerate(meetings, 1):
        if isinstance(meeting, Mapping):
            parsed.listings.append(_listing(number, meeting))
            parsed.unused.update(_unused(meeting))
        else:
            parsed.problems.append((number, _("This is not a meeting: it has no named fields.")))
    return parsed


def _unused(meeting: Meeting) -> Iterator[str]:
    for name, value in meeting.items():
        if value and name not in PLAIN and name not in OTHERS and not name.startswith("contact_"):
            yield name
    yield from (f"types: {code}" for code in _types(meeting) if code not in TYPES)


def _types(meeting: Meeting) -> list[str]:
    types = meeting.get("types")
    return [code for code in types if isinstance(code, str)] if isinstance(types, list) else []


def _listing(number: int, meeting: Meeting) -> Listing:
    listing = Listing(number)
    values: dict[str, Any] = dict(read_address(text_of(meeting, "formatted_address")))
    values |= {column: text for name, column in PLAIN.items() if (text := text_of(meeting, name))}
    values |= _texts(meeting) | _coordinates(meeting) | _contacts(meeting)
    listing.values = foreign_values(values, listing)
    for column, term in dict.fromkeys(TYPES[code] for code in _types(meeting) if code in TYPES):
        listing.append(column, term)
    _add_attendance(meeting, listing)
    _add_passcode(meeting, listing)
    _add_schedule(meeting, listing)
    return listing


def _texts(meeting: Meeting) -> dict[str, str]:
    notes = "\n\n".join(filter(None, [text_of(meeting, "notes"), text_of(meeting, "group_notes")]))
    organization = text_of(meeting, "group") or text_of(meeting, "entity")
    texts = {"description": notes, "organization": organization}
    return {name: text for name, text in texts.items() if text}


def _coordinates(meeting: Meeting) -> dict[str, float]:
    if text_of(meeting, "approximate") == "yes":
        return {}
    numbers = {name: cells.read_number(text_of(meeting, name)) for name in ("latitude", "longitude")}
    return {name: number for name, number in numbers.items() if number is not None}


def _contacts(meeting: Meeting) -> dict[str, list[str]]:
    contacts = []
    for number in (1, 2, 3):
        name, email, phone = (
            text_of(meeting, f"contact_{number}_{part}") for part in ("name", "email", "phone")
        )
        if email or phone:
            contacts.append(join_parts([name or text_of(meeting, "name"), "", email, phone]))
    return {"private_contacts": contacts} if contacts else {}


def _add_attendance(meeting: Meeting, listing: Listing) -> None:
    option = text_of(meeting, "attendance_option").replace("_", "-")
    if option == "inactive":
        listing.add_question("status", _("The feed calls it inactive. Does it still meet?"))
    way = ways_to_meet.way(option)
    is_known = way.is_in_person or way.has_video  # "inactive" is not a way to meet
    attendance = way.code if is_known else _guessed_attendance(listing.values)
    is_by_video = attendance == ways_to_meet.guess(has_place=False, has_link=True)
    if is_by_video and "join_link" not in listing.values and "dial_in" in listing.values:
        attendance = ways_to_meet.guess(has_place=False, has_link=False, has_number=True)
    if attendance:
        listing.values["attendance"] = attendance


def _guessed_attendance(values: Mapping[str, Any]) -> str:
    """A town alone is no place to meet if there is a link."""
    has_link = "join_link" in values or "dial_in" in values
    has_place = bool(values.get("street")) or (bool(values.get("town")) and not has_link)
    return ways_to_meet.guess(has_place=has_place, has_link=has_link)


def _add_passcode(meeting: Meeting, listing: Listing) -> None:
    """Feeds have passwords in the notes to a link. Only staff may see them."""
    notes = [text_of(meeting, name) for name in ("conference_url_notes", "conference_phone_notes")]
    text = "; ".join(dict.fromkeys(filter(None, notes)))
    if text and len(text) <= LONGEST_PASSCODE:
        listing.values["passcode"] = text
    elif text:
        listing.values["_private"] = [text]


def _add_schedule(meeting: Meeting, listing: Listing) -> None:
    day, opens, closes = meeting.get("day"), text_of(meeting, "time"), text_of(meeting, "end_time")
    if day in (None, "", []) and not opens:
        listing.values["rrule"] = [schedule_text.APPOINTMENT]
        return
    words = f"day {day}, {opens}–{closes}"[:300]
    begins, minutes = read_hours(opens, closes, listing)
    weekdays = [_weekday(entry) for entry in (day if isinstance(day, list) else [day])]
    if weekdays and None not in weekdays and begins is not None:
        add_rule(listing, Pattern(kind="weekly", weekdays=tuple(weekdays), begins=begins, minutes=minutes))
    else:
        listing.add_question("schedule", _("We could not read its day or time: %s") % words)
    if listing.has_schedule_problem:
        listing.values["_unread"] = [words]


def _weekday(day: Any) -> int | None:
    """Monday is 0; in the feed, Sunday is."""
    text = str(day)
    return (int(text) - 1) % 7 if text.isdecimal() and int(text) < 7 else None
