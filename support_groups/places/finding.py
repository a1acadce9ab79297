"""Words a visitor typed -> places. Nothing of it is sent anywhere or logged.

Which of several namesakes is meant: a town with more than 200,000 people and more than 20 times as many as the next
is certain ("Chicago"), and so is a region or country unless a town of its name is about as well known ("Washington").
Otherwise we ask, with places of the visitor’s own country first.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import dropwhile

from django.utils.translation import gettext as _

from support_groups.places import postcodes, spelling
from support_groups.places.gazetteer import CAPITAL, TIMES, Gazetteer, gazetteer
from support_groups.places.names import LONGEST, key
from support_groups.places.place import Place, PlaceKind

FAMOUS = 200_000  # people
MOST_WORDS = 12
MARKERS = {  # keys
    **dict.fromkeys(("state", "province", "region", "estado", "provincia"), PlaceKind.REGION),
    **dict.fromkeys(("country", "pais"), PlaceKind.COUNTRY),
}
FILLERS = {"de", "of", "the"}  # "Estado de Nueva York", "state of Illinois"
BEFORE = {"near", "around", "outside", "greater", "downtown", "in", "cerca", *FILLERS}  # "near Boston"
AFTER = {"area", "metro", "suburbs"}  # "Boston metro area"


@dataclass(frozen=True)
class PlaceMatches:
    """`places` is best first. When `is_certain`, the first can be used at once and the others are namesakes.

    `suggestions` are places with a name like the one typed, when none has it. `sentence` tells a person what to do or
    what was done ("We looked near Albuquerque, New Mexico."); "" when the place was certain as typed.
    """

    places: tuple[Place, ...] = ()
    is_certain: bool = False
    suggestions: tuple[Place, ...] = ()
    sentence: str = ""


def find(text: str, *, country: str = "US", limit: int = 8) -> PlaceMatches:
    """A ZIP code, town, state or country; never raises, whatever the text.

    `country` (ISO 3166-1 alpha-2) is the visitor's; `limit` bounds `places` and `suggestions`.

    >>> find("Springfield, Ill.").places[0].label, find("87102").places[0].label
    ('Springfield, Illinois', 'Albuquerque 87102, New Mexico')
    """
    typed = " ".join(text[:LONGEST].split())
    if code := postcodes.zip_in(typed):
        return _by_zip(code)
    if postcodes.is_number(typed):
        return PlaceMatches(sentence=_("A US ZIP code has five digits. Please check it, or enter the town."))
    if postcodes.is_canadian(typed):
        return PlaceMatches(sentence=_("We don’t know Canadian postal codes yet. Please enter the town."))
    words = key(typed).split()[:MOST_WORDS]
    if not words:
        return PlaceMatches(sentence=_("Please enter a ZIP code or a town."))
    if place := _zip_before_its_town(words):
        return PlaceMatches((place,), True)
    matches = _by_name(words, country, limit) or _by_name(_bare(words), country, limit)
    return matches or _by_code_or_spelling(typed, _bare(words), country, limit)


def _zip_before_its_town(words: list[str]) -> Place | None:
    """Of "02115 Boston"; a house number is never right before a town."""
    place = postcodes.place(words[0]) if len(words) > 1 and len(words[0]) == 5 else None
    return place if place and key(place.name) == " ".join(words[1:]) else None


def _bare(words: list[str]) -> list[str]:
    """Without "near" and the like; tried last, since there are places called New Boston and Bay Area."""
    first, end = 0, len(words)
    while first < end - 1 and words[first] in BEFORE:
        first += 1
    while end - 1 > first and words[end - 1] in AFTER:
        end -= 1
    return words[first:end]


def _by_zip(code: str) -> PlaceMatches:
    if place := postcodes.place(code):
        return PlaceMatches((place,), True)
    if postcodes.is_military(code):
        return PlaceMatches(sentence=_("Military mail codes aren’t on the map. Please enter the town."))
    return PlaceMatches(
        sentence=_("There is no ZIP code %(code)s. Please check it, or enter the town.") % {"code": code}
    )


def _by_name(words: list[str], country: str, limit: int) -> PlaceMatches | None:
    places = _candidates(words, country) or _marked(words, country)
    if not places:
        return None
    best, is_certain = _ranked(places, country)
    is_two_letters = len(words) == 1 and len(words[0]) == 2
    if is_two_letters and not best[0].is_area and len(best) > 1:
        is_certain = False  # as often the code of a state as the short form of a town: "LA"
    question = _("There is more than one place with that name. Which one do you mean?")
    return PlaceMatches(tuple(best[:limit]), is_certain, sentence="" if is_certain else question)


def _by_code_or_spelling(typed: str, words: list[str], country: str, limit: int) -> PlaceMatches:
    if postcodes.is_british(typed):
        return PlaceMatches(sentence=_("We don’t know British postcodes yet. Please enter the town."))
    places = _misspelled(words, country)
    if not places:
        return PlaceMatches(
            sentence=_(
                "We couldn’t find that place. Please check the spelling, or enter a ZIP code or a larger town nearby."
            )
        )
    best, is_certain = _ranked(places, country)
    best = best[:limit]
    if is_certain:
        sentence = _("We looked near %(place)s.") if not best[0].is_area else _("We looked in %(place)s.")
        return PlaceMatches(tuple(best[:1]), True, tuple(best[1:]), sentence % {"place": best[0].label})
    return PlaceMatches(
        suggestions=tuple(best), sentence=_("We couldn’t find that place. Did you mean one of these?")
    )


def _candidates(words: list[str], country: str) -> list[Place]:
    """Every place with that name; of "salem oregon", those called "salem" in Oregon."""
    for name, within in _interpretations(words, country):
        if places := _named(name, within):
            return places
    return []


def _marked(words: list[str], country: str) -> list[Place]:
    """Of "new york state" or "georgia (country)" the region or the country."""
    kinds = [MARKERS[word] for word in words if word in MARKERS]
    if not kinds:
        return []
    rest = dropwhile(FILLERS.__contains__, [word for word in words if word not in MARKERS])
    places: list[Place] = []
    for name, within in _interpretations(list(rest), country):
        places += [place for place in _named(name, within) if place.kind == kinds[0]]
    return places


def _interpretations(words: list[str], country: str) -> Iterator[tuple[str, set[int] | None]]:
    """A name, and the areas it may be in: first all words as a name, then fewer and fewer."""
    yield " ".join(words), None
    for cut in range(len(words) - 1, 0, -1):
        for within in _areas(words[cut:], country):
            yield " ".join(words[:cut]), within


def _areas(words: list[str], country: str) -> Iterator[set[int]]:
    """What "il", "illinois usa" or "england united kingdom" may be; regions of the visitor's own country first."""
    towns = gazetteer()
    numbers = set(towns.called.get(" ".join(words), ()))
    for cut in range(1, len(words)):
        numbers |= _regions(towns, " ".join(words[:cut]), " ".join(words[cut:]))
    own = {number for number in numbers if towns.areas[number].country == country}
    yield from (part for part in (own, numbers - own) if part)


def _regions(towns: Gazetteer, region: str, country: str) -> set[int]:
    """Regions with one key inside countries with another."""
    countries = {number for number in towns.called.get(country, ()) if _is_country(towns, number)}
    return {
        number
        for number in towns.called.get(region, ())
        if number not in countries and any(towns.is_within(number, within) for within in countries)
    }


def _is_country(towns: Gazetteer, number: int) -> bool:
    return towns.countries.get(towns.areas[number].country) == number


def _named(name: str, within: set[int] | None) -> list[Place]:
    """Towns and areas of this key; "salem near conway" is the one with that neighbor."""
    towns = gazetteer()
    places = [towns.town(row) for row in towns.towns(name) if _lies_within(towns, towns.area[row], within)]
    places += [
        towns.whole(number) for number in towns.called.get(name, ()) if _can_be_meant(towns, number, within)
    ]
    before, near, after = name.partition(" near ")
    if near and not places:
        return [place for place in _named(before, within) if key(place.near) == after]
    return places


def _can_be_meant(towns: Gazetteer, area: int, within: set[int] | None) -> bool:
    """An area does not lie within itself, and a region without a code is never searched as a whole."""
    others = within if within is None else within - {area}
    is_searchable = _is_country(towns, area) or bool(towns.areas[area].code)
    return is_searchable and _lies_within(towns, area, others)


def _lies_within(towns: Gazetteer, number: int, within: set[int] | None) -> bool:
    return within is None or any(towns.is_within(number, area) for area in within)


def _ranked(places: list[Place], country: str) -> tuple[list[Place], bool]:
    """The places in order, and whether the first is certain."""
    places = sorted(dict.fromkeys(places), key=lambda place: _weight(place, country), reverse=True)
    towns = [place for place in places if not place.is_area]
    areas = [place for place in places if place.is_area]
    areas.sort(key=lambda place: place.country != country)
    if not towns:
        return areas, True
    is_famous = _is_famous(towns, country)
    if not areas:
        return towns, is_famous or len(towns) == 1
    town, area = towns[0], areas[0]
    if is_famous and town.population * CAPITAL > area.population:
        return [town, *areas, *towns[1:]], True
    is_far_larger = area.population > TIMES * town.population
    if is_far_larger and _weight(area, country) > CAPITAL * _weight(town, country):
        return [*areas, *towns], True
    return places, False


def _weight(place: Place, country: str) -> int:
    return (place.population + 1) * (TIMES if place.country == country else 1)


def _is_famous(towns: list[Place], country: str) -> bool:
    others = max((_weight(town, country) for town in towns[1:]), default=0)
    return towns[0].population > FAMOUS and _weight(towns[0], country) > TIMES * others


def _misspelled(words: list[str], country: str) -> list[Place]:
    """Places with the fewest typing errors: in the name, or else in the state after it."""
    return _misspelled_name(words, country) or _misspelled_area(words)


def _misspelled_name(words: list[str], country: str) -> list[Place]:
    places: dict[int, list[Place]] = defaultdict(list)  # by number of errors
    for name, within in _interpretations(words, country):
        for errors, keys in spelling.near(name).items():
            for other in keys:
                places[errors] += _named(other, within)
    return _fewest_errors(places)


def _misspelled_area(words: list[str]) -> list[Place]:
    towns = gazetteer()
    places: dict[int, list[Place]] = defaultdict(list)
    for cut in range(1, len(words)):
        for errors, keys in spelling.near(" ".join(words[cut:])).items():
            within = {number for other in keys for number in towns.called.get(other, ())}
            if within:
                places[errors] += _named(" ".join(words[:cut]), within)
    return _fewest_errors(places)


def _fewest_errors(places: dict[int, list[Place]]) -> list[Place]:
    return next((places[errors] for errors in sorted(places) if places[errors]), [])
