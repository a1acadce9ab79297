"""What somebody typed, as the terms that a search looks for. Pure: synonyms are given."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from mbc_site.search.results import LONGEST_QUERY, MOST_WORDS
from mbc_site.search.stems import LANGUAGES, stem, stems
from mbc_site.search.synonyms import Phrase, Synonyms
from mbc_site.search.weights import JOINT
from mbc_site.search.words import Word, words_of

LONGEST_PHRASE = 6  # words
LETTERS_AND_NUMBER = re.compile(r"([^\W\d]{1,5})(\d{1,3})")
SHORT = 2  # letters: so short a part is no word without the other one
ABBREVIATION = 4  # letters of a word that a number may belong to: HER 2, CDK 4
# Each part of a way to write something is what its word may be stored as.
Stored = tuple[str, ...]
Way = tuple[Stored, ...]


@dataclass(frozen=True)
class Term:
    """One thing that is looked for, in the ways in which it may be written; `synonyms` are other words for it."""

    typed: str
    ways: tuple[Way, ...]
    synonyms: tuple[Way, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether it is one word, in which a letter may be wrong."""
        return self.typed.isalpha()


@dataclass(frozen=True)
class Query:
    words: str  # as they were typed, without what is not searched for
    terms: list[Term] = field(default_factory=list)
    pairs: list[Way] = field(default_factory=list)  # neighboring words, which count more side by side

    def replaced(self, others: dict[str, str]) -> str:
        """The words, with others in place of some."""
        words = re.findall(r"\S+", self.words)
        return " ".join(_replaced(word, others) for word in words)


def read(text: object, synonyms: Synonyms) -> Query:
    """Never fails: whatever it is, it is only words."""
    words = " ".join(str(text if text is not None else "")[:LONGEST_QUERY].split())
    typed = list(words_of(words))[: 2 * MOST_WORDS]
    terms = list(_terms(typed, synonyms))[:MOST_WORDS]
    return Query(words, terms, list(_pairs(typed)))


def _terms(words: list[Word], synonyms: Synonyms) -> Iterator[Term]:
    only_stop_words = all(word.is_stop_word for word in words)
    place, seen = 0, set()
    while place < len(words):
        number, term = _term_at(words, place, synonyms)
        is_needed = number > 1 or only_stop_words or not words[place].is_stop_word
        if is_needed and term.typed not in seen:
            seen.add(term.typed)
            yield term
        place += number


def _term_at(words: list[Word], place: int, synonyms: Synonyms) -> tuple[int, Term]:
    """The longest phrase that has synonyms, a compound such as 5-FU, or the word; and how many words it has."""
    for number in range(LONGEST_PHRASE, 0, -1):
        some = words[place : place + number]
        whole = tuple(word.text for word in some)
        if len(some) == number > 1 and whole in synonyms:
            return number, _with_synonyms(whole, synonyms)
        phrase = tuple(word.text for word in some if not word.is_stop_word)
        if len(some) == number and phrase and not some[-1].is_stop_word and phrase in synonyms:
            return number, _with_synonyms(phrase, synonyms)
    if place + 1 < len(words) and _belong_together(words[place], words[place + 1]):
        return 2, _compound(words[place].text, words[place + 1].text, synonyms)
    word = words[place].text
    if split := LETTERS_AND_NUMBER.fullmatch(word):
        return 1, _compound(*split.groups(), synonyms, typed=word)
    return 1, Term(word, (_way((word,)),))


def _belong_together(word: Word, following: Word) -> bool:
    """
    >>> [_belong_together(*words_of(text)) for text in ("t-dm1", "CDK4/6", "HER 2", "HER2-positive", "bone pain")]
    [True, True, True, False, False]
    """
    if following.is_glued:
        return min(len(word.text), len(following.text)) <= SHORT
    return following.text.isdecimal() and word.text.isalpha() and len(word.text) <= ABBREVIATION


def _compound(first: str, second: str, synonyms: Synonyms, typed: str = "") -> Term:
    joined = first + second
    for phrase in ((joined,), (first, second)):
        if phrase in synonyms:
            return _with_synonyms(phrase, synonyms)
    return Term(typed or f"{first} {second}", _compound_ways(first, second))


def _compound_ways(first: str, second: str) -> tuple[Way, ...]:
    return (((first + second,),), _way((first, second)))


def _with_synonyms(phrase: Phrase, synonyms: Synonyms) -> Term:
    others = tuple(way for other in synonyms.of(phrase) for way in _ways(other))
    return Term(" ".join(phrase), _ways(phrase), others)


def _ways(phrase: Phrase) -> tuple[Way, ...]:
    if len(phrase) == 1 and (split := LETTERS_AND_NUMBER.fullmatch(phrase[0])):
        return _compound_ways(*split.groups())
    if len(phrase) == 2 and (min(map(len, phrase)) <= SHORT):
        return _compound_ways(*phrase)
    return (_way(phrase),)


def _way(phrase: Phrase) -> Way:
    """A word, or all neighbors of a phrase.

    >>> _way(("bone", "pain"))
    (('bone_pain', 'bon_pain'),)
    """
    if len(phrase) == 1:
        return (stems(phrase[0]),)
    return tuple(_stored_pair(*pair) for pair in pairwise(phrase))


def _stored_pair(first: str, second: str) -> Stored:
    pairs = [stem(first, language) + JOINT + stem(second, language) for language in LANGUAGES]
    return tuple(dict.fromkeys([*pairs, first + JOINT + second]))


def _pairs(words: list[Word]) -> Iterator[Way]:
    searched = [word for word in words if not word.is_stop_word][:MOST_WORDS]
    for first, second in pairwise(searched):
        yield _way((first.text, second.text))


def _replaced(typed: str, others: dict[str, str]) -> str:
    parts = [word.text for word in words_of(typed)]
    return others.get(parts[0], typed) if len(parts) == 1 else typed
