"""One work spelled two ways could be the same; parts of a series, errata and other numbers could not."""

import pytest

from sources.adding.duplicates import near
from sources.comparison import Index, Work
from tests.factories import make_source

FISCHER = {"authors": [{"family": "Fischer", "given": "A."}], "year": 2020, "volume": "", "page": ""}
ALIKE = [
    ("Rest in bone pain: a randomized trial", "Rest in bone pain – a randomised trial", "Fisher"),
    ("Tumours of the pelvis & hip", "Tumors of the pelvis and hip", "Fischer"),
    ("Haematological toxicity of oestrogen", "Hematological toxicity of estrogen", "Fischer"),
    ("Effets de l’œstrogène sur la ﬁbre", "Effets de l'oestrogene sur la fibre", "Fischer"),
    ("Bone pain, part II", "Bone pain, Part 2", "Fischer"),
    ("Phase III trial of counselling", "Phase 3 trial of counseling", "Fischer"),
    (
        "Counseling for women in behavioural programmes",
        "Counseling for women in behavioral program",
        "Fischer",
    ),
    ("Resting cells in the bone marrow: a review", "Resting cells in the bone marrow", "Fischer"),
    ("Fischer: a randomized trial of rest", "Fisher: a randomised trial of rest", "Fischer"),
]
APART = [
    ("Bone pain in women, part 1", "Bone pain in women, part 2", {}),
    ("Bone pain in women, part I", "Bone pain in women, part II", {}),
    ("Bone pain in women, part A", "Bone pain in women, part B", {}),
    ("Signalling by TNF-α in marrow", "Signaling by TNF-β in marrow", {}),
    ("Rest in bone pain: a randomized trial", "Erratum: Rest in bone pain: a randomised trial", {}),
    ("Rest in bone pain: a randomized trial", "Rest in bone pain: a randomised trial (correction)", {}),
    ("Rest in bone pain: a randomized trial", "Rest in bone pain: a randomised trial", {"year": 2016}),
    (
        "Rest in bone pain: a randomized trial",
        "Rest in bone pain: a randomised trial",
        {"authors": [{"family": "Sample"}]},
    ),
    ("Statistics of cancer, 2019", "Statistics of cancer, 2020", {}),
    ("Resting cells in the bone marrow", "Resting cells in the bone marrow: part 2", {}),
]


def work(title, **fields) -> Work:
    return Work.of(FISCHER | {"title": title} | fields)


@pytest.mark.parametrize(("one", "other", "author"), ALIKE)
def test_one_work_spelled_two_ways_could_be_the_same(one, other, author):
    first, second = work(one), work(other, authors=[{"family": author}])

    assert first.is_spelled_like(second)
    assert second.is_spelled_like(first)


@pytest.mark.parametrize(("one", "other", "fields"), APART)
def test_other_numbers_years_authors_and_errata_are_other_works(one, other, fields):
    assert not work(one).is_spelled_like(work(other, **fields))
    assert not work(other, **fields).is_spelled_like(work(one))


def test_two_identifiers_are_two_works():
    assert not work("Tumour growth", doi="10.1000/a").is_spelled_like(work("Tumor growth", doi="10.1000/b"))


@pytest.mark.parametrize(("one", "other", "author"), ALIKE)
def test_a_form_and_an_import_find_it_and_leave_it_to_a_person(db, one, other, author):
    source = make_source(**FISCHER | {"title": one})
    columns = FISCHER | {"title": other, "authors": [{"family": author}]}
    index = Index()
    index.add(Work.of(source.__dict__), source)

    assert near(columns) == [source]
    found = index.find(Work.of(columns))
    assert (found.thing, found.is_same) == (source, False)


@pytest.mark.parametrize("rows", [1, 40])
def test_finding_takes_as_many_queries_whatever_the_number_of_sources(db, rows, django_assert_num_queries):
    for number in range(rows):
        make_source(title=f"Another study {number}")

    with django_assert_num_queries(3):
        near(FISCHER | {"title": "Tumour growth"})
