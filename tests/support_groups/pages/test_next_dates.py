"""The next dates in words: regular meetings, exceptions, and times on another clock."""

from datetime import UTC, date, datetime, time

import pytest

from support_groups.models import ScheduleException
from support_groups.pages.next_dates import next_dates
from support_groups.schedules import Pattern
from tests.factories import WEEKLY
from tests.support_groups.pages.test_ical_dates import unsaved

AT = datetime(2026, 12, 1, 12, tzinfo=UTC)  # a Tuesday, 7 am in New York


def dates_of(*changes, patterns=(WEEKLY,), at=AT, language="en", elsewhere="", **fields):
    values = {"attendance": "online", "zone": "America/New_York"} | fields
    group = unsaved(patterns, [ScheduleException(**change) for change in changes], **values)
    return next_dates(group, at, language, elsewhere=elsewhere)


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


def notes(*changes, count=2, **fields):
    return [
        (plain(f"{each.day}, {each.hours}"), plain(each.note))
        for each in dates_of(*changes, **fields)[:count]
    ]


def test_six_dates_are_shown_and_the_first_is_the_next():
    dates = dates_of()

    assert [plain(each.day) for each in dates][:2] == ["Tuesday, December 1", "Tuesday, December 8"]
    assert [each.is_next for each in dates] == [True, False, False, False, False, False]
    assert (plain(dates[0].hours), dates[0].zone, dates[0].away) == ("6:30 to 8 pm", "Eastern", "today")
    assert (dates[0].starts, dates[0].ends) == ("2026-12-01T18:30-05:00", "2026-12-01T20:00-05:00")
    assert plain(dates[5].day) == "Tuesday, January 5, 2027"


@pytest.mark.parametrize(("day", "away"), [(30, "tomorrow"), (29, "in 2 days"), (18, "in 13 days"), (17, "")])
def test_the_next_date_says_how_far_away_it_is(day, away):
    once = Pattern(kind="dates", on=(date(2026, 12, 1),), begins=time(18, 30))

    assert dates_of(patterns=[once], at=datetime(2026, 11, day, 12, tzinfo=UTC))[0].away == away


def test_late_in_the_evening_tomorrow_is_counted_on_the_groups_clock():
    at = datetime(2026, 12, 1, 4, 30, tzinfo=UTC)  # still Monday in New York, already Tuesday in London

    assert dates_of(at=at)[0].away == "tomorrow"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            {"reason": "Library closed"},
            [("Tuesday, December 1, 6:30 to 8 pm", "No meeting: Library closed")],
        ),
        ({"kind": "place", "place": "Café"}, [("Tuesday, December 1, 6:30 to 8 pm", "This time: Café")]),
        ({"kind": "moved", "to_time": time(17)}, [("Tuesday, December 1, 5 to 6:30 pm", "Earlier than usual")]),
        (
            {"kind": "moved", "to_time": time(19), "place": "Café", "reason": "Snow"},
            [("Tuesday, December 1, 7 to 8:30 pm", "Later than usual. This time: Café (Snow)")],
        ),
        (
            {"kind": "moved", "to_date": date(2026, 12, 3), "reason": "Snow"},
            [
                ("Tuesday, December 1, 6:30 to 8 pm", "Moved to Thursday, December 3: Snow"),
                ("Thursday, December 3, 6:30 to 8 pm", "Instead of Tuesday, December 1: Snow"),
            ],
        ),
        (
            {"kind": "extra", "begins": time(9), "minutes": 30},
            [("Tuesday, December 1, 9 to 9:30 am", "Extra meeting")],
        ),
    ],
)  # fmt: skip
def test_a_schedule_exception_is_shown_with_its_reason(change, expected):
    found = notes({"kind": "cancelled", "first": date(2026, 12, 1)} | change)

    assert found[: len(expected)] == expected


def test_a_canceled_date_is_marked_and_the_one_after_it_is_next():
    dates = dates_of({"first": date(2026, 12, 1)})

    assert [(each.is_off, each.is_next) for each in dates[:2]] == [(True, False), (False, True)]
    assert dates[1].away == "in 7 days"


def test_after_six_canceled_dates_comes_the_next_meeting():
    dates = dates_of({"first": date(2026, 12, 1), "last": date(2027, 2, 1)})

    assert [each.is_off for each in dates] == [True] * 6 + [False]
    assert plain(dates[-1].day) == "Tuesday, February 2, 2027"


def test_another_link_is_given_only_where_links_are_public():
    change = {"kind": "place", "first": date(2026, 12, 1), "link": "https://zoom.us/j/9"}

    open_to_all = dates_of(change, link_visibility="public")[0]
    on_request = dates_of(change, link_visibility="on-request")[0]

    assert (open_to_all.link, open_to_all.note) == ("https://zoom.us/j/9", "Different link this time")
    assert (on_request.link, on_request.note) == ("", "Different link this time: ask for it")


def test_the_same_moment_on_another_clock_names_its_day():
    night = Pattern(kind="weekly", weekdays=(1,), begins=time(23), minutes=120, zone="America/Los_Angeles")

    each = dates_of(patterns=[night], elsewhere="Europe/London")[0]

    assert plain(each.hours) == "11 pm to 1 am"
    assert plain(each.yours) == "Wednesday, December 2, 7 to 9 am London time"


def test_a_date_without_a_time_has_neither_hours_nor_zone_nor_another_clock():
    each = dates_of(patterns=[Pattern(kind="weekly", weekdays=(1,))], elsewhere="Europe/London", at=AT)[0]

    assert (each.hours, each.zone, each.yours, each.starts, each.ends) == ("", "", "", "2026-12-01", "")


def test_dates_are_in_spanish_on_a_spanish_page():
    each = dates_of(language="es")[0]

    assert (each.day, plain(each.hours), each.zone) == (
        "martes 1 de diciembre",
        "de 6:30 a 8 p. m.",
        "hora del Este",
    )
