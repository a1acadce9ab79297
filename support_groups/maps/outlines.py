"""Coasts, lakes and borders: data/outlines.xz, read once per process, on first use."""

from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from support_groups.places import columns

DATA = Path(__file__).with_name("data") / "outlines.xz"
SCALE = 500  # parts of a degree that are kept
KINDS = ("land", "lake", "nation", "state", "county")


class Shape(NamedTuple):
    """A ring or a line; the box around it and its points, all in parts of a degree (SCALE)."""

    west: int
    south: int
    east: int
    north: int
    xs: list[int]
    ys: list[int]


class Label(NamedTuple):
    name: str
    code: str
    latitude: float
    longitude: float


class Outlines(NamedTuple):
    levels: dict[str, dict[str, list[Shape]]]  # "near" or "far" -> kind -> shapes
    labels: list[Label]  # of states and provinces


@cache
def outlines() -> Outlines:
    table = columns.read(DATA)
    shapes = _shapes(table)
    levels = {
        level: {kind: [next(shapes) for _ in range(count)] for kind, count in zip(KINDS, counts, strict=True)}
        for level, counts in table.head["counts"].items()
    }
    return Outlines(levels, [Label(*row) for row in table.head["labels"]])


def _shapes(table: columns.Table) -> Iterator[Shape]:
    all_x, all_y = list(accumulate(table.numbers["x"])), list(accumulate(table.numbers["y"]))
    start = 0
    for length in table.numbers["length"]:
        end = start + length
        xs, ys = all_x[start:end], all_y[start:end]
        yield Shape(min(xs), min(ys), max(xs), max(ys), xs, ys)
        start = end
