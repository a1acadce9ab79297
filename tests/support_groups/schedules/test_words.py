from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from support_groups.schedules.words import say_day, say_hours

NEW_YORK = ZoneInfo("America/New_York")


def test_a_day_is_in_the_language_of_the_page():
    assert say_day(date(2026, 12, 8), "en") == "Tuesday, December 8"
    assert say_day(date(2027, 1, 5), "es-MX", with_year=True) == "martes 5 de enero de 2027"


@pytest.mark.parametrize(
    ("starts", "minutes", "expected"),
    [
        (datetime(2026, 12, 8, 18, 30), 90, "6:30 to 8 pm"),
        (datetime(2026, 12, 8, 23), 120, "11 pm to 1 am"),
        (datetime(2026, 12, 8, 18), None, "6 pm"),
        # The clocks go forward at 2 and back at 2: two hours later they show another time than usual.
        (datetime(2026, 3, 8, 1, 30), 120, "1:30 to 4:30 am"),
        (datetime(2026, 11, 1, 0, 30), 120, "12:30 to 1:30 am"),
        (datetime(2026, 11, 1, 1, 30), 60, "1:30 am"),
    ],
)
def test_hours_are_what_the_clock_on_the_wall_shows(starts, minutes, expected):
    assert say_hours(starts.replace(tzinfo=NEW_YORK), minutes, "en") == expected
