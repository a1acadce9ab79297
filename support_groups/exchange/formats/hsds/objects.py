"""Safe access to the objects of an HSDS document, whatever else a file has in their place."""

from collections.abc import Iterator, Mapping
from typing import Any

from support_groups.exchange.formats.cell_parts import join_parts

Object = Mapping[str, Any]


def objects(item: Any, name: str) -> list[Object]:
    """The objects of a list."""
    value = item.get(name) if isinstance(item, Mapping) else None
    return [entry for entry in value if isinstance(entry, Mapping)] if isinstance(value, list) else []


def text_of(item: Any, name: str) -> str:
    value = item.get(name) if isinstance(item, Mapping) else None
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def phone_numbers(item: Any) -> Iterator[str]:
    for phone in objects(item, "phones"):
        if text := text_of(phone, "number").strip('" '):
            yield text


def contact(item: Object) -> str:
    """As a line of the columns of contacts."""
    name, role, email = (text_of(item, part) for part in ("name", "title", "email"))
    return join_parts([name, role, email, next(phone_numbers(item), "")])
