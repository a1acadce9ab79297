from dataclasses import dataclass
from math import asin, atan2, cos, degrees, pi, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support_groups.places.distance import EARTH_KM, between, box

LATITUDES = st.floats(-90, 90)
LONGITUDES = st.floats(-180, 180)


@dataclass(frozen=True)
class Spot:
    latitude: float
    longitude: float


SPOTS = st.builds(Spot, LATITUDES, LONGITUDES)
HALF_ROUND = EARTH_KM * pi


def walk(start, bearing, km):
    """The spot `km` from the start; bearing in radians from north (spherical direct problem)."""
    angle, latitude = km / EARTH_KM, radians(start.latitude)
    height = sin(latitude) * cos(angle) + cos(latitude) * sin(angle) * cos(bearing)
    end = asin(max(-1, min(1, height)))
    east = atan2(sin(bearing) * sin(angle) * cos(latitude), cos(angle) - sin(latitude) * height)
    longitude = (start.longitude + degrees(east) + 540) % 360 - 180
    return Spot(degrees(end), longitude)


def distance(a, b):
    return between(a.latitude, a.longitude, b.latitude, b.longitude)


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [
        (Spot(0, 0), Spot(0, 0), 0),
        (Spot(0, 0), Spot(0, 180), HALF_ROUND),
        (Spot(90, 0), Spot(-90, 77), HALF_ROUND),
        (Spot(0, 0), Spot(0, 1), EARTH_KM * pi / 180),
        (Spot(51.5, 179.9), Spot(51.5, -179.9), 13.84),
        (Spot(40.7143, -74.006), Spot(34.0522, -118.2437), 3935.7),
    ],
)
def test_the_distance_is_the_great_circle(a, b, km):
    assert distance(a, b) == pytest.approx(km, abs=0.1)


@given(SPOTS, SPOTS)
def test_the_distance_is_the_same_both_ways_and_never_more_than_half_round(a, b):
    assert distance(a, b) == distance(b, a)
    assert 0 <= distance(a, b) <= HALF_ROUND


@given(SPOTS, st.floats(0, 2 * pi), st.floats(0, 5000), st.floats(0, 1))
def test_the_boxes_hold_every_point_within_the_distance(center, bearing, km, part):
    spot = walk(center, bearing, km * part)

    assert any(spot in part for part in box(center.latitude, center.longitude, km))


@given(SPOTS, st.floats(0, 21_000))
def test_boxes_are_well_formed(center, km):
    for part in box(center.latitude, center.longitude, km):
        assert -90 <= part.south <= part.north <= 90
        assert -180 <= part.west <= part.east <= 180


def test_a_box_is_not_much_larger_than_its_circle():
    (only,) = box(40, -75, 50)

    assert (only.north - only.south) * 111.2 == pytest.approx(100, rel=0.01)
    assert (only.east - only.west) * 111.2 * cos(radians(40)) == pytest.approx(100, rel=0.01)


def test_a_box_across_the_antimeridian_is_two():
    west, east = box(52, -179.9, 50)

    assert west.west == -180
    assert east.east == 180
    assert Spot(52, 179.95) in east
    assert Spot(52, -179.95) in west
    assert Spot(52, 0) not in east


def test_a_box_with_a_pole_goes_all_the_way_round():
    (only,) = box(89.9, 10, 50)

    assert (only.west, only.east, only.north) == (-180, 180, 90)


@pytest.mark.parametrize(
    "bad", [(91, 0, 5), (0, 181, 5), (0, 0, -1), (0, 0, float("nan")), (float("nan"), 0, 1)]
)
def test_an_invalid_place_or_distance_is_refused(bad):
    with pytest.raises(ValueError, match="A box needs"):
        box(*bad)
