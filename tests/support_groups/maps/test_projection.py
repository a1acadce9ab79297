from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support_groups.maps.projection import Projection
from support_groups.places.distance import between
from tests.support_groups.maps.marks import Spot

MIDDLES = st.builds(Projection, st.floats(-90, 90), st.floats(-180, 180))


@given(MIDDLES, st.floats(-6000, 6000), st.floats(-6000, 6000))
def test_a_pixel_is_where_its_degrees_are(projection, east, south):
    latitude, longitude = projection.degrees(east, south)

    assert projection.km(latitude, longitude) == pytest.approx((east, south), abs=0.01)


@given(MIDDLES, st.floats(-100, 100), st.floats(-100, 100))
def test_near_the_middle_distances_are_true(projection, east, south):
    there = Spot(*projection.degrees(east, south))
    here = Spot(projection.latitude, projection.longitude)

    assert between(here.latitude, here.longitude, there.latitude, there.longitude) == pytest.approx(
        hypot(east, south), rel=0.001, abs=0.001
    )


@given(MIDDLES, st.floats(-90, 90), st.floats(-180, 180))
def test_no_point_of_the_globe_is_out_of_reach(projection, latitude, longitude):
    assert hypot(*projection.km(latitude, longitude)) < 130_000
