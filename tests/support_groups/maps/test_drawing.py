import re
from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support_groups import maps, places
from support_groups.maps.view import LEAST_KM, view
from tests.support_groups.maps.marks import ALBUQUERQUE, LAS_CRUCES, SANTA_FE, Mark, Spot, marks

PLACES = st.builds(Mark, st.floats(-90, 90), st.floats(-180, 180), st.integers(1, 99))


def corners(path):
    """Absolute points of a path of M and l."""
    for part in re.findall(r"M[^M]*", path.replace("z", "")):
        numbers = [float(number) for number in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", part)]
        x = y = 0.0
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            yield x, y


def names(drawn):
    return {caption.text for caption in drawn.captions}


def is_land(drawn, x, y):
    """Whether a pixel lies on land: the winding of the rings around it."""
    return _winding(drawn.land, x, y) != 0 and _winding(drawn.lakes, x, y) == 0


def _winding(path, x, y):
    winding = 0
    for ring in path.split("z")[:-1]:
        points = list(corners(ring))
        for (x1, y1), (x2, y2) in zip(points, [*points[1:], points[0]], strict=True):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                winding += 1 if y2 > y1 else -1
    return winding


@settings(max_examples=60, deadline=None)
@given(
    st.lists(PLACES, max_size=6),
    st.none() | st.builds(Spot, st.floats(-90, 90), st.floats(-180, 180)),
    st.floats(1, 900),
)
def test_every_pin_and_the_searched_place_are_in_the_picture(points, center, km):
    drawn = maps.draw(points, center=center, radius_km=km)

    assert sum(len(pin.marks) for pin in drawn.pins) == len(points)
    for pin in drawn.pins:
        assert 0 <= pin.left <= pin.left + pin.width <= 480
        assert 0 <= pin.top <= pin.top + pin.height <= 520
    if center:
        assert 0 <= drawn.you[0] <= 480
        assert 0 <= drawn.you[1] <= 520


def test_the_same_groups_give_the_same_map():
    points = marks(ALBUQUERQUE, SANTA_FE, LAS_CRUCES)

    assert maps.draw(points) == maps.draw(list(reversed(points)))


def test_without_groups_and_place_the_48_states_are_shown():
    drawn = maps.draw([])

    assert drawn.pins == []
    assert drawn.you is None
    assert {"TX", "WY", "MN", "New York City"} <= names(drawn)
    assert drawn.states


def test_one_group_is_in_the_middle_of_a_map_as_small_as_maps_get():
    drawn = maps.draw(marks(ALBUQUERQUE))
    (pin,) = drawn.pins

    assert (pin.x, pin.y) == pytest.approx((240, 260), abs=0.1)
    assert view(marks(ALBUQUERQUE), None, 0, 480, 520).km_across == pytest.approx(LEAST_KM)
    assert drawn.scale.text == "5 miles"


def test_the_search_circle_is_complete_and_to_scale():
    here = Spot(*ALBUQUERQUE)
    drawn = maps.draw([], center=here, radius_km=80)

    x, y = drawn.you
    assert drawn.reach < min(x, y, 480 - x, 520 - y)
    seen = view([], here, 80, 480, 520)
    north = Spot(ALBUQUERQUE[0] + 80 / 111.195, ALBUQUERQUE[1])
    assert hypot(*(a - b for a, b in zip(seen.pixel(north), drawn.you, strict=True))) == pytest.approx(
        drawn.reach, rel=0.001
    )


def test_a_state_is_shown_whole_and_without_a_ring():
    state = places.find("New Mexico").places[0]
    drawn = maps.draw(marks(ALBUQUERQUE, LAS_CRUCES), center=state)

    assert (drawn.you, drawn.reach) == (None, 0.0)
    assert "New Mexico" in names(drawn)
    seen = view([], state, state.radius_km, 480, 520)
    for town in ("Farmington, NM", "Hobbs, NM", "Lordsburg, NM"):
        x, y = seen.pixel(places.find(town).places[0])
        assert 0 < x < 480
        assert 0 < y < 520


def test_names_leave_pins_and_each_other_readable():
    drawn = maps.draw(marks(ALBUQUERQUE, SANTA_FE, LAS_CRUCES), center=Spot(*ALBUQUERQUE), radius_km=150)
    spaces = [(pin.left, pin.top, pin.left + pin.width, pin.top + pin.height) for pin in drawn.pins]
    for caption in drawn.captions:
        length = len(caption.text) * 9
        left = caption.x - {"start": 0, "middle": length / 2, "end": length}[caption.anchor]
        spaces.append((left, caption.y - 14, left + length, caption.y + 2))

    for at, (left, top, right, bottom) in enumerate(spaces):
        for other in spaces[at + 1 :]:
            assert right <= other[0] or left >= other[2] or bottom <= other[1] or top >= other[3]
    assert {"Albuquerque", "Santa Fe", "New Mexico"} <= names(drawn)


@pytest.mark.parametrize(
    ("where", "is_on_land"),
    [
        ((40.9, -74.4), True),  # New Jersey
        ((40.3, -73.3), False),  # the Atlantic
        ((43.5, -87.0), False),  # Lake Michigan
        ((41.8, -88.0), True),  # Illinois
        ((43.65, -77.8), False),  # Lake Ontario
        ((21.0, -157.0), False),  # between the islands of Hawaii
        ((19.6, -155.5), True),
        ((52.5, -1.5), True),  # England
        ((-38.5, 175.5), True),  # New Zealand
        ((67.0, 178.0), True),  # Chukotka, on both sides of the antimeridian
        ((67.5, -178.0), True),
    ],
)
@pytest.mark.parametrize("km", [30, 400, 1500, 4000])
def test_land_is_land_and_water_is_water_at_every_scale(where, is_on_land, km):
    here = Spot(*where)
    drawn = maps.draw([], center=here, radius_km=km)

    assert is_land(drawn, *drawn.you) is is_on_land


def test_groups_on_both_sides_of_the_antimeridian_are_neighbors():
    drawn = maps.draw(marks((51.9, -176.6), (64.7, 177.5)))

    seen = view(marks((51.9, -176.6), (64.7, 177.5)), None, 0, 480, 520)
    assert seen.km_across < 2500
    assert len(seen.boxes()) == 2
    assert len(drawn.pins) == 2


def test_groups_in_alaska_and_hawaii_are_on_one_map():
    drawn = maps.draw(marks((61.2, -149.9), (21.3, -157.9), (42.4, -71.1)))

    assert len(drawn.pins) == 3
    assert drawn.scale.text.endswith("miles")


def test_borders_are_drawn_no_farther_than_the_picture_needs():
    drawn = maps.draw(marks(ALBUQUERQUE, LAS_CRUCES))

    for x, y in corners(drawn.states):
        assert -480 * 3 < x < 480 * 4
        assert -520 * 3 < y < 520 * 4


def test_the_scale_speaks_kilometers_when_asked_and_refuses_other_units():
    assert maps.draw(marks(ALBUQUERQUE), unit="km").scale.text == "5 kilometers"
    with pytest.raises(ValueError, match="not in 'furlong'"):
        maps.draw([], unit="furlong")


def test_the_scale_is_as_long_as_it_says():
    drawn = maps.draw(marks(ALBUQUERQUE, SANTA_FE))
    seen = view(marks(ALBUQUERQUE, SANTA_FE), None, 0, 480, 520)

    miles = int(drawn.scale.text.split()[0])
    assert (drawn.scale.right - drawn.scale.left) / seen.scale == pytest.approx(miles * 1.609344, rel=0.01)


def test_the_scale_moves_out_of_the_way_of_a_pin():
    alone = maps.draw(marks((38, -108), (32, -104)))
    below = maps.draw(marks((38, -108), (32, -104), (32, -108)))

    assert alone.scale.left == 16
    assert below.scale.left > 16 or below.scale.y < 260
