"""How much each word of a page says about it, and the tokens that both databases index. Pure.

A token is a level, one digit, with a stem or two neighboring stems behind it: `9fatigu`, `3bone_pain`. So a database only has
to know which page has which token, and the order of results is the same whatever database answers. Words of titles and
headings have a token each without a level, for suggestions: `tfatigue`, `hrest`.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mbc_site.search.results import Kind
from mbc_site.search.stems import stem
from mbc_site.search.texts import Text
from mbc_site.search.words import Word, words_of

INDEX = 5  # raise it when the same texts are to give other tokens: `migrate` indexes everything anew then
JOINT = "_"  # between the stems of neighboring words
# The points that a word has at least at each level.
POINTS = {"1": 6, "2": 10, "3": 15, "4": 21, "5": 30, "6": 44, "7": 60, "8": 76, "9": 86}
LEVELS, LEAST = "".join(POINTS), tuple(POINTS.values())
TITLE, HEADING = "t", "h"  # begin tokens for suggestions

BODY, DENSE = 6, 18  # points of a word in the text; more, if it is frequent there
LEAD, SECTION = 10, (20, 14)
IN_TITLE = (70, 52, 40)  # of the only one or two words, of up to four, of more
IN_TITLE_OF_A_SOURCE = (14, 10, 6)  # it has no text, and an article that says it is a better answer
USUAL_LENGTH = 600  # words


@dataclass(frozen=True)
class Indexed:
    """The tokens of a page, and its words as they are written, folded, each with its stem."""

    tokens: list[str]
    surfaces: set[tuple[str, str]]


def indexed(text: Text) -> Indexed:
    parts = [list(words_of(part)) for part in _own_texts(text)]
    shared = [list(words_of(part)) for part in _shared_texts(text)]
    levels = [_level(number) + token for token, number in _points(text, parts, shared).items()]
    headings = [passage.heading for passage in text.passages if passage.heading]
    beginnings = [*_beginnings(TITLE, [text.title]), *_beginnings(HEADING, headings)]
    return Indexed([*levels, *beginnings], _surfaces([*parts, *shared], text.language))


def _surfaces(parts: list[list[Word]], language: str) -> set[tuple[str, str]]:
    found = {word.text for words in parts for word in words}
    return {(word, stem(word, language)) for word in found if len(word) > 1 and not word.isdecimal()}


def expressions(words: Sequence[Word], language: str) -> Iterator[str]:
    """The stems of words, of neighboring words, and of those that a hyphen joins.

    >>> list(expressions(list(words_of("5-FU for bones")), "en"))
    ['5', 'fu', 'for', 'bone', '5fu', '5_fu', 'fu_bone']
    """
    yield from (stem(word.text, language) for word in words)
    yield from (before.text + word.text for before, word in pairwise(words) if word.is_glued)
    yield from _neighbors(words, language)


def _neighbors(words: Sequence[Word], language: str) -> Iterator[str]:
    """Stop words between them don't matter; punctuation does."""
    before = ""
    for word in words:
        if word.is_first:
            before = ""
        if not word.is_stop_word:
            present = stem(word.text, language)
            if before:
                yield before + JOINT + present
            before = present


def _points(text: Text, parts: list[list[Word]], shared: list[list[Word]]) -> dict[str, float]:
    counts = Counter()
    for words in parts:
        counts.update(expressions(words, text.language))
    length = 0.25 + 0.75 * sum(counts.values()) / 2 / USUAL_LENGTH
    points = {token: BODY + DENSE * number / (number + 1.2 * length) for token, number in counts.items()}
    for words in shared:
        for token in expressions(words, text.language):
            points.setdefault(token, BODY)
    gains = IN_TITLE_OF_A_SOURCE if text.kind == Kind.SOURCE else IN_TITLE
    _add(points, _gains([text.title], gains, text.language))
    _add(points, _gains([passage.heading for passage in text.passages], SECTION, text.language))
    _add(points, _gains([text.lead], (LEAD,), text.language))
    return points


def _own_texts(text: Text) -> Iterator[str]:
    yield from (text.title, text.lead, text.more_words)
    for passage in text.passages:
        if not passage.is_shared:
            yield from (passage.heading, passage.all_text)


def _shared_texts(text: Text) -> Iterator[str]:
    for passage in text.passages:
        if passage.is_shared:
            yield from (passage.heading, passage.all_text)


def _add(points: dict[str, float], gains: dict[str, float]) -> None:
    for token, gain in gains.items():
        points[token] += gain


def _gains(lines: Iterable[str], gains: Sequence[int], language: str) -> dict[str, float]:
    """What each token gains from lines: the more, the fewer other words are in its line."""
    best: dict[str, float] = {}
    for line in lines:
        words = list(words_of(line))
        many = sum(not word.is_stop_word for word in words)
        gain = gains[min((many > 2) + (many > 4), len(gains) - 1)]
        for token in expressions(words, language):
            best[token] = max(best.get(token, 0), gain)
    return best


def _level(points: float) -> str:
    return LEVELS[bisect_right(LEAST, points) - 1]


def _beginnings(mark: str, lines: Iterable[str]) -> list[str]:
    return [mark + word for word in {word.text: None for line in lines for word in words_of(line)}]
