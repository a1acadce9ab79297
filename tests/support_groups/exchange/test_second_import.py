"""The next import of a feed: what it did not change is no change, whatever staff made of the group since."""

import json
from threading import Thread

import pytest
from django.db import connection, transaction
from django.utils.timezone import now

from support_groups.exchange import exports, importing
from support_groups.exchange.formats import ColumnMapping
from support_groups.models import DataSource, Group, GroupImport, Venue

pytestmark = pytest.mark.django_db
AT = {"location": "Moss Library", "formatted_address": "5 Fern Way, Akron, OH 44308, USA"}
BMLT = {
    "id_bigint": "11", "meeting_name": "Wren Talk", "weekday_tinyint": "3", "start_time": "19:00:00", "duration_time": "01:30:00",
    "formats": "O", "venue_type": "1", "location_text": "Wren Hall", "location_street": "7 Wren Rd", "location_municipality": "Akron",
    "location_province": "OH", "location_postal_code_1": "44308", "comments": "Ring twice.", "published": "1",
}  # fmt: skip
SERVICE = {
    "id": "s-1", "name": "Heron Talk", "status": "active", "description": "We talk. And listen.", "email": "ann@example.org",
    "application_process": "Call us.", "organization": {"id": "o-1", "name": "Heron House"},
    "schedules": [{"freq": "WEEKLY", "byday": "TU", "opens_at": "18:00", "closes_at": "19:00"}],
    "service_at_locations": [{"location": {"location_type": "physical", "name": "Hall", "addresses": [
        {"address_1": "2 Fern St", "city": "Akron", "state_province": "OH", "postal_code": "44308", "country": "US"}]}}],
}  # fmt: skip


def meeting(number=1, **fields) -> dict:
    plain = {"id": number, "name": "Moss Talk", "slug": f"moss-{number}", "day": number, "time": "18:00"}
    return (
        plain | AT | {"end_time": "19:00", "attendance_option": "in_person", "notes": "Ring twice."} | fields
    )


TABLE = (
    "Name,City,State,When,Contact,Email,Cost,Details\n"
    "Moss Talk,Akron,OH,Every Monday at 6 pm,Ann,ann@example.org,$5,We talk.\n"
    "Moss Talk,Akron,OH,Every other Friday at noon,Bea,bea@example.org,free,We listen.\n"
    "Lamp Talk,Dayton,OH,Last Tuesday at 7pm for 7.30pm,,,free,Bring a lamp.\n"
)
FEEDS = {
    "TSML": [
        meeting(),
        meeting(2),
        meeting(3, name="Lamp Talk", conference_url="https://zoom.us/j/1", types=["W", "X"]),
    ],
    "BMLT": [BMLT, BMLT | {"id_bigint": "12", "weekday_tinyint": "5"}],
    "HSDS": [SERVICE, SERVICE | {"id": "s-2", "name": "Reed Talk"}],
    "CSV": TABLE,
    "CSV with identifiers": "ID," + TABLE.replace("\nMoss", "\n7,Moss").replace("\nLamp", "\n8,Lamp"),
}
DEFAULTS = {
    "stage_fit": "breast",
    "time_zone": "America/New_York",
    "attendance": "in-person",
    "languages": ["en"],
}


@pytest.fixture
def run(run_import):
    def _run(feed, *options, **more):
        data = feed if isinstance(feed, str) else json.dumps(feed)
        return run_import(data, "--data-source", "feed", *options, **{"defaults": DEFAULTS} | more)

    return _run


def counts(report: list[str]) -> str:
    return report[0].partition(": ")[2]


def changes(report: list[str]) -> list[str]:
    return [line.partition(": ")[2] for line in report if "→" in line]


def is_all_the_same(report: list[str]) -> bool:
    number = Group.objects.count()
    none = "0 could be the same and are left out, 0 not understood."
    return counts(report) == f"0 new, 0 changed, {number} the same, {none}"


def everything() -> bytes:
    return b"".join(exports.as_csv(Group.objects.order_by("pk"), private=True))


@pytest.mark.parametrize("feed", FEEDS.values(), ids=FEEDS)
def test_an_unchanged_feed_is_the_same_in_every_row_and_changes_nothing(run, feed):
    run(feed)
    before = everything()

    reports = [run(feed), run(feed, "--listed", defaults={})]

    assert all(is_all_the_same(report) for report in reports), reports
    assert everything() == before
    assert [line for line in reports[0] if "question" in line] == []  # asked when they came


@pytest.mark.parametrize("feed", FEEDS.values(), ids=FEEDS)
def test_it_stays_the_same_after_staff_changed_everything(run, feed):
    run(feed)
    for group in Group.objects.all():
        group.meeting_patterns.all().delete()
        group.contacts.all().delete()
        group.languages.clear()
        group.audiences.clear()
    Group.objects.update(
        name="Ours", summary="Ours.", description="Ours.", zone="America/Chicago", attendance="hybrid", notes="",
        joining="Ours.", join_link="https://example.org/ours", cost="paid", organization=None, status="listed",
    )  # fmt: skip
    Venue.objects.update(name="Ours", street="1 Our St", town="Dayton", latitude=1, longitude=1)
    before = everything()

    report = run(feed)

    assert is_all_the_same(report), report
    assert everything() == before


def test_a_group_that_moved_elsewhere_here_is_still_known(run):
    run(FEEDS["TSML"])
    Group.objects.update(venue=None, attendance="online")

    assert is_all_the_same(run(FEEDS["TSML"]))


def test_only_what_the_feed_changed_is_changed(run):
    run([meeting()])
    Group.objects.update(summary="Ours.", description="Ours.")

    report = run([meeting(end_time="19:30")])

    assert [change.partition(":")[0] for change in changes(report)] == ["rrule"]
    assert Group.objects.get().description == "Ours."
    assert is_all_the_same(run([meeting(end_time="19:30")]))


def test_what_both_changed_is_for_a_person(run):
    run([meeting(notes="Ring twice. Then wait.")])
    Group.objects.update(description="Ours.")
    changed = [meeting(notes="Ring three times. Then wait.")]

    reports = [run(changed), run(changed)]

    sentence = "record 1: could be the same: changed in the file and by somebody here: description"
    assert all(sentence in report for report in reports)
    assert Group.objects.get().description == "Ours."
    run(changed, "--update-similar")
    assert Group.objects.get().description == "Ring three times. Then wait."
    assert is_all_the_same(run(changed))


@pytest.mark.parametrize("ours", [{"description": "Ours."}, {"rule": {"kind": "weekly", "weekdays": [6]}}])
def test_what_both_changed_does_not_hold_up_what_only_the_feed_changed(run, ours):
    run([meeting(notes="Ring twice. Then wait.")])
    group = Group.objects.get()
    (group.meeting_patterns if "rule" in ours else Group.objects).update(**ours)
    changed = [
        meeting(notes="Ring three times. Then wait.", end_time="19:30", conference_url="https://zoom.us/j/1")
    ]
    disputed = "rrule" if "rule" in ours else "description"

    report = run(changed)

    assert {change.partition(":")[0] for change in changes(report)} == {
        "rrule",
        "description",
        "join_link",
    } - {disputed}
    assert any(f"note: {disputed}: Somebody here changed it, too" in line for line in report)
    assert f"changed in the file and by somebody here: {disputed}" in "".join(run(changed))
    run(changed, "--update-similar")
    assert is_all_the_same(run(changed))


def test_what_both_changed_alike_is_the_same(run):
    run([meeting(notes="Ring twice. Then wait.")])
    Group.objects.update(description="Ring once. Then wait.")
    changed = [meeting(notes="Ring once. Then wait.")]

    assert is_all_the_same(run(changed))
    Group.objects.update(description="Ours.")
    assert is_all_the_same(run(changed))


def test_a_change_of_a_public_group_that_raises_a_question_is_for_a_person(run):
    table = "Name,City,When\nMoss Talk,Akron,{}\n"
    run(table.format("Every Monday at 6 pm"))
    Group.objects.update(status="listed")

    report = run(table.format("Mondays around 6 or so"))

    assert "line 2: could be the same: a question about the change is open" in report
    assert Group.objects.get().schedule_words() == ["Every Monday, 6 pm Eastern"]


def test_what_reaches_no_column_is_added_to_the_notes(run):
    feed = [meeting(), meeting(2)]
    run(feed)
    Group.objects.update(notes="Ask Ann.")

    run([feed[0], feed[1] | {"conference_url": "https://zoom.us/j/2", "attendance_option": "in_person"}])

    notes = Group.objects.get().notes
    assert notes.startswith("Ask Ann.\n\n")
    assert "Record 2: join_link: https://zoom.us/j/2" in notes


def test_a_new_meeting_joins_its_group_and_is_known(run):
    run([meeting()])

    report = run([meeting(), meeting(4)])

    group = Group.objects.get()
    assert [change.partition(":")[0] for change in changes(report)] == ["rrule"]
    assert sorted(group.external_identifiers.values_list("value", flat=True)) == ["1", "4"]
    assert is_all_the_same(run([meeting(4), meeting()]))


def test_meetings_that_moved_apart_are_for_a_person(run):
    run([meeting(), meeting(2)])
    apart = [meeting(2, name="Lamp Talk"), meeting()]

    report = run(apart)

    reason = "several rows of the file lead to this group: 1, 2"
    assert [line for line in report if "could be the same:" in line] == [
        f"record 1: could be the same: {reason}",
        f"record 2: could be the same: {reason}",
    ]
    assert Group.objects.get().name == "Moss Talk"


def test_meetings_of_two_groups_that_are_one_now_are_for_a_person(run):
    run([meeting(), meeting(2, name="Lamp Talk")])

    report = run([meeting(), meeting(2)])

    assert "records 1 and 2: could be the same: its meetings belong to several groups here" in report
    assert Group.objects.count() == 2


def test_rows_far_apart_in_the_file_that_lead_to_one_group_are_for_a_person(run):
    run([meeting(), meeting(2)])
    staged_import = importing.receive(
        json.dumps([meeting(2, name="Lamp Talk"), meeting()]).encode(), name="feed.json", at=now()
    )
    importing.stage(
        staged_import, ColumnMapping(None, DEFAULTS), arrival="draft", at=now(), data_source="feed"
    )

    while importing.compare_some(staged_import, at=now(), most=1):
        pass

    assert list(staged_import.rows.values_list("status", flat=True)) == ["maybe", "maybe"]


def test_adding_what_was_apart_moves_its_identifier(run):
    run([meeting(), meeting(2)])
    apart = [meeting(2, name="Lamp Talk"), meeting()]

    staged_import = importing.receive(json.dumps(apart).encode(), name="feed.json", at=now())
    importing.stage(
        staged_import, ColumnMapping(None, DEFAULTS), arrival="draft", at=now(), data_source="feed"
    )
    importing.compare_some(staged_import, at=now())
    for row, choice in zip(staged_import.rows.all(), ("add", "update"), strict=True):
        row.choice = choice
        row.save()
    staged_import.confirm(at=now())
    importing.save_some(staged_import, at=now())

    assert list(staged_import.rows.values_list("status", flat=True)) == ["added", "updated"]
    assert is_all_the_same(run(apart))
    assert Group.objects.count() == 2


def test_a_feed_that_begins_to_give_identifiers_is_known(run):
    table = "Name,City,When\nMoss Talk,Akron,Every Monday at 6 pm\n"
    run(table)

    with_ids = table.replace("Name", "ID,Name").replace("Moss", "7,Moss")

    assert is_all_the_same(run(with_ids))
    assert is_all_the_same(run(with_ids.replace("7,", "7,")))
    assert Group.objects.get().external_identifiers.filter(value="7").exists()


def test_every_other_week_is_the_same_on_another_day(run, monkeypatch):
    table = "Name,City,When\nMoss Talk,Akron,Every other Friday at noon starting January 8\n"
    run(table)
    rules = everything()
    later = now().replace(year=now().year + 1)
    staged_import = importing.receive(table.encode(), name="feed.csv", at=later)
    importing.stage(
        staged_import, ColumnMapping(None, DEFAULTS), arrival="draft", at=later, data_source="feed"
    )

    importing.compare_some(staged_import, at=later)

    assert staged_import.rows.get().status == "same"
    assert everything() == rules


def test_two_editors_who_import_the_same_file_make_each_group_once():
    data = json.dumps([meeting(), meeting(3, name="Lamp Talk")]).encode()
    imports = [importing.receive(data, name="feed.json", at=now()) for _ in range(2)]
    for staged_import in imports:
        importing.stage(staged_import, ColumnMapping(None, DEFAULTS), arrival="draft", at=now())
        importing.compare_some(staged_import, at=now())
        staged_import.confirm(at=now())

    for staged_import in imports:
        importing.save_some(staged_import, at=now())

    assert Group.objects.count() == 2
    assert set(imports[1].rows.values_list("status", "reason")) == {
        ("failed", "This group has been added in the meantime.")
    }


def test_an_import_that_was_killed_continues_where_it_stopped():
    data = json.dumps([meeting(), meeting(3, name="Lamp Talk")]).encode()
    staged_import = importing.receive(data, name="feed.json", at=now())
    importing.stage(staged_import, ColumnMapping(None, DEFAULTS), arrival="draft", at=now())
    importing.compare_some(staged_import, at=now())
    staged_import.confirm(at=now())

    importing.save_some(staged_import, at=now(), most=1)
    known = {group.pk: group.external_identifiers.count() for group in Group.objects.all()}
    importing.save_some(GroupImport.objects.get(), at=now())

    assert list(known.values()) == [1]
    assert Group.objects.count() == 2


def test_no_word_of_the_file_is_kept_to_know_it_again(run):
    run(
        [
            meeting(
                contact_1_name="Ann Wren", contact_1_email="ann@example.org", conference_url_notes="Code 4711"
            )
        ]
    )

    kept = json.dumps(list(Group.objects.get().external_identifiers.values("value", "digests")))

    assert not any(word in kept for word in ("Ann", "ann@", "4711", "Moss", "Ring"))


def test_what_a_feed_no_longer_has_is_named_and_left_alone(run):
    run([meeting(), meeting(2), meeting(3, name="Lamp Talk")])
    before = everything()

    report = run([meeting()], "--dry-run")

    assert "no longer in the file: Lamp Talk (id 3)" in report
    assert "no longer in the file: Moss Talk (id 2)" in report
    assert everything() == before


def test_a_changed_street_leaves_nothing_behind_that_could_be_missing(run):
    table = "Name,City,Street\nMoss Talk,Akron,5 Fern Way\n"
    run(table)

    run(table.replace("5 Fern", "9 Oak"))

    assert Group.objects.get().external_identifiers.count() == 1
    assert not any("no longer" in line for line in run(table.replace("5 Fern", "9 Oak")))


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="a database in memory has one connection")
def test_two_imports_that_save_at_one_moment_make_each_group_once():
    DataSource.objects.create(name="feed")
    imports = [importing.receive(json.dumps([meeting()]).encode(), name="feed.json", at=now()) for _ in "ab"]
    for staged_import in imports:
        importing.stage(staged_import, ColumnMapping(None, DEFAULTS), arrival="draft", at=now())
        importing.compare_some(staged_import, at=now())
        staged_import.confirm(at=now())

    def save():
        importing.save_some(imports[1], at=now())
        connection.close()

    second = Thread(target=save)
    with transaction.atomic():
        importing.save_some(imports[0], at=now())
        second.start()
        while not _is_anybody_waiting():
            pass
    second.join()

    assert Group.objects.count() == 1
    assert imports[1].rows.get().reason == "This group has been added in the meantime."


def _is_anybody_waiting() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database OR database IS NULL "
            "WHERE NOT granted AND datname = current_database()"
        )
        return cursor.fetchone()[0] > 0


PAGE = {"url": "https://example.org/moss"}  # where visitors can ask
DOUBTS = {
    "its building is closed": ({}, {"types": ["TC"]}),
    "it is inactive": ({}, {"attendance_option": "inactive", "types": ["INP"]}),
    "the building is closed and its link is gone": (
        {"types": ["TC"], "conference_url": "https://zoom.us/j/1", "attendance_option": "online"} | PAGE,
        {"types": ["TC"], "attendance_option": "online"} | PAGE,
    ),
}


@pytest.mark.parametrize(("before", "after"), DOUBTS.values(), ids=DOUBTS)
def test_what_only_raises_a_question_is_asked_of_a_listed_group_once(run, before, after):
    run([meeting(**before)], "--listed")
    assert Group.objects.get().status == "listed"

    asked = run([meeting(**after)])
    run([meeting(**after)], "--update-similar")
    again = run([meeting(**after)])

    assert counts(asked).startswith("0 new, 0 changed, 0 the same, 1 could be the same"), asked
    assert any("question" in line for line in asked), asked
    assert is_all_the_same(again), again


def test_a_meeting_that_is_no_longer_published_is_asked_about(run):
    run([BMLT], "--listed")

    report = run([BMLT | {"published": "0"}])

    assert "1 could be the same" in report[0], report
    assert any("not published" in line for line in report), report


def test_a_draft_that_raises_a_new_question_stays_the_same(run):
    run([meeting()])

    report = run([meeting(types=["TC"])])

    assert counts(report).startswith("0 new, 0 changed, 1 the same, 0 could be"), report
    assert any("temporarily closed" in line for line in report), report


KNOXVILLE, NASHVILLE = (
    {"formatted_address": f"5 Fern Way, {place}, USA"}
    for place in ("Knoxville, TN 37902", "Nashville, TN 37203")
)


@pytest.mark.parametrize("status", ["listed", "draft"])
def test_a_group_that_moves_to_another_clock_takes_that_of_its_new_place(run, status):
    run([meeting(**KNOXVILLE)])
    Group.objects.update(status=status)

    report = run([meeting(**NASHVILLE)])

    assert "time_zone: 'America/New_York' → 'America/Chicago'" in changes(report)
    group = Group.objects.get()
    assert (group.venue.town, group.zone) == ("Nashville", "America/Chicago")
    assert group.schedule_words() == ["Every Monday, 6 to 7 pm Central"]
    assert is_all_the_same(run([meeting(**NASHVILLE)]))


def test_it_keeps_its_clock_where_staff_changed_the_place_too(run):
    run([meeting(**KNOXVILLE)], "--listed")
    Venue.objects.update(town="Oak Ridge", postcode="37830")

    run([meeting(**NASHVILLE)])

    group = Group.objects.get()
    assert (group.venue.town, group.zone) == ("Oak Ridge", "America/New_York")


def test_it_is_asked_where_the_new_place_does_not_tell(run):
    run([meeting(**KNOXVILLE)], "--listed")

    report = run([meeting(**NASHVILLE, timezone="America/New_York")])

    assert "1 could be the same" in report[0]
    assert any("question: time_zone" in line for line in report), report
    assert Group.objects.get().venue.town == "Knoxville"
