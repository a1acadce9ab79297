"""Cells of other people's files into the values of ours: addresses, weekdays with hours, people to ask."""

import re
import uuid
from collections.abc import Mapping
from datetime import time
from typing import Any

from django.utils.translation import gettext as _

from support_groups.exchange.formats import cells, schedule_text
from support_groups.exchange.formats.cell_parts import join_parts
from support_groups.exchange.formats.columns import NAMED, Column, ColumnKind
from support_groups.exchange.formats.hsds.schedule_reader import end_before_beginning
from support_groups.exchange.formats.listings import Listing
from support_groups.listings.folding import folded
from support_groups.schedules import Pattern, zones

COUNTRIES = {
    "usa": "US",
    "united states": "US",
    "us": "US",
    "canada": "CA",
    "mexico": "MX",
    "uk": "GB",
    "united kingdom": "GB",
}
LAST_LINE = re.compile(
    r"(?P<region>[A-Z]{2})\.? +(?P<postcode>\d{5}(?:-\d{4})?|[A-Z]\d[A-Z] ?\d[A-Z]\d)$|(?P<alone>[A-Z]{2})$"
)


def plain_value(column: Column, text: str) -> Any:
    """The value of one cell; None if it is not understood."""
    match column.kind:
        case ColumnKind.CHOICE:
            return cells.read_choice(column, text) or None
        case ColumnKind.DATE:
            day = cells.read_date(text)
            return day and day.isoformat()
        case ColumnKind.YES_NO:
            return cells.read_yes_no(text)
        case ColumnKind.NUMBER:
            return cells.read_number(text)
        case ColumnKind.TERMS:
            return cells.read_list(text)
        case ColumnKind.ITEMS:
            return [line.strip() for line in text.split("\n") if line.strip()]
        case _:
            return text


def not_understood(text: str) -> str:
    return _("“%s” was not understood.") % text[:100]


def is_uuid(text: str) -> bool:
    """
    >>> is_uuid("48102e86-bb50-41c4-8f1e-e269368c41d1"), is_uuid("17")
    (True, False)
    """
    try:
        return str(uuid.UUID(text)) == text.lower()
    except (ValueError, AttributeError):
        return False


def fill(listing: Listing, given: Mapping[str, str]) -> None:
    """Values of a row whose cells are not empty and are named as a person mapped them."""
    given = dict(given)
    extra = {name: given.pop(name, "") for name in ("weekday", "begins", "ends", "address")}
    person = [given.pop(f"contact_{part}", "") for part in ("name", "email", "phone")]
    values: dict[str, Any] = {}
    for name, text in given.items():
        column = NAMED[name]
        value = plain_value(column, text)
        if value is not None:
            values[name] = value
        elif name == "cost":
            values.setdefault("cost_note", text)
        else:
            listing.add_note(name, not_understood(text))
    values = address(extra["address"]) | values
    if any(person):
        values.setdefault("private_contacts", []).extend(people(values, person))
    listing.values = checked(values, listing)
    _weekly(listing, extra)


def people(values: Mapping[str, Any], person: list[str]) -> list[str]:
    """One contact for every address in the cell, so that none is lost."""
    name, emails, phone = person
    called = name or values.get("organization") or values.get("name") or ""
    found = [part for part in re.split(r"[,;\s]+", emails) if part] or [""]
    return [join_parts([called, "", email, phone]) for email in found]


def checked(values: dict[str, Any], listing: Listing) -> dict[str, Any]:
    """Values with the zone and country as we write them; what belongs to nobody else's file is left out."""
    values = {
        name: value for name, value in values.items() if name not in ("link_visibility", "translation_of")
    }
    if "contacts" in values:  # public in our own file only
        values["private_contacts"] = [*values.get("private_contacts", []), *values.pop("contacts")]
    if zone := values.pop("time_zone", ""):
        named = zone if zones.is_zone(zone) else zones.spoken().get(folded(zone).removesuffix(" time"), "")
        values |= {"time_zone": named} if named else {}
        if not named:
            listing.add_note("time_zone", not_understood(zone))
    if country := values.get("country", ""):
        values["country"] = COUNTRIES.get(folded(country), country.upper())
    if "id" in values and not is_uuid(values["id"]):
        del values["id"]
    return values


def address(text: str) -> dict[str, str]:
    """
    >>> address("4953 W Fern St, Chicago, IL 60641, USA")
    {'country': 'US', 'region': 'IL', 'postcode': '60641', 'town': 'Chicago', 'street': '4953 W Fern St'}
    >>> address("Chicago, IL, USA")
    {'country': 'US', 'region': 'IL', 'town': 'Chicago'}
    """
    parts = [part for piece in text.split(",") if (part := " ".join(piece.split()))]
    found: dict[str, str] = {}
    if parts and folded(parts[-1]) in COUNTRIES and len(parts) > 1:
        found["country"] = COUNTRIES[folded(parts.pop())]
    if parts and (match := LAST_LINE.search(parts[-1])):
        found |= {name: match[name] for name in ("region", "postcode") if match[name]}
        found |= {"region": match["alone"]} if match["alone"] else {}
        rest = parts.pop()[: match.start()].strip(" ,")
        parts += [rest] if rest else []
    if parts:
        found["town"] = parts.pop()
    return found | ({"street": ", ".join(parts)} if parts else {})


def _weekly(listing: Listing, extra: Mapping[str, str]) -> None:
    """Weekday with opening and closing hour, as one weekly rule; hours alone belong to the rule or phrase beside them."""
    if not any(extra[name] for name in ("weekday", "begins", "ends")):
        return
    begins, minutes = hours(extra["begins"], extra["ends"], listing)
    said = " ".join(
        filter(None, [extra["weekday"], "–".join(filter(None, [extra["begins"], extra["ends"]]))])
    )
    days = cells.read_weekdays(extra["weekday"]) if extra["weekday"] else None
    if days and not listing.values.get("rrule"):
        pattern = Pattern(kind="weekly", weekdays=days, begins=begins, minutes=minutes)
        listing.values["rrule"] = [schedule_text.write_pattern(pattern, "")]
    elif extra["weekday"] and not listing.values.get("rrule"):
        listing.values.setdefault("schedule", []).append(said)  # "1st Tuesday": to be read as a phrase
    elif begins:
        listing.values["_hours"] = [f"{begins:%H:%M}", minutes]
    if any(problem.column == "schedule" for problem in listing.problems):
        listing.values["_unread"] = [said]


def hours(opens: str, closes: str, listing: Listing) -> tuple[time | None, int | None]:
    """Begin and minutes of two cells; what is odd about them is asked."""
    begins, ends = cells.read_time(opens), cells.read_time(closes)
    for text, clock in ((opens, begins), (closes, ends)):
        if text and clock is None:
            listing.add_question("schedule", _("“%s” is not a time.") % text[:40])
    minutes = cells.minutes_between(begins, ends) if begins and ends else None
    if begins and ends and minutes is None:
        listing.add_question("schedule", end_before_beginning(begins, ends))
    return begins, minutes
