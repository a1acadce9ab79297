"""The JSON-LD of a group says nothing that the page doesn't say."""

import json
from datetime import UTC, date, datetime, time

import pytest
import time_machine

from support_groups.models import ScheduleException
from support_groups.schedules import Pattern
from tests.descriptions import descriptions
from tests.factories import WEEKLY, make_group, make_organization, make_venue

pytestmark = pytest.mark.django_db
AT = datetime(2026, 12, 1, 12, tzinfo=UTC)
SCHEMA = "https://schema.org/"


def graph(client, group) -> tuple[dict, dict]:
    with time_machine.travel(AT, tick=False):
        page = client.get(group.get_absolute_url()).content.decode()
    series, breadcrumbs = descriptions(page)
    return series, breadcrumbs


def schedules(client, *patterns, **fields) -> list[dict]:
    return graph(client, make_group(patterns=patterns, **fields))[0]["eventSchedule"]


def test_a_group_open_day_and_night_has_no_dates_in_json_ld(visitor):
    always = Pattern(kind="daily", begins=time(0), minutes=24 * 60)

    series, _breadcrumbs = graph(visitor, make_group(patterns=[always], attendance="telephone"))

    assert "subEvent" not in series
    assert series["eventSchedule"][0]["duration"] == "PT1440M"


def test_a_group_is_a_series_with_its_schedule_place_and_next_dates(visitor):
    group = make_group(
        name="The Tuesday Table",
        slug="table",
        cost="free",
        organization=make_organization(name="Friends", website="https://example.org/f"),
        venue=make_venue(name="Library", street="200 Fern Street"),
    )

    series, breadcrumbs = graph(visitor, group)

    assert (series["@type"], series["name"]) == ("EventSeries", "The Tuesday Table")
    assert series["@id"] == series["url"] == "http://testserver/support-groups/table/"
    assert series["isAccessibleForFree"] is True
    assert series["eventAttendanceMode"] == SCHEMA + "OfflineEventAttendanceMode"
    assert series["organizer"] == {"@type": "Organization", "name": "Friends", "url": "https://example.org/f"}
    assert series["location"] == {
        "@type": "Place",
        "name": "Library",
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "200 Fern Street",
            "addressLocality": "Akron",
            "addressRegion": "OH",
            "postalCode": "44308",
            "addressCountry": "US",
        },
        "geo": {"@type": "GeoCoordinates", "latitude": 41.0812, "longitude": -81.5195},
    }
    assert series["eventSchedule"] == [
        {
            "@type": "Schedule",
            "repeatFrequency": "P1W",
            "byDay": [SCHEMA + "Tuesday"],
            "startTime": "18:30:00",
            "duration": "PT90M",
            "scheduleTimezone": "America/New_York",
        }
    ]
    assert len(series["subEvent"]) == 6
    first = series["subEvent"][0]
    assert (first["@type"], first["eventStatus"]) == ("Event", SCHEMA + "EventScheduled")
    assert (first["startDate"], first["endDate"]) == ("2026-12-01T18:30-05:00", "2026-12-01T20:00-05:00")
    assert first["location"] == series["location"]
    assert [(step["name"], step.get("item")) for step in breadcrumbs["itemListElement"]] == [
        ("Home", "http://testserver/"),
        ("Find a group", "http://testserver/support-groups/"),
        ("The Tuesday Table: Akron, OH", None),
    ]


def test_a_series_begins_on_the_next_date_that_is_not_canceled(visitor):
    group = make_group()
    ScheduleException.objects.create(group=group, first=date(2026, 12, 1))

    series, _breadcrumbs = graph(visitor, group)

    assert (series["startDate"], series["eventStatus"]) == (
        "2026-12-08T18:30-05:00",
        SCHEMA + "EventScheduled",
    )


def test_a_series_is_canceled_if_every_coming_date_is(visitor):
    group = make_group()
    ScheduleException.objects.create(group=group, first=date(2026, 11, 1), last=date(2028, 1, 1))

    series, _breadcrumbs = graph(visitor, group)

    assert (series["startDate"], series["eventStatus"]) == (
        "2026-12-01T18:30-05:00",
        SCHEMA + "EventCancelled",
    )


def test_a_series_without_dates_does_not_say_when_it_begins(visitor):
    series, _breadcrumbs = graph(visitor, make_group(patterns=[Pattern(kind="appointment")]))

    assert not {"startDate", "eventStatus"} & series.keys()


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (
            Pattern(kind="monthly", weekdays=(1,), ordinals=(1, 3), months=(9, 10)),
            {"repeatFrequency": "P1M", "byDay": ["1TU", "3TU"], "byMonth": [9, 10]},
        ),
        (
            Pattern(kind="weekly", weekdays=(3,), interval=2, anchor=date(2026, 12, 3), ends_on=date(2027, 5, 6)),
            {
                "repeatFrequency": "P2W", "byDay": [SCHEMA + "Thursday"], "startDate": "2026-12-03",
                "endDate": "2027-05-06",
            },
        ),
        (Pattern(kind="monthly_date", days=(15,)), {"repeatFrequency": "P1M", "byMonthDay": [15]}),
        (
            Pattern(kind="daily", count=8, anchor=date(2026, 12, 3)),
            {"repeatFrequency": "P1D", "repeatCount": 8, "startDate": "2026-12-03"},
        ),
    ],
)  # fmt: skip
def test_each_kind_of_pattern_has_its_schedule(visitor, pattern, expected):
    (found,) = schedules(visitor, pattern)

    assert found == {"@type": "Schedule", "scheduleTimezone": "America/New_York"} | expected


def test_a_paused_groups_schedule_begins_when_it_is_back(visitor):
    (found,) = schedules(visitor, WEEKLY, status="paused", paused_until=date(2027, 2, 1))

    assert found["startDate"] == "2027-02-01"


def test_single_dates_and_appointments_have_no_schedule(visitor):
    single = make_group(patterns=[Pattern(kind="dates", on=(date(2026, 12, 5),), begins=time(9))])
    by_appointment = make_group(patterns=[Pattern(kind="appointment")])

    assert "eventSchedule" not in graph(visitor, single)[0]
    assert [event["startDate"] for event in graph(visitor, single)[0]["subEvent"]] == [
        "2026-12-05T09:00-05:00"
    ]
    assert not {"eventSchedule", "subEvent"} & graph(visitor, by_appointment)[0].keys()


def test_canceled_and_moved_dates_have_their_status_and_are_excluded(visitor):
    group = make_group()
    ScheduleException.objects.create(group=group, first=date(2026, 12, 1), reason="Snow")
    ScheduleException.objects.create(
        group=group, kind="moved", first=date(2026, 12, 8), to_date=date(2026, 12, 10), to_time=time(19)
    )

    series, _ = graph(visitor, group)

    cancelled, moved = series["subEvent"][:2]
    assert (cancelled["startDate"], cancelled["eventStatus"]) == (
        "2026-12-01T18:30-05:00",
        SCHEMA + "EventCancelled",
    )
    assert (moved["startDate"], moved["previousStartDate"], moved["eventStatus"]) == (
        "2026-12-10T19:00-05:00",
        "2026-12-08T18:30-05:00",
        SCHEMA + "EventRescheduled",
    )
    assert series["eventSchedule"][0]["exceptDate"] == ["2026-12-01", "2026-12-08"]


@pytest.mark.parametrize(
    ("attendance", "mode", "kinds"),
    [
        ("online", "OnlineEventAttendanceMode", ["VirtualLocation"]),
        ("telephone", "OnlineEventAttendanceMode", ["VirtualLocation"]),
        ("hybrid", "MixedEventAttendanceMode", ["Place", "VirtualLocation"]),
    ],
)
def test_a_link_is_a_location_only_if_public(visitor, attendance, mode, kinds):
    secret = {"attendance": attendance, "join_link": "https://zoom.us/j/1", "passcode": "secret4711"}
    hidden = make_group(**secret, slug="hidden")
    known = make_group(**secret, link_visibility="public")

    for group, url in ((hidden, "http://testserver/support-groups/hidden/"), (known, "https://zoom.us/j/1")):
        series, _ = graph(visitor, group)
        places = series["location"] if isinstance(series["location"], list) else [series["location"]]
        assert series["eventAttendanceMode"] == SCHEMA + mode
        assert [place["@type"] for place in places] == kinds
        assert places[-1]["url"] == url
        assert "secret4711" not in json.dumps(series)
    assert "zoom.us" not in json.dumps(graph(visitor, hidden))


def test_a_hidden_street_is_described_by_its_town(visitor):
    venue = make_venue(name="Fern House", is_street_public=False)
    group = make_group(venue=venue)
    ScheduleException.objects.create(group=group, kind="place", first=date(2026, 12, 1), place="Town hall")

    series, _ = graph(visitor, group)

    assert series["location"] == {
        "@type": "Place",
        "name": "Akron, OH",
        "address": {
            "@type": "PostalAddress",
            "addressLocality": "Akron",
            "addressRegion": "OH",
            "addressCountry": "US",
        },
    }
    assert series["subEvent"][0]["location"]["name"] == "Town hall"
    assert "Fern" not in json.dumps(series)


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<!--<script>", "\u2028", "]]>", 'a "b" \\']
)
def test_no_text_breaks_out_of_the_description(visitor, text):
    group = make_group(name=f"Table {text}", summary=text, patterns=[WEEKLY])

    series, _ = graph(visitor, group)

    assert (series["name"], series["description"]) == (f"Table {text}", text)
    assert "<script>alert(1)" not in visitor.get(group.get_absolute_url()).content.decode()
