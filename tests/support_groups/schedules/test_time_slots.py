import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support_groups.schedules.time_slots import A_WEEK, PARTS, Window, joined, shifted, stretches, windows


def test_all_days_are_one_week():
    assert windows([], []) == [Window(0, A_WEEK)]
    assert windows(["monday", "tuesday"], []) == [Window(0, 2880)]


def test_late_on_sunday_runs_into_monday():
    assert windows(["sunday"], ["late"]) == [Window(0, 300), Window(9900, 10080)]


def test_the_parts_of_a_day_leave_no_gap():
    assert windows(["wednesday"], list(PARTS)) == [Window(2 * 1440 + 300, 3 * 1440 + 300)]


@given(first=st.integers(0, A_WEEK - 1), length=st.integers(1, 2000), by=st.integers(-1000, 1000))
def test_a_shifted_stretch_is_as_long_and_stays_in_the_week(first, length, by):
    pieces = shifted(Window(first, first + length), by)

    assert sum(piece.end - piece.first for piece in pieces) == length
    assert all(0 <= piece.first < piece.end <= A_WEEK for piece in pieces)
    assert pieces[0].first == (first + by) % A_WEEK


def test_neighbours_become_one():
    assert joined([Window(60, 90), Window(0, 60), Window(100, 110)]) == [Window(0, 90), Window(100, 110)]


@pytest.mark.parametrize(
    "zone", ["America/New_York", "Europe/London", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]
)
@pytest.mark.parametrize("month", range(1, 13))
def test_a_stretch_ends_to_the_minute_when_the_clocks_change(zone, month):
    at = datetime.datetime(2026, month, 1, 7, 23, tzinfo=datetime.UTC)
    clock = ZoneInfo(zone)

    for stretch in stretches(zone, at):
        for moment in (stretch.since, stretch.until and stretch.until - datetime.timedelta(seconds=1)):
            if moment:
                assert moment.astimezone(clock).utcoffset() == datetime.timedelta(minutes=stretch.offset)
    assert stretches(zone, at)[0].since is None
