"""Which line above a credit is the caption of a picture that is not in the file."""

import pytest

from tests.articles.manuscripts.word import p, read_word


@pytest.mark.parametrize(
    "text", ["Rest helps.", "Rest helps.[1]", "Rest helps. (1, 2)", "“Rest helps!”3-5", "(Does it?) [1][2]"]
)
def test_a_sentence_is_none(text):
    manuscript = read_word(p("First."), p(text), p("Photo by Jane Doe"))

    assert [(figure.caption, figure.credit) for figure in manuscript.figures] == [("", "Photo by Jane Doe")]


def test_a_line_without_a_period_is_one():
    (figure,) = read_word(p("First."), p("A bed by a window"), p("Photo by Jane Doe")).figures

    assert (figure.caption, figure.credit) == ("A bed by a window", "Photo by Jane Doe")
