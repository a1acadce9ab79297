"""Two ways of writing one town or one street."""

import re

from support_groups.exchange.formats.addresses.keys import key
from support_groups.places.gazetteer import gazetteer

LONG = {
    "street": "saint",  # both are "st", which is "saint" in a key
    "ave": "avenue", "av": "avenue", "rd": "road", "blvd": "boulevard", "dr": "drive", "ln": "lane", "ct": "court",
    "pl": "place", "pkwy": "parkway", "hwy": "highway", "rte": "route", "ter": "terrace", "cir": "circle", "sq": "square",
    "n": "north", "s": "south", "e": "east", "w": "west", "ne": "northeast", "nw": "northwest", "se": "southeast",
    "sw": "southwest", "str": "strasse",
}  # fmt: skip


def same_town(one: str, other: str) -> bool:
    """
    >>> same_town("New York City", "New York"), same_town("Akron", "Dayton")
    (True, False)
    """
    rows = gazetteer().towns
    return key(one) == key(other) or bool(set(rows(key(one))) & set(rows(key(other))))


def same_street(one: str, other: str) -> bool:
    """Whether they have the same words, or one has all words of the other.

    >>> same_street("5 N Elm St", "5 North Elm Street"), same_street("5 Elm St, Rear", "5 Elm Street"), same_street("5 Elm", "6 Elm")
    (True, True, False)
    """
    words, others = _words(one), _words(other)
    return words <= others or others <= words


def _words(street: str) -> set[str]:
    parts = re.findall(r"\w+", key(street))
    return {LONG.get(word, word) for word in parts}
