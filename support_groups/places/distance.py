"""Distances on the globe, and boxes of latitude and longitude that a database can search first.

The globe is a sphere of the mean Earth radius (IUGG): at most 0.5 % from the ellipsoid, which is less than "about
12 miles" promises.
"""

from dataclasses import dataclass
from math import asin, cos, degrees, hypot, isfinite, pi, radians, sin
from typing import Protocol

EARTH_KM = 6371.0088
ROUNDING = 1e-9  # degrees; a tenth of a millimeter, so that no point on the rim falls outside


class Point(Protocol):
    """Anything with degrees; a Place is one."""

    @property
    def latitude(self) -> float: ...

    @property
    def longitude(self) -> float: ...


@dataclass(frozen=True)
class Box:
    """Degrees; west is never greater than east."""

    south: float
    west: float
    north: float
    east: float

    def __contains__(self, point: Point) -> bool:
        return self.south <= point.latitude <= self.north and self.west <= point.longitude <= self.east


def between(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The great-circle distance in kilometers, by the haversine formula, of two points in degrees.

    >>> round(between(40.7143, -74.006, 39.9523, -75.1638))  # New York City to Philadelphia
    130
    """
    south, north = radians(latitude), radians(other_latitude)
    across = sin((radians(other_longitude) - radians(longitude)) / 2)
    root = hypot(sin((north - south) / 2), across * (cos(south) * cos(north)) ** 0.5)
    return 2 * EARTH_KM * asin(min(1.0, root))


def box(latitude: float, longitude: float, km: float) -> list[Box]:
    """Boxes that together hold every point within `km`: one, or two where the antimeridian parts them.

    Raises ValueError for what is no place on the globe or no distance.

    >>> [len(box(40, -75, 50)), len(box(51.9, 179.9, 50)), box(89.9, 0, 50)[0].west]
    [1, 2, -180.0]
    """
    if not (isfinite(km) and km >= 0 and -90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ValueError("A box needs a latitude, a longitude, and a distance of 0 or more.")
    angle = km / EARTH_KM
    south, north = latitude - degrees(angle) - ROUNDING, latitude + degrees(angle) + ROUNDING
    if angle >= pi / 2 or south <= -90 or north >= 90:  # a pole lies inside: every meridian is touched
        return [Box(max(south, -90.0), -180.0, min(north, 90.0), 180.0)]
    # The rim touches its outermost meridians nearer the pole than the center is; hence asin, not km / cos.
    reach = degrees(asin(min(1.0, sin(angle) / cos(radians(latitude))))) + ROUNDING
    west, east = longitude - reach, longitude + reach
    if west < -180:
        return [Box(south, -180.0, north, east), Box(south, west + 360, north, 180.0)]
    if east > 180:
        return [Box(south, west, north, 180.0), Box(south, -180.0, north, east - 360)]
    return [Box(south, west, north, east)]
