"""The town in a street address: what may stand after the street. The house number is never a ZIP code."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

STREETS = set(
    """street st avenue ave av road rd boulevard blvd drive dr lane ln court ct place pl way parkway pkwy highway hwy
    terrace ter circle cir square sq pike trail trl close crescent cres gardens row mews plaza alley loop route rte
    broadway walk hill quay calle avenida rue box""".split()
)
UNITS = set("apartment apt suite ste unit floor fl room rm building bldg # piso depto".split())
DIRECTIONS = set("n s e w ne nw se sw north south east west".split())
SEPARATOR = re.compile(r"[,;|]")


@dataclass(frozen=True)
class Tail:
    """The end of an address. `is_after_street`: a house number or street stands before it, so that it begins the town."""

    text: str
    is_after_street: bool


def tails(text: str) -> Iterator[Tail]:
    """What may be the town and more, the longest first.

    >>> [tail.text for tail in tails("1600 Elm St Apt 5, Akron, OH")]
    ['Akron, OH', 'OH']
    >>> [tail.text for tail in tails("12 St James Street Guildford")]
    ['James Street Guildford', 'Guildford', 'St James Street Guildford', 'James Street Guildford', 'Street Guildford', 'Guildford']
    """
    parts = [part.strip() for part in SEPARATOR.split(text) if part.strip()]
    dropped: list[str] = []
    for at, part in enumerate(parts):
        rest = parts[at + 1 :]
        if at:
            yield Tail(", ".join(parts[at:]), _has_street(dropped))
        for words in _after_street(part.split()):
            yield Tail(", ".join([" ".join(words), *rest]), True)
        dropped += part.split()
    words = text.split()
    if words and words[0][0].isdigit():
        yield from (Tail(" ".join(words[start:]), False) for start in range(1, len(words)))


def _plain(word: str) -> str:
    return word.strip(".,").casefold()


def _has_street(words: list[str]) -> bool:
    return any(_plain(word) in STREETS or word[0].isdigit() for word in words)


def _after_street(words: list[str]) -> Iterator[list[str]]:
    """Of one part that begins with a number, what stands after each word for a street; "10115 Berlin" has none."""
    if not words or not any(letter.isdigit() for letter in words[0]):
        return
    streets = [at for at, word in enumerate(words) if at and _plain(word) in STREETS]
    if not streets and len(words) > 1:
        streets = [0]
    for at in streets:
        rest = words[at + 1 :]
        while rest:
            yield rest  # with "North" too: North Adams
            if _plain(rest[0]) not in DIRECTIONS | UNITS and not any(letter.isdigit() for letter in rest[0]):
                break
            rest = rest[2:] if _plain(rest[0]) in UNITS else rest[1:]
