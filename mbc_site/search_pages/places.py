"""Words that name a place: whoever types them here looks for a group, which the finder finds by distance."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from support_groups import places

LONGEST = 60  # characters of a place that somebody types
ZIP = re.compile(r"\d{5}(-\d{4})?")
TOWN_AND_STATE = re.compile(r"[^\d,]{2,40},\s*[^\W\d_]{2}\.?")  # Akron, OH


@dataclass(frozen=True)
class PlaceHint:
    label: str
    address: str  # of the finder, with the place filled in


def looks_like_place(words: str) -> bool:
    """From the letters alone.

    >>> [looks_like_place(words) for words in ("44301", "Akron, OH", "akron, oh", "Akron", "bones, liver")]
    [True, True, True, False, False]
    """
    return bool(ZIP.fullmatch(words) or TOWN_AND_STATE.fullmatch(words))


def place_hint(words: str) -> PlaceHint | None:
    """None unless it is certain which place these words name."""
    found = places.find(words) if len(words) <= LONGEST else places.PlaceMatches()
    if not found.is_certain:
        return None
    address = f"{reverse('support_groups:finder')}?{urlencode({'place': words})}"
    return PlaceHint(found.places[0].label, address)
