"""Shapes as cells of a grid, and cells as few boxes: how `derive_districts` makes an outline something a database can search.

A cell is (row, column): row 0 is the south pole, column 0 the antimeridian. Every cell a shape touches belongs to it, so
the boxes hold the whole shape and at most a cell and a bit around it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import asin, cos, degrees, floor, hypot, radians, sin

from support_groups.places.distance import EARTH_KM

Cell = tuple[int, int]
Ring = list[tuple[float, float]]  # (longitude, latitude) in degrees
SIZE = 0.05  # degrees: 5.6 km north to south
BLUR = 0.02  # degrees; outlines are drawn at 1:10 million, and a place at the border must not fall out
STEP = 0.01  # degrees
MOST_BOXES = 40


def cell(longitude: float, latitude: float) -> Cell:
    return floor((latitude + 90) / SIZE), floor((longitude + 180) / SIZE)


def blurred(points: Iterable[tuple[float, float]]) -> set[Cell]:
    return {
        cell(longitude + east, latitude + north)
        for longitude, latitude in points
        for east in (-BLUR, BLUR)
        for north in (-BLUR, BLUR)
    }


def polygon(rings: list[Ring]) -> set[Cell]:
    """Rings of one or more polygons; holes by the even-odd rule."""
    cells = blurred(point for ring in rings for point in dense(ring))
    for row, starts in crossings(rings).items():
        for west, east in zip(starts[::2], starts[1::2], strict=False):
            cells.update((row, column) for column in range(cell(west, 0)[1], cell(east, 0)[1] + 1))
    return cells


def dense(ring: Ring) -> Iterator[tuple[float, float]]:
    for (x, y), (other_x, other_y) in zip(ring, ring[1:] + ring[:1], strict=True):
        steps = max(1, int(hypot(other_x - x, other_y - y) / STEP))
        for step in range(steps):
            yield x + (other_x - x) * step / steps, y + (other_y - y) * step / steps


def crossings(rings: list[Ring]) -> dict[int, list[float]]:
    """Row of cells -> longitudes where its middle line crosses the outline, in order."""
    found: dict[int, list[float]] = defaultdict(list)
    for ring in rings:
        for (x, y), (other_x, other_y) in zip(ring, ring[1:] + ring[:1], strict=True):
            low, high = sorted((y, other_y))
            for row in range(cell(0, low)[0], cell(0, high)[0] + 1):
                middle = (row + 0.5) * SIZE - 90
                if low <= middle < high:
                    found[row].append(x + (other_x - x) * (middle - y) / (other_y - y))
    return {row: sorted(longitudes) for row, longitudes in found.items()}


def is_inside(longitude: float, latitude: float, rings: list[Ring]) -> bool:
    inside = False
    for ring in rings:
        for (x, y), (other_x, other_y) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (y > latitude) != (other_y > latitude):
                inside ^= longitude < x + (other_x - x) * (latitude - y) / (other_y - y)
    return inside


def circle(latitude: float, longitude: float, km: float) -> set[Cell]:
    """The cells that touch a circle."""
    reach = km / EARTH_KM
    ring = []
    for step in range(72):
        bearing = radians(step * 5)
        north = degrees(reach * cos(bearing))
        east = degrees(asin(min(1.0, sin(reach) / cos(radians(latitude))))) * sin(bearing)
        ring.append((longitude + east, latitude + north))
    return polygon([ring])


def boxes(cells: set[Cell]) -> list[tuple[int, int, int, int]]:
    """(row, column, rows, columns) in cells of SIZE: at most MOST_BOXES, on a coarser grid if it takes that."""
    size = 1
    while True:
        found = rectangles({(row // size, column // size) for row, column in cells})
        if len(found) <= MOST_BOXES:
            return [tuple(number * size for number in box) for box in found]
        size += 1


def rectangles(cells: set[Cell]) -> list[tuple[int, int, int, int]]:
    """Runs of cells in a row, joined with the runs above that begin and end where they do."""
    columns: dict[int, list[int]] = defaultdict(list)
    for row, column in cells:
        columns[row].append(column)
    done, growing = [], {}
    for row in range(min(columns), max(columns) + 2):
        runs = set(_runs(sorted(columns.get(row, ()))))
        for run in list(growing):
            if run not in runs:
                done.append((growing[run], run[0], row - growing[run], run[1] - run[0] + 1))
                del growing[run]
        for run in runs:
            growing.setdefault(run, row)
    return sorted(done)


def _runs(columns: list[int]) -> Iterator[tuple[int, int]]:
    """First and last of consecutive columns."""
    start = None
    for column, following in zip(columns, [*columns[1:], None], strict=False):
        start = column if start is None else start
        if following != column + 1:
            yield start, column
            start = None
