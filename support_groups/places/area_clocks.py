"""Regions and countries by what people call them, and the clocks that their towns keep."""

from collections import Counter
from functools import cache

from support_groups.places.gazetteer import gazetteer
from support_groups.places.names import key
from support_groups.places.odd_clocks import lawful_clocks
from support_groups.schedules.zone_rules import country as country_of
from support_groups.schedules.zone_rules import zones_in
from support_groups.schedules.zones import distinct_clocks

HOME = "US"  # where a place without a country is looked for first
FEWEST_TOWNS = 5  # fewer known towns don't stand for a whole region: Nunavut has one, and three clocks


def areas_called(region: str, country: str) -> frozenset[int]:
    """The region, or else the country: at home, if no country is named. Empty if neither is understood."""
    towns = gazetteer()
    regions = areas_anywhere(region)
    if not country.strip():
        at_home = frozenset(number for number in regions if towns.areas[number].country == HOME)
        return at_home or regions
    outer = _countries(country)
    return frozenset(one for one in regions if any(towns.is_within(one, other) for other in outer)) or outer


def areas_anywhere(text: str) -> frozenset[int]:
    """Every region and country of that name or code."""
    return frozenset(gazetteer().called.get(key(text), ()))


def _countries(text: str) -> frozenset[int]:
    """By ISO code or name. Islands that are a country to ISO and have a US state code are areas of their own."""
    towns = gazetteer()
    if (number := towns.countries.get(text.strip().upper())) is not None:
        return frozenset([number])
    named = areas_anywhere(text)
    whole = frozenset(one for one in named if towns.countries.get(towns.areas[one].country) == one)
    return whole or named


@cache
def clocks_of_area(number: int) -> tuple[str, ...]:
    """The clocks of all towns of a region or country, those of most towns first."""
    towns = gazetteer()
    area = towns.areas[number]
    counted = Counter()
    for other, zones in _by_number().items():
        if towns.is_within(other, number):
            counted.update(zones)
    is_country = towns.countries.get(area.country) == number
    known = [
        zone for zone, _count in counted.most_common() if not (is_country and _is_foreign(zone, area.country))
    ]
    if is_country or counted.total() < FEWEST_TOWNS:
        known += zones_in(area.country)
    return distinct_clocks([*known, *lawful_clocks(area.country, area.code)])


@cache
def _by_number() -> dict[int, Counter[str]]:
    """Number of an area -> how many of its own towns have which zone."""
    towns = gazetteer()
    counted: dict[int, Counter[str]] = {}
    for row in range(len(towns)):
        counted.setdefault(towns.area[row], Counter())[towns.zone(row)] += 1
    return counted


def _is_foreign(zone: str, code: str) -> bool:
    """Whether a zone is another country's, as that of the British bases on Cyprus is."""
    its_country = country_of(zone)
    return its_country != code and its_country in gazetteer().countries
