"""HSDS 3.0 JSON: a service, a list of them, or a page; ours read back whole, anybody's as far as it says."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from support_groups.exchange.formats import cells, csv_reader, foreign_rows
from support_groups.exchange.formats.cell_parts import join_parts
from support_groups.exchange.formats.columns import NAMED, PUBLIC, ColumnKind
from support_groups.exchange.formats.hsds import schedule_reader
from support_groups.exchange.formats.hsds.writer import TAXONOMY
from support_groups.exchange.formats.listings import ColumnMapping, Listing, ParsedFile
from support_groups.listings import ways_to_meet

NAME = "HSDS 3.0"
READ = {
    *("id", "name", "description", "url", "email", "status", "application_process", "fees_description", "fees"),
    *("assured_date", "organization", "phones", "contacts", "languages", "cost_options", "service_at_locations"),
    *("schedules", "attributes", "alternate_name", "accessibility", "organization_id", "location", "website"),
}  # fmt: skip
MARKS = {"status", "organization", "organization_id", "service_at_locations", "schedules"}
IDLE = ("inactive", "defunct", "temporarily closed")

Object = Mapping[str, Any]


def services_of(whole: Any) -> list[Any] | None:
    """The services of a document, or None if it holds none.

    >>> services_of({"contents": [{"name": "A", "status": "active"}]}), services_of([{"name": "A"}])
    ([{'name': 'A', 'status': 'active'}], None)
    """
    items: Any = whole
    if isinstance(whole, Mapping):
        items = whole.get("contents", whole.get("services", [whole]))
    if not isinstance(items, list):
        return None
    is_page = isinstance(whole, Mapping) and "contents" in whole
    if (items and any(_is_service(item) for item in items)) or (is_page and not items):
        return [_with_organization(item, whole) for item in items]
    return None


def _is_service(item: Any) -> bool:
    return (
        isinstance(item, Mapping)
        and "name" in item
        and "location_type" not in item
        and bool(MARKS & set(item))
    )


def _with_organization(item: Any, whole: Any) -> Any:
    """Services inside their organization, as organization_full has them."""
    if (
        isinstance(whole, Mapping)
        and "services" in whole
        and "name" in whole
        and isinstance(item, Mapping)
        and "organization" not in item
    ):
        return {**item, "organization": {name: value for name, value in whole.items() if name != "services"}}
    return item


def read(services: list[Any], mapping: ColumnMapping) -> ParsedFile:
    own = any(_ours(item) for item in services if isinstance(item, Mapping))
    reading = ParsedFile(NAME, is_own=own, in_lines=False)
    for number, item in enumerate(services, 1):
        if not isinstance(item, Mapping):
            reading.problems.append((number, _("This is no service: it has no named fields.")))
            continue
        reading.listings.append(
            own_listing(number, item) if _ours(item) else listing_of(number, item, mapping)
        )
        if not _ours(item):
            reading.unused.update(name for name, value in item.items() if name not in READ and value)
    return reading


def _ours(item: Object) -> list[Object]:
    found = []
    for attribute in objects(item, "attributes"):
        term = attribute.get("taxonomy_term")
        if (
            isinstance(term, Mapping)
            and term.get("taxonomy") == TAXONOMY
            and attribute.get("link_type") in NAMED
        ):
            found.append(attribute)
    return found


def objects(item: Object, name: str) -> list[Object]:
    """The objects of a list, whatever else stands there."""
    value = item.get(name)
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def text_of(item: Any, name: str) -> str:
    value = item.get(name) if isinstance(item, Mapping) else None
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


# --- Ours -----------------------------------------------------------------------------------------------


def own_listing(number: int, item: Object) -> Listing:
    """Exactly what was exported: what is not there was empty."""
    listing = Listing(number, {column.name: column.empty for column in PUBLIC if column.name != "schedule"})
    listing.values |= dict(_native(item))
    terms: dict[str, list[str]] = {}
    for attribute in _ours(item):
        column, text = NAMED[attribute["link_type"]], text_of(attribute, "value")
        if column.kind == ColumnKind.TERMS:
            terms.setdefault(column.name, []).append(text)
            continue
        value = csv_reader.value_of(column, text)
        if value is None and text:
            listing.add_error(column.name, csv_reader.not_one(column, text))
        elif column.name != "schedule":
            listing.values[column.name] = column.empty if value is None else value
    listing.values |= terms
    summary = listing.values["summary"]
    listing.values["description"] = listing.values["description"].removeprefix(summary).strip("\n")
    return listing


def _native(item: Object) -> Iterator[tuple[str, Any]]:
    organization = item.get("organization") or {}
    names = {"name": "name", "description": "description", "application_process": "joining"}
    names |= {"id": "id", "fees_description": "cost_note", "assured_date": "verified_on"}
    yield from ((column, text_of(item, name)) for name, column in names.items())
    yield "languages", [text_of(one, "code") for one in objects(item, "languages")]
    yield "contacts", [_contact(one) for one in objects(item, "contacts")]
    for name in ("name", "description", "website", "email"):
        yield "organization" + (f"_{name}" if name != "name" else ""), text_of(organization, name)
    yield "organization_phone", next(_numbers(organization), "")
    for at in objects(item, "service_at_locations"):
        place = at.get("location")
        if isinstance(place, Mapping) and place.get("location_type") != "virtual":
            yield from _place(place)


def _contact(item: Object) -> str:
    name, role, email = (text_of(item, part) for part in ("name", "title", "email"))
    return join_parts([name, role, email, next(_numbers(item), "")])


def _numbers(item: Any) -> Iterator[str]:
    phones = objects(item, "phones") if isinstance(item, Mapping) else []
    yield from (text for phone in phones if (text := text_of(phone, "number").strip('" ')))


def _place(place: Object) -> Iterator[tuple[str, Any]]:
    yield "venue", text_of(place, "name")
    yield "directions", text_of(place, "transportation")
    for name in ("latitude", "longitude"):
        yield name, cells.read_number(str(place.get(name)))  # JSON can spell infinity
    names = {"address_1": "street", "address_2": "room", "city": "town", "state_province": "region"}
    names |= {"postal_code": "postcode", "country": "country"}
    for address in objects(place, "addresses")[:1]:
        yield from ((column, text_of(address, name)) for name, column in names.items())


# --- Anybody's ------------------------------------------------------------------------------------------


def listing_of(number: int, item: Object, mapping: ColumnMapping) -> Listing:
    """A service that another program wrote; contacts stay private until somebody has asked."""
    listing = Listing(number)
    values = {name: value for name, value in _native(item) if value not in ("", None, [])}
    values.pop("contacts", None)
    website = text_of(item, "url") or text_of(item, "website")
    values |= {"website": website} if website else {}
    people = [_contact(one) for one in [*objects(item, "contacts"), *_of_locations(item, "contacts")]]
    people += _without_name(item, people)
    if values.get("id") and not foreign_rows.is_uuid(values["id"]):
        del values["id"]
    if people:
        values["private_contacts"] = list(dict.fromkeys(people))
    if fees := text_of(item, "fees"):
        values.setdefault("cost_note", fees)
    if item.get("languages"):
        values["languages"] = [
            text_of(one, "code") or text_of(one, "name") for one in objects(item, "languages")
        ]
    if assured := values.pop("verified_on", ""):
        listing.add_note(
            "verified_on", _("The file calls it assured on %s. That is no confirmation of ours.") % assured
        )
    kinds = {text_of(place, "location_type") for place in _locations(item)}
    links = [
        text_of(place, "url") for place in _locations(item) if text_of(place, "location_type") == "virtual"
    ]
    values |= {"join_link": links[0]} if links and links[0] else {}
    if guess := ways_to_meet.guess(has_place="physical" in kinds, has_link="virtual" in kinds):
        values["attendance"] = guess
    listing.values = foreign_rows.checked(values, listing)
    for attribute in objects(item, "attributes"):
        _attribute(attribute, listing)
    for place in _locations(item):
        _access(place, listing)
    if text_of(item, "status") in IDLE:
        listing.add_question(
            "status", _("The file says that it is %s. Does it still meet?") % text_of(item, "status")
        )
    schedules = (
        objects(item, "schedules")
        or _of_locations(item, "schedules")
        or [one for at in objects(item, "service_at_locations") for one in objects(at, "schedules")]
    )
    schedule_reader.fill(
        listing, schedules, str(listing.values.get("time_zone") or mapping.defaults.get("time_zone") or "")
    )
    return listing


def _locations(item: Object) -> list[Object]:
    found = [at.get("location") for at in objects(item, "service_at_locations")]
    return [place for place in [*found, item.get("location")] if isinstance(place, Mapping)]


def _of_locations(item: Object, name: str) -> list[Object]:
    return [one for place in _locations(item) for one in objects(place, name)]


def _without_name(item: Object, people: list[str]) -> Iterator[str]:
    """The service's own e-mail and phone, where no person is named with them."""
    email, phone = text_of(item, "email"), next(_numbers(item), "")
    known = " ".join(people)
    email, phone = ("" if email and email in known else email), ("" if phone and phone in known else phone)
    if email or phone:
        yield join_parts(
            [text_of(item.get("organization"), "name") or text_of(item, "name"), "", email, phone]
        )


def _attribute(attribute: Object, listing: Listing) -> None:
    """Terms that are called as ours are; the others are told."""
    term = attribute.get("taxonomy_term")
    name = text_of(term, "name") or text_of(attribute, "value")
    if not name:
        return
    listing.values.setdefault("_terms", []).append(name)


def _access(place: Object, listing: Listing) -> None:
    found = [
        join_parts([text_of(one, "description"), text_of(one, "details")])
        for one in objects(place, "accessibility")
    ]
    if found:
        listing.values["venue_has"] = [*listing.values.get("venue_has", []), *found]
