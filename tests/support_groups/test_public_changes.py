"""The public record: a new number whenever visitors read something else, and only then."""

import datetime
from datetime import date

import pytest
from django.db import connection, transaction

from history.models import AppendOnly
from support_groups.models import (
    AccessFeature,
    Activity,
    Audience,
    Contact,
    Group,
    GroupSearch,
    Language,
    PublicChange,
    ScheduleException,
    Subtype,
    VenueAccess,
)
from support_groups.models.related_rows import related_rows
from tests.factories import WEEKLY, make_group, make_organization, make_venue, search_of

pytestmark = pytest.mark.django_db
SOON = datetime.date.today() + datetime.timedelta(days=20)
LONG_AGO = date(2020, 1, 7)


def number_of(group) -> int:
    """As after the commit, or the next search."""
    search_of(group)
    return PublicChange.objects.numbers([group]).get(group.pk, 0)


@pytest.fixture
def group():
    group = make_group(
        organization=make_organization(), join_link="https://zoom.us/j/1", link_visibility="never"
    )
    assert number_of(group) == 1
    return group


def changed(group, **fields):
    Group.objects.filter(pk=group.pk).update(**fields)


CHANGES = {
    "a name": lambda group: changed(group, name="Another"),
    "a pause": lambda group: changed(group, status="paused", paused_until=SOON),
    "a closing": lambda group: changed(group, status="closed"),
    "a listing nobody confirms": lambda group: changed(group, status="unconfirmed"),
    "a confirmation": lambda group: group.confirm(on=datetime.date.today(), by="leader", how="phone"),
    "a day without a meeting": lambda group: group.schedule_exceptions.create(first=SOON),
    "a closed venue": lambda group: group.venue.schedule_exceptions.create(first=SOON),
    "a closed organization": lambda group: group.organization.schedule_exceptions.create(first=SOON),
    "another pattern": lambda group: group.meeting_patterns.create(rule=WEEKLY.to_dict(), position=2),
    "another clock": lambda group: changed(group, zone="America/Chicago"),
    "another room": lambda group: type(group.venue).objects.update(room="Blue room"),
    "a hidden street": lambda group: type(group.venue).objects.update(is_street_public=False),
    "a ramp": lambda group: VenueAccess.objects.create(
        venue=group.venue, feature=AccessFeature.objects.create(code="ramp", name="Ramp")
    ),
    "a link everybody may see": lambda group: changed(group, link_visibility="public"),
    "a way to join": lambda group: changed(group, joining="Come."),
    "a contact": lambda group: Contact.objects.create(group=group, name="Ann", phone="1", is_public=True),
    "another telephone of who runs it": lambda group: type(group.organization).objects.update(phone="2"),
    "a language": lambda group: group.languages.add(Language.objects.get(code="es")),
    "an audience": lambda group: group.audiences.add(
        Audience.objects.exclude(code="living-with-mbc").first()
    ),
    "a subtype": lambda group: group.subtypes.add(Subtype.objects.first()),
    "an activity": lambda group: group.activities.add(Activity.objects.first()),
    "an access feature": lambda group: group.access.add(AccessFeature.objects.create(code="asl", name="ASL")),
    "a description": lambda group: changed(group, description="We talk."),
    "a cost": lambda group: changed(group, cost="paid"),
}
NO_CHANGES = {
    "private notes": lambda group: changed(group, notes="Call Ann."),
    "a private contact": lambda group: Contact.objects.create(group=group, name="Ann", phone="1"),
    "a hidden link": lambda group: changed(group, join_link="https://zoom.us/j/2"),
    "a save of the same": lambda group: group.save(),
    "an exception that has passed": lambda group: group.schedule_exceptions.create(first=LONG_AGO),
    "a refresh": lambda group: GroupSearch.objects.refresh(),
    "a call nobody answered": lambda group: group.add_unanswered_call(on=datetime.date.today()),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_visitors_read_gives_a_new_number(group, change):
    change(group)

    assert number_of(group) == 2


@pytest.mark.parametrize("change", NO_CHANGES.values(), ids=NO_CHANGES)
def test_what_visitors_do_not_read_gives_none(group, change):
    change(group)

    assert number_of(group) == 1


def test_several_changes_before_a_refresh_are_one(group):
    changed(group, name="Another")
    changed(group, cost="paid")

    assert number_of(group) == 2


def test_a_draft_has_no_number_until_it_is_listed():
    draft = make_group(status="draft")
    before = number_of(draft)
    changed(draft, status="listed")

    assert (before, number_of(draft)) == (0, 1)


def test_a_group_that_is_taken_out_and_listed_again_keeps_counting(group):
    changed(group, status="draft")
    hidden = number_of(group)
    changed(group, status="listed", name="Another")

    assert (hidden, number_of(group)) == (1, 2)


def test_the_record_holds_nothing_that_people_can_read(group):
    group.contacts.create(name="Ann Smith", phone="330-555-0100", is_public=True)
    group.schedule_exceptions.create(first=SOON, reason="Funeral of Rose")
    number_of(group)

    for change in PublicChange.objects.all():
        text = str(change.facts)
        for word in ("Ann", "330", "Rose", "zoom", "Fern", "Akron"):
            assert word not in text


def test_a_row_is_never_changed_or_deleted(group):
    row = group.public_changes.get()

    for forbidden in (row.save, row.delete, PublicChange.objects.all().delete):
        with pytest.raises(AppendOnly):
            forbidden()
    with pytest.raises(AppendOnly):
        PublicChange.objects.update(number=7)


def test_a_deleted_group_takes_its_record_along(group):
    group.delete()

    assert not PublicChange.objects.exists()


def test_an_aspect_that_an_older_row_lacks_is_no_change(group):
    row = group.public_changes.get()
    facts = {name: value for name, value in row.facts.items() if name != "details"}
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE support_groups_publicchange SET facts = %s WHERE id = %s",
            [str(facts).replace("'", '"'), row.pk],
        )

    changed(group, description="We talk.")

    assert number_of(group) == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_recording_takes_one_query_at_any_number_of_groups(django_assert_num_queries, rows):
    for _ in range(rows):
        make_group()
    GroupSearch.objects.refresh()
    Group.objects.update(name="Another")
    groups = list(Group.objects.for_record())
    rows_of = related_rows(groups)

    with transaction.atomic(), django_assert_num_queries(1):
        PublicChange.objects.record(groups, rows_of, datetime.datetime.now(datetime.UTC))

    assert set(PublicChange.objects.numbers(groups).values()) == {2}


def test_a_venue_changes_every_group_that_meets_there():
    venue = make_venue()
    groups = [make_group(venue=venue), make_group(venue=venue), make_group()]
    GroupSearch.objects.refresh()
    ScheduleException.objects.create(venue=venue, first=SOON)
    GroupSearch.objects.refresh_marked(datetime.datetime.now(datetime.UTC))

    numbers = PublicChange.objects.numbers(groups)

    assert [numbers[group.pk] for group in groups] == [2, 2, 1]
