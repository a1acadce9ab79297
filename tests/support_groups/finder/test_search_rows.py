"""After any kind of write, search rows are as if everything had been computed again."""

import datetime
from types import SimpleNamespace

import pytest
from django.db import connection
from django.utils import timezone

from support_groups.models import (
    Group,
    GroupSearch,
    Language,
    MeetingPattern,
    Organization,
    ScheduleException,
    SearchMark,
    Venue,
)
from support_groups.schedules import Pattern
from tests.factories import make_group, make_organization, make_venue
from tests.support_groups.finder.search_rows import check_search, stored

pytestmark = pytest.mark.django_db
FRIDAYS = Pattern(kind="weekly", weekdays=(4,), begins=datetime.time(10), minutes=60).to_dict()


@pytest.fixture
def world():
    """Two groups at one venue, one elsewhere, all searched already."""
    venue, runs = make_venue(), make_organization(name="The Lantern")
    first = make_group(venue=venue, organization=runs, languages=["en", "es"])
    make_group(venue=venue, organization=runs, attendance="hybrid")
    other = make_group(organization=make_organization())
    check_search()
    tuesday = first.next_held(timezone.now()).starts.date()
    return SimpleNamespace(venue=venue, runs=runs, first=first, other=other, tuesday=tuesday)


def language(code):
    return Language.objects.get(code=code)


def save(thing, **fields):
    for name, value in fields.items():
        setattr(thing, name, value)
    thing.save()


def stale_save(world):
    """An instance from before the language was given, and a confirmation: what once emptied the column."""
    stale = Group.objects.get(pk=world.first.pk)
    world.first.languages.add(language("fr"))
    check_search()
    stale.confirm(on=datetime.date(2026, 1, 1), by="leader", how="phone")


def moved_change(world):
    change = ScheduleException.objects.create(group=world.first, first=world.tuesday)
    check_search()
    save(change, group=world.other)


def deleted_change(world, **about):
    change = ScheduleException.objects.create(first=world.tuesday, **about)
    check_search()
    change.delete()
    ScheduleException.objects.create(first=world.tuesday + datetime.timedelta(days=7), **about)


def raw(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def bulk_update(world):
    for group in (groups := list(Group.objects.all())):
        group.stage_fit = "any"
    Group.objects.bulk_update(groups, ["stage_fit"])


def deleted_language(world):
    world.first.languages.set([tongue := Language.objects.create(code="tlh", name="Klingon")])
    check_search()
    tongue.delete()


SHELL = {
    "a group saved": lambda w: save(w.first, name="Another", stage_fit="breast"),
    "a stale group saved": stale_save,
    "some columns saved": lambda w: Group(pk=w.first.pk, cost="free").save(update_fields=["cost"]),
    "groups updated": lambda w: Group.objects.update(status="closed"),
    "groups updated in bulk": bulk_update,
    "groups made in bulk": lambda w: Group.objects.bulk_create(
        [Group(name="New", slug="new", status="listed", zone="America/New_York")]
    ),
    "raw SQL": lambda w: raw("UPDATE support_groups_group SET cost = 'paid'"),
    "a group deleted": lambda w: w.other.delete(),
    "another venue": lambda w: save(
        w.first, venue=make_venue(town="Toledo", latitude=41.66, longitude=-83.55)
    ),
    "another zone": lambda w: save(w.first, zone="Asia/Kathmandu"),
    "a confirmation": lambda w: w.first.confirm(on=datetime.date(2026, 2, 3), by="leader", how="phone"),
    "a language added": lambda w: w.first.languages.add(language("fr")),
    "a language removed": lambda w: w.first.languages.remove(language("es")),
    "languages cleared": lambda w: w.first.languages.clear(),
    "languages set": lambda w: w.first.languages.set([language("fr")]),
    "a group added to a language": lambda w: language("fr").groups.add(w.first),
    "a language cleared of groups": lambda w: language("es").groups.clear(),
    "a language deleted": deleted_language,
    "a pattern saved": lambda w: save(w.first.meeting_patterns.get(), rule=FRIDAYS),
    "a pattern added": lambda w: w.first.meeting_patterns.create(rule=FRIDAYS),
    "a pattern deleted": lambda w: w.first.meeting_patterns.get().delete(),
    "patterns deleted": lambda w: w.first.meeting_patterns.all().delete(),
    "patterns updated": lambda w: MeetingPattern.objects.update(rule=FRIDAYS),
    "patterns made in bulk": lambda w: MeetingPattern.objects.bulk_create(
        [MeetingPattern(group=w.first, rule=FRIDAYS)]
    ),
    "a pattern given to another group": lambda w: save(w.first.meeting_patterns.get(), group=w.other),
    "a date off": lambda w: ScheduleException.objects.create(group=w.first, first=w.tuesday),
    "a venue closed": lambda w: ScheduleException.objects.create(venue=w.venue, first=w.tuesday),
    "an organization closed": lambda w: ScheduleException.objects.create(
        organization=w.runs, first=w.tuesday
    ),
    "a change given to another group": moved_change,
    "a change deleted": lambda w: deleted_change(w, group=w.first),
    "a closure deleted": lambda w: deleted_change(w, venue=w.venue),
    "a venue moved": lambda w: save(w.venue, town="Toledo", latitude=41.66, longitude=-83.55),
    "a street hidden": lambda w: save(w.venue, is_street_public=False),
    "venues updated": lambda w: Venue.objects.update(region="PA"),
    "an organization renamed": lambda w: save(w.runs, name="The Beacon"),
    "organizations updated": lambda w: Organization.objects.filter(pk=w.runs.pk).update(name="The Beacon"),
}


@pytest.mark.parametrize("way", SHELL)
def test_after_each_way_of_writing_in_a_shell_search_rows_are_as_computed_again(world, way):
    before = stored()

    SHELL[way](world)

    check_search()
    assert stored() != before  # or this test could not fail
    assert not SearchMark.objects.exists()


def test_groups_are_found_after_a_vocabulary_term_is_renamed(world):
    before = stored()

    save(language("es"), code="es-MX", name="Spanish of Mexico")

    check_search()
    assert stored() == before


def test_every_group_has_its_row_from_the_moment_it_is_saved_and_loses_it_with_the_group():
    group = make_group()
    assert GroupSearch.objects.get().pk == group.pk

    group.delete()

    assert not GroupSearch.objects.exists()


def test_only_refresh_writes_a_row(world):
    row = GroupSearch.objects.get(pk=world.first.pk)

    for write in (
        row.save,
        row.delete,
        lambda: GroupSearch.objects.update(spoken=""),
        lambda: GroupSearch.objects.filter(pk=row.pk).delete(),
        lambda: GroupSearch.objects.create(group=world.first),
        lambda: GroupSearch.objects.bulk_create([row]),
        lambda: GroupSearch.objects.bulk_update([row], ["spoken"]),
    ):
        with pytest.raises(TypeError, match="only GroupSearch"):
            write()
    assert {field.name for field in Group._meta.concrete_fields}.isdisjoint(
        {"latitude", "longitude", "region", "country", "search_text", "spoken", "due_on", "next_at"}
    )
