"""A group as the plain values that files hold. The only place that decides what a public file contains."""

from dataclasses import replace
from operator import attrgetter
from typing import Any

from support_groups.exchange.formats import schedule_text
from support_groups.exchange.formats.cell_parts import join_parts
from support_groups.exchange.formats.columns import Column, ColumnKind, Record, held_by
from support_groups.models import Group, Venue
from support_groups.models.vocabulary import VOCABULARIES
from support_groups.schedules import Effect

TYPED = (ColumnKind.NUMBER, ColumnKind.YES_NO)  # stay as they are; everything else becomes text


def group_values(group: Group, *, private: bool = False) -> dict[str, Any]:
    """Every column of a group fetched with `for_exchange`; without `private`, what a visitor may know."""
    place = group.venue if private else group.place
    values = {"id": str(group.uid), "translation_of": _translation_of(group, private)}
    values |= _field_values(Record.GROUP, group, private)
    values |= _field_values(Record.ORGANIZATION, group.organization, private)
    values |= _field_values(Record.VENUE, place, private)
    values |= {name: [term.code for term in getattr(group, name).all()] for name in VOCABULARIES}
    values |= _access(
        group.venue, has_place=place is not None, with_notes=private or bool(place and place.is_street_public)
    )
    values |= _schedule(group, with_links=private or group.is_link_public)
    values |= _contacts(group, private)
    return values


def place_values(venue: Venue) -> dict[str, Any]:
    """The columns about a venue as visitors may know it."""
    place = venue.public
    return _field_values(Record.VENUE, place, False) | _access(
        venue, has_place=True, with_notes=place.is_exact
    )


def address_values(venue: Venue) -> dict[str, Any]:
    """Only the fields of a venue, as visitors may know it."""
    return _field_values(Record.VENUE, venue.public, False)


def tidy(text: str) -> str:
    """As it comes back from a file: one kind of line end, no blanks around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _field_values(record: Record, instance: Any, private: bool) -> dict[str, Any]:
    """The columns that are fields of a record; empty ones if there is no such record."""
    columns = [column for column in held_by(record) if private or not column.is_private]
    if instance is None:
        return {column.name: None if column.kind in TYPED else "" for column in columns}
    return {column.name: _field_value(column, instance, private) for column in columns}


def _field_value(column: Column, instance: Any, private: bool) -> Any:
    path = column.model_field if private else column.public or column.model_field
    value = attrgetter(path)(instance)
    if column.kind in TYPED:
        return value
    return tidy(str(value or ""))


def _translation_of(group: Group, private: bool) -> str:
    """Not the identifier of a draft: it would reveal that there is one."""
    original = group.translation_of
    return str(original.uid) if original and (private or original.is_public) else ""


def _access(venue: Venue | None, *, has_place: bool, with_notes: bool) -> dict[str, list[str]]:
    """Notes such as "from the alley" would reveal a hidden address."""
    features = venue.access_known.all() if venue and has_place else []
    values: dict[str, list[str]] = {"venue_has": [], "venue_lacks": []}
    for row in features:
        parts = [row.feature.code, row.note] if with_notes and row.note else [row.feature.code]
        values["venue_has" if row.is_there else "venue_lacks"].append(join_parts(parts))
    return values


def _schedule(group: Group, *, with_links: bool) -> dict[str, list[str]]:
    patterns = [
        replace(row.pattern, zone="") if row.pattern.zone == group.zone else row.pattern
        for row in group.meeting_patterns.all()
    ]
    # In the order in which the database returns them once all of them are the group's own.
    exceptions = sorted(group.date_exceptions, key=lambda exception: exception.first)
    if not with_links:  # an exception that is only another link would be empty
        exceptions = [one for one in exceptions if one.effect != Effect.PLACE or one.place]
    texts = (schedule_text.write_exception(one, with_link=with_links) for one in exceptions)
    return {
        "schedule": [pattern.words("en", complete=True) for pattern in patterns],
        "rrule": [schedule_text.write_pattern(pattern, group.zone) for pattern in patterns],
        "schedule_changes": list(dict.fromkeys(texts)),
    }


def _contacts(group: Group, private: bool) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {"contacts": [], "private_contacts": []}
    for contact in group.contacts.all():
        parts = [contact.name, contact.role, contact.email, contact.phone]
        values["contacts" if contact.is_public else "private_contacts"].append(join_parts(parts))
    return values if private else {"contacts": values["contacts"]}
