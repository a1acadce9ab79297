"""Calendar files: what is in them, what is not, and that the same data gives the same file."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.urls import reverse
from icalendar import Calendar

from support_groups.models import Group, GroupSearch, ScheduleException
from support_groups.schedules import Pattern
from tests.factories import WEEKLY, make_group, make_organization, make_venue

pytestmark = pytest.mark.django_db
AT = datetime(2026, 12, 1, 12, tzinfo=UTC)  # a Tuesday, 7 am in Akron


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(AT, tick=False):
        yield


def address(group) -> str:
    return reverse("support_groups:calendar", args=[group.slug])


def read(client, group) -> Calendar:
    response = client.get(address(group))
    assert response.status_code == 200
    return Calendar.from_ical(response.content)


def events(client, group) -> list:
    return read(client, group).walk("VEVENT")


def test_a_pattern_is_one_event_with_its_rule_zone_and_place(visitor):
    venue = make_venue(name="Library; hall", street="200 Fern Street", room="Fern, Room")
    group = make_group(name="The Tuesday Table", slug="table", venue=venue)

    (event,) = events(visitor, group)

    assert str(event["UID"]) == f"{group.meeting_patterns.get().uid}@localhost"
    assert event["RRULE"].to_ical() == b"FREQ=WEEKLY;BYDAY=TU"
    assert event["DTSTART"].to_ical() == b"20261201T183000"
    assert event["DTSTART"].params["TZID"] == "America/New_York"
    assert event["DURATION"].dt == timedelta(minutes=90)
    assert str(event["SUMMARY"]) == "The Tuesday Table"
    assert str(event["LOCATION"]) == "Library; hall, Fern, Room, 200 Fern Street, Akron, OH 44308"
    assert event["GEO"].to_ical() == "41.0812;-81.5195"
    assert event["URL"] == "http://testserver/support-groups/table/"
    assert "Call before your first visit." in event["DESCRIPTION"]
    assert "http://testserver/support-groups/table/" in event["DESCRIPTION"]


def test_the_file_has_a_name_a_zone_and_a_refresh_interval(visitor):
    group = make_group(name="Tea, and talk")

    response = visitor.get(address(group))
    text = response.content.decode()

    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Content-Disposition"] == f'inline; filename="{group.slug}.ics"'
    for line in (
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Tea\\, and talk",
        "NAME:Tea\\, and talk",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "X-PUBLISHED-TTL:PT12H",
        "TZID:America/New_York",
    ):
        assert f"\r\n{line}\r\n" in text, line
    assert text.count("\r\n") == text.count("\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


@pytest.mark.parametrize("field", ["name", "summary", "joining", "schedule_note"])
def test_text_cannot_inject_a_calendar_line(visitor, field):
    group = make_group(**{field: "Tea\r\nATTACH:https://evil.example/\nEND:VEVENT"})

    assert len(events(visitor, group)) == 1
    assert b"\r\nATTACH" not in visitor.get(address(group)).content


def test_a_canceled_date_is_excluded_and_mentioned(visitor):
    group = make_group(name="Table")
    ScheduleException.objects.create(group=group, first=date(2026, 12, 8), reason="Library closed")

    series, off = events(visitor, group)

    assert series["EXDATE"].to_ical() == b"20261208T183000"
    assert series["EXDATE"].params["TZID"] == "America/New_York"
    assert "No meeting on:\nDecember 8, 2026: Library closed" in series["DESCRIPTION"]
    assert (off["STATUS"], off["TRANSP"]) == ("CANCELLED", "TRANSPARENT")
    assert off["SUMMARY"] == "Canceled: Table (Library closed)"
    assert off["DTSTART"].to_ical() == b"20261208T183000"
    assert off["UID"] != series["UID"]
    assert "RECURRENCE-ID" not in off


def test_a_moved_date_and_another_place_replace_that_one_date(visitor):
    group = make_group()
    ScheduleException.objects.create(
        group=group, kind="moved", first=date(2026, 12, 8), to_date=date(2026, 12, 10)
    )
    ScheduleException.objects.create(
        group=group, kind="place", first=date(2026, 12, 15), place="Café, upstairs"
    )

    series, moved, elsewhere = events(visitor, group)

    assert "EXDATE" not in series
    assert series["UID"] == moved["UID"] == elsewhere["UID"]
    assert moved["RECURRENCE-ID"].to_ical() == b"20261208T183000"
    assert moved["DTSTART"].to_ical() == b"20261210T183000"
    assert elsewhere["RECURRENCE-ID"].to_ical() == elsewhere["DTSTART"].to_ical() == b"20261215T183000"
    assert elsewhere["LOCATION"] == "Café, upstairs"
    assert "GEO" not in elsewhere


def test_a_date_that_gets_a_time_leaves_a_series_of_whole_days(visitor):
    """An override has to be of the same kind as its series, a day or a time (RFC 5545, 3.8.4.4)."""
    group = make_group(patterns=[Pattern(kind="weekly", weekdays=(1,))])
    ScheduleException.objects.create(group=group, kind="moved", first=date(2026, 12, 8), to_time=time(9))

    series, timed = events(visitor, group)

    assert series["DTSTART"].dt == date(2026, 12, 1)
    assert "DURATION" not in series
    assert series["EXDATE"].to_ical() == b"20261208"
    assert "RECURRENCE-ID" not in timed
    assert timed["DTSTART"].to_ical() == b"20261208T090000"


def test_extra_meetings_and_single_dates_are_events_of_their_own(visitor):
    single = Pattern(kind="dates", on=(date(2026, 12, 4), date(2026, 12, 11)), begins=time(9), minutes=60)
    group = make_group(patterns=[single])
    ScheduleException.objects.create(group=group, kind="extra", first=date(2026, 12, 5), begins=time(10))

    found = events(visitor, group)

    assert [event["DTSTART"].to_ical() for event in found] == [
        b"20261204T090000",
        b"20261211T090000",
        b"20261205T100000",
    ]
    assert len({event["UID"] for event in found}) == 3
    assert not any("RRULE" in event or "RDATE" in event for event in found)


SECRETS = {"join_link": "https://zoom.us/j/123", "dial_in": "555-0100", "passcode": "secret4711"}


def test_links_and_passcodes_are_in_the_calendar_only_if_public(visitor):
    hidden = make_group(attendance="online", **SECRETS)
    known = make_group(attendance="online", link_visibility="public", **SECRETS)
    for group in (hidden, known):
        ScheduleException.objects.create(
            group=group, kind="place", first=date(2026, 12, 8), link="https://zoom.us/j/456"
        )

    withheld = "".join(event["DESCRIPTION"] for event in events(visitor, hidden))
    told = "".join(event["DESCRIPTION"] for event in events(visitor, known))

    for secret in (*SECRETS.values(), "https://zoom.us/j/456"):
        assert secret in told
        assert secret not in withheld
        assert secret.encode() not in visitor.get(address(hidden)).content
    assert "The link isn’t public." in withheld


def test_a_hidden_street_is_a_town_in_the_calendar(visitor):
    venue = make_venue(name="Fern House", room="Attic", is_street_public=False)

    (event,) = events(visitor, make_group(venue=venue))

    assert event["LOCATION"] == "Akron, OH (ask for the address)"
    assert "GEO" not in event


def test_a_group_open_day_and_night_does_not_fill_a_calendar(visitor):
    always = Pattern(kind="daily", begins=time(0), minutes=24 * 60)

    assert len(events(visitor, make_group(attendance="text", patterns=[always, WEEKLY]))) == 1


def test_a_time_on_a_clock_that_nobody_chose_is_in_no_calendar(visitor):
    day = Pattern(kind="weekly", weekdays=(4,))

    (event,) = events(visitor, make_group(attendance="text", zone="", patterns=[WEEKLY, day]))

    assert event["DTSTART"].dt == date(2026, 12, 4)


def test_a_paused_group_meets_from_the_day_it_is_back(visitor):
    (event,) = events(visitor, make_group(status="paused", paused_until=date(2026, 12, 20)))

    assert event["DTSTART"].to_ical() == b"20261222T183000"


def test_a_closed_groups_calendar_is_empty_and_says_why(visitor):
    calendar = read(visitor, make_group(status="closed"))

    assert calendar.walk("VEVENT") == []
    assert calendar["X-WR-CALDESC"] == "This group has stopped meeting."
    assert len(calendar.walk("VTIMEZONE")) == 1


def test_a_drafts_calendar_is_404_and_a_former_address_redirects(visitor):
    draft = make_group(status="draft")
    group = Group.objects.get(pk=make_group(slug="old").pk)
    group.slug = "new"
    group.save()

    moved = visitor.get("/support-groups/old/calendar.ics")

    assert visitor.get(address(draft)).status_code == 404
    assert (moved.status_code, moved.url) == (301, "/support-groups/new/calendar.ics")


def test_unchanged_data_gives_the_same_bytes_and_304(visitor):
    patterns = [
        WEEKLY,
        Pattern(kind="daily", zone="Europe/London", begins=time(9)),
        Pattern(kind="daily", zone="Asia/Tokyo"),
    ]
    group = make_group(patterns=patterns)
    first = visitor.get(address(group))

    with time_machine.travel(AT + timedelta(days=20), tick=False):
        later = visitor.get(address(group))
        unchanged = visitor.get(address(group), headers={"if-none-match": first.headers["ETag"]})

    assert later.content == first.content
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    zones = [zone["TZID"] for zone in Calendar.from_ical(first.content).walk("VTIMEZONE")]
    assert zones == sorted(zones) != []


def test_any_change_of_dates_place_or_words_is_a_later_version(visitor):
    group = make_group(organization=make_organization())

    def version():
        (event, *_) = events(visitor, group)
        return event["SEQUENCE"], event["LAST-MODIFIED"].dt, event["DTSTAMP"].dt

    versions = [version()]
    changes = [
        lambda: ScheduleException.objects.create(venue=group.venue, first=date(2026, 12, 8)),
        lambda: ScheduleException.objects.get().delete(),
        lambda: group.meeting_patterns.get().save(),
        lambda: group.venue.save(),
        lambda: group.organization.save(),
        lambda: Group.objects.get().save(),
    ]
    for hours, change in enumerate(changes, 1):
        with time_machine.travel(AT + timedelta(hours=hours), tick=False):
            change()
        versions.append(version())

    assert versions == sorted(set(versions))
    assert versions[1] == (3600, AT + timedelta(hours=1), AT + timedelta(hours=1))


def test_zone_rules_cover_the_years_of_the_dates(visitor):
    (zone,) = read(visitor, make_group()).walk("VTIMEZONE")

    local = zone.to_tz()
    assert datetime(2027, 7, 1, 12, tzinfo=local).utcoffset() == timedelta(hours=-4)
    assert datetime(2029, 12, 1, 12, tzinfo=local).utcoffset() == timedelta(hours=-5)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_calendar_takes_the_same_queries_at_any_size(visitor, django_assert_num_queries, rows):
    for _ in range(rows):
        group = make_group(organization=make_organization(), patterns=[WEEKLY] * rows)
        for thing in ({"group": group}, {"venue": group.venue}, {"organization": group.organization}):
            ScheduleException.objects.create(first=date(2026, 12, 8), **thing)
    GroupSearch.objects.refresh(at=AT)

    with django_assert_num_queries(7):
        visitor.get(address(group))
    with django_assert_num_queries(9):
        visitor.get("/support-groups/calendar.ics")


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_calendar_request_writes_nothing(visitor, method):
    group = make_group()

    assert getattr(visitor, method)(address(group)).status_code == 405
    assert getattr(visitor, method)("/support-groups/calendar.ics").status_code == 405
