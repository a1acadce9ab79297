"""No source has a month 13 or a February 30, however it comes in; an impossible date is kept and reported."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from sources import csl
from sources.adding import importing
from sources.models import Source
from tests.factories import make_source
from tests.posting import as_submitted

pytestmark = pytest.mark.django_db

IMPOSSIBLE = [
    {"year": 2013, "month": 13},
    {"year": 2013, "month": 0},
    {"year": 2013, "month": 5, "day": 45},
    {"year": 2013, "month": 2, "day": 30},
    {"year": 2013, "month": 2, "day": 29},
    {"year": 1900, "month": 2, "day": 29},
    {"year": 2013, "month": 4, "day": 31},
    {"year": 2013, "month": None, "day": 5},
    {"year": None, "month": 5},
    {"year": None, "month": None, "season": 1},
    {"year": 2013, "month": None, "season": 5},
    {"year": 2013, "month": 3, "season": 1},
]
POSSIBLE = [
    {"year": 2012, "month": 2, "day": 29},
    {"year": 2000, "month": 2, "day": 29},
    {"year": 2013, "month": 12, "day": 31},
    {"year": 2013, "month": 2, "day": 28},
    {"year": 2013, "month": None, "season": 4},
    {"year": None, "month": None},
]


@pytest.mark.parametrize("date", IMPOSSIBLE, ids=str)
def test_an_impossible_date_is_refused_by_database_and_model(date):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_source(**date)
    with pytest.raises(ValidationError):
        Source(key="a", title="A", **date).full_clean()


@pytest.mark.parametrize("date", POSSIBLE, ids=str)
def test_a_real_date_is_accepted(date):
    source = make_source(**date)

    source.full_clean()
    assert {name: getattr(source, name) for name in date} == date


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"month": "13"}, "month"),
        ({"month": "5", "day": "45"}, "day"),
        ({"month": "2", "day": "30"}, "day"),
        ({"month": "5", "season": "1"}, "season"),
        ({"year": "", "season": "1"}, "year"),
        ({"season": "9"}, "season"),
    ],
)
def test_the_form_says_so_beside_the_field(as_ada, typed, field):
    page = reverse("admin:sources_source_change", args=[make_source(year=2013).pk])

    response = as_ada.post(page, as_submitted(as_ada.get(page), **typed))

    assert list(response.context["adminform"].form.errors) == [field]


def test_a_season_is_typed_and_written(as_ada):
    source = make_source(year=2013)
    page = reverse("admin:sources_source_change", args=[source.pk])

    as_ada.post(page, as_submitted(as_ada.get(page), season="1"))

    source.refresh_from_db()
    assert source.to_csl()["issued"] == {"date-parts": [[2013]], "season": 1}


def test_a_season_stays_when_the_year_is_corrected(as_ada):
    source = Source.objects.add(
        {"type": "book", "title": "A", "issued": {"date-parts": [[2013]], "season": "spring"}}
    )
    page = reverse("admin:sources_source_change", args=[source.pk])

    as_ada.post(page, as_submitted(as_ada.get(page), year="2014"))

    source.refresh_from_db()
    assert source.to_csl()["issued"] == {"date-parts": [[2014]], "season": 1}


@pytest.mark.parametrize(
    "issued",
    [
        {"date-parts": [[2013]], "season": 1},
        {"date-parts": [[2013]], "season": "1"},
        {"date-parts": [["2013"]], "season": "Fall"},
        {"date-parts": [[2013, 13]]},
        {"date-parts": [[2013, 22]]},
        {"date-parts": [[2013, 19]]},
        {"date-parts": [[2013, 2, 30]]},
        {"date-parts": [[2013, 13, 45]]},
        {"date-parts": [[2013, 5, 1, 7]]},
        {"raw": "2013-02-30"},
        {"literal": "in press"},
        {"date-parts": [[2013, 2]], "raw": "2013/02/30"},
        {"date-parts": [[2013, 1], [2013, 14]], "season": 2},
    ],
    ids=str,
)
def test_imported_dates_survive_the_columns(issued):
    item = {"id": "a", "type": "book", "title": "A", "issued": issued}

    assert csl.to_csl(csl.from_csl(item)) == item
    assert Source.objects.add(item).to_csl()["issued"] == issued


FILES = {
    "ris": (b"TY  - JOUR\nTI  - Loss\nDA  - 2013/02/30\nER  - \n", "2013/02/30"),
    "bibtex": (b"@article{a, title={Loss}, date={2013-13-45}}", "2013-13-45"),
    "bibtex, apart": (b"@article{a, title={Loss}, year={2013}, month={2}, day={30}}", "2013-02-30"),
    "bibtex, in words": (
        b"@article{a, title={Loss}, year={2013}, month=feb, day={30}}",
        "February 30, 2013",
    ),
    "endnote": (
        b"<xml><records><record><ref-type name='Journal Article'>17</ref-type><titles><title>Loss</title></titles>"
        b"<dates><year>2013</year><pub-dates><date>Feb 30</date></pub-dates></dates></record></records></xml>",
        "Feb 30, 2013",
    ),
    "nbib": (b"PMID- 1\nTI  - Loss\nDP  - 2013 Feb 30\n", "2013 Feb 30"),
    "csl": (
        b'[{"id":"a","type":"book","title":"Loss","issued":{"date-parts":[[2013,2,30]]}}]',
        "2013-2-30",
    ),
    "csl, in words": (
        b'[{"id":"a","type":"book","title":"Loss","issued":{"raw":"31 April 2013"}}]',
        "31 April 2013",
    ),
}


@pytest.mark.parametrize(("data", "words"), FILES.values(), ids=FILES)
def test_a_row_names_the_date_it_could_not_read_and_the_source_keeps_it(as_ada, data, words):
    staged_import = importing.stage(data, name="file", at=timezone.now())
    while importing.compare_some(staged_import):
        pass
    shown = as_ada.get(
        reverse("admin:sources_source_import_detail", args=[staged_import.pk])
    ).content.decode()
    staged_import.confirm(at=timezone.now())
    importing.save_some(staged_import, at=timezone.now())
    source = Source.objects.get()

    assert f"We couldn’t read all of the date “{words}”" in shown
    assert (source.year, source.day) == (2013, None)
    issued = source.extra["_original"]["issued"]
    assert words in (issued.get("raw"), "-".join(map(str, issued.get("date-parts", [[]])[0])))


@pytest.mark.parametrize(
    "text",
    ["2013/08/05/", "1994 Jun 4", "2014 Jan-Feb", "2013///Spring", "20130805", "2013-22", "2014-01/2014-02"],
)
def test_a_date_read_in_full_gets_no_remark(text):
    data = f"TY  - JOUR\nTI  - Loss\nDA  - {text}\nER  - \n".encode()

    assert importing.stage(data, name="file", at=timezone.now()).rows.get().notes == []
