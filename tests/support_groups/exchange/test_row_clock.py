"""On whose clock an imported group meets: what its row or its place says, or a question. Never a guess."""

import datetime
import json

import pytest

from support_groups.exchange.importing.row_clock import row_clock
from support_groups.models import Group
from tests.factories import make_group

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 12, 1)
EASTERN, CENTRAL, PACIFIC = "America/New_York", "America/Chicago", "America/Los_Angeles"
FIT = {"stage_fit": "breast"}
HEADER = "Group name,Day,Start,End,Street,City,State,Attendance,Time zone,Zoom link\n"


def clock(values, default=""):
    found = row_clock(values, {"time_zone": default} if default else {}, today=TODAY)
    return found.zone, found.severity


def about_zone(report: list[str]) -> list[str]:
    return [line.partition("time_zone: ")[2] for line in report if "time_zone: " in line]


@pytest.mark.parametrize(
    ("values", "zone"),
    [
        ({"town": "San Jose", "region": "CA"}, PACIFIC),
        ({"town": "Nowhere Falls", "region": "CA"}, PACIFIC),
        ({"latitude": 37.336, "longitude": -121.89}, PACIFIC),
        ({"postcode": "64112", "country": "US"}, CENTRAL),
        ({"country": "Germany"}, "Europe/Berlin"),
        ({"schedule": ["Tuesdays, 7 pm ET"], "attendance": "online"}, EASTERN),
        ({"schedule": ["Tuesdays, 7 pm ET", "Fridays at noon"]}, EASTERN),
        ({"rrule": [f"DTSTART;TZID={PACIFIC}:20261201T190000 RRULE:FREQ=WEEKLY;BYDAY=TU"]}, PACIFIC),
    ],
)
def test_a_row_without_a_zone_gets_that_of_its_words_or_place_and_says_so(values, zone):
    assert clock(values) == (zone, "note")


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"town": "Nowhere Falls"},
        {"region": "TN"},
        {"region": "AZ", "attendance": "online"},
        {"country": "CA"},
        {"latitude": 0.0, "longitude": 0.0},
        {"latitude": 32.465, "longitude": -84.99},
        {"latitude": 1e300, "longitude": -1e300},
        {"town": "Portland", "region": "OR", "postcode": "10001"},
        {"schedule": ["Tuesdays, 7 pm ET", "Fridays, 6 pm PT"]},
        {"schedule": ["Tuesdays, 7 pm MST"]},
        {"rrule": ["BY-APPOINTMENT"], "attendance": "online"},
        {"attendance": "text", "schedule": ["Tuesdays at 7 pm"]},
    ],
)
def test_what_nobody_can_know_is_asked(values):
    assert clock(values) == ("", "question")


@pytest.mark.parametrize("values", [{"attendance": "text"}, {"attendance": "text", "schedule": ["24/7"]}])
def test_a_forum_without_hours_is_not_asked(values):
    assert clock(values) == ("", "")


@pytest.mark.parametrize(
    ("values", "default", "result"),
    [
        ({}, EASTERN, (EASTERN, "note")),
        ({"town": "Nowhere Falls"}, EASTERN, (EASTERN, "note")),
        ({"region": "TN"}, EASTERN, (EASTERN, "note")),
        ({"region": "TN"}, PACIFIC, ("", "question")),
        ({"region": "CA"}, EASTERN, (PACIFIC, "note")),
        ({"town": "Detroit", "region": "MI"}, EASTERN, ("America/Detroit", "note")),
        ({"time_zone": CENTRAL}, EASTERN, (CENTRAL, "")),
        ({"schedule": ["Tuesdays, 7 pm PT"]}, EASTERN, (PACIFIC, "note")),
        ({"town": "Portland", "region": "OR", "postcode": "10001"}, EASTERN, ("", "question")),
    ],
)
def test_the_zone_chosen_for_all_rows_never_overrides_what_a_row_says(values, default, result):
    assert clock(values, default) == result


def test_the_note_names_both_zones_when_the_place_wins():
    found = row_clock({"town": "San Jose", "region": "CA"}, {"time_zone": EASTERN}, today=TODAY)

    assert found.sentence == (
        "Pacific time, from San Jose, California, and not Eastern time, which was chosen for rows that don’t say."
    )


@pytest.mark.parametrize(
    ("attendance", "severity"),
    [
        ("in-person", "question"),
        ("hybrid", "question"),
        ("", "question"),
        ("online", "note"),
        ("telephone", "note"),
    ],
)
@pytest.mark.parametrize("said", [{"time_zone": EASTERN}, {"schedule": ["Tuesdays, 7 pm ET"]}])
def test_a_zone_that_the_place_contradicts_is_asked_about_where_people_go_there(attendance, severity, said):
    row = {"town": "Los Angeles", "region": "CA", "attendance": attendance, **said}

    assert clock(row) == (EASTERN, severity)


def test_what_staff_chose_for_a_group_of_this_directory_is_only_noted():
    row = {"town": "Los Angeles", "region": "CA", "attendance": "in-person", "time_zone": EASTERN}

    found = row_clock(row, {}, today=TODAY, is_ours=True)

    assert (found.zone, found.severity) == (EASTERN, "note")


@pytest.mark.parametrize("zone", [EASTERN, CENTRAL])
def test_a_zone_that_the_place_allows_is_not_asked_about(zone):
    assert clock({"town": "Phenix City", "region": "AL", "attendance": "in-person", "time_zone": zone}) == (
        zone,
        "",
    )


def test_a_group_without_a_known_zone_is_a_draft_that_keeps_its_hours(run_import):
    row = "Moss Talk,Monday,6:00 PM,7:30 PM,,,,online,,https://example.org/moss\n"

    report = run_import(HEADER + row, "--listed", defaults=FIT)

    group = Group.objects.get()
    assert about_zone(report) == ["Which time zone? Neither the file nor its place says."]
    assert (group.status, group.zone) == ("draft", "")
    assert group.schedule_words() == ["Every Monday, 6 to 7:30 pm"]


def test_a_second_import_of_rows_that_ask_changes_nothing(run_import):
    row = "Moss Talk,Monday,6:00 PM,7:30 PM,,,,online,,https://example.org/moss\n"
    run_import(HEADER + row, defaults=FIT)
    Group.objects.update(zone=CENTRAL)

    report = run_import(HEADER + row, defaults=FIT)

    assert ": 0 new, 0 changed, 1 the same" in report[0]
    assert Group.objects.get().zone == CENTRAL


def test_our_own_file_without_a_zone_asks_too(run_import):
    own = "id,name,slug,status,stage_fit,attendance,joining,summary,link_visibility\n"
    row = "5f0c3f6e-5d0b-4a54-8a0c-2f1f3f1f9a01,Moss Talk,moss-talk,listed,mbc,online,Call first.,We talk.,never\n"

    report = run_import(own + row, "--listed", defaults={})

    assert "our own CSV" in report[0]
    assert about_zone(report) == ["Which time zone? Neither the file nor its place says."]
    assert (Group.objects.get().status, Group.objects.get().zone) == ("draft", "")


def test_meetings_of_one_group_on_two_clocks_keep_their_hours_and_ask(run_import):
    rows = "".join(
        f"Moss Talk,{day},6:00 PM,7:00 PM,,,,online,{zone},https://example.org/moss\n"
        for day, zone in (("Monday", EASTERN), ("Friday", PACIFIC))
    )

    report = run_import(HEADER + rows, "--listed", defaults=FIT)

    group = Group.objects.get()
    assert (group.status, group.zone) == ("draft", "")
    assert sorted(group.schedule_words()) == [
        "Every Friday, 6 to 7 pm Pacific",
        "Every Monday, 6 to 7 pm Eastern",
    ]
    assert about_zone(report) == ["Which time zone? The rows of this group say: Eastern time, Pacific time."]


def test_a_zone_in_words_is_not_lost_when_the_group_is_on_another_clock(run_import):
    group = make_group(attendance="online", zone=PACIFIC, patterns=())

    run_import(f'id,name,schedule\n{group.uid},{group.name},"Tuesdays, 7 to 8 pm ET"\n', defaults={})

    assert Group.objects.get().schedule_words() == ["Every Tuesday, 7 to 8 pm Eastern"]
    assert Group.objects.get().zone == PACIFIC


def test_a_row_that_moves_a_group_to_another_clock_is_asked_about(run_import):
    group = make_group(name="Moss Talk", slug="moss")
    own = (
        f"id,name,town,region,postcode,latitude,longitude\n{group.uid},Moss Talk,Denver,CO,80202,39.75,-105\n"
    )

    report = run_import(own, defaults={})

    assert about_zone(report) == [
        "Which time zone? It says Eastern time, but people in Denver 80202, Colorado keep Mountain time."
    ]


@pytest.mark.parametrize(
    ("column", "zone"),
    [
        *(("EST", EASTERN), ("Eastern Standard Time", EASTERN), ("Pacific Time (US & Canada)", PACIFIC)),
        *(("US/Central", "US/Central"), ("Central", CENTRAL), ("Europe/Berlin", "Europe/Berlin")),
        *(("EST/EDT", EASTERN), ("(UTC-08:00) Pacific Time (US & Canada)", PACIFIC)),
        *(("Central Time Zone", CENTRAL), ("PST/EST", "")),
        *(("MST", ""), ("Mars", ""), ("IST", ""), ("UTC", ""), ("Etc/UTC", "")),
    ],
)
def test_a_zone_column_is_read_as_people_write_it(run_import, column, zone):
    """“EST” is an IANA zone without daylight saving, which nobody means who writes it; “MST” may be Phoenix, and
    “UTC” is what a web server says until somebody sets its zone."""
    row = f"Moss Talk,Monday,6:00 PM,7:30 PM,,,,online,{column},https://example.org/moss\n"

    report = run_import(HEADER + row, defaults=FIT)

    assert Group.objects.get().zone == zone
    assert any("question: time_zone" in line for line in report) == (not zone)


def test_a_feed_is_never_on_a_clock_nobody_chose(run_import):
    feed = [
        {
            "name": f"Moss {n}",
            "slug": f"moss-{n}",
            "day": 1,
            "time": "18:00",
            "conference_url": "https://example.org/m",
        }
        | ({"formatted_address": address} if address else {})
        for n, address in enumerate(["Fresno, CA, USA", "", "Nashville, TN 37201, USA", "Tennessee, USA"])
    ]

    run_import(json.dumps(feed), "--listed", defaults=FIT)

    zones = dict(Group.objects.order_by("name").values_list("name", "zone"))
    assert zones["Moss 0"] == PACIFIC
    assert (zones["Moss 1"], zones["Moss 2"]) == ("", CENTRAL)
    assert EASTERN not in zones.values()
    assert set(Group.objects.filter(zone="").values_list("status", flat=True)) == {"draft"}


@pytest.mark.parametrize("said", ["MST", "UTC-5", "Mars", "Etc/GMT+5", "America/Nowhere"])
def test_the_zone_chosen_for_rows_that_do_not_say_is_not_that_of_a_row_that_says_it_in_unknown_words(
    run_import, said
):
    row = f"Moss Talk,Monday,6:00 PM,7:30 PM,,,,online,{said},https://example.org/moss\n"

    report = run_import(HEADER + row, "--listed", defaults={**FIT, "time_zone": EASTERN})

    assert (Group.objects.get().zone, Group.objects.get().status) == ("", "draft")
    assert any("question: time_zone" in line for line in report), report


def test_the_address_of_an_online_group_does_not_tell_where_its_row_names_a_zone_in_unknown_words(run_import):
    row = "Moss Talk,Monday,6:00 PM,7:30 PM,Denver,CO,,online,MST/PST,https://example.org/moss\n"

    report = run_import(HEADER + row, "--listed", defaults=FIT)

    assert Group.objects.get().zone == ""
    assert about_zone(report)[-1] == "Which time zone? It says “MST/PST”."
