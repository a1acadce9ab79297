import pytest
from hypothesis import given
from hypothesis import strategies as st

from support_groups.places import spelling

NAMES = st.text(alphabet="abc", max_size=7)


@pytest.mark.parametrize(
    ("a", "b", "slips"),
    [
        ("albany", "albany", 0),
        ("albany", "albny", 1),
        ("albany", "allbany", 1),
        ("albany", "alvany", 1),
        ("albany", "ablany", 1),
        ("cincinatti", "cincinnati", 2),
        ("rome", "paris", 3),
    ],
)
def test_each_typo_counts_one(a, b, slips):
    assert spelling.between(a, b, 2) == slips


def plainly(a, b):
    """The same distance, by its recursive definition."""
    if not a or not b:
        return len(a) + len(b)
    steps = [plainly(a[1:], b) + 1, plainly(a, b[1:]) + 1, plainly(a[1:], b[1:]) + (a[0] != b[0])]
    if len(a) > 1 and len(b) > 1 and a[0] == b[1] and a[1] == b[0]:
        steps.append(plainly(a[2:], b[2:]) + 1)
    return min(steps)


@given(NAMES.filter(lambda name: len(name) < 6), NAMES.filter(lambda name: len(name) < 6), st.integers(1, 3))
def test_the_distance_is_that_of_its_definition_as_far_as_it_is_asked_for(a, b, most):
    assert spelling.between(a, b, most) == min(plainly(a, b), most + 1)


def test_short_names_are_never_corrected():
    assert spelling.near("ely") == {}
