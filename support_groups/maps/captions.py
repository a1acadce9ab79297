"""Names of towns and states for orientation: the largest in view, as far as they do not cover each other or pins."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from heapq import nlargest
from itertools import islice
from math import floor

from support_groups.maps.outlines import outlines
from support_groups.maps.view import Rectangle, View, is_free
from support_groups.places.gazetteer import gazetteer

MOST_TOWNS, MOST_CITIES = 12, 7
CONSIDERED = 120  # towns in view, the largest
LETTER, LINE = 10.2, 22  # pixels a letter takes and a line is high, at the size of small screens nearly
DOT, GAP = 5, 4  # pixels: half of a town's dot, and from it to the name
STATES_FROM, CODES_FROM, NO_STATES_FROM = 250, 1900, 7500  # kilometers across
WIDE = 1800  # kilometers across, beyond which only cities are considered, and come before states
CITY = 900_000  # people
BESIDE = (
    (0, 0),
    (0, -34),
    (0, 34),
    (-44, 0),
    (44, 0),
    (0, -68),
    (0, 68),
)  # other positions for the name of a state


@dataclass(frozen=True)
class Caption:
    """A name at `x`, `y` (the base of the letters); `dot` is the place of the town, None if it is not drawn."""

    text: str
    x: float
    y: float
    anchor: str  # SVG text-anchor
    dot: tuple[float, float] | None = None
    is_area: bool = False


@dataclass(frozen=True)
class Spot:
    """A point on the globe."""

    latitude: float
    longitude: float


def captions(view: View, marks: Sequence[Rectangle], taken: Sequence[Rectangle]) -> list[Caption]:
    """Names of states and towns, none over another, over `marks` (pins, the searched place) or over what is `taken`.

    A town under a mark is named beside it, the largest one only.
    """
    busy, marks = [*marks, *taken], list(marks)
    if view.km_across > WIDE:
        return [*islice(_towns(view, marks, busy), MOST_CITIES), *_states(view, busy)]
    return [*_states(view, busy), *islice(_towns(view, marks, busy), MOST_TOWNS)]


def _states(view: View, busy: list[Rectangle]) -> Iterator[Caption]:
    if not STATES_FROM < view.km_across < NO_STATES_FROM:
        return
    for label in outlines().labels:
        x, y = view.pixel(Spot(label.latitude, label.longitude))
        if not (0 < x < view.width and 0 < y < view.height):
            continue
        text = label.code if view.km_across > CODES_FROM else label.name
        half = len(text) * LETTER / 2
        for right, down in BESIDE[:1] if view.km_across > CODES_FROM else BESIDE:
            space = (x + right - half - 6, y + down - 18, x + right + half + 6, y + down + 10)
            if _fits(space, view, busy):
                busy.append(space)
                yield Caption(text, round(x + right, 1), round(y + down + 5, 1), "middle", is_area=True)
                break


def _towns(view: View, marks: list[Rectangle], busy: list[Rectangle]) -> Iterator[Caption]:
    towns = gazetteer()
    for row in _largest(view):
        x, y = view.pixel(_spot(row))
        dot = (x - DOT, y - DOT, x + DOT, y + DOT)
        mark = next((mark for mark in marks if _covers(mark, x, y)), None)
        if mark:
            marks.remove(mark)
        elif not _fits(dot, view, busy):
            continue
        caption = _town(towns.name(row), (x, y), mark or dot, view, busy)
        if caption:
            yield replace(caption, dot=None) if mark else caption


def _covers(mark: Rectangle, x: float, y: float) -> bool:
    left, top, right, bottom = mark
    return left < x < right and top < y < bottom


def _town(
    name: str, spot: tuple[float, float], dot: Rectangle, view: View, busy: list[Rectangle]
) -> Caption | None:
    """The name to the right or left of the town’s dot or mark."""
    length, middle = len(name) * LETTER, (dot[1] + dot[3]) / 2
    for anchor, start, left in (
        ("start", dot[2] + GAP, dot[2] + GAP),
        ("end", dot[0] - GAP, dot[0] - GAP - length),
    ):
        space = (left - 1, middle - LINE / 2, left + length + 3, middle + LINE / 2)
        if _fits(space, view, busy):
            busy += [space, dot]
            where = (round(spot[0], 1), round(spot[1], 1))
            return Caption(name, round(start, 1), round(middle + 6, 1), anchor, where)
    return None


def _spot(row: int) -> Spot:
    return Spot(gazetteer().latitude[row] / 1000, gazetteer().longitude[row] / 1000)


def _fits(space: Rectangle, view: View, busy: list[Rectangle]) -> bool:
    left, top, right, bottom = space
    inside = left >= 4 and top >= 4 and right <= view.width - 4 and bottom <= view.height - 4
    return inside and is_free(space, busy)


@lru_cache(maxsize=256)
def _largest(view: View) -> list[int]:
    """Rows of the largest towns in the boxes of the view, largest first. Cached: many visitors look at the same place."""
    towns, boxes = gazetteer(), view.boxes()
    squares = (
        (south, west)
        for part in boxes
        for south in range(floor(part.south), floor(part.north) + 1)
        for west in range(floor(part.west), floor(part.east) + 1)
    )
    towns_by_square = _cities() if view.km_across > WIDE else _squares()
    rows = [row for square in squares for row in towns_by_square.get(square, ())]
    seen = [row for row in rows if any(_spot(row) in part for part in boxes)]
    return nlargest(CONSIDERED, seen, key=lambda row: (towns.population[row], -row))


@cache
def _squares() -> dict[tuple[int, int], list[int]]:
    """Square degree (its southwest corner) -> rows of the towns in it whose population is known."""
    towns = gazetteer()
    squares: dict[tuple[int, int], list[int]] = defaultdict(list)
    for row, population in enumerate(towns.population):
        if population:
            squares[towns.latitude[row] // 1000, towns.longitude[row] // 1000].append(row)
    return squares


@cache
def _cities() -> dict[tuple[int, int], list[int]]:
    """The same for cities alone."""
    population = gazetteer().population
    large = {square: [row for row in rows if population[row] >= CITY] for square, rows in _squares().items()}
    return {square: rows for square, rows in large.items() if rows}
