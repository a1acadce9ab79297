"""Services that this program wrote, read back exactly."""

from collections.abc import Mapping
from typing import Any

from support_groups.exchange.formats import csv_reader
from support_groups.exchange.formats.columns import NAMED, PUBLIC, ColumnKind
from support_groups.exchange.formats.hsds.attributes import TAXONOMY
from support_groups.exchange.formats.hsds.native_fields import native_values
from support_groups.exchange.formats.hsds.objects import Object, objects, text_of
from support_groups.exchange.formats.listings import Listing


def is_own(item: Any) -> bool:
    return isinstance(item, Mapping) and bool(_own_attributes(item))


def own_listing(number: int, item: Object) -> Listing:
    """What is absent was empty."""
    listing = Listing(number, {column.name: column.empty for column in PUBLIC if column.name != "schedule"})
    listing.values |= dict(native_values(item))
    for attribute in _own_attributes(item):
        column, text = NAMED[text_of(attribute, "link_type")], text_of(attribute, "value")
        if column.kind == ColumnKind.TERMS:
            listing.append(column.name, text)
        elif column.name != "schedule":
            csv_reader.add_own_value(listing, column, text)
    values = listing.values
    values["description"] = values["description"].removeprefix(values["summary"]).strip("\n")
    return listing


def _own_attributes(item: Object) -> list[Object]:
    return [attribute for attribute in objects(item, "attributes") if _is_own_attribute(attribute)]


def _is_own_attribute(attribute: Object) -> bool:
    term = attribute.get("taxonomy_term")
    is_ours = isinstance(term, Mapping) and term.get("taxonomy") == TAXONOMY
    return is_ours and text_of(attribute, "link_type") in NAMED
