"""Counties, and regions people know by name ("Bay Area"), from data/districts.xz.

A district is searched by boxes of latitude and longitude that together hold all of it and at most some six kilometers
around it (twenty for the largest), because a database can look into boxes and not into outlines.
"""

from functools import cache
from itertools import accumulate

from support_groups.places import columns
from support_groups.places.distance import Box, between
from support_groups.places.gazetteer import DATA, Gazetteer, gazetteer
from support_groups.places.place import Place, PlaceKind


class Districts:
    """Districts are identified by row."""

    def __init__(self, table: columns.Table, towns: Gazetteer) -> None:
        self._towns = towns
        self._names, self._numbers, self._size = table.texts["names"], table.numbers, table.head["size"]
        self._bare = table.texts["bare"]
        self._starts = list(accumulate(self._numbers["boxes"], initial=0))
        numbers = {(area.country, area.code): number for number, area in enumerate(towns.areas)}
        areas = [numbers[country, code] for country, code in table.head["areas"]]
        self.within = [[areas[number] for number in row] for row in table.head["within"]]  # numbers of areas
        self.called: dict[str, list[int]] = table.head["aliases"]  # key -> rows
        self.counties: dict[str, list[int]] = {}  # key without "County" -> rows
        for row, name in enumerate(self._bare):
            if name:
                self.counties.setdefault(name, []).append(row)
        self._joined: dict[
            str, list[int]
        ] = {}  # key of a county without spaces -> rows: "De Kalb", "LaSalle"
        for alias, rows in self.called.items():
            counties = [row for row in rows if self._bare[row]]
            if counties:
                self._joined.setdefault(alias.replace(" ", ""), []).extend(counties)
        self.shared = {  # keys that stand for several known regions
            alias for alias, rows in self.called.items() if sum(not self._bare[row] for row in rows) > 1
        }

    def __len__(self) -> int:
        return len(self._names)

    def rows(self, name: str) -> list[int]:
        """The districts with a key, and the counties that are written with it in one word or in two."""
        return list(dict.fromkeys([*self.called.get(name, ()), *self._joined.get(name.replace(" ", ""), ())]))

    def population(self, row: int) -> int:
        return self._numbers["population"][row]

    def place(self, row: int) -> Place:
        towns, name = self._towns, self._names[row]
        area = towns.areas[self.within[row][0]]
        says_where = ", " in name or (not self._bare[row] and area.name in name)  # "Northern Virginia"
        has_region = bool(area.code) and len(self.within[row]) == 1 and not says_where
        country_name = towns.country_name(area.country)
        boxes = self._boxes(row)
        latitude, longitude, radius_km = _circle(boxes)
        parts = [name, area.code if area.country == "US" else area.name] if has_region else [name]
        if area.country != "US":
            parts.append(country_name)
        return Place(
            kind=PlaceKind.DISTRICT,
            name=name,
            region=area.code if has_region else "",
            region_name=area.name if has_region else "",
            country=area.country,
            country_name=country_name,
            latitude=latitude,
            longitude=longitude,
            zone=towns.zones[self._numbers["zone"][row]],
            population=self._numbers["population"][row],
            query=", ".join(parts),
            radius_km=radius_km,
            boxes=boxes,
        )

    def _boxes(self, row: int) -> tuple[Box, ...]:
        columns = [
            self._numbers[name][self._starts[row] : self._starts[row + 1]]
            for name in ("row", "column", "rows", "columns")
        ]
        size = self._size
        return tuple(
            Box(
                south=round(south * size - 90, 3),
                west=round(west * size - 180, 3),
                north=round((south + height) * size - 90, 3),
                east=round((west + width) * size - 180, 3),
            )
            for south, west, height, width in zip(*columns, strict=True)
        )


def _circle(boxes: tuple[Box, ...]) -> tuple[float, float, float]:
    """The middle of some boxes and the kilometers to their farthest corner; the Aleutians cross the antimeridian."""
    wests, easts = [box.west for box in boxes], [box.east for box in boxes]
    if max(easts) - min(wests) > 180:
        wests, easts = ([x + 360 if x < 0 else x for x in side] for side in (wests, easts))
    latitude = (min(box.south for box in boxes) + max(box.north for box in boxes)) / 2
    longitude = (min(wests) + max(easts)) / 2
    corners = [(y, x) for box in boxes for y in (box.south, box.north) for x in (box.west, box.east)]
    radius = max(between(latitude, longitude, *corner) for corner in corners)
    return round(latitude, 3), round((longitude + 180) % 360 - 180, 3), float(round(radius))


@cache
def districts() -> Districts:
    return Districts(columns.read(DATA / "districts.xz"), gazetteer())
