"""A column is declared once, and everything follows: a new one needs its field of the model and its entry."""

import csv
import io
import re
from pathlib import Path

import pytest
from django.db.models import CharField, TextField

from support_groups.exchange import exports
from support_groups.exchange.formats import csv_lines
from support_groups.exchange.formats.columns import COLUMNS, CONFIRMATION, PUBLIC, ColumnKind, Record, held_by
from support_groups.exchange.formats.hsds.locations import SharedPlaces
from support_groups.exchange.formats.hsds.writer import service
from support_groups.exchange.group_values import group_values
from support_groups.listings.rules import PUBLIC_TEXTS
from support_groups.models import Group, Organization, Venue
from support_groups.models.vocabulary import VOCABULARIES
from tests.factories import make_group
from tests.support_groups.exchange.test_round_trip import take_in

NOT_EXPORTED = {
    "id": "changes when a directory is imported; the column id holds uid",
    "organization": "its fields have columns of their own",
    "venue": "its fields have columns of their own",
    "created_at": "about this database, not about the group",
    "updated_at": "about this database, not about the group",
}
BY_THEIR_RELATION = {"uid": "id", "translation_of": "translation_of"}
NOT_PUBLIC = {
    "slug": "letters and hyphens of a web address",
    "zone": "the name of a time zone",
    "join_link": "given as link_visibility says",
    "dial_in": "given as link_visibility says",
    "passcode": "given as link_visibility says",
    "notes": "for staff",
}
MODELS = {Record.GROUP: Group, Record.ORGANIZATION: Organization, Record.VENUE: Venue}
DOCS = Path(__file__).parents[3] / "docs" / "open-data.md"
TEXTS = [column for column in held_by(Record.GROUP) if column.kind == ColumnKind.TEXT]
EDITABLE = [column.name for column in TEXTS if column.name not in ("slug", "time_zone", "name")]


def test_every_field_of_a_group_is_exported_or_has_a_reason_not_to_be():
    exported = {column.model_field for column in held_by(Record.GROUP)} | set(BY_THEIR_RELATION)

    assert {field.name for field in Group._meta.concrete_fields} == exported | set(NOT_EXPORTED)
    assert exported.isdisjoint(NOT_EXPORTED)


def test_every_vocabulary_of_a_group_is_exported():
    assert [column.name for column in held_by(Record.VOCABULARY)] == list(VOCABULARIES)


@pytest.mark.parametrize("record", MODELS)
def test_a_column_names_a_field_of_its_record(record):
    fields = {field.name for field in MODELS[record]._meta.concrete_fields}

    assert {column.model_field for column in held_by(record)} <= fields


def test_every_free_text_of_a_group_is_public_or_has_a_reason_not_to_be():
    free_texts = {
        field.name
        for field in Group._meta.concrete_fields
        if isinstance(field, CharField | TextField) and not field.choices
    }

    assert free_texts == {*PUBLIC_TEXTS, *NOT_PUBLIC}
    assert set(PUBLIC_TEXTS).isdisjoint(NOT_PUBLIC)


def test_the_page_about_open_data_names_every_column():
    table = DOCS.read_text().partition("| column | holds |\n")[2].partition("\n\n")[0]
    first_cells = " ".join(row.split("|")[1] for row in table.splitlines())

    assert set(re.findall(r"`(\w+)`", first_cells)) == {column.name for column in COLUMNS}


@pytest.mark.django_db
def test_a_group_has_a_value_for_every_column():
    group = Group.objects.for_exchange().get(pk=make_group().pk)
    not_private = {column.name for column in PUBLIC}

    assert set(group_values(group, private=True)) == {column.name for column in COLUMNS}
    assert set(group_values(group)) == not_private


@pytest.mark.django_db
@pytest.mark.parametrize("name", EDITABLE)
def test_a_text_survives_both_file_formats(name):
    column = next(column for column in COLUMNS if column.name == name)
    text = "https://example.org/fern" if name in ("website", "join_link") else "Fern and ivy"
    group = make_group(attendance="online", link_visibility="public", **{column.model_field: text})
    rows = b"".join(exports.as_csv(Group.objects.all(), private=True)).decode()

    exported = next(csv.DictReader(io.StringIO(rows, newline="")))
    take_in(rows.replace(text, text.replace("fern", "oak").replace("Fern", "Oak")).encode())

    group.refresh_from_db()
    assert exported[name] == text
    assert getattr(group, column.model_field) == text.replace("fern", "oak").replace("Fern", "Oak")
    if not column.is_private:
        assert text in str(service(group_values(group) | {name: text}, exports.words(str), SharedPlaces()))


def test_a_confirmation_is_made_of_columns():
    assert {column.model_field for column in COLUMNS if column.name in CONFIRMATION} == {
        "confirmed_on", "confirmed_by", "confirmed_how",
    }  # fmt: skip


def test_only_the_file_for_staff_has_private_columns():
    public, private = (next(csv_lines([], private=is_private)).decode() for is_private in (False, True))

    assert "private_contacts,notes" in private
    assert "notes" not in public
