"""A query that is turned into SQL once returns what it would return if it were built each time."""

import datetime
import threading

import pytest
from django.db import connection
from django.db.models import F, Value
from django.utils import timezone

from editing.compiled_queries import CompiledQuery, Keys, day, moment, number, text
from support_groups.models import Audience, Group, Venue
from tests.factories import make_group
from web.lanes import Lane

pytestmark = pytest.mark.django_db


def test_it_is_built_once_and_runs_with_other_values_each_time():
    built = []

    def named():
        built.append(1)
        return Group.objects.filter(name=text("name"))

    query = CompiledQuery(named)
    first, second = make_group(name="Tuesday Lanterns"), make_group(name="The Heron")

    assert query(name="Tuesday Lanterns") == [first]
    assert query(name="The Heron") == [second]
    assert query(name="Nobody") == []
    assert built == [1]


def test_each_kind_of_value_means_what_it_means_in_a_query():
    group, venue = make_group(), Venue.objects.create(town="Nome", latitude=64.5, longitude=-165.4)
    since = CompiledQuery(lambda: Group.objects.filter(updated_at__gte=moment("since")))
    confirmed = CompiledQuery(lambda: Group.objects.filter(confirmed_on=day("on")))
    north = CompiledQuery(lambda: Venue.objects.filter(latitude__gt=number("latitude")))
    Group.objects.update(confirmed_on=datetime.date(2026, 11, 30))
    group.refresh_from_db()

    assert since(since=group.updated_at) == [group]
    assert since(since=group.updated_at + datetime.timedelta(microseconds=1)) == []
    assert confirmed(on=datetime.date(2026, 11, 30)) == [group]
    assert confirmed(on=datetime.date(2026, 11, 29)) == []
    assert north(latitude=64) == [venue]
    assert north(latitude=64.5) == []


@pytest.mark.parametrize("number", [0, 1, 3])
def test_any_number_of_keys_can_be_asked_for(number):
    query = CompiledQuery(
        lambda: Group.objects.filter(pk__in=Keys("groups")).exclude(name=text("but")).order_by("pk")
    )
    groups = [make_group(name=f"Group {n}") for n in range(4)]
    query(groups=[1, 2], but="")

    assert query(groups=[group.pk for group in groups[:number]], but="Group 3") == groups[:number]


def test_rows_come_with_their_related_rows_and_annotations():
    query = CompiledQuery(
        lambda: Group.objects.filter(pk__in=Keys("groups")).select_related("venue").annotate(called=F("name"))
    )
    group = make_group(name="Tuesday Lanterns")
    group.refresh_from_db()

    found = query(groups=[group.pk])[0]

    assert found.called == "Tuesday Lanterns"
    assert found.venue == group.venue
    assert found.updated_at == group.updated_at


def test_values_and_unions_stay_what_they_are():
    make_group(name="Tuesday Lanterns").audiences.add(Audience.objects.get(code="living-with-mbc"))
    names = CompiledQuery(lambda: Group.objects.values_list("name", flat=True))
    both = CompiledQuery(
        lambda: (
            Group.objects.order_by()
            .values_list(Value("group"), "name")
            .union(
                Audience.objects.order_by().filter(code=text("code")).values_list(Value("audience"), "code"),
                all=True,
            )
        )
    )

    assert names() == ["Tuesday Lanterns"]
    assert sorted(both(code="living-with-mbc")) == [
        ("audience", "living-with-mbc"), ("group", "Tuesday Lanterns"),
    ]  # fmt: skip


def test_it_takes_one_query(django_assert_num_queries):
    query = CompiledQuery(lambda: Group.objects.filter(updated_at__gte=moment("since"), status="listed"))
    query(since=timezone.now())

    with django_assert_num_queries(1):
        query(since=timezone.now())


@pytest.mark.django_db(transaction=True)
def test_each_thread_has_its_own():
    query = CompiledQuery(lambda: Group.objects.filter(name=text("name")))
    group, found = make_group(name="Tuesday Lanterns"), []
    query(name="")

    def elsewhere():
        found.extend(query(name="Tuesday Lanterns"))
        connection.close()

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join(20)

    assert found == [group]


@pytest.mark.django_db(transaction=True)
def test_it_is_built_once_for_a_connection_that_serves_one_thread_after_the_other():
    """As a lane's does: web/lanes.py."""
    built, found, lane = [], [], Lane()
    group = make_group(name="Tuesday Lanterns")
    query = CompiledQuery(lambda: built.append(1) or Group.objects.filter(name=text("name")))

    def ask():
        lane.enter()
        found.extend(query(name="Tuesday Lanterns"))
        lane.leave()

    for _number in range(3):
        thread = threading.Thread(target=ask)
        thread.start()
        thread.join(20)
    lane.enter()
    connection.close()
    lane.leave()

    assert found == [group] * 3
    assert built == [1]
