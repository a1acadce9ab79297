import csv
import doctest
import io
from datetime import date

import pytest

from sources.integrity import (
    IntegrityState,
    NoticeKind,
    NoticeReport,
    NotRetractionWatch,
    assess,
    from_retraction_watch,
    retraction_watch,
)

COLUMNS = [
    "RetractionDate",
    "Record ID",
    "Title",
    "RetractionDOI",
    "RetractionPubMedID",
    "OriginalPaperDOI",
    "OriginalPaperPubMedID",
    "RetractionNature",
    "Notes",
]


def row(**fields):
    return {
        "Record ID": "1",
        "Title": "A paper",
        "RetractionDate": "2/6/2010 0:00",
        "RetractionDOI": "10.1000/Notice",
        "RetractionPubMedID": "20137807",
        "OriginalPaperDOI": "10.1000/Paper",
        "OriginalPaperPubMedID": "9500320",
        "RetractionNature": "Retraction",
    } | fields


def file(*rows, columns=COLUMNS):
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def test_the_examples_in_the_docstrings_are_true():
    assert doctest.testmod(retraction_watch).failed == 0


def test_a_row_is_found_by_doi_and_by_pmid():
    report = NoticeReport(
        NoticeKind.RETRACTION,
        "10.1000/notice",
        "20137807",
        date(2010, 2, 6),
        "retraction-watch",
        "Retraction",
    )

    assert from_retraction_watch(file(row())) == {"10.1000/paper": [report], "9500320": [report]}


@pytest.mark.parametrize("doi", ["", "Unavailable", "unavailable", "0"])
def test_empty_values_are_recognized_in_every_form(doi):
    found = from_retraction_watch(
        file(row(OriginalPaperDOI=doi, OriginalPaperPubMedID="0", RetractionPubMedID="0"))
    )

    assert found == {}


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("Retraction", NoticeKind.RETRACTION),
        ("", NoticeKind.RETRACTION),
        ("Expression of concern", NoticeKind.CONCERN),
        ("Correction", NoticeKind.CORRECTION),
        ("Reinstatement", NoticeKind.REINSTATEMENT),
        ("Republication", NoticeKind.OTHER),
    ],
)
def test_each_nature_becomes_its_kind_of_notice(theirs, ours):
    [report] = from_retraction_watch(file(row(RetractionNature=theirs)))["9500320"]

    assert (report.kind, report.label) == (ours, theirs)


def test_a_paper_that_was_reinstated_is_clean():
    rows = [
        row(RetractionDate="1/10/2020 0:00"),
        row(RetractionDate="6/15/2022 0:00", RetractionNature="Reinstatement", RetractionDOI="10.1000/b"),
    ]

    assert assess(from_retraction_watch(file(*rows))["9500320"], checked=True).state == IntegrityState.CLEAN


def test_a_file_is_read_row_by_row():
    class Endless(io.RawIOBase):
        """Would fill the memory if it were read at once; ends after 3 MB."""

        def __init__(self):
            super().__init__()
            self.lines = iter([file(row())] + [file(row())[file(row()).index(b"\n") + 1 :]] * 20_000)
            self.largest = 0

        def readable(self):
            return True

        def readinto(self, buffer):
            self.largest = max(self.largest, len(buffer))
            data = next(self.lines, b"")[: len(buffer)]
            buffer[: len(data)] = data
            return len(data)

    endless = Endless()
    found = from_retraction_watch(io.BufferedReader(endless))

    assert len(found["9500320"]) == 1
    assert endless.largest < 100_000


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_other_encodings_do_not_matter(encoding):
    data = file(row(Title="Müller’s paper")).decode().encode(encoding)

    assert list(from_retraction_watch(data)) == ["10.1000/paper", "9500320"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "it has no column"),
        (b"Title,DOI\na,b\n", "it has no column OriginalPaperDOI"),
        (file(row(), columns=COLUMNS[:-2]), "it has no column RetractionNature"),
        ("Title".encode("utf-16"), "not a CSV file in UTF-8"),
        (b"PK\x03\x04zip", "not a CSV file in UTF-8"),
        (file(row()) + b'"' + b"x" * 1_100_000, "Line 3 could not be read"),
    ],
)
def test_another_file_is_refused_as_not_retraction_watch(data, said):
    with pytest.raises(NotRetractionWatch) as error:
        from_retraction_watch(data)

    assert said in error.value.sentence


def test_the_field_limit_of_the_csv_module_is_restored():
    before = csv.field_size_limit(131_073)

    from_retraction_watch(file(row()))

    assert csv.field_size_limit(before) == 131_073


@pytest.mark.parametrize("day", ["", "0:00", "13/45/2020 0:00", "2010-02-06"])
def test_an_invalid_american_date_is_empty(day):
    assert from_retraction_watch(file(row(RetractionDate=day)))["9500320"][0].on is None


@pytest.mark.parametrize("doi", ["10.1000/" + "n" * 293, "10.1000/n\x00"])
def test_a_retraction_is_kept_even_if_the_doi_of_its_notice_is_too_long(doi):
    [report] = from_retraction_watch(file(row(RetractionDOI=doi)))["10.1000/paper"]

    assert (report.kind, report.notice_doi) == (NoticeKind.RETRACTION, "10.1000/n" if "\x00" in doi else "")
