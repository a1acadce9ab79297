"""Shapes in view -> the `d` of an SVG path, in tenths of a pixel."""

from collections.abc import Iterable, Iterator

from support_groups.maps.outlines import SCALE, Shape
from support_groups.maps.view import View

APART = {400: 0.9, 600: 1.4}  # km across: pixels; points nearer to the one before are left out
COARSE = 2.4  # the same for wider maps: coasts are long there, and details too small to see
BEYOND = 6  # pixels around the picture that are still drawn, so that no stroke ends in sight

Pixels = list[tuple[float, float]]


def fill(view: View, shapes: Iterable[Shape]) -> str:
    """Closed rings."""
    apart = _apart(view)
    return "".join(
        _written(_ring(pixels, view), apart) + "z"
        for pixels in _pixels(view, shapes)
        if _is_seen(pixels, view)
    )


def stroke(view: View, shapes: Iterable[Shape]) -> str:
    """Open lines."""
    apart = _apart(view)
    return "".join(_written(part, apart) for pixels in _pixels(view, shapes) for part in _parts(pixels, view))


def in_view(view: View, shapes: Iterable[Shape]) -> list[Shape]:
    bounds = [
        (part.west * SCALE, part.south * SCALE, part.east * SCALE, part.north * SCALE)
        for part in view.boxes()
    ]
    return [
        shape
        for shape in shapes
        for west, south, east, north in bounds
        if shape.west <= east and shape.east >= west and shape.south <= north and shape.north >= south
    ]


def _apart(view: View) -> float:
    return next((pixels for km, pixels in APART.items() if view.km_across < km), COARSE)


def _pixels(view: View, shapes: Iterable[Shape]) -> Iterator[Pixels]:
    scale, x0, y0 = view.scale, view.width / 2, view.height / 2
    # Parts of a degree that are a pixel and a half: smaller islets are left out.
    least = 1.5 * SCALE / (111 * scale)
    for shape in in_view(view, shapes):
        if shape.east - shape.west < least and shape.north - shape.south < least:
            continue
        yield [
            (x0 + east * scale, y0 + south * scale)
            for east, south in view.projection.all_km(shape.xs, shape.ys, SCALE)
        ]


def _side(pixel: tuple[float, float], view: View) -> int:
    """On which sides of the picture a pixel is, one bit each; 0 inside (Cohen and Sutherland)."""
    x, y = pixel
    return (
        (x < -BEYOND) | (x > view.width + BEYOND) << 1 | (y < -BEYOND) << 2 | (y > view.height + BEYOND) << 3
    )


def _is_seen(pixels: Pixels, view: View) -> bool:
    sides = 15
    for pixel in pixels:
        sides &= _side(pixel, view)
    return not sides


def _ring(pixels: Pixels, view: View) -> Pixels:
    """Without the points of a stretch that runs beyond one side: what is in sight stays the same."""
    sides = [_side(pixel, view) for pixel in pixels]
    kept, common = pixels[:1], sides[0]
    for at in range(1, len(pixels) - 1):
        common &= sides[at]  # of the last kept point and all since
        if not common & sides[at + 1]:
            kept.append(pixels[at])
            common = sides[at]
    return [*kept, pixels[-1]]


def _parts(pixels: Pixels, view: View) -> Iterator[Pixels]:
    """The stretches of a line that may be in sight, each with one point beyond at its ends."""
    sides = [_side(pixel, view) for pixel in pixels]
    part: Pixels = []
    for at in range(len(pixels) - 1):
        if sides[at] & sides[at + 1]:
            if part:
                yield part
            part = []
        else:
            part = [*part, pixels[at + 1]] if part else [pixels[at], pixels[at + 1]]
    if part:
        yield part


def _written(pixels: Pixels, apart: float) -> str:
    """
    >>> _written([(1, 2), (1.04, 2), (10.26, 2.5), (10.3, 3)], apart=0.9)
    'M1 2l9.3 .5 0 .5'
    """
    x, y = round(pixels[0][0] * 10), round(pixels[0][1] * 10)
    steps = [f"M{_number(x)} {_number(y)}l"]
    last = len(pixels) - 1
    for at, (next_x, next_y) in enumerate(pixels):
        dx, dy = round(next_x * 10) - x, round(next_y * 10) - y
        if abs(dx) + abs(dy) > apart * 10 or (at == last and (dx or dy)):
            x, y = x + dx, y + dy
            steps.append(f"{_number(dx)} {_number(dy)} ")
    return "".join(steps).rstrip() if len(steps) > 1 else steps[0] + "0 0"


def _number(tenths: int) -> str:
    whole, part = divmod(abs(tenths), 10)
    sign = "-" if tenths < 0 else ""
    return f"{sign}{whole}" if not part else f"{sign}{whole or ''}.{part}"
