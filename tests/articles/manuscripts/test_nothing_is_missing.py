"""Whatever a file holds, the ledger finds all of it in the draft, its sources and its report, and any word that is not."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.manuscripts import ledger, read
from articles.manuscripts.ledger.words import normal, words
from tests.articles.manuscripts.generated_pages import markdown_files, text_files, web_pages
from tests.articles.manuscripts.generated_word import texts, word_files

modestly = settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@modestly
@given(word_files())
def test_nothing_is_missing_from_a_word_file(data):
    assert read(data, "a.docx").missing == []


@modestly
@given(web_pages())
def test_nothing_is_missing_from_a_web_page(data):
    assert read(data, "a.html").missing == []


@pytest.mark.parametrize(
    "html",
    [
        "so <sup><sub>3</sub></sup> it",
        "so <sub><sup>3</sup></sub> it",
        "<sup> <sub> (3) </sub> </sup>",
    ],
)
def test_numbers_that_are_raised_and_lowered_are_found(html):
    assert read(f"<h1>A title of its own</h1><p>{html}</p>".encode(), "a.html").missing == []


@modestly
@given(markdown_files())
def test_nothing_is_missing_from_a_markdown_file(data):
    assert read(data, "a.md").missing == []


@modestly
@given(text_files())
def test_nothing_is_missing_from_a_plain_text(data):
    assert read(data, "a.txt").missing == []


@modestly
@given(st.lists(texts, min_size=1, max_size=6), st.data())
def test_each_word_that_is_dropped_is_found(lines, data):
    """Whichever word is cut out of one line, as many words are missing, no more and no less."""
    passages = [ledger.Passage(number, f"so {line} it") for number, line in enumerate(lines, 1)]
    place = data.draw(st.integers(0, len(lines) - 1))
    text = normal(passages[place].text)
    word = data.draw(st.sampled_from(words(text)[1:]))
    kept = ledger.Kept()
    for number, passage in enumerate(passages):
        kept.add(passage.text if number != place else f"{text[: word.start]} {text[word.end :]}")

    found = ledger.missing(passages, kept)

    assert [missing.count for missing in found] == [1]
    assert words(normal(found[0].words))[0].key == word.key
