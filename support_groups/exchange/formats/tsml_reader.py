"""JSON feeds of the "12 Step Meeting List" plugin (the Meeting Guide format), which many groups publish.

Source of the rules: the specification of the Meeting Guide API. Sunday is 0 there; all meetings are weekly.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from support_groups.exchange.formats import cells, foreign_rows, schedule_text
from support_groups.exchange.formats.cell_parts import join_parts
from support_groups.exchange.formats.hsds.reader import text_of
from support_groups.exchange.formats.listings import ColumnMapping, Listing, ParsedFile
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


def is_tsml(whole: Any) -> bool:
    """
    >>> is_tsml([{"name": "A", "slug": "a", "day": 0, "time": "18:00"}]), is_tsml([{"name": "A"}])
    (True, False)
    """
    first = next((item for item in whole if isinstance(item, Mapping)), {}) if isinstance(whole, list) else {}
    return "name" in first and "slug" in first and bool(MARKS & set(first))


def read(meetings: list[Any], _mapping: ColumnMapping) -> ParsedFile:
    reading = ParsedFile(NAME, in_lines=False)
    for number, item in enumerate(meetings, 1):
        if not isinstance(item, Mapping):
            reading.problems.append((number, _("This is no meeting: it has no named fields.")))
            continue
        reading.listings.append(_listing(number, item))
        reading.unused.update(
            name
            for name, value in item.items()
            if value and name not in PLAIN and name not in OTHERS and not name.startswith("contact_")
        )
        reading.unused.update(f"types: {code}" for code in _types(item) if code not in TYPES)
    return reading


def _types(item: Mapping[str, Any]) -> list[str]:
    types = item.get("types")
    return [code for code in types if isinstance(code, str)] if isinstance(types, list) else []


def _listing(number: int, item: Mapping[str, Any]) -> Listing:
    listing = Listing(number)
    values: dict[str, Any] = {column: text for name, column in PLAIN.items() if (text := text_of(item, name))}
    values = foreign_rows.address(text_of(item, "formatted_address")) | values
    values |= _texts(item) | _people(item)
    for name in ("latitude", "longitude"):
        if (
            text_of(item, "approximate") != "yes"
            and (number_ := cells.read_number(text_of(item, name))) is not None
        ):
            values[name] = number_
    for code in _types(item):
        if code in TYPES:
            column, term = TYPES[code]
            values[column] = (
                [*values.get(column, []), term] if term not in values.get(column, []) else values[column]
            )
    listing.values = foreign_rows.checked(values, listing)
    _attendance(item, listing)
    _secrets(item, listing)
    _schedule(item, listing)
    return listing


def _texts(item: Mapping[str, Any]) -> dict[str, str]:
    notes = "\n\n".join(filter(None, [text_of(item, "notes"), text_of(item, "group_notes")]))
    organization = text_of(item, "group") or text_of(item, "entity")
    return {name: text for name, text in (("description", notes), ("organization", organization)) if text}


def _people(item: Mapping[str, Any]) -> dict[str, list[str]]:
    people = []
    for number in (1, 2, 3):
        name, email, phone = (
            text_of(item, f"contact_{number}_{part}") for part in ("name", "email", "phone")
        )
        if email or phone:
            people.append(join_parts([name or text_of(item, "name"), "", email, phone]))
    return {"private_contacts": people} if people else {}


def _attendance(item: Mapping[str, Any], listing: Listing) -> None:
    said = text_of(item, "attendance_option").replace("_", "-")
    values = listing.values
    link, place = bool({"join_link", "dial_in"} & set(values)), bool(values.get("town"))
    if said == "inactive":
        listing.add_question("status", _("The feed says that it does not meet at present."))
    way = ways_to_meet.way(said)
    if way.is_in_person or way.has_video:  # a feed's other words, such as "inactive", are no ways to meet
        values["attendance"] = way.code
    elif guess := ways_to_meet.guess(
        has_place=bool(values.get("street")) or (place and not link), has_link=link
    ):
        values["attendance"] = guess
    is_by_video = values.get("attendance") == ways_to_meet.guess(has_place=False, has_link=True)
    if is_by_video and "join_link" not in values and "dial_in" in values:
        values["attendance"] = ways_to_meet.guess(has_place=False, has_link=False, has_number=True)


def _secrets(item: Mapping[str, Any], listing: Listing) -> None:
    """Passwords stand in the notes to a link. They are kept where only staff see them."""
    said = [
        text for name in ("conference_url_notes", "conference_phone_notes") if (text := text_of(item, name))
    ]
    joined = "; ".join(dict.fromkeys(said))
    if joined and len(joined) <= LONGEST_PASSCODE:
        listing.values["passcode"] = joined
    elif joined:
        listing.values["_private"] = [joined]


def _schedule(item: Mapping[str, Any], listing: Listing) -> None:
    day, clock = item.get("day"), text_of(item, "time")
    numbers = [day] if isinstance(day, int | str) and not isinstance(day, bool) and day != "" else day
    if numbers in (None, "", []) and not clock:
        listing.values["rrule"] = [schedule_text.APPOINTMENT]
        return
    days = (
        [int(text) for one in numbers if (text := str(one)).isdecimal() and int(text) < 7]
        if isinstance(numbers, list)
        else []
    )
    said = f"day {day}, {clock}–{text_of(item, 'end_time')}"[:300]
    begins, minutes = foreign_rows.hours(clock, text_of(item, "end_time"), listing)
    if not days or begins is None or len(days) != len(numbers):
        listing.add_question("schedule", _("Its day or time was not understood: %s") % said)
    else:
        pattern = Pattern(
            kind="weekly", weekdays=tuple((n - 1) % 7 for n in days), begins=begins, minutes=minutes
        )
        listing.values["rrule"] = [schedule_text.write_pattern(pattern, "")]
    if any(problem.column == "schedule" for problem in listing.problems):
        listing.values["_unread"] = [said]
