"""Word by word: what a reader is shown of two texts."""

import time

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from editing.differences import ADDED, REMOVED, Difference, word_changes
from tests.editing.marking import marked

texts = st.text(alphabet=st.sampled_from("ab [].\n¶é"), max_size=60)
words = st.lists(st.sampled_from(["bones", "ache", "at", "night", ".", "\n", "[Roe 2007]"]), max_size=60).map(
    " ".join
)


def without(kind: str, passages) -> str:
    return "".join(piece.text for passage in passages for piece in passage.pieces if piece.kind != kind)


def ended(text: str) -> str:
    return f"{text}\n" if text and not text.endswith("\n") else text


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Take 20 mg.", "Take 2 mg.", "Take [-20-]{+2+} mg.\n"),
        ("Rest.", "Rest well.", "Rest{+ well+}.\n"),
        ("1.5 mg", "2.5 mg", "[-1.5-]{+2.5+} mg\n"),
        ("It aches [Roe 2007].", "It aches [Roe 2008].", "It aches [-[Roe 2007]-]{+[Roe 2008]+}.\n"),
        ("One two.\nThree.", "One two. Three.", "One two.[-\n-]{+ +}Three.\n"),
        ("One two. Three.", "One two.\nThree.", "One two.[- -]{+\n+}Three.\n"),
        ("One.\nTwo.", "One.\nNew.\nTwo.", "One.\n{+New.\n+}Two.\n"),
        ("", "Hello", "{+Hello\n+}"),
        ("Hello", "", "[-Hello\n-]"),
        ("Same", "Same\n", "Same\n"),
        ("", "", ""),
    ],
)
def test_words_are_marked(before, after, expected):
    assert marked(word_changes(before, after)) == expected


def test_a_sentence_written_anew_is_not_a_patchwork_of_words_that_both_have():
    before = "Bones often ache at night, and nobody knows why."
    after = "Nobody can say why the bones sometimes hurt at night."

    assert marked(word_changes(before, after)) == f"[-{before[:-1]}-]{{+{after[:-1]}+}}.\n"


def test_a_moved_paragraph_is_marked_in_both_places():
    before, after = "Alpha goes first.\nBeta.\nGamma.\nDelta.", "Beta.\nGamma.\nDelta.\nAlpha goes first."

    moved = [passage for passage in word_changes(before, after) if passage.is_moved]

    assert [passage.kinds for passage in moved] == [{REMOVED}, {ADDED}]
    assert {passage.text for passage in moved} == {"Alpha goes first.\n"}


def test_long_unchanged_runs_fold_except_beside_a_change():
    lines = [f"Line {number}.\n" for number in range(11)]
    before = "".join(lines)
    after = before.replace("Line 5.", "Line five.")

    passages = word_changes(before, after)

    assert [(passage.is_folded, passage.is_same) for passage in passages] == [
        *[(True, True), (False, True)],
        (False, False),
        *[(False, True), (True, True)],
    ]
    assert passages[0].count == passages[-1].count == 4


@given(texts | words, texts | words)
def test_both_texts_can_be_read_from_the_pieces(before, after):
    passages = word_changes(before, after)

    assert without(ADDED, passages) == ended(before)
    assert without(REMOVED, passages) == ended(after)


PARAGRAPHS = [" ".join(f"w{(7 * row + 13 * place) % 1009}" for place in range(25)) for row in range(1200)]
BOOK = "\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (BOOK, BOOK[::-1]),
        (BOOK, BOOK.replace("w7", "seven")),
        (BOOK, " ".join(word if n % 2 else f"new{n}" for n, word in enumerate(BOOK.split()))),
        (BOOK, " ".join(reversed(BOOK.split()))),
        (BOOK.replace("\n", " "), "\n".join(PARAGRAPHS[::-1])),
        ("a " * 75_000, "a b " * 37_500),
        ("[" * 150_000, "[x" * 75_000),
        ("\n" * 150_000, "\nx" * 75_000),
        ("." * 150_000, ".," * 75_000),
    ],
    ids=[
        "backwards",
        "one word",
        "every second",
        "words backwards",
        "one line",
        "a b",
        "brackets",
        "lines",
        "dots",
    ],
)
def test_150_kilobytes_never_take_quadratic_time(before, after):
    began = time.process_time()

    passages = word_changes(before, after)

    assert time.process_time() - began < 8  # a second on an idle machine; quadratic is minutes
    assert without(ADDED, passages) == ended(before)
    assert without(REMOVED, passages) == ended(after)


def shown(before: str, after: str) -> str:
    differences = [Difference("text", after, word_changes(before, after))]
    return render_to_string("admin/_differences.html", {"differences": differences})


def test_the_page_marks_changes_in_words_too():
    page = shown("Take 20 mg.\nGone.", "Take 2 mg.\nNew & <b>bold</b>.")

    assert '<del><span class="sign">Removed:</span> 20</del>' in page
    assert '<ins><span class="sign">Added:</span> 2</ins>' in page
    assert "<b>bold" not in page
    assert "New &amp; &lt;b&gt;bold" in page


def test_the_page_adds_no_space_between_pieces():
    page = shown("It aches.", "It aches!")

    assert 'It aches<ins><span class="sign">Added:</span> !</ins>' in page


def test_the_choice_of_a_view_is_never_sent():
    page = shown("a", "b")

    assert page.count('name="differences_view"') == page.count('form="none"') == 2
