from datetime import UTC, date, datetime, time, timedelta

import pytest

from support_groups.schedules import DateException, InvalidPattern, Pattern, next_dates

TUESDAYS = Pattern(kind="weekly", weekdays=(1,), begins=time(18, 30), minutes=90, zone="America/New_York")
AT = datetime(2026, 12, 1, 23, 30, tzinfo=UTC)  # Tuesday 18:30 in New York


def shown(changes, *, patterns=(TUESDAYS,), at=AT, count=4):
    return [
        f"{meeting.starts:%d %b %H:%M}{' off' if meeting.is_canceled else ''}{f' ({meeting.effect})' if meeting.effect else ''}"
        for meeting in next_dates(patterns, changes, at, count)
    ]


def test_the_next_dates_begin_with_the_meeting_that_begins_now():
    assert shown([]) == ["01 Dec 18:30", "08 Dec 18:30", "15 Dec 18:30", "22 Dec 18:30"]
    assert shown([], at=AT + timedelta(seconds=1), count=1) == ["08 Dec 18:30"]


def test_a_canceled_meeting_stays_in_the_list_and_is_marked():
    change = DateException(effect="cancelled", first=date(2026, 12, 8), reason="Snow")

    assert shown([change], count=3) == ["01 Dec 18:30", "08 Dec 18:30 off (cancelled)", "15 Dec 18:30"]
    assert next_dates([TUESDAYS], [change], AT, 2)[1].reason == "Snow"


def test_a_two_week_closure_cancels_meetings_but_not_one_with_another_place():
    closed = DateException(effect="cancelled", first=date(2026, 12, 7), last=date(2026, 12, 20))
    library = DateException(effect="place", first=date(2026, 12, 15), place="Library")

    for changes in ([closed, library], [library, closed]):
        assert shown(changes) == [
            "01 Dec 18:30",
            "08 Dec 18:30 off (cancelled)",
            "15 Dec 18:30 (place)",
            "22 Dec 18:30",
        ]
    assert next_dates([TUESDAYS], [closed, library], AT, 3)[2].place == "Library"


def test_a_moved_meeting_is_shown_at_both_dates():
    moved = DateException(
        effect="moved", first=date(2026, 12, 8), to_date=date(2026, 12, 10), to_time=time(19)
    )

    dates_shown = next_dates([TUESDAYS], [moved], AT, 3)

    assert shown([moved]) == [
        "01 Dec 18:30",
        "08 Dec 18:30 off (moved)",
        "10 Dec 19:00 (moved)",
        "15 Dec 18:30",
    ]
    assert (dates_shown[1].moved_to, dates_shown[2].moved_from) == (
        dates_shown[2].starts,
        dates_shown[1].starts,
    )


def test_a_meeting_moved_within_its_day_is_one_entry():
    later = DateException(effect="moved", first=date(2026, 12, 8), last=date(2026, 12, 15), to_time=time(20))

    assert shown([later]) == ["01 Dec 18:30", "08 Dec 20:00 (moved)", "15 Dec 20:00 (moved)", "22 Dec 18:30"]


def test_a_meeting_moves_across_midnight_and_out_of_the_past():
    late = Pattern(kind="weekly", weekdays=(1,), begins=time(23), minutes=120, zone="America/New_York")
    moved = DateException(
        effect="moved", first=date(2026, 12, 1), to_date=date(2026, 12, 2), to_time=time(0, 30)
    )
    after_the_old_time = datetime(2026, 12, 2, 4, 30, tzinfo=UTC)

    dates_shown = next_dates([late], [moved], after_the_old_time, 1)

    assert dates_shown[0].starts.isoformat() == "2026-12-02T00:30:00-05:00"
    assert dates_shown[0].ends.isoformat() == "2026-12-02T02:30:00-05:00"


def test_an_extra_meeting_takes_its_hour_from_the_group():
    extra = DateException(effect="extra", first=date(2026, 12, 3))
    other = DateException(effect="extra", first=date(2026, 12, 4), begins=time(9), minutes=30, place="Café")

    assert shown([other, extra], count=3) == ["01 Dec 18:30", "03 Dec 18:30 (extra)", "04 Dec 09:00 (extra)"]


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"effect": "extra"}, "10 Dec 18:30"),
        ({"effect": "extra", "begins": time(9)}, "10 Dec 09:00"),
        ({"effect": "moved", "first": date(2026, 12, 8), "to_date": date(2026, 12, 10)}, "10 Dec 18:30"),
    ],
)
def test_a_meeting_moved_to_a_day_can_be_canceled_on_that_day(change, where):
    came = DateException(**{"first": date(2026, 12, 10)} | change)
    off = DateException(effect="cancelled", first=date(2026, 12, 10), reason="Snow")
    at = AT + timedelta(days=1)

    assert f"{where} off (cancelled)" in shown([came, off], at=at)
    coming = next_dates([TUESDAYS], [came, off], datetime(2026, 12, 9, tzinfo=UTC))
    assert next(meeting for meeting in coming if not meeting.is_canceled).starts.day == 15


def test_a_meeting_moved_to_a_day_can_have_another_place_on_that_day():
    extra = DateException(effect="extra", first=date(2026, 12, 10))
    place = DateException(effect="place", first=date(2026, 12, 10), place="Café")

    dates_shown = next_dates([TUESDAYS], [extra, place], AT + timedelta(days=8), 1)[0]

    assert (dates_shown.effect, dates_shown.place) == ("extra", "Café")


def test_canceling_the_usual_meeting_leaves_one_moved_to_its_day():
    extra = DateException(effect="extra", first=date(2026, 12, 8), begins=time(9))
    off = DateException(effect="cancelled", first=date(2026, 12, 8))
    that_one = DateException(effect="cancelled", first=date(2026, 12, 8), begins=time(9))

    usual_off = shown([off, extra], at=AT + timedelta(days=1), count=2)
    extra_off = shown([extra, that_one], at=AT + timedelta(days=1), count=2)

    assert usual_off == ["08 Dec 09:00 (extra)", "08 Dec 18:30 off (cancelled)"]
    assert extra_off == ["08 Dec 09:00 off (cancelled)", "08 Dec 18:30"]


def test_changes_on_the_night_the_clocks_change():
    night = Pattern(kind="weekly", weekdays=(6,), begins=time(1, 30), minutes=60, zone="America/New_York")
    moved = DateException(effect="moved", first=date(2026, 11, 1), to_time=time(2, 30))
    extra = DateException(effect="extra", first=date(2027, 3, 14), begins=time(2, 30))

    autumn = next_dates([night], [moved], datetime(2026, 11, 1, tzinfo=UTC), 1)[0]
    spring = next_dates([night], [extra], datetime(2027, 3, 14, tzinfo=UTC), 2)[1]

    assert autumn.starts.isoformat() == "2026-11-01T02:30:00-05:00"
    assert autumn.moved_from.isoformat() == "2026-11-01T01:30:00-04:00"
    assert (spring.starts.isoformat(), spring.ends.isoformat()) == (
        "2027-03-14T03:30:00-04:00",
        "2027-03-14T04:30:00-04:00",
    )


def test_one_of_two_meetings_on_a_day_can_be_canceled():
    morning = Pattern(kind="weekly", weekdays=(1,), begins=time(10), zone="America/New_York")
    change = DateException(effect="cancelled", first=date(2026, 12, 8), begins=time(10))

    dates_shown = shown([change], patterns=(morning, TUESDAYS), count=3)

    assert dates_shown == ["01 Dec 18:30", "08 Dec 10:00 off (cancelled)", "08 Dec 18:30"]


def test_patterns_of_several_zones_are_ordered_by_moment():
    pacific = Pattern(kind="weekly", weekdays=(1,), begins=time(15, 45), zone="America/Los_Angeles")

    dates_shown = next_dates([pacific, TUESDAYS], [], AT, 2)

    assert [str(meeting.starts.tzinfo) for meeting in dates_shown] == [
        "America/New_York",
        "America/Los_Angeles",
    ]


def test_a_group_by_appointment_has_no_next_dates():
    assert next_dates([Pattern(kind="appointment", zone="UTC")], [], AT) == []


def test_dates_without_a_zone_or_a_moment_are_refused():
    floating = Pattern(kind="daily", begins=time(9))

    assert next_dates([floating], [], AT, 1, zone="UTC")[0].starts.hour == 9
    with pytest.raises(ValueError, match="time zone"):
        next_dates([floating], [], AT)
    with pytest.raises(ValueError, match="which moment"):
        next_dates([TUESDAYS], [], datetime(2026, 1, 1))


@pytest.mark.parametrize(
    "values",
    [
        {"effect": "moved"},
        {"effect": "place"},
        {"effect": "cancelled", "last": date(2026, 12, 7)},
        {"effect": "moved", "last": date(2026, 12, 9), "to_date": date(2026, 12, 10)},
        {"effect": "extra", "last": date(2026, 12, 9)},
    ],
)
def test_a_contradictory_exception_is_refused(values):
    with pytest.raises(InvalidPattern):
        DateException(first=date(2026, 12, 8), **values)
