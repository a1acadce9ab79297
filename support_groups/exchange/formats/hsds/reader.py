"""HSDS 3.0 JSON: a service, a list of them, or a page. Ours is read back whole, any other as far as we understand it."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from support_groups.exchange.formats.cell_parts import join_parts
from support_groups.exchange.formats.foreign_rows import foreign_values
from support_groups.exchange.formats.hsds.native_fields import native_values
from support_groups.exchange.formats.hsds.objects import Object, contact, objects, phone_numbers, text_of
from support_groups.exchange.formats.hsds.own_services import is_own, own_listing
from support_groups.exchange.formats.hsds.schedule_reader import add_schedules
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


def services_of(document: Any) -> list[Any] | None:
    """The services of a document, or None if it holds none.

    >>> services_of({"contents": [{"name": "A", "status": "active"}]}), services_of([{"name": "A"}])
    ([{'name': 'A', 'status': 'active'}], None)
    """
    items: Any = document
    if isinstance(document, Mapping):
        items = document.get("contents", document.get("services", [document]))
    if not isinstance(items, list):
        return None
    is_empty_page = isinstance(document, Mapping) and "contents" in document and not items
    if is_empty_page or any(is_service(item) for item in items):
        return [_with_organization(item, document) for item in items]
    return None


def is_service(item: Any) -> bool:
    return (
        isinstance(item, Mapping)
        and "name" in item
        and "location_type" not in item
        and bool(MARKS & set(item))
    )


def _with_organization(item: Any, document: Any) -> Any:
    """Services inside their organization, as organization_full has them."""
    is_inside = isinstance(document, Mapping) and "services" in document and "name" in document
    if is_inside and isinstance(item, Mapping) and "organization" not in item:
        organization = {name: value for name, value in document.items() if name != "services"}
        return {**item, "organization": organization}
    return item


def read(services: list[Any], mapping: ColumnMapping) -> ParsedFile:
    parsed = ParsedFile(NAME, is_own=any(map(is_own, services)), in_lines=False)
    for number, item in enumerate(services, 1):
        if not isinstance(item, Mapping):
            parsed.problems.append((number, _("This is not a service: it has no named fields.")))
        elif is_own(item):
            parsed.listings.append(own_listing(number, item))
        else:
            parsed.listings.append(foreign_listing(number, item, mapping))
            parsed.unused.update(name for name, value in item.items() if name not in READ and value)
    return parsed


def foreign_listing(number: int, item: Object, mapping: ColumnMapping) -> Listing:
    """A service that another program wrote. Its contacts stay private until somebody has asked them."""
    listing = Listing(number)
    values = {name: value for name, value in native_values(item) if value not in ("", None, [])}
    values.pop("contacts", None)
    if assured := values.pop("verified_on", ""):
        sentence = _("The file calls it assured on %s. That does not count as our confirmation.") % assured
        listing.add_note("verified_on", sentence)
    values |= _other_values(item, values)
    values |= _ways_to_meet(item)
    listing.values = foreign_values(values, listing, defaults=mapping.defaults)
    _add_terms(item, listing)
    _add_status_question(item, listing)
    zone = listing.values.get("time_zone") or mapping.defaults.get("time_zone") or ""
    add_schedules(listing, _schedules(item), str(zone))
    return listing


def _other_values(item: Object, values: Mapping[str, Any]) -> dict[str, Any]:
    languages = objects(item, "languages")
    others = {
        "website": text_of(item, "url") or text_of(item, "website"),
        "cost_note": values.get("cost_note") or text_of(item, "fees"),
        "languages": [text_of(language, "code") or text_of(language, "name") for language in languages],
        "private_contacts": list(dict.fromkeys(_contacts(item))),
    }
    return {name: value for name, value in others.items() if value}


def _ways_to_meet(item: Object) -> dict[str, str]:
    values = {}
    locations = _locations(item)
    kinds = {text_of(location, "location_type") for location in locations}
    virtual = [location for location in locations if text_of(location, "location_type") == "virtual"]
    if virtual and (link := text_of(virtual[0], "url")):
        values["join_link"] = link
    if guess := ways_to_meet.guess(has_place="physical" in kinds, has_link="virtual" in kinds):
        values["attendance"] = guess
    return values


def _locations(item: Object) -> list[Object]:
    locations = [at.get("location") for at in objects(item, "service_at_locations")]
    return [location for location in [*locations, item.get("location")] if isinstance(location, Mapping)]


def _of_locations(item: Object, name: str) -> list[Object]:
    return [entry for location in _locations(item) for entry in objects(location, name)]


def _contacts(item: Object) -> Iterator[str]:
    contacts = [contact(person) for person in [*objects(item, "contacts"), *_of_locations(item, "contacts")]]
    yield from contacts
    all_contacts = " ".join(contacts)
    email, phone = text_of(item, "email"), next(phone_numbers(item), "")
    if email in all_contacts:
        email = ""
    if phone in all_contacts:
        phone = ""
    if email or phone:  # the service's own, where no person is named with them
        name = text_of(item.get("organization"), "name") or text_of(item, "name")
        yield join_parts([name, "", email, phone])


def _schedules(item: Object) -> list[Object]:
    at_locations = objects(item, "service_at_locations")
    return (
        objects(item, "schedules")
        or _of_locations(item, "schedules")
        or [schedule for at in at_locations for schedule in objects(at, "schedules")]
    )


def _add_terms(item: Object, listing: Listing) -> None:
    """Attributes and access features by name; `vocabulary` finds out which of them we know."""
    for attribute in objects(item, "attributes"):
        if name := text_of(attribute.get("taxonomy_term"), "name") or text_of(attribute, "value"):
            listing.append("_terms", name)
    for feature in _of_locations(item, "accessibility"):
        text = join_parts([text_of(feature, "description"), text_of(feature, "details")])
        listing.append("venue_has", text)


def _add_status_question(item: Object, listing: Listing) -> None:
    status = text_of(item, "status")
    if status in IDLE:
        listing.add_question("status", _("The file calls it “%s”. Does it still meet?") % status)
