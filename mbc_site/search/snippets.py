"""The part of a page's text that shows best what was found, with the words marked. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mbc_site.search.results import Part, Parts
from mbc_site.search.words import folded

LONGEST = 190  # characters of a quotation
BEFORE = 60  # characters before the first word
MORE = "…"
NOTHING = re.compile(r"(?!)")
Passage = Sequence[str]  # text, heading, fragment, what is folded away and never quoted


@dataclass(frozen=True)
class Words:
    """What is marked, as patterns of folded text. `each` has one for each thing that was searched for."""

    any: re.Pattern
    each: tuple[re.Pattern, ...]

    @classmethod
    def of(cls, terms: Iterable[Iterable[str]]) -> "Words":
        """The words and phrases of each term, folded."""
        patterns = [_pattern(words) for words in map(set, terms) if words]
        return cls(_compiled("|".join(patterns)), tuple(map(_compiled, patterns)))


def _pattern(words: set[str]) -> str:
    """Longer words first: of two that begin alike, the longer one is marked."""
    return "|".join(
        re.escape(word).replace(r"\ ", r"\W{1,3}") for word in sorted(words, key=lambda w: (-len(w), w))
    )


def _compiled(pattern: str) -> re.Pattern:
    return re.compile(rf"(?<![^\W_])(?:{pattern})(?![^\W_])") if pattern else NOTHING


def marked(text: str, words: Words) -> Parts:
    return _parts(text, words.any.finditer(folded(text)), 0, len(text))


def best_passage(passages: Sequence[Passage], words: Words) -> int | None:
    """The place of the one in which most of the words are, the heading counting twice; None if none has any. The first of
    those that are equally good."""
    best, most = None, 0
    for place, (text, heading, _fragment, hidden) in enumerate(passages):
        text, heading = folded(f"{text} {hidden}"), folded(heading)
        if not words.any.search(text) and not words.any.search(heading):
            continue
        found = sum(
            2 * bool(pattern.search(heading)) + 2 * bool(pattern.search(text)) for pattern in words.each
        )
        if found > most:
            best, most = place, found
    return best


def quotation(text: str, words: Words) -> Parts:
    """The stretch of a text with most different words; its beginning if there are none."""
    found = list(words.any.finditer(folded(text)))
    start = _start(text, [match.start() for match in _densest(found)])
    end = _end(text, start)
    parts = _parts(
        text, (match for match in found if start <= match.start() and match.end() <= end), start, end
    )
    before = (Part(MORE),) if start else ()
    return (*before, *parts, *((Part(MORE),) if end < len(text) else ()))


def _densest(found: list[re.Match]) -> list[re.Match]:
    """The matches that fit into one quotation and are most different."""
    best: list[re.Match] = []
    most = 0
    for place, first in enumerate(found[:50]):
        near = [
            match for match in found[place : place + 12] if match.end() - first.start() <= LONGEST - BEFORE
        ]
        different = len({match.group() for match in near})
        if different > most:
            best, most = near, different
    return best


def _start(text: str, starts: list[int]) -> int:
    """At the beginning of a sentence, if one begins near before it, else of a word."""
    if not starts or starts[0] <= BEFORE:
        return 0
    earliest = starts[0] - BEFORE
    sentence = max(text.rfind(mark, earliest, starts[0]) for mark in (". ", "? ", "! ", ": "))
    return sentence + 2 if sentence >= 0 else text.find(" ", earliest, starts[0]) + 1 or starts[0]


def _end(text: str, start: int) -> int:
    if len(text) - start <= LONGEST:
        return len(text)
    space = text.rfind(" ", start, start + LONGEST)
    return space if space > start else start + LONGEST


def _parts(text: str, matches: Iterable[re.Match], start: int, end: int) -> Parts:
    parts, place = [], start
    for match in matches:
        if match.start() > place:
            parts.append(Part(text[place : match.start()]))
        parts.append(Part(text[match.start() : match.end()], is_match=True))
        place = match.end()
    if place < end:
        parts.append(Part(text[place:end]))
    return tuple(parts)
