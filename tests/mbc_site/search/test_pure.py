"""Words, stems, weights, quotations: without a database."""

import doctest

import pytest

from mbc_site.search import models, passages, query, snippets, spelling, stems, synonyms, weights, words
from mbc_site.search.passages import passages as passages_of
from mbc_site.search.results import Kind, Part
from mbc_site.search.texts import Text
from mbc_site.search.words import folded, plain


@pytest.mark.parametrize("module", [models, passages, query, spelling, stems, synonyms, weights, words])
def test_examples_in_docstrings_hold(module):
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize("text", ["Círculo", "İstanbul ß ǅ", "日本 🎗 \u0301x", "“It’s”", ""])
def test_folding_keeps_the_length(text):
    assert len(folded(plain(text))) == len(plain(text))


def test_words_of_one_stem_in_a_sentence_are_one_token():
    text = Text(Kind.ARTICLE, 1, "en", "Bones", "/", lead="A bone, bones.")

    assert [token for token in weights.indexed(text).tokens if token[1:] == "bone"] == ["9bone"]


def marked(parts):
    return "".join(f"[{part.text}]" if part.is_match else part.text for part in parts)


WORDS = snippets.Words.of([{"bone", "bones"}, {"stage iv"}])


def test_whole_words_are_marked_whatever_their_case_and_accents():
    assert marked(snippets.marked("Bónes, backbone and Stage-IV; bone", WORDS)) == (
        "[Bónes], backbone and [Stage-IV]; [bone]"
    )


def test_a_quotation_begins_and_ends_with_whole_words_and_says_that_there_is_more():
    text = "Nothing to see here, and so on. " * 20 + "So the bone rests. " + "And more of it follows. " * 20

    quotation = snippets.quotation(text, WORDS)

    assert marked(quotation).startswith("…So the [bone] rests. And more")
    assert quotation[-1] == Part("…")
    assert len(marked(quotation)) < 200


def test_the_passage_with_most_of_what_was_asked_is_quoted():
    parts = [
        ["bone bone bone", "", "", ""],
        ["stage IV of a bone", "", "", ""],
        ["stage IV, bone", "", "", ""],
    ]

    assert snippets.best_passage(parts, WORDS) == 1
    assert snippets.best_passage([["none", "", "", ""]], WORDS) is None


def test_citations_are_no_words_and_cells_are_apart():
    html = "<table><tr><td>One</td><td>two</td></tr></table><p>So<sup class='cite'>12</sup>.</p><ul><li>a</li><li>b</li></ul>"

    assert [one.text for one in passages_of(html)] == ["One two So. a b"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("mets", "Enter at least two words."),
        ("mets, mets", "Enter at least two words."),
        ("mets, the", "“the” has no word that a search looks for."),
        ("mets, one two three four five", "“one two three four five” is too long. Four words are the most."),
        (", ".join(f"word{n}" for n in range(41)), "Enter at most 40 words."),
        ("mets, stage IV", ""),
    ],
)
def test_a_set_of_synonyms_needs_words_that_can_be_searched_for(text, problem):
    assert str(models.SynonymSet(words=text)._problem()) == problem


def test_a_question_of_common_words_is_searched_as_its_synonyms_and_changes_no_word_of_it():
    known = synonyms.Synonyms(["how long do I have\nprognosis"])

    assert [term.typed for term in query.read("How long do I have?", known).terms] == ["how long do i have"]
    assert query.read("How long do I have?", known).terms[0].synonyms == ((("prognosi", "prognosis"),),)
    assert query.read("long walk", known).terms[0].synonyms == ()
