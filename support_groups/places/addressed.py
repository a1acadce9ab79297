"""The town in a longer text: of a street address, or one named with its county."""

from support_groups.places.names import key
from support_groups.places.naming import Named, named
from support_groups.places.written import tails

MOST_WORDS = 12


def town_of_address(typed: str, country: str) -> Named:
    """The places at the end of an address. Without a street before it, its state must be named too."""
    if found := _in_county(typed, country):
        return found
    for tail in tails(typed):
        if found := _in_county(tail.text, country):
            return found
        found = _named(tail.text, country)
        if found and (tail.is_after_street or (found.is_placed and not found.places[0].is_area)):
            return found
    return Named()


def _in_county(typed: str, country: str) -> Named:
    """Of "Akron, Summit County, Ohio" the town, if it is in that county."""
    first, *rest = (part.strip() for part in typed.split(",") if part.strip())
    counties = [place for place in _named(", ".join(rest), country).places if place.boxes]
    if not counties:
        return Named()
    found = _named(", ".join([first, *rest[1:]]), country).places
    inside = [place for place in found if any(place in box for county in counties for box in county.boxes)]
    return Named(tuple(inside), bool(inside))


def _named(text: str, country: str) -> Named:
    return named(key(text).split()[:MOST_WORDS], country)
