"""The head of a group's page, for every kind of group: dated, paused, canceled today, without dates, in many zones."""

from datetime import date, time

import pytest

from support_groups.models import ScheduleException
from support_groups.pages.at_a_glance import LONGEST, AtAGlance
from support_groups.pages.next_dates import next_dates
from support_groups.schedules import Pattern
from tests.factories import WEEKLY
from tests.support_groups.pages.test_ical_dates import unsaved
from tests.support_groups.pages.test_next_dates import AT, plain

FIRST = date(2026, 12, 1)  # the day of the next meeting, which is AT's
NINE = time(9)


def head(*changes, patterns=(WEEKLY,), at=AT, language="en", **fields):
    values = {"attendance": "online", "zone": "America/New_York"} | fields
    group = unsaved(patterns, [ScheduleException(**change) for change in changes], **values)
    dates = next_dates(group, at, language)
    return AtAGlance(group, dates, at=at, language=language, may_just_come=False)


def later(found):
    return [each.on.day for each in found.later]


def test_a_weekly_group_says_its_next_date_and_its_hours_once():
    found = head()

    assert (
        plain(f"{found.next.lead}, {found.next.day}, {found.next.hours}")
        == "Tonight, Tuesday, December 1, 6:30 to 8 pm"
    )
    assert found.around == "Eastern. Every Tuesday."
    assert (found.absences, found.not_on) == ([], "")
    assert later(found) == [8, 15, 22, 29, 5]


def test_in_the_morning_it_is_today_and_the_day_before_tomorrow():
    morning = Pattern(kind="weekly", weekdays=(1,), begins=NINE)
    monday = AT.replace(month=11, day=30)

    assert [head(patterns=[morning], at=at).next.lead for at in (AT, monday)] == ["Today", "Tomorrow"]
    assert head(at=AT.replace(month=11, day=28)).around == "Eastern, in 3 days. Every Tuesday."


def test_a_meeting_canceled_today_is_said_first_with_its_reason():
    found = head({"first": FIRST, "reason": "The floors are wet"})

    assert found.absences == ["No meeting today: The floors are wet"]
    assert found.next.on == date(2026, 12, 8)
    assert found.not_on == ""
    assert later(found) == [15, 22, 29, 5]


def test_cancellations_of_the_next_weeks_are_said_after_the_next_date():
    found = head({"first": date(2026, 12, 8)}, {"first": date(2026, 12, 15), "reason": "Away"})

    assert found.next.on == FIRST
    assert found.not_on == "Not on December 8 and 15."
    assert later(found) == [8, 15, 22, 29, 5]


def test_a_cancellation_after_a_month_is_only_in_the_list():
    assert head({"first": date(2027, 1, 5)}).not_on == ""
    assert head({"first": date(2026, 12, 29)}).not_on == "Not on December 29."


def test_many_cancellations_before_the_next_date_are_one_list_of_days():
    found = head({"first": FIRST, "last": date(2026, 12, 22)})

    assert found.absences == []
    assert found.not_on == "Not on December 1, 8, 15 and other days."
    assert found.next.on == date(2026, 12, 29)


def test_a_moved_meeting_says_once_what_it_is_instead_of():
    found = head({"kind": "moved", "first": FIRST, "to_date": date(2026, 12, 3), "reason": "Snow"})

    assert (found.absences, found.not_on) == ([], "")
    assert plain(found.next.note) == "Instead of Tuesday, December 1: Snow"
    assert later(found) == [8, 15, 22, 29]


def test_a_meeting_moved_beyond_the_next_one_says_where_to():
    found = head({"kind": "moved", "first": FIRST, "to_date": date(2026, 12, 10)})

    assert [plain(sentence) for sentence in found.absences] == [
        "Moved from Tuesday, December 1 to Thursday, December 10."
    ]
    assert found.next.on == date(2026, 12, 8)


def test_another_place_is_marked():
    assert head({"kind": "place", "first": FIRST, "place": "Café"}).next.is_elsewhere
    assert not head().next.is_elsewhere


def test_two_patterns_are_said_in_full_and_more_are_left_to_the_list():
    east = Pattern(kind="weekly", weekdays=(1,), begins=time(18), minutes=60, zone="America/New_York")
    west = Pattern(kind="weekly", weekdays=(3,), begins=time(18), minutes=60, zone="America/Los_Angeles")
    noon = Pattern(kind="weekly", weekdays=(4,), begins=time(12), zone="Europe/London")

    assert plain(head(patterns=[east, west]).around) == (
        "Eastern. Every Tuesday, 6 to 7 pm. Every Thursday, 6 to 7 pm Pacific."
    )
    assert head(patterns=[east, west, noon]).around == "Eastern. One of 3 meeting times."


def test_hours_that_differ_from_the_next_date_are_said():
    found = head({"kind": "moved", "first": FIRST, "to_time": time(17)})

    assert plain(found.around) == "Eastern. Every Tuesday, 6:30 to 8 pm."


@pytest.mark.parametrize(
    "patterns",
    [[], [Pattern(kind="weekly", weekdays=(3,), interval=2, begins=time(18))], [Pattern(kind="appointment")]],
    ids=["unknown", "no anchor", "by appointment"],
)
def test_without_dates_there_is_nothing_next(patterns):
    found = head(patterns=patterns)

    assert (found.next, found.later, found.not_on) == (None, [], "")


def test_a_long_text_is_left_to_its_own_section():
    short = head(joining="Just come.\nThen knock.", schedule_note="From 6 pm.")
    long = head(joining="a" * (LONGEST + 1), schedule_note="b" * (LONGEST + 1))

    assert (short.step, short.note) == ("Just come.", "From 6 pm.")
    assert (long.step, long.note) == ("", "")


def test_a_number_in_the_first_step_can_be_tapped():
    assert head(joining="Call 330-555-0111.").step == 'Call <a href="tel:3305550111">330-555-0111</a>.'
