"""Which places have a name: towns, areas and districts, alone ("salem") or within others ("salem oregon")."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import dropwhile

from support_groups.places import spelling
from support_groups.places.districts import districts
from support_groups.places.gazetteer import Gazetteer, gazetteer
from support_groups.places.names import key
from support_groups.places.place import Place, PlaceKind

MUCH_LARGER = 10  # a county with so many times the people of a town may be meant without the word "county"
MARKERS = {  # keys
    **dict.fromkeys(
        ("state", "province", "territory", "region", "estado", "provincia", "territorio"), PlaceKind.REGION
    ),
    **dict.fromkeys(("country", "pais"), PlaceKind.COUNTRY),
}
COUNTY = {"county", "condado"}
WIDE = {PlaceKind.REGION, PlaceKind.COUNTRY}
FILLERS = {"de", "of", "the", "del"}  # "Estado de Nueva York", "county of Los Angeles"


@dataclass(frozen=True)
class Named:
    """Places of one name. `is_placed`: the words say in which region or foreign country, so that abroad is no guess.

    `is_vague`: size can't decide. It is a name that several known regions share ("Tri-State"), the code of a region
    abroad that is one of a state at home too, or a county without the word that towns have as their name ("Westchester").
    """

    places: tuple[Place, ...] = ()
    is_placed: bool = False
    is_vague: bool = False

    def __bool__(self) -> bool:
        return bool(self.places)


@dataclass(frozen=True)
class Reading:
    """A name, and the areas (by number) it must be in; None if the words name none."""

    name: str
    within: frozenset[int] | None
    is_placed: bool


def named(words: list[str], country: str) -> Named:
    """Every place with that name; of "salem oregon", those called "salem" in Oregon."""
    if not words:
        return Named()
    for reading in _readings(words, country):
        if places := _called(reading.name, reading.within):
            is_doubtful = reading.within is not None and not reading.is_placed
            is_shared = reading.within is None and reading.name in districts().shared
            is_placed = reading.is_placed and not _is_home(reading.within, country)
            return Named(tuple(places), is_placed, is_doubtful or is_shared)
        if counties := _counties(reading.name, reading.within):
            return Named(tuple(counties), reading.is_placed)
    return _marked(words, country) or _county(words, country)


def with_counties(found: Named, words: list[str], country: str) -> Named:
    """With the counties at home that have the name of the places found, and so many more people that they may be meant.

    They alone are what is meant at home if no town there has the name (Marin).
    """
    at_home = [place for place in found.places if place.country == country]
    if (
        found.is_placed
        or any(place.is_area for place in at_home)
        or any(p.kind in WIDE for p in found.places)
    ):
        return found
    largest = max((place.population for place in at_home), default=0)
    counties = [
        place
        for place in _counties(" ".join(words), None)
        if place.country == country and place.population > MUCH_LARGER * largest
    ]
    return Named((*found.places, *counties), is_vague=bool(at_home)) if counties else found


def misspelled(words: list[str], country: str) -> Named:
    """Places with the fewest typing errors: in the name, or else in the state after it."""
    return _misspelled_name(words, country) or _misspelled_area(words, country)


def _marked(words: list[str], country: str) -> Named:
    """Of "new york state" or "georgia (country)" the region or the country."""
    kinds = [MARKERS[word] for word in words if word in MARKERS]
    if not kinds:
        return Named()
    rest = dropwhile(FILLERS.__contains__, [word for word in words if word not in MARKERS])
    places: list[Place] = []
    for reading in _readings(list(rest), country):
        found = _called(reading.name, reading.within)
        places += [place for place in found if place.kind == kinds[0]]
    return Named(tuple(places), True)


def _county(words: list[str], country: str) -> Named:
    """Of "condado de orange" or "orange co ca" the counties."""
    if words[0] in COUNTY:
        rest = list(dropwhile(FILLERS.__contains__, words[1:]))
        ends = range(len(rest), 0, -1)
        tries = [[*rest[:end], "county", *rest[end:]] for end in ends]
    else:
        tries = [
            [*words[:at], "county", *words[at + 1 :]] for at, word in enumerate(words) if at and word == "co"
        ]
    for words_tried in tries:
        for reading in _readings(words_tried, country):
            if places := _called(reading.name, reading.within):
                return Named(tuple(places), reading.is_placed)
    return Named()


def _readings(words: list[str], country: str) -> Iterator[Reading]:
    """First all words as a name, then fewer and fewer."""
    yield Reading(" ".join(words), None, False)
    for cut in range(len(words) - 1, 0, -1):
        for within, is_placed in _areas(words[cut:], country):
            yield Reading(" ".join(words[:cut]), within, is_placed)


def _areas(words: list[str], country: str) -> Iterator[tuple[frozenset[int], bool]]:
    """What "il", "illinois usa" or "england united kingdom" may be, and whether the words leave no doubt.

    Regions of the visitor's own country come first, then countries. A region abroad with the name of one at home (the
    WA of Perth) is doubtful.
    """
    towns = gazetteer()
    numbers = set(towns.called.get(" ".join(words), ()))
    for cut in range(1, len(words)):
        numbers |= _regions(towns, " ".join(words[:cut]), " ".join(words[cut:]))
    own = frozenset(number for number in numbers if towns.areas[number].country == country)
    countries = frozenset(number for number in numbers - own if _is_country(towns, number))
    regions = frozenset(numbers - own - countries)
    if own:
        yield own, True
        yield from ((part, is_clear) for part, is_clear in ((countries, True), (regions, False)) if part)
    elif numbers:
        yield countries | regions, True


def _regions(towns: Gazetteer, region: str, country: str) -> set[int]:
    """Regions with one key inside countries with another."""
    countries = {number for number in towns.called.get(country, ()) if _is_country(towns, number)}
    return {
        number
        for number in towns.called.get(region, ())
        if number not in countries and any(towns.is_within(number, within) for within in countries)
    }


def _is_home(within: frozenset[int] | None, country: str) -> bool:
    """Whether the words name only the visitor's own country, which does not say which of the places there is meant."""
    return within == {gazetteer().countries.get(country)}


def _is_country(towns: Gazetteer, number: int) -> bool:
    return towns.countries.get(towns.areas[number].country) == number


def _called(name: str, within: frozenset[int] | None) -> list[Place]:
    """Towns, areas and districts of this key; "salem near conway" is the one with that neighbor."""
    towns = gazetteer()
    places = [towns.town(row) for row in towns.towns(name) if _lies_within(towns, [towns.area[row]], within)]
    places += [
        towns.whole(number) for number in towns.called.get(name, ()) if _can_be_meant(towns, number, within)
    ]
    places += [
        districts().place(row)
        for row in districts().rows(name)
        if _lies_within(towns, districts().within[row], within)
    ]
    before, near, after = name.partition(" near ")
    if near and not places:
        return [place for place in _called(before, within) if key(place.near) == after]
    return places


def _counties(name: str, within: frozenset[int] | None) -> list[Place]:
    """Counties whose name was typed without the word "county"."""
    rows = districts().counties.get(name, ())
    return [
        districts().place(row) for row in rows if _lies_within(gazetteer(), districts().within[row], within)
    ]


def _can_be_meant(towns: Gazetteer, area: int, within: frozenset[int] | None) -> bool:
    """An area does not lie within itself, and a region without a code is never searched as a whole."""
    others = within if within is None else within - {area}
    is_searchable = _is_country(towns, area) or bool(towns.areas[area].code)
    return is_searchable and _lies_within(towns, [area], others)


def _lies_within(towns: Gazetteer, numbers: list[int], within: frozenset[int] | None) -> bool:
    return within is None or any(towns.is_within(number, area) for area in within for number in numbers)


def _misspelled_name(words: list[str], country: str) -> Named:
    found: dict[int, list[Place]] = defaultdict(list)  # by number of errors
    placed = set()
    for reading in _readings(words, country):
        for errors, keys in spelling.near(reading.name).items():
            for other in keys:
                places = _called(other, reading.within)
                found[errors] += places
                placed |= set(places) if reading.is_placed else set()
    return _fewest_errors(found, placed, country)


def _misspelled_area(words: list[str], country: str) -> Named:
    towns = gazetteer()
    found: dict[int, list[Place]] = defaultdict(list)
    for cut in range(1, len(words)):
        for errors, keys in spelling.near(" ".join(words[cut:])).items():
            within = frozenset(number for other in keys for number in towns.called.get(other, ()))
            if within:
                found[errors] += _called(" ".join(words[:cut]), within)
    return _fewest_errors(found, set(), country)


def _fewest_errors(found: dict[int, list[Place]], placed: set[Place], country: str) -> Named:
    """Those with the fewest errors at home, and those abroad: one error less does not make a place abroad certain."""
    places: list[Place] = []
    for is_at_home in (True, False):
        parts = [
            [p for p in found[errors] if (p.country == country) == is_at_home] for errors in sorted(found)
        ]
        places += next(filter(None, parts), [])
    return Named(tuple(places), bool(places) and placed.issuperset(places))
