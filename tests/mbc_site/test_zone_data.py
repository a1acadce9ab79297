"""Dates, words and calendars use the pinned time zone data, whatever the machine's own data says."""

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import tzdata
from django.conf import settings
from django.db import connection
from django.db.models import Count
from django.db.models.functions import ExtractHour, TruncDate, TruncMonth

from support_groups.models import Group

ASKED = """
import datetime, json, time
from zoneinfo import ZoneInfo, available_timezones
before = ZoneInfo("America/New_York")  # somebody asked before the settings were read
import django
django.setup()
from dateutil.rrule import rrulestr
from django.utils import timezone
from icalendar import Timezone
from support_groups.schedules import PatternKind, Pattern
from support_groups.schedules.zones import is_zone, label
weekly = Pattern(kind=PatternKind.WEEKLY, weekdays=(1,), begins=datetime.time(18), zone="America/New_York")
day = datetime.date(2026, 7, 7)
shown = Timezone.from_tzid("America/New_York", first_date=day, last_date=datetime.date(2027, 1, 1))
rule = rrulestr("DTSTART;TZID=America/New_York:20260707T180000\\nRRULE:FREQ=WEEKLY;COUNT=1", tzids=ZoneInfo)
print(json.dumps({
    "dates": [moment.isoformat() for moment in weekly.dates(day, day)],
    "words": [weekly.words("en"), label("America/Detroit")],
    "calendar": sorted(part["TZOFFSETTO"].to_ical() for part in shown.walk() if "TZOFFSETTO" in part),
    "dateutil": rule[0].utcoffset().total_seconds(),
    "here": timezone.localtime(datetime.datetime(2026, 7, 7, 12, tzinfo=datetime.UTC)).isoformat(),
    "log": time.strftime("%H:%M", time.localtime(1783425600)),
    "all": [is_zone("Atlantis/Capital"), len(available_timezones()) > 400],
}))
"""


@pytest.fixture
def wrong_data(tmp_path) -> Path:
    """A machine on which New York keeps the time of Tokyo, and that knows a zone nobody else does."""
    pinned = Path(tzdata.__file__).parent / "zoneinfo"
    for zone in ("America/New_York", "America/Detroit", "Atlantis/Capital"):
        (tmp_path / zone).parent.mkdir(exist_ok=True)
        shutil.copy(pinned / "Asia/Tokyo", tmp_path / zone)
    return tmp_path


def told(**environment) -> dict:
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "mbc_site.settings"} | environment
    run = subprocess.run(  # noqa: S603  our own text
        [sys.executable, "-c", ASKED], env=environment, capture_output=True, text=True, check=True
    )
    return json.loads(run.stdout)


def test_the_data_of_the_machine_changes_nothing(wrong_data):
    answer = told(
        PYTHONTZPATH=str(wrong_data),
        TZDIR=str(wrong_data),
        TIME_ZONE="America/New_York",
        TZ="America/New_York",
    )

    assert answer == {
        "dates": ["2026-07-07T18:00:00-04:00"],
        "words": ["Every Tuesday, 6 pm Eastern", "Eastern"],
        "calendar": ["-0400", "-0500"],
        "dateutil": -4 * 3600,
        "here": "2026-07-07T08:00:00-04:00",
        "log": "08:00",
        "all": [False, True],
    }


def test_the_data_is_pinned():
    pinned = (settings.BASE_DIR / "requirements.txt").read_text()
    year, letter = tzdata.IANA_VERSION[:4], tzdata.IANA_VERSION[4:]

    assert f"\ntzdata=={year}.{ord(letter) - ord('a') + 1} " in pinned


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        lambda: Group.objects.filter(created_at__date=date(2026, 1, 1)),
        lambda: Group.objects.filter(created_at__hour=1),
        lambda: Group.objects.annotate(day=TruncDate("created_at")),
        lambda: Group.objects.annotate(hour=ExtractHour("created_at")),
        lambda: Group.objects.values(month=TruncMonth("created_at")).annotate(Count("pk")),
        lambda: Group.objects.datetimes("created_at", "day"),
    ],
)
def test_a_query_that_leaves_time_zones_to_the_database_fails_in_the_tests(query):
    """PostgreSQL would answer from its own data: `tests/conftest.py` lets no query of the whole suite do that."""
    with pytest.raises(AssertionError, match="time zone"):
        list(query())


@pytest.mark.django_db
def test_the_connection_itself_speaks_utc():
    assert connection.timezone_name == "UTC"
