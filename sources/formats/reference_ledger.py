"""The words of a printed reference that its item does not have: a second look that shares no code with the readers."""

import re
from collections.abc import Mapping
from typing import Any

from sources.formats.ledger import missing_words
from sources.formats.reference_dates import DATE

# Words that say what stands beside them. Months become numbers, ordinals editions.
FURNITURE = frozenset(
    """
    a an by for from in of on to und with ed eds edn edition editor editors edited dir hrsg trans translated
    p pages pg page volume issue number nr art article no vol v ser series iss
    jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september october
    november december spring summer autumn fall winter date nd n.d
    presented paper poster abstract at conference meeting annual held dissertation thesis doctoral master masters phd msc
    unpublished internet online serial web website page version preprint published first ahead epub available accessed
    retrieved cited updated last modified author authors corporate journal magazine newspaper book report accepted press
    am pm st rd th
    """.split()
)
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
YEAR = re.compile(r"c?(\d{4})[a-z]?")  # of a copyright, or the first of several of one year
ONLINE = re.compile(
    rf"\b(?:online|ahead of print)(?: first| ahead of print)?[:,]? ?(?:on )?{DATE}", re.IGNORECASE
)  # AMA prints it only while there is no issue
SHORTEST = 3  # letters; shorter words are initials, or only join what stands around them


def words_not_taken(core: str, item: Mapping[str, Any]) -> list[str]:
    """
    `core`: the reference without its number, identifiers, addresses and dates of access.

    >>> item = {"type": "webpage", "title": "Bone pain", "issued": {"date-parts": [[2017, 12, 5]]}}
    >>> words_not_taken("Doe J. Bone pain. Presented at: Bone Week; December 5, 2017; Ohio. Abstract 47.", item)
    ['doe', 'week', 'ohio', '47']
    """
    numbers = re.findall(r"\d+", str(list(item.values())))
    return [word for word in missing_words(ONLINE.sub(" ", core), item) if not _is_furniture(word, numbers)]


def _is_furniture(word: str, numbers: list[str]) -> bool:
    if word.isdecimal():
        return any(number.endswith(word) for number in numbers)  # 2408-17 became 2408-2417
    if year := YEAR.fullmatch(word):
        return year[1] in numbers
    is_short = word.isalpha() and len(word) < SHORTEST
    return is_short or word in FURNITURE or bool(ORDINAL.fullmatch(word))
