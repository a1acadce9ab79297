"""Export, import into an empty directory and export again: the same file, byte for byte."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support_groups.exchange import exports, importing
from support_groups.exchange.formats import ColumnMapping
from support_groups.models import Group, GroupImport, Organization, ScheduleException, Venue
from tests.support_groups.exchange.groups import AT, build, group_fields

pytestmark = pytest.mark.django_db
WRITERS = {
    "csv": lambda: exports.as_csv(Group.objects.findable(AT)),
    "private csv": lambda: exports.as_csv(Group.objects.all(), private=True),
    "hsds": lambda: exports.as_hsds(
        Group.objects.findable(AT), page=lambda slug: f"https://example.org/{slug}/"
    ),
}


def written(format: str) -> bytes:
    return b"".join(WRITERS[format]())


def empty() -> None:
    Group.objects.all().delete()
    Venue.objects.all().delete()
    Organization.objects.all().delete()


def take_in(data: bytes, *, arrival="listed", **defaults) -> GroupImport:
    staged_import = importing.receive(data, name="groups", at=AT)
    importing.stage(staged_import, ColumnMapping(defaults=defaults), arrival=arrival, at=AT)
    while importing.compare_some(staged_import, at=AT):
        pass
    staged_import.confirm(at=AT)
    while importing.save_some(staged_import, at=AT):
        pass
    return staged_import


@pytest.mark.parametrize("format", WRITERS)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(specs=st.lists(group_fields(), min_size=1, max_size=3))
def test_an_export_that_is_imported_exports_as_the_same_file(format, specs):
    empty()
    planned = []
    for spec in specs:
        build(spec)
    first = written(format)
    planned = [meetings(group) for group in Group.objects.findable(AT).order_by("uid")]

    empty()
    staged_import = take_in(first)

    assert [row.problems for row in staged_import.rows.filter(status__in=["invalid", "failed"])] == []
    assert written(format) == first
    assert [meetings(group) for group in Group.objects.findable(AT).order_by("uid")] == planned


def meetings(group):
    return [
        (meeting.starts, meeting.minutes, meeting.effect, meeting.place)
        for meeting in group.next_meetings(AT, 20)
    ]


@pytest.mark.parametrize("format", WRITERS)
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(specs=st.lists(group_fields(), min_size=1, max_size=3))
def test_importing_an_export_at_once_changes_nothing(format, specs):
    """Least of all what the public file leaves out: links, streets, private people."""
    empty()
    for spec in specs:
        build(spec)
    before = written("private csv")

    staged_import = take_in(written(format))

    assert {row.status: row.changes for row in staged_import.rows.all()} == {"same": []}
    assert written("private csv") == before


def test_a_listing_and_its_translation_are_linked_again():
    english, spanish = build_plain("English"), build_plain("Español")
    english.translation_of = spanish
    english.save()
    first = written("csv")

    empty()
    take_in(first)

    assert Group.objects.get(name="English").translation_of.name == "Español"
    assert written("csv") == first


def build_plain(name):
    from tests.factories import make_group

    return make_group(name=name)


def test_a_change_of_the_venue_stays_the_venues():
    group = build_plain("Circle")
    ScheduleException.objects.create(venue=group.venue, first=date(2026, 12, 8), reason="Library closed")

    staged_import = take_in(written("csv").replace(b"A circle of people", b"Some people"))

    group.refresh_from_db()
    assert staged_import.rows.get().status == "updated"
    assert group.summary.startswith("Some people")
    assert group.schedule_exceptions.count() == 0
    assert group.venue.schedule_exceptions.count() == 1
