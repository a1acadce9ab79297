"""Words that look like the name of a place and may well mean another: what to offer instead of choosing."""

from collections.abc import Sequence
from itertools import dropwhile

from support_groups.places import spelling
from support_groups.places.naming import FILLERS, named
from support_groups.places.place import Place, PlaceKind

KNOWN = 20_000  # people of a place at home that may be meant by a name one letter away: Pueblo, for Puebla
COMPASS = set(
    """north south east west northern southern eastern western northeast northwest southeast southwest northeastern
    northwestern southeastern southwestern ne nw se sw central middle mid upper lower upstate downstate rural coastal
    norte sur este oeste oriental occidental noreste noroeste sureste suroeste centro""".split()
)
WIDER_THAN_A_COUNTRY = {  # keys; some are villages, too
    *(
        "africa",
        "asia",
        "europe",
        "europa",
        "middle east",
        "medio oriente",
        "oriente medio",
        "caribbean",
        "caribe",
    ),
    *(
        "america latina",
        "latin america",
        "latinoamerica",
        "central america",
        "centroamerica",
        "america central",
    ),
    *("north america", "norteamerica", "south america", "sudamerica", "america del sur"),
}
WIDE = {PlaceKind.REGION, PlaceKind.COUNTRY}


def parts_of(words: Sequence[str], country: str) -> tuple[Place, ...]:
    """Of "west texas" Texas, and the towns that have the name too (West, Texas); () if it is no part of a state.

    A part of a state that we know by its name is none of these, nor is a state ("west virginia") or a town of some size
    ("west new york").
    """
    start = next((at for at, word in enumerate(words) if word not in COMPASS), len(words))
    if not 0 < start < len(words):
        return ()
    rest = list(dropwhile(FILLERS.__contains__, words[start:]))
    wide = [place for place in named(rest, country).places if place.kind in WIDE]
    whole = sorted(wide, key=lambda place: place.country != country)  # the state of Georgia first
    called = named(list(words), country).places
    if not whole or any(place.is_area or place.population >= KNOWN for place in called):
        return ()
    return (*whole, *called)


def nearly_at_home(words: Sequence[str], country: str) -> tuple[Place, ...]:
    """Places at home of some size whose name is one letter away, largest first."""
    keys = spelling.near(" ".join(words)).get(1, ())
    found = {
        place
        for key in keys
        for place in named(key.split(), country).places
        if place.country == country and place.population >= KNOWN
    }
    return tuple(sorted(found, key=lambda place: -place.population))
