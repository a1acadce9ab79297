"""What offline data know of towns: in which countries one of a name is, and how well the parts of an address agree."""

import re
from dataclasses import dataclass
from functools import lru_cache

from support_groups.exchange.formats.addresses import british, countries, italian, postcodes
from support_groups.exchange.formats.addresses.keys import key
from support_groups.places.gazetteer import gazetteer

DISTRICT = re.compile(
    r"\s+(?:\d{1,2}[A-Z]?|\d{1,2}(?:er|e|ème)|D\.?\s?F\.?|C\.?A\.?B\.?A\.?|CEDEX(?: \d+)?)$", re.IGNORECASE
)
MOST_SURE = 3  # countries with one form of postcode, which alone says which they may be
NAMED, UNIQUE = 2, 3  # points for a country or region that is named, and for parts that confirm each other


@dataclass(frozen=True)
class Hints:
    """What is known beside the text. `chosen` is the country that a person chose for rows that name none; `near` are
    the countries around the row's coordinates."""

    town: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""
    chosen: str = ""
    near: frozenset[str] = frozenset()


def without_district(town: str) -> str:
    """
    >>> without_district("Dublin 4"), without_district("Paris 11e"), without_district("Akron")
    ('Dublin', 'Paris', 'Akron')
    """
    return DISTRICT.sub("", town)


@lru_cache(maxsize=4096)
def countries_of(town: str) -> frozenset[str]:
    """Codes of the countries that have a town of this name."""
    towns = gazetteer()
    rows = towns.towns(key(without_district(town)))
    return frozenset(towns.areas[towns.area[row]].country for row in rows)


@lru_cache(maxsize=4096)
def is_known(town: str, country: str, region: str = "") -> bool:
    """
    >>> is_known("Akron", "US", "OH"), is_known("Akron", "US", "CA"), is_known("Berlin", "DE")
    (True, False, True)
    """
    towns = gazetteer()
    for row in towns.towns(key(without_district(town))):
        area = towns.areas[towns.area[row]]
        if area.country == country and (not region or region in (area.code, area.name)):
            return True
    return False


@lru_cache(maxsize=4096)
def regions_of(town: str, country: str) -> dict[str, list[tuple[float, float]]]:
    """Regions of a country that have a town of this name, as the directory writes them -> where those towns are.

    >>> sorted(regions_of("Kansas City", "US")), list(regions_of("Kalamazoo", "US"))
    (['KS', 'MO'], ['MI'])
    """
    towns = gazetteer()
    found: dict[str, list[tuple[float, float]]] = {}
    for row in towns.towns(key(town)):
        area = towns.areas[towns.area[row]]
        if area.country == country:
            point = towns.latitude[row] / 1000, towns.longitude[row] / 1000
            found.setdefault(area.code or area.name, []).append(point)
    return found


def is_known_exactly(town: str, country: str) -> bool:
    """Also with a number that other names have as a district."""
    towns = gazetteer()
    return any(towns.areas[towns.area[row]].country == country for row in towns.towns(key(town)))


def score(country: str, town: str, region: str, postcode: str, hints: Hints) -> float:
    """How much speaks for a country: `region` is one of its regions as the directory writes it, or "".

    >>> score("US", "Ontario", "CA", "", Hints()) > score("CA", "Ontario", "", "", Hints())
    True
    """
    points = float(NAMED) if region else 0.0
    points += _for_postcode(country, town, region, postcode) if postcode else 0
    points += _for_town(country, town, region, postcode) if town else 0
    return points + _for_hints(country, hints)


def _for_postcode(country: str, town: str, region: str, postcode: str) -> float:
    if country not in postcodes.FORMS:
        return 0  # whatever it looks like, it says nothing
    points = UNIQUE if postcodes.fits(postcode, country) else -UNIQUE
    its_region = postcodes.region_of(postcode, country)
    if its_region and region:
        points += UNIQUE if its_region == region else -UNIQUE
    place = postcodes.zip_place(postcode) if country == "US" else None
    return points + (UNIQUE if place and key(place.name) == key(town) else 0)


def _for_hints(country: str, hints: Hints) -> float:
    points = 0.0
    if hints.near:
        points += UNIQUE if country in hints.near else -UNIQUE
    points += 3 * UNIQUE if hints.country == country else 0
    return points + (NAMED if hints.chosen == country else 0)


def _for_town(country: str, town: str, region: str, postcode: str) -> float:
    if is_known(town, country, italian.region_of(region) if country == "IT" else region):
        return UNIQUE if region else NAMED
    if country == "IT" and region and is_known(town, country):
        return -1  # "Venice, CA" is not in the province of Cagliari
    if country == "US":  # whose towns the gazetteer has completely
        return -1 if region and not postcode else 0
    if is_known(town, country):
        return NAMED / 2
    return (
        -1 if region and not postcode and countries_of(town) else 0
    )  # "Tijuana, B.C." is not in British Columbia


def people_of(town: str, country: str) -> int:
    """Of the largest town of this name."""
    towns = gazetteer()
    rows = [row for row in towns.towns(key(town)) if towns.areas[towns.area[row]].country == country]
    return max((towns.population[row] for row in rows), default=0)


def candidates(texts: list[str], codes: list[str], hints: Hints) -> set[str]:
    """Countries that an address may be in, from its possible names of places and its possible postcodes."""
    found = {country for text in texts for country in countries.countries_with_region(text)}
    found |= {code for code in (hints.country, hints.chosen) if code} | hints.near
    by_town = {country for text in texts for country in countries_of(text)}
    for code in codes:
        having = postcodes.countries_of(code)
        found |= having if len(having) <= MOST_SURE else having & (by_town | found)
    found |= {code for text in texts for code in british.COUNTIES if british.is_county_of(text, code)}
    return found | by_town
