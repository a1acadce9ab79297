import datetime
import doctest

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sources import csl
from sources.csl import COLUMNS, from_csl, items, problems, to_csl, validation

ARTICLE = {
    "id": "redig2013",
    "type": "article-journal",
    "title": "Breast cancer as a systemic disease",
    "author": [{"family": "Redig", "given": "Amanda J."}, {"literal": "A group"}],
    "container-title": "Journal of Internal Medicine",
    "container-title-short": "J Intern Med",
    "issued": {"date-parts": [[2013, 8]]},
    "accessed": {"date-parts": [[2024, 3, 5]]},
    "volume": "274",
    "issue": "2",
    "page": "113-126",
    "DOI": "10.1111/joim.12084",
    "PMID": "23844915",
    "URL": "https://example.org/a",
    "abstract": "Text",
    "custom": {"nested": [1, {"deep": None}]},
}


@pytest.mark.parametrize("module", [items, validation])
def test_the_examples_in_the_docstrings_are_true(module):
    results = doctest.testmod(module)

    assert results.attempted
    assert results.failed == 0


def test_an_ordinary_item_fills_the_columns_and_needs_no_original():
    columns = from_csl(ARTICLE)

    assert columns == {
        "csl_type": "article-journal",
        "title": "Breast cancer as a systemic disease",
        "container_title": "Journal of Internal Medicine",
        "container_title_short": "J Intern Med",
        "publisher": "",
        "edition": "",
        "volume": "274",
        "issue": "2",
        "page": "113-126",
        "year": 2013,
        "month": 8,
        "day": None,
        "season": None,
        "url": "https://example.org/a",
        "accessed": datetime.date(2024, 3, 5),
        "doi": "10.1111/joim.12084",
        "pmid": "23844915",
        "pmcid": "",
        "isbn": "",
        "authors": [{"family": "Redig", "given": "Amanda J."}, {"literal": "A group"}],
        "editors": [],
        "extra": {"id": "redig2013", "abstract": "Text", "custom": {"nested": [1, {"deep": None}]}},
    }
    assert tuple(columns) == COLUMNS
    assert to_csl(columns) == ARTICLE


# name of the variable, odd value, column it fills, what the column then holds
ODD_VALUES = [
    ("volume", 12, "volume", "12"),
    ("volume", "", "volume", ""),
    ("edition", 3, "edition", "3"),
    ("title", None, "title", ""),
    ("DOI", "https://doi.org/10.1158/0008-5472.CAN-15-0204", "doi", "10.1158/0008-5472.CAN-15-0204"),
    ("DOI", "n/a", "doi", ""),
    ("PMID", 23844915, "pmid", "23844915"),
    ("PMCID", "3749024", "pmcid", "PMC3749024"),
    ("ISBN", "0-8044-2957-X 978-0-19-024655-6", "isbn", "9780804429573"),
    ("URL", "javascript:alert(1)", "url", ""),
    ("journalAbbreviation", "J Intern Med", "container_title_short", "J Intern Med"),
    ("issued", {"raw": "2001-05"}, "month", 5),
    ("issued", {"literal": "circa 1998"}, "year", 1998),
    ("issued", {"date-parts": [["2001", "05", "02"]]}, "day", 2),
    ("issued", {"date-parts": [[2014, 1], [2014, 2]]}, "month", 1),
    ("issued", {"date-parts": [[2014]], "season": 2, "circa": True}, "year", 2014),
    ("issued", {"date-parts": [[2014, 2, 30]]}, "day", None),
    ("issued", {"date-parts": [[-44, 3, 15]]}, "year", None),
    ("issued", {}, "year", None),
    ("issued", "2014", "year", None),
    ("accessed", {"date-parts": [[2024]]}, "accessed", None),
    ("author", [], "authors", []),
    ("author", "Redig A", "authors", []),
    ("author", [{"family": "Redig"}, 7], "authors", [{"family": "Redig"}]),
    ("type", None, "csl_type", ""),
]


@pytest.mark.parametrize(("variable", "value", "column", "held"), ODD_VALUES)
def test_an_odd_value_fills_its_column_and_round_trips(variable, value, column, held):
    item = {"id": "x", variable: value}

    columns = from_csl(item)

    assert columns[column] == held
    assert to_csl(columns) == item
    assert type(to_csl(columns)[variable]) is type(value)


@pytest.mark.parametrize(
    ("item", "edit", "variable", "value"),
    [
        ({"volume": 12}, {"volume": "13"}, "volume", "13"),
        ({"volume": 12}, {"volume": ""}, "volume", None),
        ({"DOI": "doi:10.1000/a"}, {"doi": "10.1000/b"}, "DOI", "10.1000/b"),
        ({"DOI": "n/a"}, {"doi": "10.1000/b"}, "DOI", "10.1000/b"),
        ({"issued": {"raw": "2001-05"}}, {"month": 6}, "issued", {"date-parts": [[2001, 6]]}),
        ({"issued": {"literal": "in press"}}, {"year": 2024}, "issued", {"date-parts": [[2024]]}),
        ({"issued": {"date-parts": [[2014], [2015]]}}, {"year": None}, "issued", None),
        ({"author": "Redig A"}, {"authors": [{"family": "Redig"}]}, "author", [{"family": "Redig"}]),
        ({"journalAbbreviation": "A"}, {"container_title_short": "B"}, "container-title-short", "B"),
        ({"journalAbbreviation": "A"}, {"container_title_short": "B"}, "journalAbbreviation", None),
        ({"URL": "ftp://x"}, {"url": "https://x.org"}, "URL", "https://x.org"),
        ({}, {"accessed": datetime.date(2024, 3, 5)}, "accessed", {"date-parts": [[2024, 3, 5]]}),
    ],
)
def test_an_edited_column_wins_over_the_original(item, edit, variable, value):
    columns = from_csl(item) | edit

    assert to_csl(columns).get(variable) == value


def test_a_variable_that_is_not_edited_keeps_its_original_when_another_is():
    columns = from_csl({"volume": 12, "issue": 3}) | {"issue": "4"}

    assert to_csl(columns) == {"volume": 12, "issue": "4"}


def test_an_item_may_use_our_own_word_for_the_originals():
    item = {"_original": {"volume": "stale"}, "volume": 3}

    assert to_csl(from_csl(item)) == item
    assert to_csl(from_csl({"_original": 5})) == {"_original": 5}


def test_columns_and_items_share_nothing():
    item = {"author": [{"family": "Redig"}], "custom": {"a": [1]}}
    columns = from_csl(item)

    columns["authors"][0]["family"] = "Other"
    columns["extra"]["custom"]["a"].append(2)
    to_csl(columns)["custom"]["a"].append(3)

    assert item == {"author": [{"family": "Redig"}], "custom": {"a": [1]}}
    assert columns["extra"]["custom"] == {"a": [1, 2]}


def test_a_row_with_nulls_and_without_extra_gives_an_item():
    assert to_csl({"title": "A", "doi": None, "authors": None, "extra": None}) == {"title": "A"}
    assert to_csl(from_csl({"DOI": "n/a"}) | {"doi": None}) == {"DOI": "n/a"}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
variables = st.sampled_from(
    [name for field in csl.FIELDS for name in field.variables] + ["id", "_original", "note"]
)
date_values = st.fixed_dictionaries(
    {}, optional={"date-parts": st.lists(st.lists(st.integers(-50, 9999) | st.text("0123456789")))}
)
name_values = st.lists(
    st.dictionaries(st.sampled_from(["family", "given", "literal", "suffix"]), st.text(max_size=8))
)
identifier_values = st.sampled_from(
    ["10.1/x", "10.1234/AbC", "doi:10.1234/a.", "PMC12", "012", "0-8044-2957-X"]
)
items = st.dictionaries(variables, json_values | date_values | name_values | identifier_values)


@given(items)
def test_any_item_comes_back_unchanged(item):
    returned = to_csl(from_csl(item))

    assert returned == item
    assert {name: repr(value) for name, value in returned.items()} == {k: repr(v) for k, v in item.items()}


@given(items, st.text(min_size=1, max_size=8))
def test_any_item_shows_an_edited_title(item, title):
    columns = from_csl(item)
    assume(title != columns["title"])  # 0 typed over as "0" is no edit

    assert to_csl(columns | {"title": title}) == item | {"title": title}


@given(items | json_values)
def test_problems_never_raise(item):
    assert all(sentence.endswith(".") for sentence in problems(item))


@pytest.mark.parametrize(
    ("item", "sentence"),
    [
        ([], "The record is not an object with named fields."),
        ({"type": "book"}, "There is no title."),
        ({"title": ["A"]}, "There is no title."),
        ({"title": "A", "type": 3}, "The field “type” is not text."),
        ({"title": "A", "author": "Redig A"}, "The field “author” is not a list of names."),
        (
            {"title": "A", "author": [{"family": "B"}, {"family": 3}]},
            "Name 2 in the field “author” is not a name.",
        ),
        ({"title": "A", "issued": "2013"}, "The field “issued” is not a date."),
        ({"title": "A", "volume": [1]}, "The field “volume” is neither text nor a number."),
        ({"title": "A\0"}, "The record has a character that cannot be stored."),
        ({"title": "A", "custom": ["\ud800"]}, "The record has a character that cannot be stored."),
        ({"title": "A", "custom": [float("inf")]}, "The record has a number that cannot be stored."),
    ],
)
def test_a_sentence_says_why_an_item_is_unusable(item, sentence):
    assert problems(item) == [sentence]


def test_endless_nesting_is_a_problem():
    nested: list = []
    for _ in range(5000):
        nested = [nested]

    assert problems({"title": "A", "custom": nested}) == ["The record is nested too deeply."]


def test_an_ordinary_item_has_no_problems():
    assert problems(ARTICLE) == []
