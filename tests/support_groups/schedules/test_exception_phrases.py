"""One schedule exception in one line: what is read, what is asked, and that nothing is dropped."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support_groups.schedules import DateException
from support_groups.schedules.exception_phrases import from_exception_phrase

TODAY = date(2026, 11, 26)
EVE, THIRD = date(2026, 12, 24), date(2027, 1, 3)


@pytest.mark.parametrize(
    ("line", "change"),
    [
        ("no meeting on 24 December: Christmas Eve", {"first": EVE, "reason": "Christmas Eve"}),
        ("No meeting Thursday, December 24", {"first": EVE}),
        ("Dec 24 is cancelled", {"first": EVE}),
        ("Dec 24: no meeting", {"first": EVE}),
        ("closed Dec 24 because of Christmas", {"first": EVE, "reason": "Christmas"}),
        ("cancelled on Dec 24 at 6:30 pm", {"first": EVE, "begins": time(18, 30)}),
        ("no meeting 2026-12-24 - snow", {"first": EVE, "reason": "snow"}),
        ("no hay reunión el 24 de diciembre: Navidad", {"first": EVE, "reason": "Navidad"}),
        ("closed Dec 20 – Jan 3", {"first": date(2026, 12, 20), "last": THIRD}),
        ("closed from December 20 until January 3: winter", {"first": date(2026, 12, 20), "last": THIRD, "reason": "winter"}),
        ("closed Nov 20 - Nov 30", {"first": date(2026, 11, 20), "last": date(2026, 11, 30)}),
        ("no meeting on January 5", {"first": date(2027, 1, 5)}),
    ],
)  # fmt: skip
def test_a_meeting_that_does_not_take_place_is_read(line, change):
    assert from_exception_phrase(line, today=TODAY).exceptions == (
        DateException(effect="cancelled", **change),
    )


@pytest.mark.parametrize(
    ("line", "change"),
    [
        ("moved from Dec 24 to Dec 23 at 6 pm", {"to_date": date(2026, 12, 23), "to_time": time(18)}),
        ("moved: Dec 24 to Dec 23", {"to_date": date(2026, 12, 23)}),
        ("Dec 24 moved to 5 pm", {"to_time": time(17)}),
        ("postponed from Dec 24 to Jan 7: ice", {"to_date": date(2027, 1, 7), "reason": "ice"}),
        (
            "moved from 12/24 to 12/23 at 6:30-8 pm",
            {"to_date": date(2026, 12, 23), "to_time": time(18, 30), "minutes": 90},
        ),
    ],
)
def test_a_meeting_that_moves_is_read(line, change):
    assert from_exception_phrase(line, today=TODAY).exceptions == (
        DateException(effect="moved", first=EVE, **change),
    )


def test_extra_meetings_and_other_places_are_read():
    extra = from_exception_phrase("extra meeting on Dec 30 at 6 pm", today=TODAY).exceptions
    place = from_exception_phrase("other place on Dec 24: Main Library", today=TODAY).exceptions
    link = from_exception_phrase("other place on Dec 24: https://example.org/room", today=TODAY).exceptions

    assert extra == (DateException(effect="extra", first=date(2026, 12, 30), begins=time(18)),)
    assert place == (DateException(effect="place", first=EVE, place="Main Library"),)
    assert link == (DateException(effect="place", first=EVE, link="https://example.org/room"),)


def test_several_days_are_several_changes():
    line = from_exception_phrase("no meeting Dec 24, Dec 31 and Jan 7: holidays", today=TODAY)

    assert [change.first for change in line.exceptions] == [EVE, date(2026, 12, 31), date(2027, 1, 7)]
    assert {change.reason for change in line.exceptions} == {"holidays"}


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("hello", "We did not understand “hello”. Begin with"),
        ("", "We did not understand"),
        ("no meeting", "On which day?"),
        ("closed next Tuesday", "On which day?"),
        ("no meeting on Dec 24 or 31", "We did not understand “Dec 24 or 31”"),
        ("no meeting on Dec 24 unless it snows", "We did not understand “unless it snows”"),
        ("no meeting on Dec 24 every year", "We did not understand “every year”"),
        ("no meeting on Feb 30", "There is no “February 30"),
        ("no meeting Tuesday, December 24", "The date and the weekday don't match: that date is Thursday"),
        ("cancelled 3/4/27", "Which number in “3/4/27” is the month?"),
        ("moved from Dec 24 at 7", "To which date or time does it move?"),
        ("Dec 24 moved to 7:30", "Is “7:30” am or pm?"),
        ("Dec 24 moved to Dec 23 in the library", "We did not understand “library”"),
        ("other place on Dec 24", "Where does it meet?"),
        ("x" * 1000, "in at most 300 characters"),
    ],
)
def test_an_unclear_exception_raises_a_question(line, question):
    result = from_exception_phrase(line, today=TODAY)

    assert result.exceptions == ()
    assert question in result.questions[0]


@given(st.text(max_size=120))
def test_no_text_is_an_error_and_each_gets_an_answer(text):
    result = from_exception_phrase(text, today=TODAY)

    assert result.exceptions or result.questions


@given(
    st.sampled_from(
        "no meeting|closed|moved|extra|other place|to|from|Dec 24|12/31/9999|Feb 29|at 7 pm|:|-|or|0001-01-01".split(
            "|"
        )
    ).map(str),
    st.data(),
)
def test_no_combination_of_its_own_words_is_an_error(first, data):
    words = data.draw(
        st.lists(
            st.sampled_from(
                [
                    "no meeting",
                    "closed",
                    "moved",
                    "to",
                    "Dec 24",
                    "12/31/9999",
                    "at 7 pm",
                    ":",
                    "-",
                    "0001-01-01",
                ]
            ),
            max_size=8,
        )
    )

    result = from_exception_phrase(" ".join([first, *words]), today=TODAY)

    assert result.exceptions or result.questions


@pytest.mark.parametrize("line", ["no meeting on December 24, 2025", "closed Dec 20, 2025 - Jan 3, 2026"])
def test_a_day_that_has_passed_is_asked_about(line):
    result = from_exception_phrase(line, today=TODAY)

    assert result.exceptions == ()
    assert "2025 has passed. Is the year right?" in str(result.questions[0])


def test_yesterdays_meeting_can_move_and_a_current_closure_can_be_noted():
    for line in ("moved from November 25, 2026 to November 27, 2026", "closed Nov 20, 2026 - Nov 26, 2026"):
        assert from_exception_phrase(line, today=TODAY).exceptions, line
