"""The values of a file as rows of the models that nobody has saved yet."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from support_groups.exchange.formats.cell_parts import split_parts
from support_groups.exchange.formats.columns import Column, ColumnKind, Record, held_by
from support_groups.models import Contact, Group, Venue

Values = Mapping[str, Any]


class Feature(NamedTuple):
    column: str
    code: str
    is_there: bool
    note: str


def model_values(record: Record, values: Values) -> dict[str, Any]:
    """Field -> value for the columns of a record that are there; an empty date is None."""
    columns = [column for column in held_by(record) if column.name in values]
    return {column.model_field: _model_value(column, values[column.name]) for column in columns}


def _model_value(column: Column, value: Any) -> Any:
    if column.kind == ColumnKind.DATE:
        return datetime.date.fromisoformat(value) if value else None
    return value


def assign(group: Group, values: Values) -> None:
    """Set the group's own fields. An empty cell leaves a field that has a default as it is."""
    for name, value in model_values(Record.GROUP, values).items():
        if value not in ("", None) or not Group._meta.get_field(name).has_default():
            setattr(group, name, value)


def venue_of(values: Values) -> Venue | None:
    """None without a town, the least a place needs."""
    fields = model_values(Record.VENUE, values)
    if not fields.get("town"):
        return None
    if fields.get("is_street_public") is None:
        fields["is_street_public"] = True
    fields["country"] = fields.get("country") or ""  # nobody knows: a draft may, and a form asks
    fields["name"] = fields.get("name") or fields.get("street") or fields["town"]
    return Venue(**fields)


def contacts_of(values: Values) -> Iterator[tuple[str, Contact]]:
    """With the column each comes from."""
    for column, is_public in (("contacts", True), ("private_contacts", False)):
        for text in values.get(column, []):
            name, role, email, phone = (*split_parts(text), "", "", "", "")[:4]
            yield column, Contact(name=name, role=role, email=email, phone=phone, is_public=is_public)


def features_of(values: Values) -> Iterator[Feature]:
    for column, is_there in (("venue_has", True), ("venue_lacks", False)):
        for text in values.get(column, []):
            code, note = (*split_parts(text), "")[:2]
            yield Feature(column, code, is_there, note)
