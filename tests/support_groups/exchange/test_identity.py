"""Which group an imported row is: identifiers count within their data source, and a person decides the rest."""

import json

import pytest

from support_groups.models import DataSource, ExternalIdentifier, Group
from tests.factories import make_group, make_organization

pytestmark = pytest.mark.django_db
DEFAULTS = {"stage_fit": "breast", "time_zone": "America/New_York"}
AKRON = "1 Fern St, Akron, OH 44308, USA"
DAYTON = "2 Moss Ave, Dayton, OH 45402, USA"


def meeting(**fields) -> dict:
    plain = {"name": "Lantern Talk", "slug": "lantern-talk", "day": 1, "time": "18:00", "end_time": "19:00"}
    return plain | {"formatted_address": AKRON, "attendance_option": "in_person"} | fields


@pytest.fixture
def run(run_import):
    def _run(data, *options, source="feed", **more) -> list[str]:
        data = json.dumps(data) if isinstance(data, list | dict) else data
        return run_import(data, "--data-source", source, *options, **more)

    return _run


def counts(report: list[str]) -> str:
    return report[0].partition(": ")[2].split(" could")[0].rpartition(",")[0]


def known_as(group: Group) -> list[tuple[str, str]]:
    return list(group.external_identifiers.values_list("data_source__name", "value"))


def test_equal_web_addresses_of_two_sources_are_two_groups(run):
    run([meeting()], source="one")
    run([meeting(formatted_address=DAYTON)], source="two")

    assert sorted(Group.objects.values_list("slug", "venue__town")) == [
        ("lantern-talk", "Akron"),
        ("lantern-talk-dayton", "Dayton"),
    ]
    assert [known_as(group) for group in Group.objects.order_by("pk")] == [
        [("one", "lantern-talk")],
        [("two", "lantern-talk")],
    ]


def test_equal_identifiers_of_two_sources_are_two_groups(run):
    run([meeting(id=7)], source="one")
    run([meeting(id=7, name="Moss Circle", slug="moss", formatted_address=DAYTON)], source="two")

    assert Group.objects.count() == 2


def test_a_group_of_another_source_is_only_possibly_the_same(run):
    run([meeting(id=7)], source="one")

    report = run([meeting(id=8, notes="Ring twice.")], source="two")

    assert "record 1: could be the same: the same name, organization and town" in report
    assert Group.objects.get().description == ""


def test_saying_that_it_is_the_same_is_remembered(run):
    run([meeting(id=7)], source="one")

    run([meeting(id=8)], "--update-similar", source="two")

    assert known_as(Group.objects.get()) == [("one", "7"), ("two", "8")]
    assert counts(run([meeting(id=8)], source="two")) == "0 new, 0 changed, 1 the same"
    assert counts(run([meeting(id=7)], source="one")) == "0 new, 0 changed, 1 the same"


def test_a_group_that_staff_typed_is_only_possibly_the_same(run):
    make_group(name="Lantern Talk", organization=None)

    assert counts(run([meeting(id=7)])) == "0 new, 0 changed, 0 the same"
    assert ExternalIdentifier.objects.count() == 0


def test_the_names_of_sources_are_compared_without_case_and_punctuation(run):
    run([meeting(id=7)], source="Harbor list")
    run([meeting(id=7)], source="harbor-LIST")

    assert DataSource.objects.get().name == "Harbor list"


def test_the_file_name_is_the_source_if_nobody_names_one(run_import):
    report = run_import(json.dumps([meeting(id=7)]), name="harbor.json")

    assert "data source: harbor" in report
    assert known_as(Group.objects.get()) == [("harbor", "7")]


def test_a_source_without_letters_is_refused(run):
    with pytest.raises(Exception, match="--data-source: A data source needs a name with letters or digits"):
        run([meeting()], source="!!")


def test_an_identifier_that_means_something_else_now_is_for_a_person(run):
    """Two sites call their feeds meetings.json, and both count from 1."""
    run([meeting(id=1)])

    report = run([meeting(id=1, name="Moss Circle", slug="moss", formatted_address=DAYTON)])

    assert "record 1: could be the same: the same identifier, but another name and place" in report
    assert Group.objects.get().name == "Lantern Talk"


@pytest.mark.parametrize(
    ("fields", "column"),
    [
        ({"name": "Lantern Circle"}, "name"),
        ({"formatted_address": "1 Oak St, Akron, OH 44308, USA"}, "street"),
        ({"notes": "Ring twice."}, "description"),
        ({"end_time": "19:30"}, "rrule"),
        ({"conference_url": "https://zoom.us/j/1"}, "join_link"),
        ({"group": "Heron House"}, "organization"),
        ({"types": ["W"]}, "audiences"),
    ],
)
@pytest.mark.parametrize("identifier", [{"id": 7}, {}])
def test_one_change_in_a_feed_is_one_change(run, fields, column, identifier):
    run([meeting(**identifier)])

    report = run([meeting(**identifier, **fields)])

    assert counts(report) == "0 new, 1 changed, 0 the same"
    assert [line.split(": ")[1] for line in report if "→" in line] == [column]


@pytest.mark.parametrize(
    ("cell", "new", "column"), [(3, "5 Oak St", "street"), (1, "Thursday", "rrule"), (5, "Hi", "notes")]
)
def test_one_change_in_a_table_without_identifiers_is_one_change(run, cell, new, column):
    row = ["Lantern Talk", "Monday", "6:00 PM", "1 Fern St", "Akron", "Ring twice."]
    header = "Name,Day,Time,Street,City,Notes\n"
    defaults = DEFAULTS | {"attendance": "in-person"}
    run(header + ",".join(row), defaults=defaults)
    row[cell] = new

    report = run(header + ",".join(row), defaults=defaults)

    assert counts(report) == "0 new, 1 changed, 0 the same"
    assert [line.split(": ")[1] for line in report if "→" in line] == [column]


def test_a_second_group_of_that_name_in_town_does_not_replace_the_first(run):
    header, defaults = "Name,Day,Street,City\n", DEFAULTS | {"attendance": "in-person"}
    first, second = "Lantern Talk,Monday,1 Fern St,Akron\n", "Lantern Talk,Friday,9 Oak St,Akron\n"
    run(header + first, defaults=defaults)

    for rows in (first + second, second + first):
        report = run(header + rows, "--dry-run", defaults=defaults)
        assert counts(report) == "0 new, 0 changed, 1 the same"
        assert any("could be the same" in line for line in report[1:])


def test_the_same_identifier_with_other_content_twice_in_a_file_is_an_error(run):
    with pytest.raises(Exception, match="record 2: id: The same group is already in this file, at 1"):
        run([meeting(id=7), meeting(id=7, name="Moss Circle")])


def test_a_column_of_identifiers_is_kept(run):
    table = "ID,Name,City\nA-1,Lantern Talk,Akron\nA-2,Moss Circle,Akron\n"
    run(table)

    assert sorted(ExternalIdentifier.objects.values_list("value", "is_derived")) == [
        ("A-1", False),
        ("A-2", False),
    ]
    assert counts(run(table.replace("Lantern Talk", "Lamp Talk"))) == "0 new, 1 changed, 1 the same"


def test_services_of_others_are_known_by_their_identifier_and_get_one_of_ours(run):
    theirs = "0a0a0a0a-0000-4000-8000-000000000001"
    service = {"id": theirs, "name": "Lantern Talk", "status": "active", "description": "We talk."}
    defaults = DEFAULTS | {"attendance": "online"}
    run([service], source="one", defaults=defaults)

    assert str(Group.objects.get().uid) != theirs
    assert counts(run([service], source="one", defaults=defaults)) == "0 new, 0 changed, 1 the same"
    run([service | {"name": "Moss Circle"}], source="two", defaults=defaults)
    assert Group.objects.count() == 2


def test_a_copy_of_our_own_list_is_known_by_our_identifier(run):
    group = make_group(name="Lantern Talk", organization=make_organization(name="Heron House"))

    report = run(f"id,name\n{group.uid},Lamp Talk\n")

    assert counts(report) == "0 new, 1 changed, 0 the same"
    assert known_as(group) == [("feed", str(group.uid))]


def test_a_very_long_identifier_is_shortened_and_known_again(run):
    feed = [meeting(slug="a" * 300), meeting(slug="a" * 299 + "b", name="Moss Circle")]
    feed = [one | {"id": one["slug"]} for one in feed]
    table = "ID,Name,City\n" + "".join(f"{one['id']},{one['name']},Akron\n" for one in feed)

    run(table)

    assert counts(run(table)) == "0 new, 0 changed, 2 the same"
