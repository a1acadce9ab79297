"""The values of a file as fields of unsaved rows, so that the models themselves say what is wrong with them."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError

from support_groups.exchange.formats.cell_parts import split_parts
from support_groups.exchange.formats.columns import NAMED, ColumnKind
from support_groups.exchange.formats.listings import RowProblem, Severity
from support_groups.exchange.group_values import FIELDS, SAME
from support_groups.listings import rules
from support_groups.models import Contact, Group, Organization, Venue, VenueAccess

GROUP = {
    name: FIELDS.get(name, name)
    for name in (*SAME, "paused_until", "verified_on", "notes", "join_link", "dial_in", "passcode")
}
GROUP |= {"listing_language": "language", "time_zone": "zone"}
ORGANIZATION = {"organization": "name"} | {
    f"organization_{name}": name for name in ("description", "website", "email", "phone")
}
VENUE = {"venue": "name", "address_public": "is_street_public"} | {
    name: name
    for name in (
        "street",
        "room",
        "town",
        "region",
        "postcode",
        "country",
        "directions",
        "latitude",
        "longitude",
    )
}
TERMS = ("audiences", "languages", "subtypes", "activities", "access")


def given(values: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """Field -> value for the columns that are there; an empty date, number or yes-or-no is None."""
    found = {}
    for column, field in names.items():
        if column in values:
            value = values[column]
            is_date = NAMED[column].kind == ColumnKind.DATE
            found[field] = (
                datetime.date.fromisoformat(value) if is_date and value else None if is_date else value
            )
    return found


def assign(group: Group, values: Mapping[str, Any]) -> None:
    for name, value in given(values, GROUP).items():
        if value not in ("", None) or name not in (
            "group_type",
            "language",
            "zone",
            "link_visibility",
            "status",
        ):
            setattr(group, name, value)  # an empty cell of these means: as a new group has it


def venue_of(values: Mapping[str, Any]) -> Venue | None:
    """An unsaved venue; None without a town, which is the least a place is."""
    fields = given(values, VENUE)
    if not fields.get("town"):
        return None
    if fields.get("is_street_public") is None:
        fields["is_street_public"] = True
    fields = {name: value for name, value in fields.items() if value != "" or name != "country"}
    fields["name"] = fields.get("name") or fields.get("street") or fields["town"]
    return Venue(**fields)


def contacts_of(values: Mapping[str, Any]) -> Iterator[tuple[str, Contact]]:
    for column, is_public in (("contacts", True), ("private_contacts", False)):
        for text in values.get(column, []):
            name, role, email, phone = (*split_parts(text), "", "", "", "")[:4]
            yield column, Contact(name=name, role=role, email=email, phone=phone, is_public=is_public)


def problems(group: Group, values: Mapping[str, Any]) -> Iterator[RowProblem]:
    """What the models say of a group with these values, before anything is saved. No question to the database."""
    exclude = ["organization", "venue", "translation_of", *([] if group.slug else ["slug"])]
    yield from _of(group, {field: column for column, field in GROUP.items()}, exclude)
    if values.get("organization"):
        organization = Organization(**given(values, ORGANIZATION))
        yield from _of(organization, {field: column for column, field in ORGANIZATION.items()})
    if venue := venue_of(values):
        yield from _of(venue, {field: column for column, field in VENUE.items()}, ["organization"])
        if (venue.latitude is None) != (venue.longitude is None):
            yield RowProblem("latitude", str(_sentence(Venue, "venue_has_both_coordinates_or_none")))
    for column, contact in contacts_of(values):
        yield from _of(contact, dict.fromkeys(("name", "role", "email", "phone"), column), ["group"])
    for column in ("venue_has", "venue_lacks"):
        for text in values.get(column, []):
            note = VenueAccess(note=(*split_parts(text), "")[1])
            yield from _of(note, {"note": column}, ["venue", "feature"])
    known = {"has_languages": True, "has_audiences": True, "has_contacts": True, "has_schedule": True}
    for problem in group.problems(venue=values.get("town"), **known):
        if problem.is_error:
            yield RowProblem(_column(problem.field), problem.sentence, _severity(group, values, problem))


def _of(row: Any, columns: Mapping[str, str], exclude: list[str] | None = None) -> Iterator[RowProblem]:
    try:
        row.clean_fields(exclude)
    except ValidationError as invalid:
        for field, sentences in invalid.message_dict.items():
            yield from (RowProblem(columns.get(field, field), sentence) for sentence in sentences)


def _column(field: str) -> str:
    return {"language": "listing_language", "zone": "time_zone", "venue": "town", "group_type": "form"}.get(
        field, field
    )


def _severity(group: Group, values: Mapping[str, Any], problem: rules.Problem) -> Severity:
    """What keeps a group from being listed does not keep it from being a draft."""
    if group.status == Group.Status.DRAFT or group.pk is not None:
        return Severity.ERROR
    columns = {field.name: getattr(group, field.attname) for field in group._meta.concrete_fields}
    draft = rules.problems({**columns, "venue": values.get("town"), "status": "draft"})
    return (
        Severity.ERROR
        if any(one.is_error and one.field == problem.field for one in draft)
        else Severity.QUESTION
    )


def _sentence(model: Any, constraint: str) -> str:
    return next(one.violation_error_message for one in model._meta.constraints if one.name == constraint)
