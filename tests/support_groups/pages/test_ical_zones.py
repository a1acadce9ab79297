"""Time zones in calendars: three kinds of programs read the dates of our pages, to the end of 2027."""

import io
from dataclasses import replace
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from icalendar import Calendar

from support_groups.schedules import Pattern
from tests.support_groups import outlook_reader
from tests.support_groups.calendar_reader import held
from tests.support_groups.pages.test_ical_dates import calendar, told, unsaved

AT = datetime(2026, 1, 5, tzinfo=UTC)
LATER = datetime(2026, 12, 1, tzinfo=UTC)
END = datetime(2027, 12, 31, tzinfo=UTC)
ZONES = [
    "America/New_York",
    "America/Chicago",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/St_Johns",
    "America/Santiago",
    "Europe/London",
    "Europe/Dublin",
    "Europe/Berlin",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Asia/Jerusalem",
    "Pacific/Auckland",
]
STOPPED = ["America/Vancouver", "Africa/Casablanca"]  # their clocks change for the last time in 2026
AROUND_RAMADAN = ["Asia/Gaza"]
DAILY = Pattern(kind="daily", begins=time(18, 30), minutes=60)
EARLY = replace(DAILY, begins=time(4))


def group_in(zone: str, at: datetime = AT):
    group = unsaved([DAILY, EARLY], zone=zone)
    group.created_at = group.updated_at = at
    return group


@pytest.mark.parametrize("zone", ZONES)
def test_outlook_shows_the_dates_of_the_page(zone):
    group = group_in(zone)

    data = calendar(group)

    dates = told(group, AT, END)
    assert len(dates) > 1400
    assert outlook_reader.moments(data, AT, END, approximate=True) == dates
    assert outlook_reader.moments(data, AT, END) == dates


@pytest.mark.parametrize("zone", STOPPED)
def test_outlook_is_right_from_the_last_change_of_a_law_on(zone):
    group = group_in(zone)

    data = calendar(group)

    dates = told(group, AT, END)
    assert outlook_reader.moments(data, AT, END) == dates
    shown = outlook_reader.moments(data, AT, END, approximate=True)
    assert [at for at in shown if at >= LATER] == [at for at in dates if at >= LATER]


@pytest.mark.parametrize("zone", AROUND_RAMADAN)
def test_a_program_that_reads_every_part_is_right_where_there_is_no_yearly_rule(zone):
    group = group_in(zone)

    assert outlook_reader.moments(calendar(group), AT, END) == told(group, AT, END)


@pytest.mark.parametrize("zone", [*ZONES, *STOPPED, *AROUND_RAMADAN])
def test_programs_with_zone_data_of_their_own_show_the_dates_of_the_page(zone):
    group = group_in(zone)

    assert held(calendar(group), AT, END) == told(group, AT, END)  # it overlooks VTIMEZONE, as Google does


@pytest.mark.parametrize("zone", [*ZONES, *STOPPED, *AROUND_RAMADAN])
def test_libraries_read_the_same_offsets_from_the_definition(zone):
    group = group_in(zone)
    data = calendar(group)
    ours = tzical(io.StringIO(data.decode())).get(zone)
    (theirs,) = Calendar.from_ical(data).walk("VTIMEZONE")

    dates = [at.astimezone(ZoneInfo(zone)) for at in told(group, AT, END)[::9]]
    walls = [at.replace(tzinfo=None) for at in dates]
    expected = [at.utcoffset() for at in dates]
    assert [wall.replace(tzinfo=ours).utcoffset() for wall in walls] == expected
    read = theirs.to_tz()
    assert [wall.replace(tzinfo=read).utcoffset() for wall in walls] == expected


def test_the_definition_has_only_what_every_program_reads():
    text = calendar(group_in("America/New_York")).decode()

    definition = text[text.index("BEGIN:VTIMEZONE") : text.index("BEGIN:VEVENT")]
    assert definition.split("\r\n") == [
        "BEGIN:VTIMEZONE",
        "TZID:America/New_York",
        "BEGIN:STANDARD",
        "DTSTART:19701101T020000",
        "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11",
        "TZNAME:EST",
        "TZOFFSETFROM:-0400",
        "TZOFFSETTO:-0500",
        "END:STANDARD",
        "BEGIN:DAYLIGHT",
        "DTSTART:19700308T020000",
        "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3",
        "TZNAME:EDT",
        "TZOFFSETFROM:-0500",
        "TZOFFSETTO:-0400",
        "END:DAYLIGHT",
        "END:VTIMEZONE",
        "",
    ]
