"""Each rule of the grammar against its example, and words that no rule knows."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support_groups.schedules import from_phrase
from support_groups.schedules.languages import LANGUAGES
from support_groups.schedules.phrases.grammar import RULES, parse
from support_groups.schedules.phrases.symbols import SYMBOLS, encoded, expression
from support_groups.schedules.phrases.tokens import tokenize
from support_groups.schedules.phrases.vocabulary import PHRASES, phrase, vocabulary
from support_groups.schedules.text import even
from tests.support_groups.schedules.phrasebook import CLEAR

TODAY = date(2026, 11, 22)
NONSENSE = ("Tusday", "xyzzy", "fortnite", "blursday", "payday", "qqq", "zwölf", "wednesdee", "ungefähr")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.name}: {rule.example}")
def test_every_rule_reads_its_example(rule):
    text = even(rule.example)
    tokens = [token for token in tokenize(text) if token.symbol != "ignored"]

    (item,) = [item for item in parse(tokens, text) if item.name == rule.name]

    place = tokens.index(item.tokens[0])
    match = rule.pattern.match(encoded(token.symbol for token in tokens), place)
    assert match is not None
    assert match.end() - place == len(item.tokens)


@pytest.mark.parametrize(("symbol", "example"), SYMBOLS.items())
def test_every_symbol_has_an_example(symbol, example):
    assert [token.symbol for token in tokenize(example)] == [symbol]


def test_words_and_phrases_stand_for_symbols_that_exist():
    named = {symbol for symbol, _value in vocabulary().values()} | {symbol for symbol, _name in PHRASES}
    named |= {symbol for language in LANGUAGES.values() for symbol in language.LEXICON.words}

    assert named <= set(SYMBOLS)


def test_a_phrase_that_no_lexicon_can_have_is_refused():
    with pytest.raises(KeyError, match="wekends"):
        phrase("wekends")


def test_a_rule_over_something_that_is_no_symbol_is_refused():
    with pytest.raises(KeyError, match="wekday"):
        expression("every? wekday")


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([row[0] for row in CLEAR]), st.sampled_from(NONSENSE), st.data())
def test_a_phrase_with_a_word_that_was_not_understood_is_never_read_without_a_question_about_it(
    typed, word, data
):
    words = typed.split()
    place = data.draw(st.integers(0, len(words)))
    reading = from_phrase(" ".join([*words[:place], word, *words[place:]]), today=TODAY)

    kept = [*reading.notes, *reading.questions]
    assert any(word in text for text in kept), (typed, place)
