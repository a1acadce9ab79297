"""The calendar of a search: its groups, its words, and where it ends."""

from datetime import UTC, time, timedelta

import pytest
import time_machine
from icalendar import Calendar

from support_groups.models import GroupSearch
from support_groups.pages import ical
from support_groups.schedules import Pattern
from tests.factories import make_group
from tests.support_groups.calendar_reader import held
from tests.support_groups.pages.test_ical import AT, _today  # noqa: F401  every test is on that day

pytestmark = pytest.mark.django_db


def test_the_calendar_of_a_search_has_its_groups_and_no_other(visitor):
    online = make_group(name="Video", attendance="online")
    make_group(name="In a room")
    make_group(name="Draft", attendance="online", status="draft")

    calendar = Calendar.from_ical(visitor.get("/support-groups/calendar.ics?how=online&page=7").content)

    assert [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")] == ["Video"]
    assert calendar["X-WR-CALNAME"] == r"Support groups: Online\, by video"  # as it stands in the file
    assert calendar["X-WR-CALDESC"] == "The meetings of 1 support group."
    assert calendar["URL"] == "http://testserver/support-groups/?how=online"
    assert held(calendar.to_ical(), AT, AT + timedelta(days=8)) == [
        meeting.starts.astimezone(UTC) for meeting in online.next_meetings(AT, 2)
    ]


def test_the_calendar_of_a_search_does_not_change_as_its_next_dates_go_by(visitor):
    make_group(attendance="online", patterns=[Pattern(kind="weekly", weekdays=(3,), begins=time(9))])
    make_group(attendance="online", patterns=[Pattern(kind="weekly", weekdays=(2,), begins=time(9))])
    GroupSearch.objects.refresh(at=AT)
    before = visitor.get("/support-groups/calendar.ics").content

    with time_machine.travel(AT + timedelta(days=1, hours=6), tick=False):
        assert visitor.get("/support-groups/calendar.ics").content == before


def test_a_search_that_finds_nothing_is_an_empty_calendar(visitor):
    calendar = Calendar.from_ical(visitor.get("/support-groups/calendar.ics?q=nothing").content)

    assert calendar.walk("VEVENT") == []
    assert len(calendar.walk("VTIMEZONE")) == 1


def test_a_search_of_very_many_groups_is_cut_and_says_so(visitor, monkeypatch):
    monkeypatch.setattr(ical, "MOST_GROUPS", 2)
    for _ in range(3):
        make_group()

    calendar = Calendar.from_ical(visitor.get("/support-groups/calendar.ics").content)

    assert len(calendar.walk("VEVENT")) == 2
    assert "the first 2 groups" in calendar["X-WR-CALDESC"]
