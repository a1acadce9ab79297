"""The invented directory is alive on whatever day it is loaded, and is loaded once."""

from collections import Counter
from datetime import UTC, date, datetime, time

import pytest

from mbc_site.demo import directory
from support_groups.models import Group, ScheduleException
from tests.factories import make_group, make_organization

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 26)
# Leap day, the days on which clocks change in America and in Europe, both ends of a year, and the middle of summer.
DAYS = "2028-02-29 2027-03-14 2027-11-07 2027-10-31 2027-12-31 2028-01-01 2027-07-04".split()


def load(today: date = TODAY) -> Counter:
    added = Counter()
    directory.add(added, today)
    return added


@pytest.mark.parametrize("day", DAYS)
def test_every_group_has_future_dates_on_any_day_of_loading(day):
    today = date.fromisoformat(day)

    load(today)

    at = datetime.combine(today, time(12), UTC)
    for group in Group.objects.filter(status__in=["listed", "paused", "unconfirmed"]).for_lists():
        if any(pattern.is_dated for pattern in group.patterns):
            assert group.next_held(at), group.slug
    for change in ScheduleException.objects.all():
        assert (change.last or change.first) > today, change
        touched = [
            m for group in change.affected() for m in group.next_meetings(at, 40) if m.effect == change.kind
        ]
        assert touched, (change, change.reason)
    assert all(group.paused_until > today for group in Group.objects.filter(status="paused"))
    course = Group.objects.get(slug="first-six-weeks-online")
    assert len(course.next_meetings(at, 9)) == 4


def test_existing_records_with_the_same_name_or_address_are_used_or_left_alone():
    ours = make_organization(name="Pebble Post Online (invented)", notes="Ours")
    group = make_group(slug="night-owls-online", name="Our own owls")
    moved = make_group(slug="two-coasts-online", name="Our own coasts")
    moved.slug = "coasts"
    moved.save()

    added = load()

    assert added["invented support groups"] == len(directory.listings()) - 2
    assert Group.objects.get(slug="night-owls-online") == group
    assert Group.objects.filter(organization=ours).count() >= 4
    assert not Group.objects.filter(slug="two-coasts-online").exists()


def test_a_load_takes_few_queries_for_each_group(django_assert_max_num_queries):
    with django_assert_max_num_queries(120 * len(directory.listings())):
        load()
