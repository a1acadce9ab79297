"""Whether the columns of a place hold every word of the texts they were read from. It shares nothing with the reader."""

import re
from collections.abc import Iterable, Mapping

from support_groups.exchange.formats.addresses import countries
from support_groups.exchange.formats.addresses.keys import key

PART = re.compile(r"[,;\n|·()\[\]]")


def is_complete(texts: Iterable[str], place: Mapping[str, str]) -> bool:
    """A country or state may be there as its code.

    >>> is_complete(["Elm Hall, Akron, Ohio"], {"town": "Akron", "region": "OH", "country": "US"})
    False
    >>> is_complete(["Akron, Ohio, USA"], {"town": "Akron", "region": "OH", "country": "US"})
    True
    """
    held = _words(" ".join(place.values()))
    joined = "".join(key(" ".join(place.values())).split())
    for part in (part for text in texts for part in PART.split(text)):
        rest = " ".join(word for word in key(part).split() if word not in held)
        if rest and not _is_code_of(rest, place) and rest.replace(" ", "") not in joined:
            return False
    return True


def _words(text: str) -> set[str]:
    return set(key(text).split())


def _is_code_of(text: str, place: Mapping[str, str]) -> bool:
    country, words = place.get("country", ""), text.split()
    for cut in range(len(words) + 1):
        region, last = " ".join(words[:cut]), " ".join(words[cut:])
        is_region = not region or (
            bool(country) and countries.region_in(region, country) == place.get("region")
        )
        if is_region and (not last or country in countries.countries_named(last)):
            return True
    return False
