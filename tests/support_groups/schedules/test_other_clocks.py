import doctest
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from support_groups.schedules import other_clocks
from support_groups.schedules.other_clocks import on_clock
from support_groups.schedules.patterns import Pattern
from tests.support_groups.schedules.strategies import patterns

TODAY = date(2026, 11, 30)
ZONES = (
    "America/Denver",
    "America/Phoenix",
    "Europe/London",
    "Asia/Kathmandu",
    "Asia/Tokyo",
    "Pacific/Auckland",
)


def test_the_examples_in_the_docstrings_are_true():
    assert doctest.testmod(other_clocks).failed == 0


@settings(suppress_health_check=[HealthCheck.filter_too_much])  # few patterns fit on another clock
@given(pattern=patterns(), zone=st.sampled_from(ZONES))
def test_a_pattern_on_another_clock_gives_the_same_moments_or_none(pattern, zone):
    assume(pattern.zone and pattern.begins)
    moved = on_clock(pattern, zone, TODAY)
    assume(moved is not None)
    last = TODAY + timedelta(days=600)

    theirs = [moment.timestamp() for moment in pattern.dates(TODAY, last)]
    found = moved.dates(TODAY - timedelta(days=2), last + timedelta(days=2))

    assert set(theirs) <= {moment.timestamp() for moment in found}
    assert all(str(moment.tzinfo) == zone for moment in found)


@pytest.mark.parametrize(
    ("fields", "zone", "words"),
    [
        ({"kind": "weekly", "weekdays": (6,), "begins": "21:00"}, "Europe/Paris", None),  # not in late March
        ({"kind": "weekly", "weekdays": (6,), "begins": "21:00"}, "America/Halifax", "Every Sunday, 10 pm Atlantic"),
        ({"kind": "weekly", "weekdays": (6,), "begins": "23:30"}, "America/Halifax", "Every Monday, 12:30 am Atlantic"),
        ({"kind": "monthly", "weekdays": (1,), "ordinals": (1,), "begins": "23:30"}, "America/Halifax", None),
        ({"kind": "daily", "begins": "23:30"}, "America/Halifax", "Every day, 12:30 am Atlantic"),
        (
            {"kind": "dates", "on": ("2027-02-28",), "begins": "23:30"},
            "America/Halifax",
            "March 1, 2027, 12:30 am Atlantic",
        ),
    ],
)  # fmt: skip
def test_a_weekday_that_differs_on_another_clock_is_shifted(fields, zone, words):
    moved = on_clock(Pattern.from_dict(fields | {"zone": "America/New_York"}), zone, TODAY)

    assert (moved.words() if moved else None) == words


def test_a_pattern_without_a_time_or_coming_dates_is_unchanged():
    timeless = Pattern(kind="weekly", weekdays=(1,), zone="America/New_York")
    over = Pattern.from_dict(
        {"kind": "dates", "on": ["2026-01-06"], "begins": "18:00", "zone": "America/New_York"}
    )

    assert on_clock(timeless, "America/Denver", TODAY) == timeless
    assert on_clock(over, "America/Denver", TODAY) is None
