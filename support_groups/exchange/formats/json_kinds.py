"""Which format the groups of a JSON document are in. Each item is looked at, so that a mixture is not read as one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from support_groups.exchange.formats import bmlt_reader, tsml_reader
from support_groups.exchange.formats.hsds import reader as hsds_reader
from support_groups.exchange.formats.listings import UnknownFormat

# The first that fits counts for an item.
TESTS: dict[str, Callable[[Any], bool]] = {
    tsml_reader.NAME: tsml_reader.is_meeting,
    bmlt_reader.NAME: bmlt_reader.is_meeting,
    hsds_reader.NAME: hsds_reader.is_service,
}
SERVICE_BODY = {"parent_id", "helpline"}


@dataclass(frozen=True)
class Document:
    """`kind` is the name of a format."""

    kind: str
    items: list[Any]
    formats: list[Any] = field(default_factory=list)  # descriptions of formats, in BMLT only


def recognize(document: Any) -> Document:
    """Raises UnknownFormat.

    >>> recognize([{"name": "A", "slug": "a", "day": 1}]).kind
    'TSML'
    """
    items, formats = _parts(document)
    kinds = list(dict.fromkeys(kind for item in items if (kind := _kind(item))))
    if len(kinds) > 1:
        names = " + ".join(kinds)
        raise UnknownFormat(
            _("The file mixes groups in several formats (%s). Import each as its own file.") % names
        )
    if kinds and kinds[0] != hsds_reader.NAME:
        return Document(kinds[0], items, formats)
    if not kinds and isinstance(document, Mapping) and "formats" in document and "meetings" in document:
        return Document(bmlt_reader.NAME, items)
    services = hsds_reader.services_of(document)
    if services is None:
        raise UnknownFormat(_refusal(items))
    return Document(hsds_reader.NAME, services)


def _parts(document: Any) -> tuple[list[Any], list[Any]]:
    """The items, and the formats beside them."""
    formats = None
    if isinstance(document, Mapping):
        formats = document.get("formats")
        document = document.get("meetings", document.get("contents", document.get("services")))
    return tuple(part if isinstance(part, list) else [] for part in (document, formats))


def _kind(item: Any) -> str:
    return next((kind for kind, is_one in TESTS.items() if is_one(item)), "")


def _refusal(items: list[Any]) -> str:
    if any(bmlt_reader.is_format(item) or _is_service_body(item) for item in items):
        return _(
            "This is a list of formats or service bodies of a BMLT server. Save its search results instead."
        )
    return _(
        "The file was not recognized. CSV, HSDS 3.0, TSML and BMLT (the last three as JSON) can be read."
    )


def _is_service_body(item: Any) -> bool:
    return isinstance(item, Mapping) and set(item) >= SERVICE_BODY
