"""If nobody runs `daily`, the search notices, refreshes what it is about to show, and tells staff."""

import datetime
import logging
from datetime import UTC
from types import SimpleNamespace

import pytest
import time_machine
from django.apps import apps
from django.db import OperationalError

from support_groups.finder.search import find
from support_groups.finder.state import search_is_behind
from support_groups.models import Group, GroupSearch, Occurrence, SearchMark, refreshing, search_triggers
from support_groups.pages.home_groups import home_groups
from tests.factories import make_group, make_venue
from tests.support_groups.finder.search_rows import computed, stored

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2026, 12, 1, 12, tzinfo=UTC)  # a Tuesday morning
LATER = [datetime.timedelta(weeks=11), datetime.timedelta(days=366)]
HERE = "/support-groups/"


def names(query, at) -> list[str]:
    return [group.name for group in find(query, at=at)]


@pytest.mark.parametrize("later", LATER)
def test_the_finder_its_calendar_and_the_home_page_find_what_will_meet(visitor, later):
    make_group(name="Lantern", attendance="online", group_type="drop-in")
    GroupSearch.objects.refresh(at=AT)

    with time_machine.travel(AT + later, tick=False):
        assert not Occurrence.objects.filter(starts_at__gte=AT + later).exists()
        for page in (
            "/",
            f"{HERE}?day=tuesday",
            f"{HERE}calendar.ics?day=tuesday",
            f"{HERE}sheet/?day=tuesday",
        ):
            assert "Lantern" in visitor.get(page).content.decode(), page


@pytest.mark.parametrize("later", LATER)
def test_meeting_soon_refreshes_what_it_shows(later):
    group = make_group(attendance="online")
    GroupSearch.objects.refresh(at=AT)

    assert [line.group for line in home_groups(AT + later).soon] == [group]
    assert stored() == computed()


def test_a_search_refreshes_before_dates_run_out_and_says_so_in_the_log(caplog):
    make_group(name="Lantern")
    GroupSearch.objects.refresh(at=AT)
    just, over = refreshing.OLD, refreshing.OLD + datetime.timedelta(seconds=1)

    for later, refreshed_at in ((just, AT), (over, AT + over)):
        with caplog.at_level(logging.WARNING):
            assert names({"day": "tuesday"}, AT + later) == ["Lantern"]
        assert GroupSearch.objects.get().refreshed_at == refreshed_at
    assert caplog.messages == ["Dates of 1 groups were about to run out; check that `daily` runs."]


def test_a_wrong_clock_during_a_refresh_does_no_lasting_harm():
    make_group(name="Lantern")
    GroupSearch.objects.refresh(at=AT + datetime.timedelta(days=3650))

    assert names({"day": "tuesday"}, AT) == ["Lantern"]


def test_one_search_refreshes_a_bounded_number_and_its_own_groups_first(monkeypatch):
    monkeypatch.setattr(refreshing, "MOST_IN_A_SEARCH", 2)
    for n in range(5):
        make_group(name=f"Far {n}", venue=make_venue(town="Denver", latitude=39.74, longitude=-104.99))
    make_group(name="Near")
    GroupSearch.objects.refresh(at=AT)
    then = AT + LATER[0]

    assert names({"place": "44308", "how": "in-person", "day": "tuesday"}, then) == ["Near"]

    assert GroupSearch.objects.stale(then).count() == 5
    for left in (3, 1, 0):
        names({}, then)
        assert GroupSearch.objects.stale(then).count() == left
    assert len(names({"day": "tuesday"}, then)) == 6


def test_a_search_uses_what_it_has_while_it_cannot_write(visitor, caplog, monkeypatch):
    group = make_group(name="Lantern")
    GroupSearch.objects.refresh()
    Group.objects.filter(pk=group.pk).update(name="Beacon")

    def refused(*args):
        raise OperationalError("database is locked")

    monkeypatch.setattr(refreshing.GroupSearchManager, "refresh_batch", refused)
    page = visitor.get(HERE).content.decode()

    assert "Beacon" in page  # found by the old row, told as it is
    assert "searches use the rows there are: database is locked" in caplog.text
    assert SearchMark.objects.exists()


def test_a_closed_group_is_never_shown_even_if_the_search_is_behind(visitor, monkeypatch):
    make_group(name="Open")
    group = make_group(name="Lantern")
    GroupSearch.objects.refresh()
    Group.objects.filter(pk=group.pk).update(status="draft")
    monkeypatch.setattr(refreshing.RefreshedQuerySet, "refresh_stale", lambda *args: False)

    page = visitor.get(HERE).content.decode()

    assert ("Lantern" in page, "Open" in page) == (False, True)


def test_staff_can_ask_whether_the_search_is_behind():
    make_group()
    GroupSearch.objects.refresh(at=AT)
    assert search_is_behind(AT + datetime.timedelta(days=2)) == []

    late = search_is_behind(AT + datetime.timedelta(days=2, seconds=1))
    assert [what for what, _to_do in late] == [
        "Searches have the dates of support groups as of December 1, 2026."
    ]


def test_staff_see_a_warning_for_many_waiting_changes_only(monkeypatch):
    make_group()
    GroupSearch.objects.refresh(at=AT)
    monkeypatch.setattr("support_groups.finder.state.MOST_WAITING", 1)
    Group.objects.update(cost="free")
    assert search_is_behind(AT) == []

    Group.objects.update(cost="paid")

    assert search_is_behind(AT) == [
        ("Searches don’t show many changes to support groups yet.", "Run “manage.py refresh_groups”.")
    ]


def test_a_missing_trigger_is_reported_and_restored_and_every_row_refreshed():
    group = make_group()
    GroupSearch.objects.refresh(at=AT)
    search_triggers.drop()
    Group.objects.filter(pk=group.pk).update(cost="paid")
    assert not SearchMark.objects.exists()
    assert search_is_behind(AT)[0] == (
        "Searches miss changes to support groups.",
        "Run “manage.py migrate”.",
    )

    search_triggers.install()

    assert search_triggers.missing() == set()
    assert names({"cost": "paid"}, AT) == [group.name]


def test_migrations_of_this_app_run_without_triggers_and_others_leave_them_alone():
    ours = apps.get_app_config("support_groups")

    def step(label):
        return [(SimpleNamespace(app_label=label), False)]

    search_triggers.before_migrations(ours, "default", step("articles"))
    assert search_triggers.missing() == set()
    search_triggers.before_migrations(ours, "default", step("support_groups"))
    assert len(search_triggers.missing()) == 32
    search_triggers.after_migrations(ours, "default")
    assert search_triggers.missing() == set()
