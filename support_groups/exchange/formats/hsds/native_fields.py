"""Values that HSDS has a field for, in our services and in those of others."""

from collections.abc import Iterator, Mapping
from typing import Any

from support_groups.exchange.formats import cells
from support_groups.exchange.formats.columns import NAMED, ColumnKind, hsds_fields
from support_groups.exchange.formats.hsds.objects import Object, contact, objects, phone_numbers, text_of


def native_values(item: Object) -> Iterator[tuple[str, Any]]:
    """(column, value); an empty text where the field is empty."""
    organization = item.get("organization") or {}
    yield from _read(item, "service")
    yield "languages", [text_of(language, "code") for language in objects(item, "languages")]
    yield "contacts", [contact(person) for person in objects(item, "contacts")]
    yield from _read(organization, "organization")
    yield "organization_phone", next(phone_numbers(organization), "")
    for at in objects(item, "service_at_locations"):
        location = at.get("location")
        if isinstance(location, Mapping) and location.get("location_type") != "virtual":
            yield from _read(location, "location")
            for address in objects(location, "addresses")[:1]:
                yield from _read(address, "address")


def _read(item: Any, part: str) -> Iterator[tuple[str, Any]]:
    for field, column in hsds_fields(part).items():
        if NAMED[column].kind == ColumnKind.NUMBER:
            yield column, cells.read_number(str(item.get(field)))  # JSON can spell infinity
        else:
            yield column, text_of(item, field)
