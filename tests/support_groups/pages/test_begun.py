"""A meeting that has begun stays until it is over, because people join late: on pages, in lists and in searches."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from support_groups.finder.page import SearchPage
from support_groups.finder.search import find
from support_groups.models import GroupSearch, ScheduleException
from support_groups.pages.list_item import ListItem
from support_groups.schedules import Pattern
from tests.factories import make_group
from tests.support_groups.html import compact
from tests.support_groups.pages.test_at_a_glance import head
from tests.support_groups.pages.test_next_dates import plain

BEGINS = datetime(2026, 12, 1, 23, 30, tzinfo=UTC)  # WEEKLY: Tuesday, 6:30 to 8 pm in New York
ENDS = BEGINS + timedelta(minutes=90)
SECOND = timedelta(seconds=1)
OPEN_END = Pattern(kind="weekly", weekdays=(1,), begins=time(18, 30))
OVERNIGHT = Pattern(kind="weekly", weekdays=(1,), begins=time(23), minutes=120)
ANY_TIME = Pattern(kind="weekly", weekdays=(1,))


def line(at, *changes, **fields) -> str:
    return plain(head(*changes, at=at, **fields).next.line)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (BEGINS - SECOND, "Tonight, Tuesday, December 1, 6:30 to 8 pm"),
        (BEGINS, "Tonight, Tuesday, December 1, 6:30 to 8 pm"),
        (BEGINS + SECOND, "Started at 6:30 pm, until 8 pm"),
        (ENDS - SECOND, "Started at 6:30 pm, until 8 pm"),
        (ENDS, "Tuesday, December 8, 6:30 to 8 pm"),
    ],
)
def test_until_its_end_a_meeting_is_the_next_one(at, said):
    assert line(at) == said


@pytest.mark.parametrize(
    ("minutes", "said"), [(29, "Started at 6:30 pm"), (30, "Tuesday, December 8, 6:30 pm")]
)
def test_without_an_end_it_is_for_half_an_hour(minutes, said):
    assert line(BEGINS + timedelta(minutes=minutes), patterns=[OPEN_END]) == said


def test_a_meeting_that_began_before_midnight_began_yesterday():
    at = datetime(2026, 12, 2, 5, 30, tzinfo=UTC)  # 0:30 am in New York

    assert line(at, patterns=[OVERNIGHT]) == "Started yesterday at 11 pm, until 1 am"


def test_a_day_without_a_time_lasts_until_midnight():
    assert line(datetime(2026, 12, 2, 4, 59, tzinfo=UTC), patterns=[ANY_TIME]) == "Today, Tuesday, December 1"
    assert line(datetime(2026, 12, 2, 5, tzinfo=UTC), patterns=[ANY_TIME]) == "Tuesday, December 8"


def test_what_comes_next_is_not_said_to_be_away_while_it_is_on():
    found = head(at=BEGINS + SECOND)

    assert found.around == "Eastern. Every Tuesday."
    assert [each.on.day for each in found.later] == [8, 15, 22, 29, 5]


def test_a_canceled_meeting_is_told_until_it_would_have_ended():
    canceled = {"first": date(2026, 12, 1), "reason": "Snow"}

    assert head(canceled, at=ENDS - SECOND).absences == ["No meeting today: Snow"]
    assert head(canceled, at=ENDS).absences == []


def test_a_moved_meeting_is_on_at_its_new_time_only():
    moved = {"first": date(2026, 12, 1), "kind": "moved", "to_time": time(20)}

    assert line(BEGINS + SECOND, moved).startswith("Tonight, Tuesday, December 1, 8 to 9:30 pm")
    assert line(ENDS + SECOND, moved) == "Started at 8 pm, until 9:30 pm"


@pytest.mark.django_db
class TestLists:
    def item(self, at, zone="", **fields):
        return ListItem(make_group(**fields), at, zone)

    def test_a_list_says_it_too_on_the_visitors_clock(self):
        there, here = (
            self.item(BEGINS + SECOND),
            self.item(BEGINS + SECOND, "America/Chicago", attendance="online"),
        )

        assert plain(there.day_and_hours) == "Started at 6:30 pm, until 8 pm"
        assert plain(here.day_and_hours) == "Started at 5:30 pm, until 7 pm"
        assert there.is_today
        assert here.zone_label == "Central"

    def test_yesterdays_meeting_that_is_on_is_marked_as_one_of_today(self):
        item = self.item(datetime(2026, 12, 2, 5, 30, tzinfo=UTC), patterns=[OVERNIGHT])

        assert item.is_today
        assert plain(item.day_and_hours) == "Started yesterday at 11 pm, until 1 am"

    @pytest.mark.parametrize("refreshed", [BEGINS - timedelta(days=1), BEGINS + SECOND])
    def test_soonest_first_puts_what_is_on_before_what_comes(self, refreshed):
        hour_later = Pattern(kind="weekly", weekdays=(1,), begins=time(19, 30), minutes=60)
        make_group(name="Later", patterns=[hour_later])
        make_group(name="On")
        GroupSearch.objects.refresh(at=refreshed)

        def names(at):
            return [group.name for group in find({"sort": "soonest"}, at=at)]

        assert names(BEGINS - SECOND) == ["On", "Later"]
        assert names(ENDS - SECOND) == ["On", "Later"]
        assert names(ENDS) == ["Later", "On"]

    @pytest.mark.parametrize("place", ["", "Chicago, IL"])
    def test_a_search_by_day_finds_the_only_meeting_until_it_is_over(self, place):
        make_group(
            attendance="online",
            patterns=[Pattern(kind="dates", on=(date(2026, 12, 1),), begins=time(18, 30), minutes=90)],
        )
        GroupSearch.objects.refresh(at=BEGINS - timedelta(days=1))

        def count(at):
            return len(find({"day": ["tuesday"], "time": ["evening"], "place": place}, at=at))

        assert [count(at) for at in (BEGINS - SECOND, BEGINS, ENDS - SECOND, ENDS)] == [1, 1, 1, 0]

    def test_a_row_that_is_refreshed_meanwhile_keeps_the_meeting(self):
        group = make_group()
        GroupSearch.objects.refresh(at=ENDS - SECOND)
        assert group.occurrences.first().starts_at == BEGINS

        GroupSearch.objects.refresh(at=ENDS)
        assert group.occurrences.first().starts_at == BEGINS + timedelta(days=7)

    def test_the_page_and_the_finder_say_it(self, visitor, time_machine):
        group = make_group(name="On")
        ScheduleException.objects.create(group=group, first=date(2026, 12, 8))
        time_machine.move_to(BEGINS + timedelta(minutes=45), tick=False)

        for address in (group.get_absolute_url(), "/support-groups/", "/support-groups/?place=Akron, OH"):
            text = plain(compact(visitor.get(address).content.decode()))
            assert "Started at 6:30 pm, until 8 pm" in text
            assert "Tonight" not in text

    def test_it_takes_no_query_more_while_a_meeting_is_on(self, django_assert_num_queries):
        make_group()
        search = SearchPage({}, at=BEGINS)
        list(search.groups)
        with django_assert_num_queries(6):
            list(SearchPage({}, at=BEGINS - SECOND).groups)
        with django_assert_num_queries(6):
            list(SearchPage({}, at=BEGINS + SECOND).groups)
