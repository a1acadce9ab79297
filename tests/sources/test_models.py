"""Constraints and queries of sources."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from sources.models import Source
from tests.factories import make_source

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("field", "first", "second"),
    [
        ("doi", "10.1111/joim.12084", "10.1111/JOIM.12084"),
        ("pmid", "23844915", "23844915"),
        ("pmcid", "PMC3711377", "pmc3711377"),
        ("key", "redig2013", "redig2013"),
    ],
)
def test_an_identifier_belongs_to_one_source(field, first, second):
    make_source(**{field: first})

    with pytest.raises(IntegrityError), transaction.atomic():
        make_source(**{field: second})
    with pytest.raises(ValidationError, match="already"):
        Source(**{"key": "other", "title": "T", "csl_type": "book", field: second}).full_clean()

    assert Source.objects.count() == 1


@pytest.mark.parametrize("field", ["doi", "pmid", "pmcid", "isbn"])
def test_many_sources_may_have_no_identifier(field):
    make_source(**{field: ""})
    make_source(**{field: ""})

    assert Source.objects.filter(**{field: ""}).count() == 2


def test_chapters_share_the_isbn_of_their_book():
    make_source(isbn="9780306406157")
    make_source(isbn="9780306406157")

    assert Source.objects.count() == 2


def test_a_source_has_a_title():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_source(title="")


@pytest.mark.parametrize("key", ["Redig", "2013", "a b", "-a", "a\n", "ä", ""])
def test_a_key_that_texts_cannot_hold_is_refused(key):
    with pytest.raises(ValidationError):
        Source(key=key, title="T").full_clean()


def test_a_source_that_others_were_merged_into_cannot_be_deleted():
    kept = make_source()
    make_source(merged_into=kept)

    with pytest.raises(ProtectedError):
        kept.delete()


def test_keys_resolve_to_the_source_that_replaces_theirs():
    kept = make_source(key="kept2020")
    make_source(key="old2020", merged_into=kept)

    assert Source.objects.by_keys(["kept2020", "old2020", "nobody"]) == {"kept2020": kept, "old2020": kept}
    assert Source.objects.canonical_keys(["old2020", "nobody"]) == {"old2020": "kept2020"}


def test_archived_sources_are_listed_but_not_offered_for_citation():
    active = make_source()
    archived = make_source(status=Source.Status.ARCHIVED)
    make_source(merged_into=active)

    assert set(Source.objects.active()) == {active}
    assert set(Source.objects.listed()) == {active, archived}


@pytest.mark.parametrize(
    ("item", "is_same"),
    [
        ({"title": "Another title", "DOI": "10.1111/JOIM.12084"}, True),
        ({"title": "Another title", "PMID": "23844915"}, True),
        ({"title": "BREAST cancer: as a systemic disease.", "author": [{"family": "Redig"}]}, True),
        ({"title": "Breast cancer as a systemic disease", "author": [{"family": "Other"}]}, False),
        ({"title": "Breast cancer as a systemic disease"}, False),
        (
            {
                "title": "Breast cancer as a systemic disease",
                "author": [{"family": "Redig"}],
                "issued": {"date-parts": [[2014]]},
            },
            False,
        ),
        (
            {
                "title": "Breast cancer as a systemic disease",
                "author": [{"family": "Redig"}],
                "DOI": "10.9999/other",
            },
            False,
        ),
        ({"title": "", "author": [{"family": "Redig"}]}, False),
    ],
)
def test_the_same_work_is_recognized(item, is_same):
    redig = make_source(
        title="Breast cancer as a systemic disease",
        authors=[{"family": "Redig", "given": "A. J."}],
        year=2013,
        doi="10.1111/joim.12084",
        pmid="23844915",
    )

    found = Source.objects.same_work({"type": "article-journal", **item})

    assert found == (redig if is_same else None)


@pytest.mark.parametrize(
    ("here", "described", "is_same"),
    [("book", "book", True), ("chapter", "book", False), ("book", "chapter", False)],
)
def test_a_book_is_recognized_by_its_isbn_and_a_chapter_is_not(here, described, is_same):
    source = make_source(csl_type=here, isbn="9780306406157")

    found = Source.objects.same_work({"type": described, "title": "On Bones", "ISBN": "0-306-40615-2"})

    assert found == (source if is_same else None)


def test_the_same_work_is_the_one_it_was_merged_into():
    kept = make_source()
    make_source(doi="10.1111/joim.12084", merged_into=kept)

    assert Source.objects.same_work({"type": "book", "title": "T", "DOI": "10.1111/joim.12084"}) == kept


def test_a_source_added_twice_from_one_item_has_two_keys():
    item = {
        "type": "book",
        "title": "Bones",
        "author": [{"family": "Roe"}],
        "issued": {"date-parts": [[2020]]},
    }

    assert [Source.objects.add(item).key for _ in range(2)] == ["roe2020", "roe2020b"]


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ({"authors": [{"family": "Redig"}], "year": 2013}, "Redig 2013"),
        ({"authors": [{"literal": "American Cancer Society"}], "year": None}, "American Cancer Society"),
        ({"authors": [], "publisher": "Press", "year": 2013}, "Press 2013"),
        ({"authors": [], "container_title": "Journal", "year": None}, "Journal"),
        ({"authors": [], "container_title": "", "year": None, "key": "bare"}, "bare"),
    ],
)
def test_a_source_is_named_by_author_and_year(fields, label):
    assert make_source(**fields).label == label


@pytest.mark.parametrize("words", ["%", "_", "\\", "'; drop table", "²³¹½", "٢٠٢٠", "x " * 500])
def test_a_search_accepts_any_words(words):
    make_source(title="Bones", year=1999)

    assert list(Source.objects.matching(words)) == []
