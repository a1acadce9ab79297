"""The terms of a query as matches of tokens, with their points.

A document gets, for each term, the points of the best way in which it says it: in its title more than in a heading, in a
heading more than in its text, there the more often the more. Rare terms count more than common ones, what was typed more than
its synonyms, and neighbors more if they are neighbors there, too. The numbers are whole, so both databases agree.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

from mbc_site.search.engines.engine import AllOf, Match
from mbc_site.search.query import Query, Term, Way
from mbc_site.search.weights import JOINT, LEVELS, POINTS

TYPED, SYNONYM, NEIGHBORS = 10, 8, 5
USUAL = 8  # the weight of a term that is in a hundred documents
# Neighbors are a bonus, so three steps are enough.
STEPS = (LEVELS[:3], LEVELS[3:6], LEVELS[6:])
MOST_PAIRS = 4


def matches(query: Query, documents: Mapping[str, int]) -> list[Match]:
    """`documents` says in how many documents a stem is."""
    found: list[Match] = []
    for place, term in enumerate(query.terms):
        weight = _weight(term, documents)
        found += _levels(place, TYPED * weight, term.ways)
        found += _levels(place, SYNONYM * weight, term.synonyms)
    for place, pair in enumerate(query.pairs[:MOST_PAIRS], 1):
        found += _steps(-place, NEIGHBORS * USUAL, pair)
    return found


def anywhere(word: int, ways: Iterable[Way]) -> Match:
    """A match of any level, without points."""
    return Match(word, 0, tuple(_all_levels(way) for way in ways))


def stored(terms: Iterable[Term]) -> set[str]:
    """The stems of all terms."""
    ways = (way for term in terms for way in (*term.ways, *term.synonyms))
    return {stem for way in ways for part in way for pair in part for stem in pair.split(JOINT)}


def _levels(place: int, factor: int, ways: Sequence[Way]) -> Iterator[Match]:
    if ways:
        for level, points in POINTS.items():
            yield Match(place, points * factor, tuple(_at(level, way) for way in ways))


def _steps(place: int, factor: int, pair: Way) -> Iterator[Match]:
    for levels in STEPS:
        yield Match(place, POINTS[levels[1]] * factor, (_at(levels, pair),))


def _at(levels: str, way: Way) -> AllOf:
    """The first part of a phrase says how much; the others must be there."""
    first, *others = way
    return (_tokens(levels, first), *(_tokens(LEVELS, part) for part in others))


def _all_levels(way: Way) -> AllOf:
    return _at(LEVELS, way)


def _tokens(levels: str, stems: Sequence[str]) -> tuple[str, ...]:
    return tuple(level + stem for level in levels for stem in stems)


def _weight(term: Term, documents: Mapping[str, int]) -> int:
    """From 12 for what is in no document to 4 for what is in ten thousand."""
    ways = (*term.ways, *term.synonyms)
    number = sum(min(_number(part, documents) for part in way) for way in ways)
    return max(4, round(12 - 2 * math.log10(1 + number)))


def _number(part: Sequence[str], documents: Mapping[str, int]) -> int:
    """Of a pair, the number of the rarer one."""
    return max(min(documents.get(stem, 0) for stem in pair.split(JOINT)) for pair in part)
