"""Zone names follow from the rules in the data, whichever release is installed."""

import doctest
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from support_groups.schedules import zone_rules, zones
from support_groups.schedules.languages import LANGUAGES

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize("module", [zones, zone_rules])
def test_the_examples_in_the_docstrings_are_true(module):
    assert doctest.testmod(module).failed == 0


def clocks(zone: str) -> list:
    """Offset and abbreviation every three hours of two years, by another way than the code's."""
    clock, start = ZoneInfo(zone), datetime(2026, 12, 1, tzinfo=UTC)
    moments = [(start + timedelta(hours=hours)).astimezone(clock) for hours in range(0, 2 * 365 * 24, 3)]
    return [(moment.utcoffset(), moment.tzname()) for moment in moments]


def test_a_zone_with_a_wide_name_shows_the_same_time_through_the_coming_two_years():
    asked = sorted(zone for zone in available_timezones() if zones.wide_name(zone, date(2026, 12, 1)))
    named = {zone: clocks(zone) for zone in zones.NAMED}

    assert len(asked) > 20
    for zone in asked:
        assert clocks(zone) == named[zones.wide_name(zone, date(2026, 12, 1))], zone


@pytest.fixture
def data(monkeypatch):
    """Time zone data in which some zones keep the time of another one."""
    read = zone_rules.ZoneInfo

    def changed(**moved):
        names = {f"America/{zone}": f"America/{other}" for zone, other in moved.items()}
        zone_rules._course.cache_clear()
        monkeypatch.setattr(zone_rules, "ZoneInfo", lambda zone: read(names.get(zone, zone)))

    yield changed
    zone_rules._course.cache_clear()


def test_a_zone_loses_the_wide_name_when_the_data_says_that_it_keeps_another_time(data):
    data(Vancouver="Los_Angeles")
    assert zones.label("America/Vancouver", today=TODAY) == "Pacific"
    assert zones.is_same_clock("America/Vancouver", "America/Los_Angeles", today=TODAY)

    data(Vancouver="Phoenix")
    assert zones.label("America/Vancouver", today=TODAY) == "Vancouver time"
    assert zones.label("America/Vancouver", "es", today=TODAY) == "hora de Vancouver"
    assert not zones.is_same_clock("America/Vancouver", "America/Los_Angeles", today=TODAY)

    data(Winnipeg="New_York")
    assert zones.label("America/Winnipeg", today=TODAY) == "Eastern"


def test_a_change_of_the_clocks_that_is_due_within_two_years_already_counts(data, monkeypatch):
    read = zone_rules.clock_at

    def leaving(clock, moment):
        """Toronto keeps New York's time until the summer of 2028."""
        is_gone = clock.key == "America/Toronto" and moment > datetime(2028, 7, 1, tzinfo=UTC)
        return (timedelta(hours=-3), "XYZ") if is_gone else read(clock, moment)

    data()
    monkeypatch.setattr(zone_rules, "clock_at", leaving)

    assert zones.label("America/Toronto", today=date(2026, 6, 20)) == "Eastern"
    assert zones.label("America/Toronto", today=date(2026, 7, 20)) == "Toronto time"


@pytest.mark.parametrize(
    ("zone", "label"),
    [
        ("America/Havana", "Havana time"),  # the same hours as New York, and its own law
        ("America/Tijuana", "Tijuana time"),  # "Pacífico" is another zone in Mexico
        ("America/Hermosillo", "Hermosillo time"),
        ("America/Creston", "Creston time"),
        ("US/Eastern", "Eastern"),
        ("America/Louisville", "Eastern"),
        ("UTC", "UTC time"),
    ],
)
def test_only_zones_of_the_united_states_and_canada_have_wide_names(zone, label):
    assert zones.label(zone, today=TODAY) == label


def test_a_city_names_the_current_zone_and_not_a_former_name_of_it():
    assert zones.label("America/Argentina/Buenos_Aires", today=TODAY) == "Buenos Aires time"
    assert zones.cities()["buenos aires"] == "America/Argentina/Buenos_Aires"
    assert zones.cities()["katmandu"] == "Asia/Katmandu"


def test_two_zones_that_change_their_clocks_at_another_hour_are_not_the_same():
    assert not zones.is_same_clock("America/Havana", "America/New_York", today=TODAY)


def test_every_named_zone_exists():
    cities = [zone for language in LANGUAGES.values() for zone in language.CITY_NAMES]
    named = [*zones.NAMED, *zones.ABBREVIATIONS, *cities]

    assert [name for name in named if not zones.is_zone(name)] == []
