import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from support_groups.exchange import importing
from support_groups.models import Group, GroupImport
from tests.factories import make_group, make_organization

pytestmark = pytest.mark.django_db
DEFAULTS = {"stage_fit": "breast", "time_zone": "America/New_York"}


@pytest.fixture
def run(run_import):
    return run_import


TABLE = """Group Name,Agency,City,State,When,Zoom link,Cost
Lantern Circle,Heron House,Akron,OH,"1st and 3rd Tuesday, 1-2:30 pm",,free
Porch Talk,Heron House,,,Every Thursday at 7 pm,https://zoom.us/j/123?pwd=abc,donation
"""


def test_groups_from_any_table_become_drafts_with_hidden_links(run):
    report = run(TABLE)

    lantern, porch = Group.objects.order_by("name")
    assert (
        report[0]
        == "CSV: 2 new, 0 changed, 0 the same, 0 could be the same and are left out, 0 not understood."
    )
    assert (lantern.status, lantern.venue.town, lantern.cost) == ("draft", "Akron", "free")
    assert lantern.organization == porch.organization
    assert lantern.schedule_words() == ["First and third Tuesday of the month, 1 to 2:30 pm Eastern"]
    assert lantern.meeting_patterns.get().phrase == "1st and 3rd Tuesday, 1-2:30 pm"
    assert (porch.join_link, porch.link_visibility) == ("https://zoom.us/j/123?pwd=abc", "on-request")


def test_only_our_own_file_says_that_a_link_is_public(run):
    run("Name,Zoom link,Link visibility\nPorch,https://zoom.us/j/1,public\n")
    run(
        "name,join_link,link_visibility,stage_fit,attendance,summary\nLantern,https://zoom.us/j/2,public,mbc,online,We talk.\n"
    )

    assert dict(Group.objects.values_list("name", "link_visibility")) == {
        "Porch": "on-request",
        "Lantern": "public",
    }


def test_a_town_gives_its_coordinates_and_time_zone(run):
    run(
        "Name,City,State,When\nMesa Circle,Albuquerque,NM,Every Tuesday at 6 pm\n",
        defaults={"stage_fit": "any"},
    )

    group = Group.objects.get()
    assert group.zone == "America/Denver"
    assert (round(group.venue.latitude), round(group.venue.longitude)) == (35, -107)


def test_corrected_coordinates_are_left_alone(run):
    run("Name,City,State\nMesa Circle,Albuquerque,NM\n", defaults={"stage_fit": "any"})
    Group.objects.get().venue.__class__.objects.update(latitude=35.5)

    report = run("Name,City,State\nMesa Circle,Albuquerque,NM\n", defaults={"stage_fit": "any"})

    assert "1 the same" in report[0]


def test_a_second_run_changes_nothing(run):
    run(TABLE)

    report = run(TABLE)

    assert report[0].startswith("CSV: 0 new, 0 changed, 2 the same")
    assert Group.objects.count() == 2


def test_a_dry_run_reports_the_same_and_changes_nothing(run):
    report = run(TABLE, "--dry-run")

    assert report[0].startswith("CSV: 2 new")
    assert report[-1] == "Nothing was changed: this was a dry run."
    assert not Group.objects.exists()
    assert not GroupImport.objects.exists()


def test_one_bad_row_stops_the_import_and_names_line_and_column(run):
    with pytest.raises(CommandError) as refused:
        run(TABLE + "Third,Heron House,,,," + "not a link,\n")

    assert "groups.csv: nothing was changed.\n  line 4: join_link: Enter a valid URL." in str(refused.value)
    assert not Group.objects.exists()
    assert not GroupImport.objects.exists()


def test_bad_rows_are_skipped_on_request(run):
    report = run(TABLE + "Third,Other House,,,,not a link,\n", "--skip-bad")

    assert "line 4: join_link: Enter a valid URL." in report
    assert sorted(Group.objects.values_list("name", flat=True)) == ["Lantern Circle", "Porch Talk"]
    assert not Group.objects.filter(organization__name="Other House").exists()


def test_a_row_without_stage_fit_gets_an_error_that_says_what_to_do(run):
    with pytest.raises(CommandError, match="line 2: stage_fit: The file does not say who it fits"):
        run(TABLE, defaults={})


def test_only_complete_groups_are_listed_on_request(run):
    make_organization(name="Heron House", phone="330-555-0100")
    alone = "Nobody there,Alder House,Akron,OH,Every Monday at 7 pm,,\n"

    run(TABLE + "Open question,Heron House,Akron,OH,Sometimes,,\n" + alone, "--listed")

    assert dict(Group.objects.values_list("name", "status")) == {
        "Lantern Circle": "listed",
        "Porch Talk": "listed",
        "Open question": "draft",
        "Nobody there": "draft",
    }


def test_a_schedule_that_raises_questions_is_kept_for_the_coordinator(run):
    report = run(
        "Name,When\nCircle,Every other Thursday at 7 pm\n", "--listed", defaults=DEFAULTS | {"town": "Akron"}
    )

    group = Group.objects.get()
    assert group.status == "draft"
    assert "Schedule in the file: Every other Thursday at 7 pm" in group.notes
    assert any("Which Thursday does it start?" in line for line in report)


def test_an_existing_group_is_changed_only_where_the_file_says_something(run):
    group = make_group(
        name="Lantern Circle",
        patterns=[],
        organization=make_organization(name="Heron House"),
        notes="Ask Ann.",
        cost="",
        slug="mine",
    )

    assert "line 2: could be the same: the same name, organization and town" in run(TABLE, "--dry-run")
    report = run(TABLE, "--update-similar")

    group.refresh_from_db()
    assert "line 2: cost: '' → 'free'" in report
    assert (group.cost, group.notes, group.slug, group.status) == ("free", "Ask Ann.", "mine", "listed")


def test_known_contacts_and_notes_of_staff_are_kept(run):
    group = make_group(name="Porch", patterns=[], notes="Ann is on leave.", venue=None, attendance="online")
    group.contacts.create(name="Ann", email="ann@example.org")
    group.contacts.create(name="Bea", phone="330-555-0101", is_public=True)
    table = "Name,Notes,Contact,Email\nPorch,Call Cy,Cy,cy@example.org\n"

    run(table, "--update-similar", defaults=DEFAULTS | {"attendance": "online"})
    report = run(table)

    group.refresh_from_db()
    assert group.notes == "Ann is on leave."
    assert sorted(group.contacts.values_list("name", "is_public")) == [
        ("Ann", False),
        ("Bea", True),
        ("Cy", False),
    ]
    assert "1 the same" in report[0]


def test_possible_duplicate_groups_are_left_to_a_person(run):
    make_group(name="Lantern Circle", organization=make_organization(name="Other"))

    report = run(TABLE)

    assert "line 2: could be the same: the same name and town" in report
    assert Group.objects.filter(name="Lantern Circle").count() == 1
    run(TABLE, "--add-similar")
    assert Group.objects.filter(name="Lantern Circle").count() == 2


def test_a_mapping_says_which_column_is_what(run):
    columns = {"A": "name", "B": "town", "C": ""}

    report = run("A,B,C\nCircle,Akron,x\n", columns=columns)

    assert Group.objects.get().venue.town == "Akron"
    assert "not read: C (in 1 rows)" in report
    with pytest.raises(CommandError, match="names a column that does not exist: nonsense"):
        run("A,B\nCircle,Akron\n", columns={"A": "name", "B": "nonsense"})


@pytest.mark.parametrize("text", ["{", "[]", "[" * 100_000, '{"defaults": 3}'])
def test_an_invalid_mapping_file_is_named(run, tmp_path, text):
    (tmp_path / "a.csv").write_text(TABLE)
    (tmp_path / "m.json").write_text(text)

    with pytest.raises(CommandError, match=r"m\.json: this is not a mapping"):
        call_command("import_groups", str(tmp_path / "a.csv"), "--mapping", str(tmp_path / "m.json"))


def test_a_missing_file_is_named():
    with pytest.raises(CommandError, match=r"/nowhere/groups\.csv: No such file or directory"):
        call_command("import_groups", "/nowhere/groups.csv")


def test_a_folder_of_tables_is_read_together(tmp_path, run):
    (tmp_path / "tables").mkdir()
    for name, text in {
        "services": "id,location_id,name,description\n1,7,Circle,We talk. And listen.\n",
        "locations": "id,organization_id,name,virtual\n7,3,Library,false\n",
        "organizations": "id,name\n3,Heron House\n",
        "addresses": "id,location_id,address_1,city,state_province,postal_code,country\n1,7,2 Fern St,Akron,OH,44308,US\n",
        "regular_schedules": "id,location_id,weekday,opens_at,closes_at\n1,7,Monday,14:00,4:00 PM\n2,7,Friday,14:00,4:00 PM\n",
        "holiday_schedules": 'id,location_id,start_date,end_date,closed\n1,7,"December 24, 2026",12/26/26,true\n',
    }.items():
        (tmp_path / "tables" / f"{name}.csv").write_text(text)
    mapping = tmp_path / "m.json"
    mapping.write_text(json.dumps({"defaults": {"stage_fit": "any"}}))

    call_command("import_groups", str(tmp_path / "tables"), "--mapping", str(mapping), stdout=io.StringIO())

    group = Group.objects.get()
    assert (group.summary, group.venue.street, group.organization.name) == (
        "We talk.",
        "2 Fern St",
        "Heron House",
    )
    assert group.schedule_words() == ["Every Monday and Friday, 2 to 4 pm Eastern"]
    assert [(str(c.first), str(c.last)) for c in group.schedule_exceptions.all()] == [
        ("2026-12-24", "2026-12-26")
    ]


@pytest.mark.django_db(transaction=True)
def test_others_can_save_while_a_file_is_compared(tmp_path, monkeypatch):
    """On SQLite a transaction keeps everybody else from saving."""
    table = tmp_path / "groups.csv"
    table.write_text("name,town,stage_fit,attendance,schedule\nCircle,Akron,mbc,online,Every Tuesday 6 pm\n")
    compare, seen = importing.compare_some, []
    monkeypatch.setattr(
        importing, "compare_some", lambda *a, **k: seen.append(connection.in_atomic_block) or compare(*a, **k)
    )

    call_command("import_groups", table, dry_run=True, stdout=io.StringIO())

    assert set(seen) == {False}
    assert not GroupImport.objects.exists()
