import re

import pytest

from articles.manuscripts import Author, read


def headings(body: str) -> list[str]:
    return re.findall(r"<(h\d>.*?)</h\d>", body)


PROSE = "Pain is common in bone metastases, and there is a lot that a team can do about it.\n\n"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("# What It Is", "## How It Feels"),
        ("What It Is\n==========", "How It Feels\n------------"),
        ("1. What It Is", "1.1 How It Feels"),
        ("1 What It Is", "1.1. How It Feels"),
    ],
)
def test_headings_marked_in_any_common_way_keep_their_level(first, second):
    manuscript = read(f"Title: Bone Pain\n\n{first}\n\n{PROSE}{second}\n\n{PROSE}".encode(), "a.txt")

    assert manuscript.title == "Bone Pain"
    assert headings(manuscript.body) == ["h2>What It Is", "h3>How It Feels"]


def test_headings_in_capitals_rank_above_headings_in_lower_case():
    manuscript = read(
        f"BONE PAIN\n\nWHAT IT IS\n\n{PROSE}In the night\n\n{PROSE}TREATMENT\n\n{PROSE}".encode()
    )

    assert headings(manuscript.body) == ["h2>WHAT IT IS", "h3>In the night", "h2>TREATMENT"]


def test_wrapped_lines_are_one_paragraph():
    text = (
        "Bone Pain\n\nBone is the most common place for breast\ncancer to spread to, and for most people\n"
        "it can be held for years.\n\n- A dull ache that goes\n  on and on\n- Sharp pain\n"
    )

    assert read(text.encode()).body == (
        "<p>Bone is the most common place for breast cancer to spread to, and for most people it can be held for years.</p>\n"
        "<ul><li>A dull ache that goes on and on</li><li>Sharp pain</li></ul>"
    )


def test_a_wrapped_line_may_end_with_a_full_stop():
    text = "Bone Pain\n\nBone is the most common place for it to go to.\nMost people are well for years. A few are not.\nAsk.\n"

    assert read(text.encode()).body.count("<p>") == 1


def test_many_short_lines_in_a_row_are_not_all_headings():
    lines = "\n\n".join(["Fatigue", "Bone pain", "Poor sleep", "Low mood", "Itching"])
    manuscript = read(f"A Title\n\n{PROSE}{lines}\n\n{PROSE}".encode())

    assert headings(manuscript.body) == ["h2>Itching"]


def test_a_file_without_blank_lines_has_one_paragraph_per_line():
    long = "Children notice more than adults think, and silence frightens them more than simple true words do, whatever age they are."
    manuscript = read(f"Talking to Children\nBy Ann Other\n{long}\nWhere to Begin\n{long}\n".encode())

    assert manuscript.authors == [Author("Ann Other")]
    assert manuscript.body == f"<p>{long}</p>\n<h2>Where to Begin</h2>\n<p>{long}</p>"


@pytest.mark.parametrize("number", ["{}. ", "{}) ", "[{}] ", "[{}]", "{}.\t", "({}) "])
@pytest.mark.parametrize(
    "heading", ["References", "SOURCES:", "2 Sources", "Works Cited", "## Bibliography", "Referencias"]
)
def test_references_numbered_in_any_usual_way_are_read(number, heading):
    listed = "".join(
        number.format(place) + f"Doe B. Title {word}. J X. 2001;1:2.\n"
        for place, word in ((1, "one"), (2, "two"))
    )
    manuscript = read(f"A Title\n\n{PROSE}{heading}\n\n{listed}".encode(), "a.txt")

    assert [(r.number, r.item["title"]) for r in manuscript.references] == [
        (1, "Title one"),
        (2, "Title two"),
    ]


def test_references_without_numbers_are_counted():
    manuscript = read(
        f"A Title\n\n{PROSE}References\n\nDoe B. One. J X. 2001;1:2.\n\nRoe C. Two. J X. 2002;2:3.\n".encode()
    )

    assert [(r.number, r.line, r.item["title"]) for r in manuscript.references] == [
        (1, 7, "One"),
        (2, 9, "Two"),
    ]


def test_wrapped_references_are_joined():
    manuscript = read(
        b"A Title\n\nBone pain is common and there is a lot to be done about it,\nby you and by your team.\n\nReferences\n\n"
        b"[1] Doe B, Roe C. Bones under strain. J Made Up\n    Med. 2019;12(3):45-50.\n[2] Poe D. Two. J X. 2001;1:2.\n"
    )

    assert [r.text for r in manuscript.references] == [
        "Doe B, Roe C. Bones under strain. J Made Up Med. 2019;12(3):45-50.",
        "Poe D. Two. J X. 2001;1:2.",
    ]


def test_further_reading_is_separate_from_the_sources():
    manuscript = read(
        f"A Title\n\n{PROSE}References\n\n1. Doe B. One. J X. 2001;1:2.\n\nFurther Reading\n\nCoe E. A Book. Big Press; 2011.\n".encode()
    )

    assert [r.number for r in manuscript.references] == [1]
    assert [(r.number, r.item["type"], r.item["title"]) for r in manuscript.further_reading] == [
        (1, "book", "A Book")
    ]


def test_a_numbered_contents_list_is_not_taken_for_the_article():
    manuscript = read(
        f"A Title\n\nContents\n\n1. What It Is\n2. What Helps ..... 3\n\n1. What It Is\n\n{PROSE}2. What Helps\n\n{PROSE}".encode()
    )

    assert (
        manuscript.body
        == f"<h2>What It Is</h2>\n<p>{PROSE.strip()}</p>\n<h2>What Helps</h2>\n<p>{PROSE.strip()}</p>"
    )
    assert [note.line for note in manuscript.notes if "contents" in note.reason] == [3, 5, 6]


def test_authors_credentials_dates_and_reviewer_at_the_top_are_not_the_article():
    manuscript = read(
        f"A Title\n\nBy Jane Doe, RN, MPH and John A. Roe, MD\nUpdated June 3, 2021\nMedically reviewed by Mary Major, MD\n\n{PROSE}"
        "About the Author\n\nJane Doe is a nurse in Ohio.\n".encode()
    )

    assert manuscript.authors == [
        Author("Jane Doe", "RN, MPH", "Jane Doe is a nurse in Ohio."),
        Author("John A. Roe", "MD"),
    ]
    assert manuscript.body == f"<p>{PROSE.strip()}</p>"
    assert [note.line for note in manuscript.notes] == [4, 5, 9]


def test_an_author_named_twice_is_one_author_with_the_details_of_both():
    manuscript = read(
        f"A Title\n\nBy Jo Sample\n\n{PROSE}About the Author\n\nJo Sample is a nurse.\n\nJo Sample, RN, has two dogs.\n\n"
        "By Jo Sample, MD\n".encode()
    )

    assert manuscript.authors == [
        Author("Jo Sample", "RN", "Jo Sample is a nurse. Jo Sample, RN, has two dogs.")
    ]
    assert [note.line for note in manuscript.notes if "credentials differ" in note.reason] == [13]


def test_rows_of_tabs_are_a_table():
    manuscript = read(f"A Title\n\n{PROSE}Drug\tHow often\nDenosumab\t4 weeks\n".encode())

    assert "<table><thead><tr><th>Drug</th><th>How often</th></tr></thead>" in manuscript.body


def test_a_duplicate_source_number_is_reported():
    manuscript = read(
        f"A Title\n\n{PROSE}References\n\n1. Doe B. One. J X. 2001;1:2.\n1. Roe C. Two. J X. 2002;2:3.\n".encode()
    )

    assert [r.number for r in manuscript.references] == [1, 2]
    assert "The number 1 is used twice in the list. This source is now number 2." in [
        note.reason for note in manuscript.notes
    ]
