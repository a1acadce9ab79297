"""What the models object to in the values of a file, before anything is saved. No database query."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError

from support_groups.exchange.formats import schedule_text
from support_groups.exchange.formats.columns import Record, held_by
from support_groups.exchange.formats.listings import RowProblem, Severity
from support_groups.exchange.unsaved_rows import Values, contacts_of, features_of, model_values, venue_of
from support_groups.listings import reach, rules
from support_groups.models import Group, Organization, VenueAccess, is_door

COLUMN_OF_FIELD = {
    record: {column.model_field: column.name for column in held_by(record)}
    for record in (Record.GROUP, Record.ORGANIZATION, Record.VENUE)
}


def problems(group: Group, values: Values) -> Iterator[RowProblem]:
    """`group` is unsaved and has its own fields assigned."""
    other_rows = ["organization", "venue", "translation_of"]
    no_slug = [] if group.slug else ["slug"]  # storage will make one
    yield from _field_problems(group, COLUMN_OF_FIELD[Record.GROUP], exclude=[*other_rows, *no_slug])
    yield from _organization_problems(values)
    yield from _venue_problems(values)
    for column, contact in contacts_of(values):
        columns = dict.fromkeys(("name", "role", "email", "phone"), column)
        yield from _field_problems(contact, columns, exclude=["group"])
    for feature in features_of(values):
        row = VenueAccess(note=feature.note)
        yield from _field_problems(row, {"note": feature.column}, exclude=["venue", "feature"])
    yield from _listing_problems(group, values)


def is_out_of_reach(group: Group, values: Values) -> bool:
    """Whether visitors could not reach the group if it were listed as the file has it. `group` has its own fields."""
    group.organization = Organization(**model_values(Record.ORGANIZATION, values))
    group.venue = venue_of(values)
    patterns = [schedule_text.read_pattern(text, "") for text in values.get("rrule", [])]
    facts = group.facts_of_reach([contact for _column, contact in contacts_of(values)], patterns)
    return reach.is_out_of_reach({**model_values(Record.GROUP, values), **facts})


def _organization_problems(values: Values) -> Iterator[RowProblem]:
    if values.get("organization"):
        organization = Organization(**model_values(Record.ORGANIZATION, values))
        yield from _field_problems(organization, COLUMN_OF_FIELD[Record.ORGANIZATION])


def _venue_problems(values: Values) -> Iterator[RowProblem]:
    venue = venue_of(values)
    if venue is None:
        return
    unknown = [] if venue.country else ["country"]
    yield from _field_problems(venue, COLUMN_OF_FIELD[Record.VENUE], exclude=["organization", *unknown])
    if (venue.latitude is None) != (venue.longitude is None):
        both = next(
            constraint
            for constraint in venue._meta.constraints
            if constraint.name == "venue_has_both_coordinates_or_none"
        )
        yield RowProblem("latitude", str(both.violation_error_message))


def _listing_problems(group: Group, values: Values) -> Iterator[RowProblem]:
    assumed = dict.fromkeys(("has_languages", "has_audiences", "has_contacts", "has_schedule"), True)
    columns = COLUMN_OF_FIELD[Record.GROUP] | {"venue": "town"}
    has_street = is_door(values.get("street") or "") or values.get("address_public") is False
    assumed["has_country"] = bool(values.get("country"))
    for problem in group.problems(venue=values.get("town"), has_street=has_street, **assumed):
        if problem.field == "street":
            yield RowProblem("street", problem.sentence, Severity.NOTE)
        elif problem.is_error:
            column = columns.get(problem.field, problem.field)
            yield RowProblem(column, problem.sentence, _severity(group, values, problem))


def _field_problems(
    row: Any, columns: dict[str, str], exclude: list[str] | None = None
) -> Iterator[RowProblem]:
    try:
        row.clean_fields(exclude)
    except ValidationError as invalid:
        for field, sentences in invalid.message_dict.items():
            yield from (RowProblem(columns.get(field, field), sentence) for sentence in sentences)


def _severity(group: Group, values: Values, problem: rules.Problem) -> Severity:
    """A new group that cannot be listed can still be a draft, unless a draft has the same error."""
    if group.status == Group.Status.DRAFT or group.pk is not None:
        return Severity.ERROR
    fields = {field.name: getattr(group, field.attname) for field in group._meta.concrete_fields}
    in_draft = rules.problems({**fields, "venue": values.get("town"), "status": Group.Status.DRAFT})
    is_in_draft = any(other.is_error and other.field == problem.field for other in in_draft)
    return Severity.ERROR if is_in_draft else Severity.QUESTION
