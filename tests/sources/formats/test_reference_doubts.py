import pytest

from sources.formats import read
from sources.formats.references import read_reference


def doubts(text: str) -> list[str]:
    return [str(doubt) for doubt in read_reference(text).doubts]


def test_a_plain_reference_raises_no_doubt():
    assert doubts("Doe B. A view of bones. J Made Up Med. 2013;274(2):113-126. doi:10.1000/1") == []


def test_of_several_dois_none_is_taken_and_they_are_named():
    text = "Doe B. A view of bones. J Made Up Med. 2013;274(2):113-126. doi:10.1000/1 doi:10.1000/2"

    assert "DOI" not in read_reference(text).item
    assert doubts(text) == [
        "There are several DOIs in it, so none was taken: 10.1000/1, 10.1000/2",
        *doubts(text)[1:],
    ]


def test_the_same_doi_twice_is_one():
    text = "Doe B. A view of bones. J Made Up Med. 2013;274:113. doi:10.1000/1 https://doi.org/10.1000/1"

    assert (read_reference(text).item["DOI"], doubts(text)) == ("10.1000/1", [])


def test_the_doi_of_a_second_reference_is_not_given_to_the_first():
    text = "Doe B. A view of bones. J Made Up Med. 2013;274:113-126 Roe C. Another view. J X. 2001;1:2-3. doi:10.1000/2"

    assert "DOI" not in read_reference(text).item
    assert doubts(text) == [
        "This could be another reference. Links and numbers were not taken: “Roe C. Another view. J X. 2001;1:2-3”"
    ]


def test_the_doi_of_a_correction_is_not_the_doi_of_the_article():
    text = "Doe B. A view of bones [published correction appears in J X. 2012;97(3):1064. doi:10.1000/2]. J X. 2011;96(12):3649-60."

    item = read_reference(text).item

    assert (item["title"], item["volume"], item.get("DOI")) == ("A view of bones", "96", None)
    assert doubts(text) == [
        "This part of it was not taken over: “published correction appears in J X. 2012;97(3):1064. doi:10.1000/2”"
    ]


@pytest.mark.parametrize(
    "date", ["Published 2020 Jul 31", "Epub 2020 Jul 31", "(published online ahead of print, 2020 Feb 17)"]
)
def test_the_date_of_the_online_version_after_the_pages_raises_no_doubt(date):
    text = f"Doe B. A view of bones. J X. 2020;14(7):685-690. {date}. doi:10.1000/1"

    assert (read_reference(text).item["issued"], doubts(text)) == ({"date-parts": [[2020]]}, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Doe B. A view of bones. J Made Up Med. 2013;274:113-126. Reviewed by the board.",
            "This part of it was not taken over: “Reviewed by the board”",
        ),
        (
            "Doe B. A view of bones (2013) in twelve women. https://example.org/b",
            "Check the title: it could hold names, the journal or pages.",
        ),
        (
            "Bone Society. Bones. https://example.org/a https://example.org/b",
            "Only the first of its addresses was taken, not https://example.org/b",
        ),
        ("Doe B. A view of bones. 2013. " + "Bones. " * 800, "Only its first 4000 characters were read."),
    ],
)
def test_what_is_not_taken_over_is_said(text, expected):
    assert expected in doubts(text)


def test_a_doubt_stands_in_the_preview_beside_the_item():
    reading = read(b"Doe B. A view of bones. J X. 2013;274:113-126. Reviewed by the board.\n")

    assert [item["title"] for item in reading.items] == ["A view of bones"]
    assert reading.problems == [
        (
            1,
            "“Doe B. A view of bones. J X. 2013;274:11…” This part of it was not taken over: “Reviewed by the board”",
        )
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Doe J. Bone pain. Presented at: Made Up Bone Symposium; December 5-8, 2017; Springfield. Abstract P1-2.",
            "5, 8, springfield, p1",
        ),
        ("Doe J. Robust scans. In: Med. Made Comput. 2004, Springer. pp. 234-241.", "234, 241"),
        (
            "Doe, Jo M. “Bones in Older Women.” medRxiv, 11 Jun. 2021, https://doi.org/10.1101/2021.06.09.1.",
            "11",
        ),
    ],
)
def test_words_that_are_nowhere_in_the_item_are_named(text, words):
    assert doubts(text) == [f"This part of it was not taken over: “{words}”"]


@pytest.mark.parametrize(
    "text",
    [
        "Doe B. A view of bones. J X. 2020a;14(7):2408-17.",
        "Made Up Networks [Internet]. Bone team; c2014 May. Available from: https://example.org/",
        "Doe B, editor. The book of bones. 2nd ed. Springfield: Made Up Press; 2014. p. 12-19.",
    ],
)
def test_words_that_only_say_what_stands_beside_them_raise_no_doubt(text):
    assert doubts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        '[2] J. Doe, "Bone pain," J. Made Up, vol. 3, 2020.',
        '[1] Bone Society, "Bone facts," 2021. [Online]. Available: https://example.org/facts',
    ],
)
def test_a_title_that_holds_a_volume_or_a_quotation_and_a_year_is_in_doubt(text):
    assert "Check the title: it could hold names, the journal or pages." in doubts(text)
