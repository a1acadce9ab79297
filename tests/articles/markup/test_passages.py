"""A page is cut into passages that can be commented on."""

import doctest

import pytest

from articles.markup import passages
from articles.markup.passages import number_passages, pieces


def test_the_examples_hold():
    assert doctest.testmod(passages).failed == 0


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<h2>Rest</h2><p>Sleep <em>well</em>.</p>", ["Rest", "Sleep well."]),
        ("<ul><li>One<ul><li>Inner</li></ul></li><li>Two</li></ul>", ["One", "Inner", "Two"]),
        ('<p>Bones.<sup class="cite"><a href="#source-1">1</a></sup></p>', ["Bones."]),
        ("<blockquote><p>Said.</p></blockquote>", ["Said."]),
        ('<figure><img alt="A ward"><figcaption>The ward.</figcaption></figure>', ["The ward."]),
        ('<figure><img alt="A ward"></figure>', ["A ward"]),
        ('<div class="scroll"><table><tr><td>Dose</td><td>5</td></tr></table></div>', ["Dose 5"]),
        ('<aside class="toc"><ol><li>Contents</li></ol></aside><p class="small">Note</p><p> </p>', []),
        ('<section class="care"><h2>Call</h2><p>Today.</p></section>', ["Call", "Today."]),
        ("<ol><li><p>Doe J. Bones.</p><p class='back'>Back</p></li></ol>", ["Doe J. Bones."]),
    ],
)
def test_each_passage_is_found_once_with_its_words(html, texts):
    assert number_passages(html)[1] == texts


def test_no_word_is_lost_between_the_pieces():
    html = (
        '<h2>A</h2>b<ul><li>C<ul><li>D</li></ul></li></ul><picture><source srcset="x"><img src="y"></picture>'
    )

    numbered, texts = number_passages(html)
    parts = pieces(numbered, texts)

    assert "".join(part.html for part in parts) == html
    assert [part.number for part in parts] == [1, 2, 3, 0]


def test_a_slot_stands_behind_a_table_and_not_in_its_region():
    html = '<div class="scroll"><table><tbody><tr><td>A</td></tr></tbody></table></div><p>B</p>'

    assert number_passages(html)[0].startswith(html[:-8] + '<i data-passage="1"></i>')


def test_a_quoted_passage_is_bounded():
    (quote,) = number_passages(f"<p>{'words ' * 1000}</p>")[1]

    assert quote.endswith(" words…")
    assert passages.LONGEST_QUOTE - 6 < len(quote) <= passages.LONGEST_QUOTE


def test_words_that_look_like_a_slot_are_words():
    numbered, texts = number_passages('<p>&lt;i data-passage="9"&gt;&lt;/i&gt;</p>')

    assert [part.number for part in pieces(numbered, texts)] == [1, 0]
