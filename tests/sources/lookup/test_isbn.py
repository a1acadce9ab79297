"""A book by its ISBN: found however it is written, told from its chapters, and never another book."""

import doctest
import socket

import pytest

from sources.lookup import NotFound, NothingToLookUp, Offline, isbn, look_up
from web import Guard

BOOK = {
    "DOI": "10.1000/book",
    "type": "monograph",
    "title": ["On Bones"],
    "publisher": "A Press",
    "ISBN": ["9780000000002", "978-0-306-40615-7"],
    "author": [{"family": "Doe", "given": "A."}],
}
CHAPTER = BOOK | {"DOI": "10.1000/chapter", "type": "book-chapter", "title": ["A chapter"]}


def answer(service, *items):
    service.answer("/works", {"status": "ok", "message": {"items": list(items)}})


def test_the_examples_in_the_docstrings_are_true():
    assert doctest.testmod(isbn).failed == 0


@pytest.mark.parametrize(
    "text",
    [
        "ISBN 0-306-40615-2",
        "0306406152",
        "0-306-40615-2",
        "978-0-306-40615-7",
        "9780306406157",
        "ISBN-13: 978 0 306 40615 7",
        "ISBN-10 0‑306‑40615‑2",
        "Doe A. On Bones. A Press; 2010. ISBN 978-0-306-40615-7.",
    ],
)
def test_an_isbn_is_looked_up_with_13_digits_however_it_is_written(service, fetcher, text):
    answer(service, BOOK)

    result = look_up(text, fetcher)

    assert result.item["ISBN"] == "9780306406157"
    assert "isbn%3A9780306406157%2C" in service.asked[0].path


@pytest.mark.parametrize(
    "listed",
    [
        ["0-306-40615-2"],
        ["9780000000002", "9780306406157"],
        ["http://id.crossref.org/isbn/9780306406157"],
        "9780306406157",
    ],
)
def test_the_book_is_recognized_by_any_form_of_its_isbn(service, fetcher, listed):
    answer(service, BOOK | {"ISBN": listed})

    assert look_up("ISBN 0-306-40615-2", fetcher).item["DOI"] == "10.1000/book"


def test_an_isbn_finds_the_book_and_not_a_chapter_of_it(service, fetcher):
    answer(service, CHAPTER, BOOK)

    result = look_up("ISBN 0-306-40615-2", fetcher)

    assert (result.item["type"], result.item["title"], result.item["ISBN"], result.warnings) == (
        "book",
        "On Bones",
        "9780306406157",
        ["The record has no date."],
    )


def test_of_several_books_with_one_isbn_the_first_is_shown_with_a_warning(service, fetcher):
    answer(service, CHAPTER, BOOK, BOOK | {"DOI": "10.1000/volume2", "title": ["On Bones, volume 2"]})

    result = look_up("ISBN 0-306-40615-2", fetcher)

    assert result.item["title"] == "On Bones"
    sentence_shown = "Crossref has 2 books with this ISBN. This is the first one. Is it the one you mean?"
    assert result.warnings[-1] == sentence_shown


@pytest.mark.parametrize(
    "items",
    [
        [],
        [CHAPTER],
        [BOOK | {"ISBN": ["9780000000002"]}],
        [BOOK | {"ISBN": None}],
        [BOOK | {"ISBN": [None, 7, {}]}],
        None,
        "x",
        [None, "x"],
    ],
)
def test_an_isbn_that_crossref_does_not_know_is_filled_in_by_hand(service, fetcher, items):
    service.answer("/works", {"status": "ok", "message": {"items": items}})

    with pytest.raises(NotFound, match="no book with the ISBN 9780306406157") as failure:
        look_up("ISBN 0-306-40615-2", fetcher)

    assert "Fill in the form by hand. You can look up a single chapter by its DOI." in failure.value.sentence


def test_a_service_that_does_not_answer_does_not_make_a_book_unknown(service, fetcher):
    service.answer("/works", status=503)

    with pytest.raises(Offline, match="Crossref is too busy to answer now"):
        look_up("ISBN 0-306-40615-2", fetcher)


def test_without_a_network_the_editor_sees_what_to_do(fetcher):
    def nobody(host, port):
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    fetcher.bases, fetcher.guard = {}, Guard(resolve=nobody)

    with pytest.raises(Offline, match="Try again later, or fill in the form by hand"):
        look_up("ISBN 0-306-40615-2", fetcher)


@pytest.mark.parametrize(
    ("text", "mistyped"),
    [
        ("978-0-306-40615-8", "978-0-306-40615-8"),
        ("ISBN 0-306-40615-3", "0-306-40615-3"),
        ("0306406153", "0306406153"),
        ("ISBN: 978-0-306-4061-7", "978-0-306-4061-7"),
    ],
)
def test_an_isbn_with_a_wrong_digit_is_reported_as_mistyped(service, fetcher, text, mistyped):
    with pytest.raises(NothingToLookUp) as failure:
        look_up(text, fetcher)

    sentence_shown = f"{mistyped} is not a valid ISBN: a digit is wrong or missing. Compare it with the book."
    assert failure.value.sentence == sentence_shown
    assert service.asked == []
