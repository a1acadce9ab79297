"""Text that looks like a marker and is none: dates, ratios, opening hours, ranges that count down."""

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.manuscripts import read
from tests.articles.manuscripts.manuscripts import text_with

DASHES = "-–—‑"
BRACKETS = ["({})", "[{}]", "^{}^", "<sup>{}</sup>", "[{}]-[{}]", "[^{}]"]
MARKERS = st.text(alphabet=f"0123456789{DASHES},; ", min_size=1, max_size=12)
ODD_MARKERS = st.text(alphabet=f"0159٣߁²⁹⁻①½{DASHES}−,;˒/.:^ \t\u00a0", min_size=1, max_size=24)


def words_of(body: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", body)).split())


def is_list_of_references(marker: str, highest: int = 5) -> bool:
    for part in re.split("[,;]", marker):
        first, *rest = (piece.strip() for piece in re.split(f"[{DASHES}]", part))
        if len(rest) > 1 or not all(re.fullmatch("[1-9][0-9]?", piece) for piece in (first, *rest)):
            return False
        if not int(first) <= int(rest[0] if rest else first) <= highest:
            return False
    return True


@pytest.mark.parametrize(
    "marker",
    [
        "(05-12-21)",
        "[9-12-15]",
        "(1-2-3)",
        "[1–2–3]",
        "(1-2—3)",
        "(05)",
        "[0-3]",
        "(3-1)",
        "[1-999]",
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_a_date_or_ratio_in_brackets_stays_text(marker, name):
    sentence = f"The board met {marker} and chose this."
    text = text_with(sentence).decode()
    page = "<h1>A Title</h1>" + "".join(f"<p>{line}</p>" for line in text.split("\n\n")[1:])

    manuscript = read((page if name == "a.html" else text).encode(), name)

    assert manuscript.body.count("citation") == 0
    assert words_of(manuscript.body).startswith(sentence)


def test_three_raised_numbers_joined_by_hyphens_stay_and_are_reported():
    manuscript = read(text_with("Known for long.<sup>1-2-3</sup> And more."), "a.txt")

    assert manuscript.body == "<p>Known for long.<sup>1-2-3</sup> And more.</p>"
    assert "1-2-3 may be a citation or a number. It was left as text." in [n.reason for n in manuscript.notes]


@settings(max_examples=300, deadline=None)
@given(MARKERS, st.sampled_from(["({})", "[{}]"]))
def test_only_lists_of_known_sources_become_citations(marker, brackets):
    sentence = f"Bone is common {brackets.format(marker)} in women."

    body = read(text_with(sentence), "a.txt").body

    if "citation" in body:
        assert is_list_of_references(marker)
    else:
        assert words_of(body) == " ".join(sentence.split())


@settings(max_examples=300, deadline=None)
@given(ODD_MARKERS, st.sampled_from(BRACKETS), st.sampled_from(["a.txt", "a.md", "a.html"]))
def test_marker_like_text_is_always_read(marker, brackets, name):
    marker = brackets.replace("{}", marker)

    manuscript = read(
        f"<h1>T</h1><p>Bone{marker} and {marker}.</p>".encode() if name == "a.html" else text_with(marker),
        name,
    )

    assert manuscript.title in ("T", "A Title")
