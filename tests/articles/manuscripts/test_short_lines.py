"""Short lines that are headings, and those that are not."""

import pytest

from articles.manuscripts import read
from tests.articles.manuscripts.word import p, read_word

PROSE = "Many people live well for years with it and have little pain, whatever they were told at first."
SOURCE = "Doe B, Roe C. Bone pain. J Pain. 2019;3:4-9."


@pytest.mark.parametrize("mark", ["[^1]", "[1]", "[1, 2]", "¹", "¹,²", "^1^", " [1]"])
@pytest.mark.parametrize("line", ["Bone pain can be treated.", "Bone pain can be treated"])
@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_a_short_line_with_the_mark_of_a_source_is_a_paragraph(line, mark, name):
    text = f"# Bone health\n\n{line}{mark}\n\n{PROSE}\n\n[^1]: {SOURCE}\n"

    assert read(text.encode(), name).body.startswith("<p>Bone pain can be treated")


@pytest.mark.parametrize(
    "mark", ["<sup>1</sup>", "<sup>[1]</sup>", "<sup>1,2</sup>", "<a href='#fn1'><sup>1</sup></a>"]
)
def test_a_short_paragraph_of_a_page_with_the_mark_of_a_source_is_a_paragraph(mark):
    page = f"<h1>Bone health</h1><p>Bone pain can be treated{mark}</p><p>{PROSE}</p><p id=fn1>{SOURCE}</p>"

    assert read(page.encode()).body.startswith("<p>Bone pain can be treated<sup")


LOST_MARKS = [".12", "12", ".4,5", "4–6", ".”3", ")3", "?7"]


@pytest.mark.parametrize("mark", LOST_MARKS)
def test_a_sentence_whose_raised_number_was_lost_is_a_paragraph(mark):
    text = f"Bone health\n\nIt often spreads to the bones{mark}\n\n{PROSE}"
    of_word = read_word(p(PROSE), p(f"It spreads to the bones{mark}"), p(PROSE))

    assert "<h2" not in read(text.encode(), "a.txt").body
    assert "<h2" not in of_word.body


@pytest.mark.parametrize(
    "line",
    ["Understanding HER2", "What Ki67 and p53 are", "Living with COVID-19", "Version 2.1", "Reason No.1"],
)
def test_a_short_line_that_ends_in_a_name_with_a_number_may_be_a_heading(line):
    assert f"<h2>{line}</h2>" in read(f"Bone health\n\n{line}\n\n{PROSE}".encode(), "a.txt").body


@pytest.mark.parametrize(
    "line", ["What 10⁹ means", "A count of 10⁹", "A count of 10<sup>9</sup>", "What H₂O is"]
)
def test_a_short_line_with_a_power_may_be_a_heading(line):
    assert read(f"Bone health\n\n{line}\n\n{PROSE}".encode(), "a.txt").body.startswith(f"<h2>{line}</h2>")


def test_one_heading_right_under_the_title_shows_that_the_file_marks_its_headings():
    page = f"<h1>Bone health</h1><h2>What helps</h2><p>Rest</p><p>{PROSE}</p>"

    assert read(page.encode()).body.startswith("<h2>What helps</h2>\n<p>Rest</p>")
