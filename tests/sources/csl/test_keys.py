import doctest
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.csl import keys
from sources.csl.keys import first_author_key, suggest_key, title_key

FORM = re.compile(r"[a-z][a-z0-9-]{0,59}")


def test_the_examples_in_the_docstrings_are_true():
    assert doctest.testmod(keys).failed == 0


@pytest.mark.parametrize(
    "other",
    [
        "HER2-positive breast cancer: a review.",
        "HER2 Positive Breast Cancer — A Review",
        "<i>HER2</i>-positive   breast cancer: a review",
        "HER2‐positive breast cancer &#58; a review",
        "ＨＥＲ２-positive breast cancer: a review",
    ],
)
def test_titles_that_differ_only_in_typography_have_one_key(other):
    assert title_key(other) == "her2positivebreastcancerareview"


def test_less_than_and_more_than_are_no_markup():
    assert title_key("Age < 40 and > 70") == "age40and70"


def test_a_name_has_one_key_wherever_its_particle_is_stored():
    split = [{"family": "Berg", "non-dropping-particle": "van den"}]
    whole = [{"family": "van den Berg"}]

    assert first_author_key(split) == first_author_key(whole) == "vandenberg"


@pytest.mark.parametrize("authors", [None, [], [{}], [7], "Redig", [{"family": None}]])
def test_no_author_has_no_key(authors):
    assert first_author_key(authors) == ""


@pytest.mark.parametrize(
    ("item", "key"),
    [
        ({"author": [{"family": "Redig"}], "issued": {"date-parts": [[2013, 8]]}}, "redig2013"),
        ({"author": [{"family": "O’Shaughnessy"}], "issued": {"raw": "2020-01"}}, "oshaughnessy2020"),
        ({"author": [{"family": "Łukasiewicz-Øst"}]}, "lukasiewiczost"),
        ({"editor": [{"family": "Lockey"}], "title": "Allergens"}, "lockey"),
        (
            {
                "author": [{"literal": "American Society of Clinical Oncology"}],
                "issued": {"date-parts": [[2020]]},
            },
            "american-society-clinical-2020",
        ),
        (
            {"title": "21-gene <i>assay</i> results", "issued": {"date-parts": [[2020]]}},
            "source-21-gene-assay-2020",
        ),
        ({"title": "Überleben"}, "uberleben"),
        ({"author": [{"family": "王"}], "title": "乳腺癌"}, "source"),
        ({}, "source"),
    ],
)
def test_a_key_is_made_from_the_fields_available(item, key):
    assert suggest_key(item) == key


def test_a_taken_key_gets_the_next_letter_then_a_number():
    item = {"author": [{"family": "Redig"}], "issued": {"date-parts": [[2013]]}}
    taken: set[str] = set()
    for _ in range(28):
        taken.add(suggest_key(item, taken))

    assert {"redig2013", "redig2013b", "redig2013z", "redig2013-27", "redig2013-28"} <= taken
    assert suggest_key({"title": "Survival"}, {"survival"}) == "survival-b"


@given(
    st.dictionaries(st.sampled_from(["family", "literal", "given"]), st.text(max_size=90)),
    st.text(max_size=90),
    st.integers(-10, 10_000),
)
def test_any_item_gets_a_key_of_the_right_form(name, title, year):
    item = {"author": [name], "title": title, "issued": {"date-parts": [[year]]}}
    first = suggest_key(item)

    assert FORM.fullmatch(first)
    assert FORM.fullmatch(suggest_key(item, {first}))
    assert suggest_key(item, {first}) != first
