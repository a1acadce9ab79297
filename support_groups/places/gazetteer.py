"""The towns, regions and countries of data/towns.xz, looked up by key.

Read once per process, on first use. Keys are sorted, so that a binary search finds a name without an index in memory.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import get_language

from support_groups.places import columns
from support_groups.places.distance import between
from support_groups.places.names import key
from support_groups.places.place import Place, PlaceKind

DATA = Path(__file__).with_name("data")
TIMES = 20  # with so many times the people of its namesake, a place is the one that is meant
SUBURB_KM, SUBURB_DEGREES = 30, 0.27  # how near the larger town is; the same to the north
VILLAGE = 5000  # people; a larger town is meant as well as a country of its name,
COUNTRY_TIMES = 5000  # unless the country has so many times its people (Mexico, Missouri)
CAPITAL = 4  # a town with more than a fourth of a state's people comes before the state: New York
REGIONS_CALLED = {
    "US": "state",
    "MX": "state",
    "AU": "state",
    "BR": "state",
    "CA": "province",
    "AR": "province",
}
TERRITORIES = {("US", code) for code in ("PR", "GU", "VI", "AS", "MP")} | {
    ("CA", code) for code in ("YT", "NT", "NU")
}
SPANISH = {
    "territory": "territorio",
    "state": "estado",
    "province": "provincia",
    "region": "región",
    "country": "país",
}


class Area(NamedTuple):
    """A region, or a country (`code` is "")."""

    country: str
    code: str
    name: str
    spanish: str
    aliases: list[str]  # keys
    latitude: float
    longitude: float
    radius_km: int
    population: int
    zone: int


class Gazetteer:
    """Towns are identified by row, areas by number; `latitude` and `longitude` are in thousandths of a degree."""

    def __init__(self, table: columns.Table) -> None:
        self.keys, self._names = table.texts["keys"], table.texts["names"]
        self.area, self.population = table.numbers["area"], table.numbers["population"]
        self.latitude, self.longitude = table.numbers["latitude"], table.numbers["longitude"]
        self._zone: array = table.numbers["zone"]
        self.zones: list[str] = table.head["zones"]
        self.areas = [Area(*row) for row in table.head["areas"]]
        self.aliases: dict[str, list] = table.head["aliases"]
        self._near = {int(row): name for row, name in table.head["near"].items()}
        self.countries = {
            area.country: number for number, area in enumerate(self.areas) if not area.code and area.spanish
        }
        self.called: dict[str, list[int]] = {}  # key -> numbers of areas
        for number, area in enumerate(self.areas):
            for name in area.aliases:
                self.called.setdefault(name, []).append(number)

    def __len__(self) -> int:
        return len(self.keys)

    def towns(self, name: str) -> Iterator[int]:
        """Rows of the towns with this key, or with an alias of this key."""
        row = bisect_left(self.keys, name)
        while row < len(self.keys) and self.keys[row] == name:
            yield row
            row += 1
        for real, number in self.aliases.get(name, ()):
            yield next(row for row in self.towns(real) if self.area[row] == number)

    def is_suburb(self, town: Place) -> bool:
        """Whether a town with twice its people is near. Looks through all towns: some milliseconds."""
        south, north = town.latitude - SUBURB_DEGREES, town.latitude + SUBURB_DEGREES
        near = (row for row, y in enumerate(self.latitude) if 1000 * south < y < 1000 * north)
        return any(
            self.population[row] >= 2 * town.population
            and between(town.latitude, town.longitude, self.latitude[row] / 1000, self.longitude[row] / 1000)
            < SUBURB_KM
            for row in near
        )

    def is_within(self, number: int, outer: int) -> bool:
        """Whether an area is another one, or a part of that country."""
        return number == outer or (
            self.countries.get(self.areas[outer].country) == outer
            and self.areas[number].country == self.areas[outer].country
        )

    def country_name(self, code: str) -> str:
        area = self.areas[self.countries[code]]
        return area.spanish if is_spanish() else area.name

    def name(self, row: int) -> str:
        return self._names[row] or self.keys[row].title()

    def zone(self, row: int) -> str:
        return self.zones[self._zone[row]]

    def town(self, row: int) -> Place:
        area, name, near = self.areas[self.area[row]], self.name(row), self._near.get(row, "")
        region_name = area.name if self.area[row] != self.countries[area.country] else ""
        country_name = self.country_name(area.country)
        called = f"{name} near {near}" if near else name
        parts = [called, area.code] if area.country == "US" else [called, region_name, country_name]
        return Place(
            kind=PlaceKind.TOWN,
            name=name,
            region=area.code,
            region_name=region_name,
            country=area.country,
            country_name=country_name,
            latitude=self.latitude[row] / 1000,
            longitude=self.longitude[row] / 1000,
            zone=self.zone(row),
            population=self.population[row],
            query=", ".join(part for part in parts if part),
            near=near,
        )

    def whole(self, number: int) -> Place:
        """The Place of an area."""
        area = self.areas[number]
        country_name, is_country = self.country_name(area.country), self.countries[area.country] == number
        return Place(
            kind=PlaceKind.COUNTRY if is_country else PlaceKind.REGION,
            name=country_name if is_country else area.name,
            region=area.code,
            region_name="" if is_country else area.name,
            country=area.country,
            country_name=country_name,
            latitude=area.latitude,
            longitude=area.longitude,
            zone=self.zones[area.zone],
            population=area.population,
            query=self._query(number, country_name),
            radius_km=float(area.radius_km),
        )

    def _query(self, number: int, country_name: str) -> str:
        """The name, and which kind of place is meant where a well-known town or another area has the same name."""
        area = self.areas[number]
        is_country = self.countries[area.country] == number
        name = country_name if is_country else area.name
        largest = max((self.population[row] + 1 for row in self.towns(key(name))), default=0)
        is_shared = largest * TIMES * CAPITAL >= area.population
        is_shared = is_shared or (
            is_country and largest >= VILLAGE and largest * COUNTRY_TIMES >= area.population
        )
        if is_country or area.country == "US":
            is_shared = is_shared or len(self.called[key(name)]) > 1
        name = f"{name} ({_called(area.country, '' if is_country else area.code)})" if is_shared else name
        return name if is_country or area.country == "US" else f"{name}, {country_name}"


def _called(country: str, code: str) -> str:
    """What a country (no code) or a region is called in the active language; `naming` understands these names."""
    english = REGIONS_CALLED.get(country, "region") if code else "country"
    if (country, code) in TERRITORIES:
        english = "territory"
    return SPANISH[english] if is_spanish() else english


def is_spanish() -> bool:
    return (get_language() or "").startswith("es")


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer(columns.read(DATA / "towns.xz"))


def countries() -> list[tuple[str, str]]:
    """(ISO 3166-1 alpha-2, name in the active language) of all countries, by name."""
    towns = gazetteer()
    return sorted(((code, towns.country_name(code)) for code in towns.countries), key=lambda pair: pair[1])
