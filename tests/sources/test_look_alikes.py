import pytest

from sources.look_alikes import told_apart
from sources.models import Source
from tests.factories import make_source

SPIEGEL = {"authors": [{"family": "Spiegel", "given": "D."}], "year": 2007}
FIND = "/admin/sources/source/find/"


@pytest.mark.parametrize(
    ("titles", "labels"),
    [
        (["On hope in groups", "On fear in groups"], ["S “On hope in…”", "S “On fear in…”"]),
        (["A b c d e", "A b c d f"], ["S “A b c d e”", "S “A b c d f”"]),
        (["Cells", "cells."], ["S “k0”", "S “k1”"]),
        (["Rest", "Rest and care"], ["S “Rest”", "S “Rest and care”"]),
        (["One two three, four", "One two five"], ["S “One two three…”", "S “One two five”"]),
    ],
)
def test_sources_of_one_label_are_told_apart_by_their_titles(titles, labels):
    told = told_apart([(f"k{place}", "S", title) for place, title in enumerate(titles)])

    assert list(told.values()) == labels


def test_the_search_of_the_editor_tells_look_alikes_apart(as_ada):
    make_source(key="spiegel2007", title="Group therapy and survival", **SPIEGEL)
    make_source(key="spiegel2007b", title="Hypnosis for pain of cancer", **SPIEGEL)
    make_source(key="redig2013", authors=[{"family": "Redig"}], year=2013)

    found = as_ada.get(FIND, {"keys": "spiegel2007 spiegel2007b redig2013"}).json()["results"]

    assert {result["key"]: result["label"] for result in found} == {
        "spiegel2007": "Spiegel 2007 “Group therapy and…”",
        "spiegel2007b": "Spiegel 2007 “Hypnosis for pain…”",
        "redig2013": "Redig 2013",
    }


def test_a_source_has_words_of_its_title_even_if_its_look_alike_was_not_found(as_ada):
    make_source(key="spiegel2007", title="Group therapy and survival", **SPIEGEL)
    make_source(key="spiegel2007b", title="Hypnosis for pain of cancer", **SPIEGEL)

    (found,) = as_ada.get(FIND, {"q": "hypnosis"}).json()["results"]

    assert found["label"] == "Spiegel 2007 “Hypnosis for pain…”"


def test_an_archived_source_is_nobodys_look_alike(as_ada):
    make_source(key="spiegel2007", title="Group therapy and survival", **SPIEGEL)
    make_source(key="old", title="Hypnosis", status=Source.Status.ARCHIVED, **SPIEGEL)

    (found,) = as_ada.get(FIND, {"keys": "spiegel2007"}).json()["results"]

    assert found["label"] == "Spiegel 2007"


def test_labels_take_one_query_however_many_sources(db, django_assert_num_queries):
    sources = [make_source(key=f"s{number}", title=f"Title {number}", **SPIEGEL) for number in range(3)]

    for some in (sources[:1], sources):
        with django_assert_num_queries(1):
            Source.objects.labels_apart(some)
