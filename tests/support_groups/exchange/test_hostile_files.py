"""Hostile files are refused quickly, with a sentence."""

import contextlib
import io
import json
import time
import zipfile

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from support_groups.exchange import formats, importing
from support_groups.models import Group, GroupImport
from tests.support_groups.exchange.groups import AT

OWN = b"".join(formats.csv_lines([{"name": "A", "stage_fit": "mbc", "link_visibility": "public"}]))
HSDS = json.dumps(
    {"contents": [{"id": "x", "name": "A", "status": "active", "schedules": [{"freq": "WEEKLY"}]}]}
).encode()
TSML = json.dumps([{"name": "A", "slug": "a", "day": 1, "time": "18:00", "types": ["W"]}]).encode()


def zipped(**files: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(f"{name}.csv", text)
    return buffer.getvalue()


HOSTILE = {
    "200 MB": (bytes(200 * 1024 * 1024), "The file has 200 MB. The limit is 20 MB."),
    "nothing": (b"", "The file is empty."),
    "blank": (b" \r\n\t", "The file is empty."),
    "NUL": (b"\x00" * 5000, "The file is empty."),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\x00\x01" * 500, "This is a picture."),
    "page": (b"<!doctype html><p>", "This is a web page or XML. CSV, HSDS 3.0, TSML and BMLT (the last three as JSON) can be read."),
    "half": (b'{"contents": [{"name": "A", "status"', "The file is incomplete or not JSON: it breaks off at line 1."),
    "deep": (b"[" * 10_000 + b"]" * 10_000, "The file is nested too deeply to be a list of groups."),
    "wide": (",".join(f"c{n}" for n in range(10_000)).encode() + b"\n", "The table has 10000 columns; at most 200 can be read."),
    "twice": (b"name,town,name\nA,B,C\n", "The first line names the column “name” twice."),
    "words": (b"Dear all, see you tomorrow.", "Choose the column that holds the name of the group."),
    "word": (b"Hello", "The file was not recognized: its first line does not name the columns of a table."),
    "number": (b"[" + b"9" * 5000 + b"]", "The file is incomplete or not JSON: it breaks off at line 1."),
    "broken zip": (b"PK\x03\x04abc", "This zip file is damaged or locked, or it is not a zip file."),
    "zip": (zipped(other="a,b\n"), "The zip file has no services.csv. (Excel and Word files are zips, too: save the table as CSV.)"),
    "bomb": (zipped(services="x" * 101 * 1024 * 1024), "The zip file unpacks to more than we can read."),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_an_unreadable_file_is_refused_at_once_with_the_reason(name):
    data, sentence = HOSTILE[name]
    started = time.perf_counter()

    with pytest.raises(formats.UnknownFormat) as refused:
        formats.read(data)

    assert str(refused.value) == sentence
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize(
    "data",
    [
        b'name,town\nA,"' + b"x" * 3_000_000,
        b"name,rrule\n" + b"A," + b"FREQ=WEEKLY;BYDAY=" + b"MO," * 50_000 + b"\n",
        b"name,schedule\nA," + b"every other " * 30_000 + b"\n",
        b"name,address\nA," + b"1 " * 100_000 + b"\n",
        b'name,languages\nA,"' + b"a," * 40_000 + b'"\n',
        b"name," + b"\n" * 500_000,
        json.dumps([{"name": "A", "slug": "a", "day": [1] * 100_000, "time": "1" * 100_000}]).encode(),
    ],
    ids=range(7),
)
def test_a_file_made_to_exhaust_us_is_finished_quickly(data):
    started = time.perf_counter()

    with contextlib.suppress(formats.UnknownFormat):
        formats.read(data)

    assert time.perf_counter() - started < 5


@pytest.mark.django_db
@pytest.mark.parametrize(
    "row",
    [
        '"' + "a," * 40_000 + '",',
        ',"' + "every other\n" * 8_000 + '"',
        ',"' + "Tuesday at 6 pm\n" * 6_000 + '"',
    ],
    ids=["languages", "schedules", "more schedules"],
)
def test_an_endless_cell_is_refused_with_its_row(row):
    staged_import = importing.receive(f"name,languages,schedule\nA,{row}\n".encode(), name="a.csv", at=AT)
    importing.stage(staged_import, formats.ColumnMapping(None, {"stage_fit": "any"}), arrival="draft", at=AT)
    started = time.perf_counter()

    importing.compare_some(staged_import, at=AT)

    assert time.perf_counter() - started < 5
    assert staged_import.rows.get().status == "invalid"
    assert "entries in this one cell." in str(staged_import.rows.get().problems)


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["1e999", "-1e999", "NaN", "Infinity", "true", '"x"', "[]"])
def test_invalid_coordinates_are_left_out(number):
    place = f'{{"location_type": "physical", "latitude": {number}, "longitude": {number}}}'
    data = f'[{{"name": "A", "status": "active", "service_at_locations": [{{"location": {place}}}]}}]'

    staged_import = importing.receive(data.encode(), name="a.json", at=AT)
    importing.stage(staged_import, formats.ColumnMapping(), arrival="draft", at=AT)

    assert "latitude" not in staged_import.rows.get().values


def test_a_file_of_very_many_groups_is_refused_before_they_are_read():
    started = time.perf_counter()

    for data in (
        b"name,town\n" + b"A,B\n" * 60_000,
        b"[" + b",".join([b'{"name": "A", "status": "x"}'] * 60_000) + b"]",
    ):
        with pytest.raises(formats.UnknownFormat, match="more than 20000 groups"):
            formats.read(data)

    assert time.perf_counter() - started < 10


noise = st.binary(max_size=6) | st.sampled_from(
    [b'"', b"\n", b",", b"{", b"]", b"\x00", b"\xff\xfe", b"null", b"\\ud800", b"-1", b"|", b"="]
)


@given(
    st.sampled_from([OWN, HSDS, TSML]),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 30), noise), max_size=8),
)
@settings(max_examples=300, deadline=None)
def test_whatever_happens_to_a_file_nothing_unforeseen_is_raised(data, changes):
    for place, removed, added in changes:
        data = data[:place] + added + data[place + removed :]

    with contextlib.suppress(formats.UnknownFormat):
        formats.read(data)
    with contextlib.suppress(formats.UnknownFormat):
        formats.columns_of(data)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", [name for name in HOSTILE if name not in ("200 MB", "bomb", "words", "broken zip")]
)
def test_the_admin_reports_it_beside_the_field_and_stores_nothing(as_grace, name):
    data, sentence = HOSTILE[name]

    response = as_grace.post(reverse("admin:support_groups_group_import"), {"file": io.BytesIO(data)})

    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    if data:
        assert response.context["form"].errors["file"] == [sentence]
    assert not GroupImport.objects.exists()
    assert not Group.objects.exists()
