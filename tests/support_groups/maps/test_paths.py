from hypothesis import given, settings
from hypothesis import strategies as st

from support_groups.maps import paths
from support_groups.maps.projection import Projection
from support_groups.maps.view import View

PICTURE = View(Projection(0, 0), 1.0, 100, 100)
RINGS = st.lists(st.tuples(st.floats(-300, 400), st.floats(-300, 400)), min_size=3, max_size=25)


def holds(ring, x, y):
    """Whether a point lies inside a ring (even-odd)."""
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


@settings(max_examples=300)
@given(RINGS, st.floats(0, 100), st.floats(0, 100))
def test_clipping_changes_nothing_inside_the_picture(ring, x, y):
    assert holds(paths._ring(ring, PICTURE), x, y) == holds(ring, x, y)


def test_a_ring_around_the_picture_is_kept():
    around = [(-500, -500), (50, -500), (600, -500), (600, 600), (-500, 600)]

    assert holds(paths._ring(around, PICTURE), 50, 50)


def test_a_line_is_cut_where_it_leaves_the_picture():
    line = [(10, 10), (200, 10), (300, 10), (300, 50), (90, 50)]

    assert list(paths._parts(line, PICTURE)) == [[(10, 10), (200, 10)], [(300, 50), (90, 50)]]
