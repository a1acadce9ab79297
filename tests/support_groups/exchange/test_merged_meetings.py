"""Meetings of one file with equal name, place and attendance are one group."""

import json

import pytest

from support_groups.models import ExternalIdentifier, Group

pytestmark = pytest.mark.django_db
HEADER = "Group name,Day,Start,End,Venue,Address,City,State,Agency,Zoom link,Notes\n"
MONDAY = "Moss Talk,Monday,6:00 PM,7:30 PM,Moss Library,5 Fern Way,Akron,OH,,,\n"
FRIDAY = "Moss Talk,Friday,12:00 PM,1:00 PM,Moss Library,5 Fern Way,Akron,OH,,,\n"


def meeting(**fields) -> dict:
    plain = {
        "id": 1,
        "name": "Moss Talk",
        "slug": "moss-talk",
        "day": 1,
        "time": "18:00",
        "end_time": "19:00",
    }
    place = {"location": "Moss Library", "formatted_address": "5 Fern Way, Akron, OH 44308, USA"}
    return plain | place | {"attendance_option": "in_person"} | fields


FEED = [meeting(), meeting(id=2, slug="moss-talk-2", day=5, time="12:00", end_time="13:00")]


def sentences(report: list[str]) -> list[str]:
    return [line.partition(": ")[2] for line in report]


@pytest.mark.parametrize("data", [HEADER + MONDAY + FRIDAY, json.dumps(FEED)])
def test_they_are_one_group_with_several_meetings(run_import, data):
    report = run_import(data)

    group = Group.objects.get()
    assert sorted(group.schedule_words()) == [
        "Every Friday, noon to 1 pm Eastern",
        "Every Monday, 6 to 7:30 pm Eastern"
        if data != json.dumps(FEED)
        else "Every Monday, 6 to 7 pm Eastern",
    ]
    assert ": 1 new, 0 changed" in report[0]
    assert not any("question" in line and "differ" in line for line in report)


def test_all_identifiers_are_kept_and_all_lines_are_named(run_import):
    report = run_import(json.dumps([*FEED, meeting(id=3, name="x" * 200)]), "--skip-bad")

    assert sorted(ExternalIdentifier.objects.values_list("value", flat=True)) == ["1", "2"]
    assert any(line.startswith("records 1 and 2: note: summary") for line in report)
    assert "record 3: name: Ensure this value has at most 150 characters (it has 200)." in report


@pytest.mark.parametrize(
    "other",
    [
        FRIDAY.replace("Moss Talk", "Fern Talk"),
        FRIDAY.replace("5 Fern Way", "9 Oak St"),
        FRIDAY.replace("Moss Library", "Oak Church"),
        FRIDAY.replace("Akron", "Dayton"),
        FRIDAY.replace(",OH,,", ",OH,Heron House,"),
    ],
)
def test_another_name_place_or_organization_is_another_row(run_import, other):
    report = run_import(HEADER + MONDAY.replace(",OH,,", ",OH,Wren House,") + other, "--add-similar")

    assert Group.objects.count() == 2, report


def test_case_accents_and_punctuation_make_no_difference(run_import):
    run_import(
        HEADER + MONDAY + FRIDAY.replace("Moss Talk", "MOSS TALK!").replace("5 Fern Way", "5 Fern Way.")
    )

    assert Group.objects.get().name == "Moss Talk"


def test_people_who_meet_in_person_at_no_place_are_not_put_together(run_import):
    table = "Name,Day,Start,Attendance\nMoss Talk,Monday,6 PM,In person\nMoss Talk,Friday,6 PM,In person\n"

    run_import(table, "--add-similar")

    assert Group.objects.count() == 2


def test_a_bad_row_is_named_and_the_others_are_one_group(run_import):
    bad = MONDAY.replace("Monday", "Sunday").replace(",OH,,,", ",OH,,not a link,")

    report = run_import(HEADER + MONDAY + bad + FRIDAY, "--skip-bad")

    assert "line 3: join_link: Enter a valid URL." in report
    assert len(Group.objects.get().schedule_words()) == 2
    assert (
        ": 1 new, 0 changed, 0 the same, 0 could be the same and are left out, 1 not understood." in report[0]
    )


def test_a_bad_row_that_is_mended_joins_its_group(run_import):
    bad = MONDAY.replace("Monday", "Sunday").replace(",OH,,,", ",OH,,not a link,")
    run_import(HEADER + bad + MONDAY + FRIDAY, "--skip-bad")

    report = run_import(HEADER + bad.replace("not a link", "") + MONDAY + FRIDAY)

    assert ": 0 new, 1 changed, 0 the same" in report[0]
    assert len(Group.objects.get().schedule_words()) == 3


def test_descriptions_are_put_under_their_times(run_import):
    run_import(json.dumps([FEED[0] | {"notes": "Bring a chair."}, FEED[1] | {"notes": "Lunch is there."}]))

    group = Group.objects.get()
    assert (
        group.description
        == "Every Monday, 6 to 7 pm: Bring a chair.\n\nEvery Friday, noon to 1 pm: Lunch is there."
    )


def test_a_link_of_one_meeting_only_is_asked_about_and_kept(run_import):
    links = ["https://zoom.us/j/1", "https://zoom.us/j/2"]
    feed = [
        one | {"conference_url": link, "attendance_option": "hybrid"}
        for one, link in zip(FEED, links, strict=True)
    ]

    report = run_import(json.dumps(feed), "--listed")

    group = Group.objects.get()
    question = "question: row: The rows at 1, 2 are meetings of one group but differ in: join link."
    assert question in sentences(report)
    assert (group.status, group.join_link) == ("draft", links[0])
    assert f"Record 2: join_link: {links[1]}" in group.notes


def test_people_named_in_any_row_are_kept(run_import):
    feed = [
        one | {"contact_1_name": name, "contact_1_email": f"{name}@example.org"}
        for one, name in zip(FEED, ("ann", "bea"), strict=True)
    ]

    run_import(json.dumps(feed))

    assert sorted(Group.objects.get().contacts.values_list("name", flat=True)) == ["ann", "bea"]


def test_who_may_come_is_asked_where_the_rows_differ(run_import):
    report = run_import(json.dumps([FEED[0] | {"types": ["W"]}, FEED[1]]), "--listed")

    assert any("differ in: audiences" in line for line in report)
    assert Group.objects.get().status == "draft"


def test_the_same_row_twice_is_one_group_and_noted(run_import):
    report = run_import(HEADER + MONDAY + MONDAY)

    assert "lines 2 and 3: note: row: The file has the same row several times: at 2, 3." in report
    assert len(Group.objects.get().schedule_words()) == 1


def test_phrases_are_kept_with_the_meetings_they_describe(run_import):
    run_import(
        "Name,City,When\nMoss Talk,Akron,Every Monday at 6 pm\nMoss Talk,Akron,1st Friday at noon\n",
        defaults={"stage_fit": "any", "attendance": "in-person", "time_zone": "America/New_York"},
    )

    assert list(Group.objects.get().meeting_patterns.values_list("phrase", flat=True)) == [
        "Every Monday at 6 pm",
        "1st Friday at noon",
    ]


def test_hours_belong_to_the_rule_of_their_row(run_import):
    table = "Name,City,rrule,Start,End\nMoss Talk,Akron,FREQ=WEEKLY;BYDAY=MO,6 PM,7 PM\nMoss Talk,Akron,FREQ=WEEKLY;BYDAY=FR,9 AM,10 AM\n"

    run_import(table)

    assert sorted(Group.objects.get().schedule_words()) == [
        "Every Friday, 9 to 10 am Eastern",
        "Every Monday, 6 to 7 pm Eastern",
    ]


def test_our_own_files_are_never_merged(run_import):
    header = "name,town,street,stage_fit,attendance,link_visibility,summary,rrule\n"
    row = "Moss Talk,Akron,5 Fern Way,mbc,in-person,never,We talk.,RRULE:FREQ=WEEKLY;BYDAY={}\n"

    report = run_import(header + row.format("MO") + row.format("FR"))

    assert "line 3: could be the same: the same name, organization and town as at 2" in report


def test_sixty_rows_of_one_name_stay_rows_for_a_person(run_import):
    rows = [MONDAY.replace("6:00 PM", f"6:{minute:02} PM") for minute in range(51)]

    report = run_import(HEADER + "".join(rows))

    assert ": 1 new, 0 changed, 0 the same, 50 could be the same" in report[0]
