import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support_groups.schedules.time_slots import (
    A_WEEK,
    PARTS,
    TimeSlot,
    joined,
    offset_periods,
    shifted,
    time_slots,
)


def test_all_days_are_one_week():
    assert time_slots([], []) == [TimeSlot(0, A_WEEK)]
    assert time_slots(["monday", "tuesday"], []) == [TimeSlot(0, 2880)]


def test_late_on_sunday_runs_into_monday():
    assert time_slots(["sunday"], ["late"]) == [TimeSlot(0, 300), TimeSlot(9900, 10080)]


def test_the_parts_of_a_day_leave_no_gap():
    assert time_slots(["wednesday"], list(PARTS)) == [TimeSlot(2 * 1440 + 300, 3 * 1440 + 300)]


@given(first=st.integers(0, A_WEEK - 1), length=st.integers(1, 2000), by=st.integers(-1000, 1000))
def test_a_shifted_time_slot_keeps_its_length_and_stays_in_the_week(first, length, by):
    pieces = shifted(TimeSlot(first, first + length), by)

    assert sum(piece.end - piece.first for piece in pieces) == length
    assert all(0 <= piece.first < piece.end <= A_WEEK for piece in pieces)
    assert pieces[0].first == (first + by) % A_WEEK


def test_adjacent_time_slots_are_joined():
    assert joined([TimeSlot(60, 90), TimeSlot(0, 60), TimeSlot(100, 110)]) == [
        TimeSlot(0, 90),
        TimeSlot(100, 110),
    ]


@pytest.mark.parametrize(
    "zone", ["America/New_York", "Europe/London", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]
)
@pytest.mark.parametrize("month", range(1, 13))
def test_a_time_slot_ends_to_the_minute_when_the_clocks_change(zone, month):
    at = datetime.datetime(2026, month, 1, 7, 23, tzinfo=datetime.UTC)
    clock = ZoneInfo(zone)

    for period in offset_periods(zone, at):
        for moment in (period.since, period.until and period.until - datetime.timedelta(seconds=1)):
            if moment:
                assert moment.astimezone(clock).utcoffset() == datetime.timedelta(minutes=period.offset)
    assert offset_periods(zone, at)[0].since is None
