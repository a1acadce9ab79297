"""From the globe to the plane: Lambert's azimuthal equal-area projection about the middle of the map.

One projection for all sizes: near its middle it is a plain map of the neighborhood, a country keeps its familiar
shape, and neither the poles nor the antimeridian are special. Source: Snyder, Map Projections: A Working Manual
(USGS Professional Paper 1395, 1987), equations 24-2 to 24-4 and 20-14, 20-15.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import asin, atan2, cos, degrees, hypot, radians, sin

from support_groups.places.distance import EARTH_KM

ANTIPODE = -0.99  # cosine of the distance beyond which points are held at the rim, where the projection tears
REACH_KM = 2 * EARTH_KM  # the farthest a point can be from the middle


@dataclass(frozen=True)
class Projection:
    latitude: float
    longitude: float

    def km(self, latitude: float, longitude: float) -> tuple[float, float]:
        """East and south of the middle, in kilometers.

        >>> [round(km) for km in Projection(40, -75).km(41, -75)], [round(km) for km in Projection(0, 179).km(0, -179)]
        ([0, -111], [222, 0])
        """
        return next(self.all_km([longitude], [latitude], 1))

    def all_km(self, xs: Iterable[float], ys: Iterable[float], scale: float) -> Iterable[tuple[float, float]]:
        """The same for many points, given as longitudes and latitudes in parts of a degree."""
        sin_middle, cos_middle = sin(radians(self.latitude)), cos(radians(self.latitude))
        turn, unit = radians(self.longitude), radians(1) / scale
        for x, y in zip(xs, ys, strict=True):
            across, up = x * unit - turn, y * unit
            sin_up, cos_up = sin(up), cos(up)
            forth = cos_up * cos(across)
            cosine = max(ANTIPODE, sin_middle * sin_up + cos_middle * forth)
            factor = EARTH_KM * (2 / (1 + cosine)) ** 0.5
            yield factor * cos_up * sin(across), -factor * (cos_middle * sin_up - sin_middle * forth)

    def degrees(self, east: float, south: float) -> tuple[float, float]:
        """Latitude and longitude of a point of the plane: the way back.

        >>> [round(part, 6) for part in Projection(40, -75).degrees(*Projection(40, -75).km(42, -70))]
        [42.0, -70.0]
        """
        far = min(hypot(east, south), REACH_KM)
        if not far:
            return self.latitude, self.longitude
        angle = 2 * asin(far / REACH_KM)
        middle = radians(self.latitude)
        height = cos(angle) * sin(middle) - south * sin(angle) * cos(middle) / far
        latitude = degrees(asin(max(-1.0, min(1.0, height))))
        across = atan2(east * sin(angle), far * cos(middle) * cos(angle) + south * sin(middle) * sin(angle))
        return latitude, (self.longitude + degrees(across) + 540) % 360 - 180
