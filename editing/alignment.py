"""Which tokens of two texts belong together. Pure, and never quadratic in the length of a text.

`difflib` needs minutes for a text that was rewritten from end to end. This is patience diff (Bram Cohen, 2010): what
occurs once in both texts and in the same order is an anchor; between two anchors the same is done again, with shorter
pieces. What has no anchor is compared token by token (Myers, "An O(ND) difference algorithm", 1986) as long as
few tokens differ, and counts as replaced otherwise.
"""

import math
from bisect import bisect_left
from collections.abc import Hashable, Sequence
from typing import NamedTuple

MOST_DIFFERENCES = 64  # of one gap, so that a text of n tokens takes some 30 n steps at most


class Level(NamedTuple):
    """How many items an anchor has, and in which gaps: in a large one, a single word that both have means nothing."""

    size: int
    largest_gap: float = math.inf


WORDS = (
    Level(7),
    Level(3),
    Level(3),
    Level(1, 600),
    Level(1, 600),
)  # seven tokens: four words and three spaces
PARAGRAPHS = (Level(1), Level(1))


class Match(NamedTuple):
    """`size` equal items, from `before[start]` and `after[other]` on."""

    start: int
    other: int
    size: int


class Gap(NamedTuple):
    """`before[start:end]` and `after[other:other_end]`."""

    start: int
    end: int
    other: int
    other_end: int

    @property
    def size(self) -> int:
        return self.end - self.start + self.other_end - self.other


def matches(
    before: Sequence[Hashable], after: Sequence[Hashable], levels: Sequence[Level] = WORDS
) -> list[Match]:
    """In order and without overlap.

    >>> matches("the bones ache".split(), "the old bones ache".split())
    [Match(start=0, other=0, size=1), Match(start=1, other=2, size=2)]
    """
    found: list[Match] = []
    gaps = [(Gap(0, len(before), 0, len(after)), 0)]
    while gaps:
        gap, depth = gaps.pop()
        head, gap, tail = _trimmed(before, after, gap)
        if gap.start == gap.end or gap.other == gap.other_end:
            inside = []
        elif depth == len(levels):
            inside = _few_differences(before, after, gap)
        else:
            inside = _anchors(before, after, gap, levels[depth])
            gaps += [(between, depth + 1) for between in _between(gap, inside)]
        found += [match for match in (head, *inside, tail) if match.size]
    return sorted(found)


def _trimmed(before, after, gap: Gap) -> tuple[Match, Gap, Match]:
    """Without what both begin and end with."""
    start, end, other, other_end = gap
    while start < end and other < other_end and before[start] == after[other]:
        start, other = start + 1, other + 1
    while start < end and other < other_end and before[end - 1] == after[other_end - 1]:
        end, other_end = end - 1, other_end - 1
    head = Match(gap.start, gap.other, start - gap.start)
    return head, Gap(start, end, other, other_end), Match(end, other_end, gap.end - end)


def _anchors(before, after, gap: Gap, level: Level) -> list[Match]:
    """What occurs once on both sides, in an order that both have, each made as long as possible."""
    size = level.size
    if gap.size > level.largest_gap:
        return []
    ours = _unique(before, gap.start, gap.end, size)
    theirs = _unique(after, gap.other, gap.other_end, size)
    pairs = [(start, theirs[shingle]) for shingle, start in ours.items() if shingle in theirs]
    anchors: list[Match] = []
    for start, other in _longest_rising(pairs):
        last = anchors[-1] if anchors else Match(0, 0, 0)
        if start >= last.start + last.size and other >= last.other + last.size:
            anchors.append(_extended(before, after, gap, start, other, size))
    return anchors


def _unique(items, start: int, end: int, size: int) -> dict[Hashable, int]:
    """What occurs once -> its place, in order."""
    places: dict[Hashable, int] = {}
    for place in range(start, end - size + 1):
        shingle = tuple(items[place : place + size])
        places[shingle] = -1 if shingle in places else place
    return {shingle: place for shingle, place in places.items() if place >= 0}


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of the pairs, which rise by their first number, in which the second rises too."""
    tails: list[int] = []
    chain: list[tuple] = []  # by length: its last pair, and the chain before it
    for pair in pairs:
        length = bisect_left(tails, pair[1])
        link = (pair, chain[length - 1] if length else None)
        if length == len(tails):
            tails.append(pair[1])
            chain.append(link)
        else:
            tails[length], chain[length] = pair[1], link
    rising, link = [], chain[-1] if chain else None
    while link:
        rising.append(link[0])
        link = link[1]
    return rising[::-1]


def _extended(before, after, gap: Gap, start: int, other: int, size: int) -> Match:
    while (
        start + size < gap.end
        and other + size < gap.other_end
        and before[start + size] == after[other + size]
    ):
        size += 1
    return Match(start, other, size)


def _between(gap: Gap, anchors: list[Match]) -> list[Gap]:
    start, other = gap.start, gap.other
    gaps = []
    for anchor in anchors:
        gaps.append(Gap(start, anchor.start, other, anchor.other))
        start, other = anchor.start + anchor.size, anchor.other + anchor.size
    return [*gaps, Gap(start, gap.end, other, gap.other_end)]


def _few_differences(before, after, gap: Gap) -> list[Match]:
    """The longest common subsequence, or nothing if more than MOST_DIFFERENCES tokens differ."""
    length, other_length = gap.end - gap.start, gap.other_end - gap.other
    if abs(length - other_length) > MOST_DIFFERENCES:
        return []
    furthest = {1: 0}
    trace = []
    for differences in range(min(length + other_length, MOST_DIFFERENCES) + 1):
        trace.append(furthest.copy())
        for diagonal in range(-differences, differences + 1, 2):
            x = _next_step(furthest, diagonal, differences)
            y = x - diagonal
            while x < length and y < other_length and before[gap.start + x] == after[gap.other + y]:
                x, y = x + 1, y + 1
            furthest[diagonal] = x
            if x >= length and y >= other_length:
                return _steps_back(trace, gap)
    return []


def _next_step(furthest: dict[int, int], diagonal: int, differences: int) -> int:
    if _goes_down(furthest, diagonal, differences):
        return furthest[diagonal + 1]
    return furthest[diagonal - 1] + 1


def _goes_down(furthest: dict[int, int], diagonal: int, differences: int) -> bool:
    if abs(diagonal) == differences:
        return diagonal < 0 or differences == 0
    return furthest[diagonal - 1] < furthest[diagonal + 1]


def _steps_back(trace: list[dict[int, int]], gap: Gap) -> list[Match]:
    x, y = gap.end - gap.start, gap.other_end - gap.other
    found = []
    for differences in range(len(trace) - 1, -1, -1):
        furthest, diagonal = trace[differences], x - y
        begin = _next_step(furthest, diagonal, differences)
        if x > begin:
            found.append(Match(gap.start + begin, gap.other + begin - diagonal, x - begin))
        is_added = _goes_down(furthest, diagonal, differences)
        x, y = (begin, begin - diagonal - 1) if is_added else (begin - 1, begin - diagonal)
    return found
