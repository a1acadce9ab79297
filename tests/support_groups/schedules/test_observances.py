"""The parts of a VTIMEZONE against the time zone data: every zone, every hour near a change, to the end of the horizon."""

from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from support_groups.schedules.observances import Observance, observances
from tests.support_groups.outlook_reader import YEARLY, Part, offset

FIRST, LAST = date(2026, 1, 5), date(2029, 12, 31)
ZONES = [
    name for name in files("tzdata").joinpath("zones").read_text().split() if "/" in name or name == "UTC"
]
EST, EDT = timedelta(hours=-5), timedelta(hours=-4)


def test_a_zone_is_one_rule_for_standard_and_one_for_daylight_time():
    assert observances("America/New_York", FIRST, LAST) == (
        Observance(datetime(1970, 11, 1, 2), EDT, EST, "EST", rule="FREQ=YEARLY;BYMONTH=11;BYDAY=1SU"),
        Observance(
            datetime(1970, 3, 8, 2), EST, EDT, "EDT", is_daylight=True, rule="FREQ=YEARLY;BYMONTH=3;BYDAY=2SU"
        ),
    )


@pytest.mark.parametrize(("zone", "hours"), [("America/Phoenix", -7), ("Asia/Kathmandu", 5.75), ("UTC", 0)])
def test_a_zone_whose_clocks_never_change_is_one_part_without_a_rule(zone, hours):
    (part,) = observances(zone, FIRST, LAST)

    assert (part.starts, part.rule, part.is_daylight) == (datetime(1970, 1, 1), "", False)
    assert part.before == part.after == timedelta(hours=hours)


def test_irish_winter_time_is_the_standard_one_as_outlook_expects_it():
    standard, daylight = observances("Europe/Dublin", FIRST, LAST)

    assert (standard.name, standard.is_daylight, daylight.name, daylight.is_daylight) == (
        "GMT",
        False,
        "IST",
        True,
    )
    assert daylight.after > standard.after


def test_a_change_at_the_end_of_a_saturday_is_said_as_a_saturday():
    """The Sunday from the 2nd to the 8th is not always the first, as in April 2029."""
    standard, daylight = observances("America/Santiago", FIRST, LAST)

    assert (standard.starts.time(), standard.rule) == (
        time(23, 59, 59),
        "FREQ=YEARLY;BYMONTH=4;BYDAY=1SA",
    )
    assert (daylight.starts.time(), daylight.rule) == (
        time(23, 59, 59),
        "FREQ=YEARLY;BYMONTH=9;BYDAY=1SA",
    )


def test_a_zone_that_changes_around_ramadan_is_one_part_for_each_change():
    first, *changes = observances("Africa/Casablanca", date(2023, 1, 1), date(2025, 12, 31))

    assert first.starts == datetime(1970, 1, 1)
    assert [change.starts.date() for change in changes] == [
        date(2023, 3, 19),
        date(2023, 4, 23),
        date(2024, 3, 10),
        date(2024, 4, 14),
        date(2025, 2, 23),
        date(2025, 4, 6),
    ]
    assert not any(change.rule for change in changes)


def test_after_a_change_in_the_law_the_lasting_rule_comes_last():
    """The United States: from the first Sunday in April to the last in October, until 2006."""
    parts = observances("America/New_York", date(2005, 1, 1), date(2010, 12, 31))

    assert [(part.starts, part.rule) for part in parts[1:]] == [
        (datetime(2005, 4, 3, 2), ""),
        (datetime(2005, 10, 30, 2), ""),
        (datetime(2006, 4, 2, 2), ""),
        (datetime(2006, 10, 29, 2), ""),
        (datetime(2007, 11, 4, 2), "FREQ=YEARLY;BYMONTH=11;BYDAY=1SU"),
        (datetime(2007, 3, 11, 2), "FREQ=YEARLY;BYMONTH=3;BYDAY=2SU"),
    ]


def test_where_clocks_stopped_changing_nothing_is_called_daylight_time():
    parts = observances("America/Sao_Paulo", date(2018, 6, 1), date(2022, 12, 31))

    assert [part.is_daylight for part in parts] == [False] * 3
    assert parts[-1].after == timedelta(hours=-3)


@pytest.mark.parametrize("first", [date(2026, 1, 5), date(2026, 12, 1)])
def test_the_parts_of_every_zone_give_the_offset_of_every_wall_time(first):
    alike = {observances(zone, first, LAST): zone for zone in ZONES}  # hundreds of zones, some fifty kinds

    for parts, zone in alike.items():
        read = [Part("", part.starts, part.rule, part.before, part.after) for part in parts]
        assert all(YEARLY.fullmatch(part.rule) for part in parts if part.rule), zone
        for wall in near_changes(zone, first):
            assert offset(read, wall) == wall.replace(tzinfo=ZoneInfo(zone)).utcoffset(), (zone, wall)


def near_changes(zone: str, first: date):
    """Wall times within the day of each change, half an hour apart, that occur once."""
    clock = ZoneInfo(zone)
    begin = datetime.combine(first, time(12), UTC)
    days = [begin + timedelta(days=number) for number in range((LAST - first).days)]
    offsets = [day.astimezone(clock).utcoffset() for day in days]
    for day, (before, after) in zip(days, pairwise(offsets), strict=False):
        if before != after:
            halves = [day + timedelta(minutes=30 * number) for number in range(48)]
            yield from (wall for moment in halves if (wall := once(moment, clock)))


def once(moment: datetime, clock: ZoneInfo) -> datetime | None:
    there = moment.astimezone(clock)
    is_twice = there.utcoffset() != there.replace(fold=1 - there.fold).utcoffset()
    return None if is_twice else there.replace(tzinfo=None)
