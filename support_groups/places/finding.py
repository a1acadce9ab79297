"""Words a visitor typed -> places. Nothing of it is sent anywhere or logged.

Which of several namesakes is meant: a town with more than 200,000 people and more than 20 times as many as the next
is certain ("Chicago"), and so is a region or country unless a town of its name is about as well known ("Washington").
Otherwise the visitor is asked, her own country's places first.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from support_groups.places import postcodes, spelling
from support_groups.places.gazetteer import CAPITAL, TIMES, Gazetteer, gazetteer
from support_groups.places.names import LONGEST, key
from support_groups.places.place import Kind, Place

FAMOUS = 200_000  # people
MOST_WORDS = 12
MARKERS = {  # keys
    **dict.fromkeys(("state", "province", "region", "estado", "provincia"), Kind.REGION),
    **dict.fromkeys(("country", "pais"), Kind.COUNTRY),
}
FILLERS = {"de", "of", "the"}  # "Estado de Nueva York", "state of Illinois"
BEFORE = {"near", "around", "outside", "greater", "downtown", "in", "cerca", *FILLERS}  # "near Boston"
AFTER = {"area", "metro", "suburbs"}  # "Boston metro area"


@dataclass(frozen=True)
class Found:
    """`places` is best first. When `is_certain`, the first can be used at once and the others are namesakes.

    `suggestions` are places with a name like the one typed, when none has it. `sentence` tells a person what to do or
    what was done ("We looked near Albuquerque, New Mexico."); "" when the place was certain as typed.
    """

    places: tuple[Place, ...] = ()
    is_certain: bool = False
    suggestions: tuple[Place, ...] = ()
    sentence: str = ""


def find(text: str, *, country: str = "US", limit: int = 8) -> Found:
    """A ZIP code, town, state or country; never raises, whatever the text.

    `country` (ISO 3166-1 alpha-2) is the visitor's; `limit` bounds `places` and `suggestions`.

    >>> find("Springfield, Ill.").places[0].label, find("87102").places[0].label
    ('Springfield, Illinois', 'Albuquerque 87102, New Mexico')
    """
    typed = " ".join(text[:LONGEST].split())
    if code := postcodes.zip_in(typed):
        return _by_zip(code)
    if postcodes.is_number(typed):
        return Found(sentence=_("A US ZIP code has five digits. Please check it, or give the town."))
    if postcodes.is_canadian(typed):
        return Found(sentence=_("We do not know Canadian postal codes yet. Please give the town."))
    words = key(typed).split()[:MOST_WORDS]
    if not words:
        return Found(sentence=_("Please give a ZIP code or a town."))
    if place := _zip_before_its_town(words):
        return Found((place,), True)
    found = _by_name(words, country, limit) or _by_name(_bare(words), country, limit)
    return found or _by_code_or_spelling(typed, _bare(words), country, limit)


def _zip_before_its_town(words: list[str]) -> Place | None:
    """Of "02115 Boston"; the number of a house is not before a town."""
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


def _by_zip(code: str) -> Found:
    if place := postcodes.place(code):
        return Found((place,), True)
    if postcodes.is_military(code):
        return Found(sentence=_("Military mail codes have no place on the map. Please give the town."))
    return Found(
        sentence=_("There is no ZIP code %(code)s. Please check it, or give the town.") % {"code": code}
    )


def _by_name(words: list[str], country: str, limit: int) -> Found | None:
    for meant in (_candidates(words, country), _marked(words, country)):
        if places := list(meant):
            best, is_certain = _ranked(places, country)
            # Two letters are as often the code of a state as the short form of a town: "LA".
            is_certain = is_certain and not (
                len(words) == 1 and len(words[0]) == 2 and not best[0].is_area and len(best) > 1
            )
            question = _("There is more than one place with that name. Which one do you mean?")
            return Found(tuple(best[:limit]), is_certain, sentence="" if is_certain else question)
    return None


def _by_code_or_spelling(typed: str, words: list[str], country: str, limit: int) -> Found:
    if postcodes.is_british(typed):
        return Found(sentence=_("We do not know British postcodes yet. Please give the town."))
    alike = _alike(words, country)
    if not alike:
        return Found(
            sentence=_(
                "We could not find that place. Please check the spelling, or give a ZIP code or a larger town nearby."
            )
        )
    best, is_certain = _ranked(alike, country)
    best = best[:limit]
    if is_certain:
        sentence = _("We looked near %(place)s.") if not best[0].is_area else _("We looked in %(place)s.")
        return Found(tuple(best[:1]), True, tuple(best[1:]), sentence % {"place": best[0].label})
    return Found(
        suggestions=tuple(best), sentence=_("We could not find that place. Did you mean one of these?")
    )


def _candidates(words: list[str], country: str) -> list[Place]:
    """Every place with that name; of "salem oregon", those called "salem" in Oregon."""
    for name, within in _readings(words, country):
        if places := _named(name, within):
            return places
    return []


def _marked(words: list[str], country: str) -> list[Place]:
    """Of "new york state" or "georgia (country)" the region or the country."""
    kinds = [MARKERS[word] for word in words if word in MARKERS]
    if not kinds:
        return []
    rest = [word for word in words if word not in MARKERS]
    while rest and rest[0] in FILLERS:
        del rest[0]
    found: Callable[[], Iterable[Place]] = lambda: (  # noqa: E731
        place
        for name, within in _readings(rest, country)
        for place in _named(name, within)
        if place.kind == kinds[0]
    )
    first = next(iter(found()), None)
    return [] if first is None else [place for place in found() if place.kind == kinds[0]]


def _readings(words: list[str], country: str) -> Iterator[tuple[str, set[int] | None]]:
    """A name, and the areas it may lie in: first all words as a name, then fewer and fewer."""
    yield " ".join(words), None
    for cut in range(len(words) - 1, 0, -1):
        for within in _areas(words[cut:], country):
            yield " ".join(words[:cut]), within


def _areas(words: list[str], country: str) -> Iterator[set[int]]:
    """What "il", "illinois usa" or "england united kingdom" may be; regions of the visitor's own country first."""
    towns = gazetteer()
    numbers = set(towns.called.get(" ".join(words), ()))
    for cut in range(1, len(words)):
        countries = [
            number for number in towns.called.get(" ".join(words[cut:]), ()) if _is_country(towns, number)
        ]
        regions = towns.called.get(" ".join(words[:cut]), ())
        numbers |= {
            number
            for number in regions
            if number not in countries and any(towns.is_within(number, wanted) for wanted in countries)
        }
    own = {number for number in numbers if towns.areas[number].country == country}
    yield from (part for part in (own, numbers - own) if part)


def _is_country(towns: Gazetteer, number: int) -> bool:
    return towns.countries.get(towns.areas[number].country) == number


def _named(name: str, within: set[int] | None) -> list[Place]:
    """Towns and areas of this key; "salem near conway" is the one with that neighbor."""
    towns = gazetteer()

    def is_wanted(number: int, itself: Collection[int] = ()) -> bool:
        return within is None or any(towns.is_within(number, wanted) for wanted in within.difference(itself))

    places = [towns.town(row) for row in towns.towns(name) if is_wanted(towns.area[row])]
    for number in towns.called.get(name, ()):
        can_be_meant = _is_country(towns, number) or towns.areas[number].code
        if can_be_meant and is_wanted(number, {number}):
            places.append(towns.whole(number))
    before, near, after = name.partition(" near ")
    if near and not places:
        return [place for place in _named(before, within) if key(place.near) == after]
    return places


def _ranked(places: list[Place], country: str) -> tuple[list[Place], bool]:
    """The places in order, and whether the first is certain."""

    def weight(place: Place) -> int:
        return (place.population + 1) * (TIMES if place.country == country else 1)

    places = sorted(dict.fromkeys(places), key=weight, reverse=True)
    towns = [place for place in places if not place.is_area]
    areas = sorted((place for place in places if place.is_area), key=lambda place: place.country != country)
    if not areas:
        return places, _is_famous(towns, weight) or len(towns) == 1
    if towns and _is_famous(towns, weight) and towns[0].population * CAPITAL > areas[0].population:
        return [towns[0], *areas, *towns[1:]], True
    is_far_larger = not towns or areas[0].population > TIMES * towns[0].population
    if is_far_larger and (not towns or weight(areas[0]) > CAPITAL * weight(towns[0])):
        return [*areas, *towns], True
    return places, False


def _is_famous(towns: list[Place], weight: Callable[[Place], int]) -> bool:
    others = max(map(weight, towns[1:]), default=0)
    return towns[0].population > FAMOUS and weight(towns[0]) > TIMES * others


def _alike(words: list[str], country: str) -> list[Place]:
    """Places at the smallest number of slips from the words: in the name, or in the state after it."""
    found: dict[int, list[Place]] = {}
    for name, within in _readings(words, country):
        for slips, keys in spelling.near(name).items():
            found.setdefault(slips, []).extend(place for other in keys for place in _named(other, within))
    if any(found.values()):
        return next(found[slips] for slips in sorted(found) if found[slips])
    towns = gazetteer()
    for cut in range(1, len(words)):
        for slips, keys in spelling.near(" ".join(words[cut:])).items():
            within = {number for other in keys for number in towns.called.get(other, ())}
            found.setdefault(slips, []).extend(_named(" ".join(words[:cut]), within) if within else ())
    return next((found[slips] for slips in sorted(found) if found[slips]), [])
