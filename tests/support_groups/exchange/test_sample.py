"""The sample file, the words for its columns, and a schedule beside the words it was read from."""

import csv
import datetime
import io

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from support_groups.exchange import importing, sample
from support_groups.exchange.formats import ColumnMapping
from support_groups.exchange.formats.columns import NAMED, TARGETS
from support_groups.forms.column_labels import WORDS, what_to_write
from support_groups.models import Group
from tests.support_groups.exchange.test_admin_importing import address, mapped, upload

TODAY = datetime.date(2026, 12, 1)
IMPORT = "admin:support_groups_group_import"


def text(day=TODAY) -> bytes:
    return b"".join(sample.lines(day))


def test_every_column_is_there_once_and_filled_at_least_once():
    rows = list(csv.reader(io.StringIO(text().decode(), newline="")))

    header = rows[0]
    assert header == list(NAMED)
    filled = {name for row in rows[1:] for name, cell in zip(header, row, strict=True) if cell}
    assert set(header) - filled == set()


def test_everybody_in_it_is_invented():
    rows = list(csv.DictReader(io.StringIO(text().decode(), newline="")))

    assert all("(invent" in row["name"] for row in rows)
    assert [part for part in text().decode().split() if "@" in part and "example.org" not in part] == []


@pytest.mark.django_db
@pytest.mark.parametrize("arrival", ["draft", "listed"])
@pytest.mark.parametrize("day", [TODAY, datetime.date(2028, 2, 29), datetime.date(2027, 12, 31)])
def test_it_is_imported_without_a_question(arrival, day):
    at = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
    with time_machine.travel(at, tick=False):
        staged_import = importing.receive(text(day), name="sample.csv", at=at)
        importing.stage(staged_import, ColumnMapping(), arrival=arrival, at=at)
        while importing.compare_some(staged_import, at=at):
            pass
        said = [
            (row.status, [one for one in row.problems if one[2] != "note"])
            for row in staged_import.rows.all()
        ]
        assert said == [("new", [])] * 3
        staged_import.confirm(at=at)
        staged_import.refresh_from_db()
        while importing.save_some(staged_import, at=at):
            pass

    wanted = {"draft"} if arrival == "draft" else {"listed", "paused"}
    assert set(Group.objects.values_list("status", flat=True)) == wanted
    assert Group.objects.get(language="es").translation_of.name == "Sample Lanterns (invented)"


@pytest.mark.parametrize("column", TARGETS)
def test_every_column_has_words(column):
    assert str(WORDS[column].label)[0].islower() or column == "postcode"
    assert "_" not in str(WORDS[column].label)
    assert what_to_write(column) == "" or what_to_write(column).endswith(".")


def test_only_columns_have_words():
    assert set(WORDS) == set(TARGETS)


@pytest.mark.django_db
def test_the_sample_and_its_columns_are_offered_to_whoever_may_import(as_grace, as_vera, visitor):
    page = as_grace.get(reverse(IMPORT)).content.decode()

    for name, said in (("sample", b"Sample Lanterns"), ("columns", b"When it meets")):
        where = reverse(f"{IMPORT}_{name}")
        assert f'href="{where}"' in page
        response = as_grace.get(where)
        assert said in (b"".join(response.streaming_content) if response.streaming else response.content)
        assert as_vera.get(where).status_code == 403
        assert visitor.get(where).headers["Location"].startswith(reverse("admin:login"))


@pytest.mark.django_db
def test_the_match_names_columns_in_words(as_grace):
    page = upload(as_grace, b"Group,Mtg time\nLantern,Tuesdays 6 pm\n", follow=True).content.decode()

    assert "Column “Mtg time”" in page
    assert '<option value="schedule">When it meets</option>' in page


@pytest.mark.django_db
def test_the_schedule_stands_in_words_with_its_dates_beside_the_phrase(as_grace):
    table = (
        "Group,Agency,Town,When,Contact,Phone\nLantern,Heron House,Akron,2nd Tue 6-7:30pm,Ann,330-555-0101\n"
    )
    columns = {"column-3": "schedule", "column-4": "contact_name", "column-5": "contact_phone"}

    with time_machine.travel(datetime.datetime(2026, 12, 1, 12, tzinfo=datetime.UTC), tick=False):
        staged_import = mapped(
            as_grace, table.encode(), attendance="in-person", region="OH", country="US", **columns
        )
        response = as_grace.get(address(staged_import))

    page = " ".join(response.content.decode().split())
    row = response.context["rows"][0]
    assert row.schedule_read.phrases == ["2nd Tue 6-7:30pm"]
    assert row.schedule_read.sentences == ["Second Tuesday of the month, 6 to 7:30 pm Eastern"]
    assert [timezone.localtime(one.starts).date().isoformat() for one in row.schedule_read.meetings] == [
        "2026-12-08",
        "2027-01-12",
        "2027-02-09",
    ]
    for said in (
        "“2nd Tue 6-7:30pm”",
        "<strong>Second Tuesday",
        "Tue, Dec 8, 2026, 6 pm",
        "Only staff see this",
    ):
        assert said in page
