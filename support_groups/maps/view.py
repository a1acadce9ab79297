"""Which part of the globe a map shows: all points and the searched circle, with a margin."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, radians, sin

from support_groups.maps.projection import Projection
from support_groups.places.distance import Box, Point, box

MARGIN = 42  # pixels on each side, so that pins at the edge fit
LEAST_KM = 40  # a map never shows less, because it is not a street map
WIDEST_KM = 24_000
HOME = (38.6, -96.0, 4700)  # the 48 states: latitude, longitude, kilometers across
SAMPLES = 12  # points of each side of the picture that are looked up on the globe
PAD = 0.02  # of the span, because a side can curve outward between two samples

Rectangle = tuple[float, float, float, float]  # left, top, right, bottom in pixels


def is_free(space: Rectangle, busy: Sequence[Rectangle]) -> bool:
    """Whether a rectangle touches none of the others."""
    left, top, right, bottom = space
    return all(right < other[0] or left > other[2] or bottom < other[1] or top > other[3] for other in busy)


@dataclass(frozen=True)
class View:
    """The middle of the map, pixels per kilometer, and pixels of the whole."""

    projection: Projection
    scale: float
    width: int
    height: int

    @property
    def km_across(self) -> float:
        return self.width / self.scale

    def pixel(self, point: Point) -> tuple[float, float]:
        east, south = self.projection.km(point.latitude, point.longitude)
        return self.width / 2 + east * self.scale, self.height / 2 + south * self.scale

    def boxes(self) -> list[Box]:
        """Boxes of degrees that hold everything in view, two across the antimeridian."""
        if any(self._holds(*self.projection.km(pole, 0)) for pole in (90, -90)):
            # In the plane a distance is never longer than on the globe; a sixth more covers half of it.
            half = hypot(self.width, self.height) / 2 / self.scale
            return box(self.projection.latitude, self.projection.longitude, half * 1.16)
        sides = [self.projection.degrees(*corner) for corner in self._sides()]
        turned = [(along - self.projection.longitude + 540) % 360 - 180 for _up, along in sides]
        up = [latitude for latitude, _along in sides]
        pad_up, pad_along = PAD * (max(up) - min(up)), PAD * (max(turned) - min(turned))
        south, north = max(-90.0, min(up) - pad_up), min(90.0, max(up) + pad_up)
        west = self.projection.longitude + min(turned) - pad_along
        east = self.projection.longitude + max(turned) + pad_along
        if east - west >= 360:
            return [Box(south, -180, north, 180)]
        if west < -180:
            return [Box(south, -180, north, east), Box(south, west + 360, north, 180)]
        if east > 180:
            return [Box(south, west, north, 180), Box(south, -180, north, east - 360)]
        return [Box(south, west, north, east)]

    def _holds(self, east: float, south: float) -> bool:
        return abs(east) * self.scale <= self.width / 2 and abs(south) * self.scale <= self.height / 2

    def _sides(self) -> list[tuple[float, float]]:
        """Points all along the rim of the picture, in kilometers from its middle."""
        half_width, half_height = self.width / 2 / self.scale, self.height / 2 / self.scale
        parts = [2 * at / SAMPLES - 1 for at in range(SAMPLES + 1)]
        return [
            *((part * half_width, side * half_height) for part in parts for side in (-1, 1)),
            *((side * half_width, part * half_height) for part in parts for side in (-1, 1)),
        ]


def view(points: Sequence[Point], center: Point | None, radius_km: float, width: int, height: int) -> View:
    """The view of some points, of the circle around a searched place, or of the 48 states when there is neither."""
    seen = [*points, center] if center else list(points)
    if not seen:
        latitude, longitude, across = HOME
        return View(Projection(latitude, longitude), width / across, width, height)
    projection = Projection(*_middle(seen))
    for _ in range(3):  # the middle of the extent is itself only known in a projection
        west, north, east, south = _extent(projection, points, center, radius_km)
        projection = Projection(*projection.degrees((west + east) / 2, (north + south) / 2))
    west, north, east, south = _extent(projection, points, center, radius_km)
    inner_width, inner_height = width - 2 * MARGIN, height - 2 * MARGIN
    scale = min(inner_width / max(east - west, 1e-6), inner_height / max(south - north, 1e-6))
    scale = max(min(scale, width / LEAST_KM), width / WIDEST_KM)
    return View(projection, scale, width, height)


def _middle(points: Sequence[Point]) -> tuple[float, float]:
    """The direction of the mean of the points as unit vectors, which knows no antimeridian."""
    x = y = z = 0.0
    for point in points:
        up, along = radians(point.latitude), radians(point.longitude)
        x, y, z = x + cos(up) * cos(along), y + cos(up) * sin(along), z + sin(up)
    return degrees(atan2(z, hypot(x, y))), degrees(atan2(y, x))


def _extent(
    projection: Projection, points: Sequence[Point], center: Point | None, radius_km: float
) -> tuple[float, float, float, float]:
    """West, north, east and south of everything, in kilometers from the middle, south and east positive."""
    seen = [(*projection.km(point.latitude, point.longitude), 0.0) for point in points]
    if center:
        seen.append((*projection.km(center.latitude, center.longitude), radius_km))
    return (
        min(east - around for east, _south, around in seen),
        min(south - around for _east, south, around in seen),
        max(east + around for east, _south, around in seen),
        max(south + around for _east, south, around in seen),
    )
