"""Every line of the input is in the title, authors, body, references or further reading, or in the report."""

import html
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.manuscripts import Manuscript, read
from tests.articles.manuscripts.manuscripts import ARTICLE, REFERENCES

LINES = [
    "Bone Health",
    "WHAT IT IS",
    "Why it happens",
    "1. Causes",
    "2.1 More causes",
    "Contents",
    "Table of Contents",
    "View all",
    "Cells leave the breast and settle in bone, where they may sleep for years before they wake and grow again.",
    "It hurts.[1]",
    "It hurts (2) and (20) people said so.³",
    "  • a bullet",
    "- another",
    "1. first",
    "[2] second",
    "a caption of a picture",
    "Ourhouse / Jo Sample",
    "Photo: A. Nother",
    "Figure 2. A bone",
    "By Jo Sample, RN",
    "Written by A. Nobody of Nowhere",
    "Jo Sample is a nurse in Ohio.",
    "Updated June 3, 2021",
    "Medically reviewed by Mary Major, MD",
    "© 2021 Ourhouse. All rights reserved.",
    "Advertisement",
    "References",
    "3 Sources",
    "Additional Reading",
    "About the Author",
    "Notes",
    "Ourhouse uses only high-quality sources. Read our editorial process.",
    "1. Doe B. One thing. J Intern Med. 2001;1:2. doi:10.1234/abc",
    "2) Roe C, et al. Two things. Accessed May 4, 2023. https://example.org/two",
    "Poe D. Three things. J Intern Med. 2003;3:4.",
    "doi:10.1234/def",
    "Thanks to everybody who read this.",
    "Drug\tHow often",
    "Denosumab\tmonthly",
    "---",
    "",
    "",
    "",
]


def words(text: str) -> str:
    """Letters and digits only: numbering, bullets, spaces and markers are presentation."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).casefold()


def everything(manuscript: Manuscript) -> str:
    body = html.unescape(re.sub(r"<[^>]+>", "", manuscript.body))
    people = [f"{author.name}{author.credentials} {author.bio}" for author in manuscript.authors]
    lists = [reference.text for reference in manuscript.references + manuscript.further_reading]
    return "|".join(
        words(text) for text in [manuscript.title, *people, *lists, body, *(n.text for n in manuscript.notes)]
    )


def lost(text: str, manuscript: Manuscript) -> list[str]:
    kept = everything(manuscript)
    return [
        line
        for line in text.splitlines()
        if words(bare(line)) and words(bare(line)) not in kept and words(line) not in kept
    ]


def bare(line: str) -> str:
    """Without number and "By": the list counts by itself and the author is a field."""
    line = re.sub(r"^\s*(?:\[?\d{1,3}(?:\.\d)*[\].)]*(?=\s)|#+|\[\^\w+\]:)\s*", "", line)
    return re.sub(r"^(?:By|Written by|Author:)\s+", "", line)


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_no_line_of_an_article_is_lost(name):
    assert lost(ARTICLE, read(ARTICLE.encode(), name)) == []


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.sampled_from(LINES), min_size=1, max_size=25),
    st.sampled_from(["a.txt", "a.md"]),
    st.sampled_from(["\n", "\n\n"]),
)
def test_no_line_is_lost_in_any_order(lines, name, gap):
    text = gap.join(["A Title Of Its Own", *lines]) + REFERENCES

    assert lost(text, read(text.encode(), name)) == []


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from([line for line in LINES if line]), min_size=1, max_size=20),
    st.sampled_from(["p", "h2", "li", "div", "td", "pre"]),
)
def test_no_paragraph_of_a_web_page_is_lost(lines, tag):
    page = "<html><body><h1>A Title Of Its Own</h1>" + "".join(
        f"<{tag}>{html.escape(line)}</{tag}>" for line in lines
    )

    assert lost("\n".join(lines), read(page.encode(), "a.html")) == []
