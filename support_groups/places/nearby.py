"""The towns around a point, nearest first: a grid over the gazetteer, made once per process (some 0.1 s, 3 MB)."""

from functools import cache, lru_cache
from itertools import product
from math import floor, isfinite

from support_groups.places.distance import Box, between, box
from support_groups.places.gazetteer import gazetteer

CELL = 2  # cells for each degree
STEPS = (25, 75, 150)  # kilometers; farther from every known town, nobody can say which clock people keep
TIMES_AS_FAR = 2  # where towns are few, a border may be nearer than the nearest town


@lru_cache(maxsize=10_000)
def rows(latitude: float, longitude: float) -> tuple[int, ...]:
    """Rows of the towns within 25 km, or within twice the distance of the nearest town, if that is more.

    () if no town is within 150 km, or for what is no place on the globe.
    """
    if not (isfinite(latitude) and isfinite(longitude) and abs(latitude) <= 90 and abs(longitude) <= 180):
        return ()
    for km in STEPS:
        if found := _within(latitude, longitude, km):
            reach = max(STEPS[0], TIMES_AS_FAR * found[0][0])
            around = found if reach <= km else _within(latitude, longitude, reach)
            return tuple(row for distance, row in around if distance <= reach)
    return ()


def _within(latitude: float, longitude: float, km: float) -> list[tuple[float, int]]:
    """(kilometers, row) of the towns within a distance, nearest first."""
    towns, found = gazetteer(), []
    for part in box(latitude, longitude, km):
        for row in _rows_in(part):
            distance = between(latitude, longitude, towns.latitude[row] / 1000, towns.longitude[row] / 1000)
            if distance <= km:
                found.append((distance, row))
    return sorted(found)


def _rows_in(part: Box):
    """Rows of the towns in the cells that a box touches."""
    south, north = floor(part.south * CELL), floor(part.north * CELL)
    west, east = floor(part.west * CELL), floor(part.east * CELL)
    for cell in product(range(south, north + 1), range(west, east + 1)):
        yield from _cells().get(cell, ())


@cache
def _cells() -> dict[tuple[int, int], list[int]]:
    towns, cells = gazetteer(), {}
    for row in range(len(towns)):
        cell = (floor(towns.latitude[row] * CELL / 1000), floor(towns.longitude[row] * CELL / 1000))
        cells.setdefault(cell, []).append(row)
    return cells
