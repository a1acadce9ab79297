"""Many groups of a file are saved together, and nothing tells it from saving one after another."""

import json

import pytest
import reversion
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now
from reversion.models import Revision, Version

from history.models import Entry
from support_groups.exchange import importing
from support_groups.exchange.formats import ColumnMapping
from support_groups.exchange.storage import GroupStore
from support_groups.models import Group, GroupImport, GroupImportRow, Organization, Venue
from tests.calls import calls

pytestmark = pytest.mark.django_db

HEADER = "name,organization,town,region,country,street,languages,schedule,contacts,venue_has\n"
LINE = "Circle %d,Heron House,Akron,OH,US,%d Elm St,en | es,Mondays at 6 pm,Ann | Leader | ann@example.org,step-free\n"


def confirmed(rows: int) -> GroupImport:
    text = HEADER + "".join(LINE % (number, number // 2) for number in range(rows))
    staged_import = importing.receive(text.encode(), name="groups.csv", at=now())
    defaults = {"stage_fit": "breast", "time_zone": "America/New_York", "attendance": "in-person"}
    importing.stage(staged_import, ColumnMapping(None, defaults), arrival="draft", at=now())
    while importing.compare_some(staged_import, at=now()):
        pass
    staged_import.confirm(at=now())
    return staged_import


def kept() -> tuple[list, list]:
    """What the history holds, without keys and times."""
    own = ("uid", "created_at", "updated_at", "group", "venue", "organization")
    versions = []
    for version in Version.objects.order_by("revision", "content_type", "pk").select_related("revision"):
        (data,) = json.loads(version.serialized_data)
        assert str(data["pk"]) == version.object_id
        fields = {name: value for name, value in data["fields"].items() if name not in own}
        revision = version.revision
        versions.append((data["model"], fields, version.object_repr, revision.user, revision.comment))
    entries = Entry.objects.order_by("pk").values_list(
        "kind", "by", "by_name", "record_type", "record_name", "words", "version__object_repr"
    )
    return versions, list(entries)


def test_saved_together_is_as_saved_one_by_one(grace, monkeypatch):
    staged_import = confirmed(3)
    with monkeypatch.context() as alone:
        alone.setattr(GroupImport, "rows_in_a_transaction", 1)
        importing.save_some(staged_import, by=grace, at=now())
    one_by_one = kept()
    for model in (Group, Venue, Organization, GroupImport, Revision):
        model.objects.all().delete()
    Entry.objects.all()._raw_delete("default")

    importing.save_some(confirmed(3), by=grace, at=now())

    assert kept() == one_by_one
    assert Revision.objects.count() == Group.objects.count() == 3
    assert Venue.objects.count() == 2


def test_a_version_is_what_the_library_would_keep(grace):
    importing.save_some(confirmed(3), by=grace, at=now())
    ours = kept()[0]
    Revision.objects.all().delete()

    for group in Group.objects.order_by("pk"):
        with reversion.create_revision():
            reversion.set_user(grace)
            reversion.set_comment("Imported from groups.csv")
            reversion.add_to_revision(group)

    of_groups = [kind for kind in ours if "venue" not in kind[0] and "organization" not in kind[0]]
    assert kept()[0] == of_groups
    assert {kind for kind, *_rest in of_groups} == {
        "support_groups.group",
        "support_groups.meetingpattern",
        "support_groups.contact",
    }


def test_one_that_the_database_refuses_does_not_hold_up_the_others(monkeypatch):
    save = GroupStore._save_rows

    def refused(store, stored):
        if any(group.name == "Circle 1" for group, _values, _columns in stored):
            raise IntegrityError
        save(store, stored)

    staged_import = confirmed(3)
    monkeypatch.setattr(GroupStore, "_save_rows", refused)

    importing.save_some(staged_import, at=now())

    assert list(staged_import.rows.values_list("status", "reason")) == [
        ("added", ""),
        ("failed", "The database refused this row."),
        ("added", ""),
    ]
    assert list(Group.objects.order_by("pk").values_list("name", flat=True)) == ["Circle 0", "Circle 2"]
    assert Version.objects.get_for_model(Group).count() == 2


def test_a_group_takes_few_calls(grace):
    """Read, compared and saved."""

    def import_groups(rows: int) -> None:
        importing.save_some(confirmed(rows), by=grace, at=now())

    import_groups(2)  # what is kept
    few, many = calls(lambda: import_groups(5)), calls(lambda: import_groups(25))

    assert (many - few) / 20 < 6_800


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_rows(rows, grace):
    staged_import = confirmed(rows)

    with CaptureQueriesContext(connection) as queries:
        importing.save_some(staged_import, by=grace, at=now())

    assert GroupImportRow.objects.filter(status="added").count() == rows
    assert len([query for query in queries if "SAVEPOINT" not in query["sql"]]) == 38
