"""Two records with different identifiers may be two works: merging asks, and refuses until somebody says so."""

import pytest
from django.urls import reverse

from sources.adding.duplicates import CannotMerge, differences, merge
from sources.models import Source
from tests.factories import make_source

pytestmark = pytest.mark.django_db

TITLE = "A randomized trial of rest"


@pytest.fixture
def pair():
    return (
        make_source(key="one2019", title=TITLE, doi="10.1000/one", year=2019),
        make_source(key="two2021", title="A randomised trial of rest", doi="10.1000/two", year=2021),
    )


def page_of(*sources) -> str:
    return reverse("admin:sources_source_merge") + "?" + "&".join(f"pk={source.pk}" for source in sources)


def test_differences_name_what_one_work_has_once(pair):
    assert differences(pair) == {"doi": ["10.1000/one", "10.1000/two"], "year": ["2019", "2021"]}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"doi": "10.1000/ABC"}, {"doi": ""}),
        ({"doi": "10.1000/a"}, {"pmid": "123"}),
        ({"title": "Tumour growth & rest"}, {"title": "Tumor growth and rest"}),
        ({"year": None}, {"year": 2020}),
    ],
)
def test_a_missing_value_or_another_spelling_is_no_difference(one, other):
    same = {"title": TITLE}

    assert differences([make_source(**same | one), make_source(**same | other)]) == {}


def test_the_page_shows_what_differs_and_asks(as_ada, pair):
    page = as_ada.get(page_of(*pair)).content.decode()

    for shown in (
        "These may be different works",
        "<dd>10.1000/one</dd>",
        "<dd>10.1000/two</dd>",
        "<dd>2021</dd>",
    ):
        assert shown in page
    assert "These are the same work, although their records differ in: DOI, year" in page


@pytest.mark.parametrize("although", [None, "", "doi", "title", "doi,title"])
def test_it_is_refused_until_all_that_differs_is_confirmed(as_ada, pair, although):
    data = {"stays": pair[0].pk} | ({} if although is None else {"although": although})

    page = as_ada.post(page_of(*pair), data).content.decode()

    assert "If it is the same work all the same, say so with the check box." in page
    assert f'value="{pair[0].pk}" id="stays-{pair[0].pk}" checked' in " ".join(page.split())
    assert not Source.objects.exclude(merged_into=None).exists()


def test_it_is_merged_once_that_is_said(as_ada, pair):
    as_ada.post(page_of(*pair), {"stays": pair[0].pk, "although": "doi,year"})

    assert Source.objects.get(merged_into=pair[0]) == pair[1]


def test_no_shell_or_import_gets_round_it(pair):
    with pytest.raises(CannotMerge, match="These differ: DOI, year"):
        merge(*pair)
    merge(*pair, although=["doi", "year"])

    assert Source.objects.get(merged_into=pair[1]) == pair[0]


def test_one_of_three_that_differs_stops_all_of_them(as_ada, pair):
    third = make_source(title=TITLE, doi="", year=2019)

    as_ada.post(page_of(*pair, third), {"stays": pair[0].pk})

    assert not Source.objects.exclude(merged_into=None).exists()
