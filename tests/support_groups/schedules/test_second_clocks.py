"""A clock of the doors, of refreshments or of a deadline is no second meeting; where it is unsure, answers are offered."""

from datetime import date

import pytest

from support_groups.schedules import from_phrase

TODAY = date(2026, 11, 22)


def words(reading):
    return [pattern.words() for pattern in reading.patterns]


@pytest.mark.parametrize(
    ("phrase", "note"),
    [
        ("Third Thursday at 7 pm, doors open 6:30 pm", "doors open 6:30 pm"),
        ("Third Thursday 7 pm. Waiting room opens at 6:45 pm.", "Waiting room opens at 6:45 pm."),
        ("Third Thursday 7 pm, refreshments 6.30pm", "refreshments 6.30pm"),
        ("Third Thursday 7 pm; register by 9am", "register by 9am"),
        ("Third Thursday 6:30 pm social time, 7 pm meeting", "6:30 pm social time"),
    ],
)
def test_a_clock_whose_words_are_certain_is_a_note(phrase, note):
    reading = from_phrase(phrase, today=TODAY)

    assert words(reading) == ["Third Thursday of the month, 7 pm"]
    assert reading.questions == ()
    assert note in reading.notes


@pytest.mark.parametrize(
    ("phrase", "question", "offered"),
    [
        (
            "Last Tuesday of the month 7pm for 7.30pm",
            "Is “7pm” when the doors open?",
            {"Yes, no meeting begins at that time": ["Last Tuesday of the month, 7:30 pm"]},
        ),
        (
            "Every Monday from 6 pm (meeting 6:30 pm)",
            "Is “from 6 pm” when the doors open?",
            {
                "No, a meeting begins at that time": ["Every Monday, 6 pm", "Every Monday, 6:30 pm"],
                "No meeting begins at that time": ["Every Monday, 6:30 pm"],
            },
        ),
        (
            "Tuesdays 3pm or 4pm",
            "Which time is right? You wrote “3pm or 4pm”.",
            {"3pm": ["Every Tuesday, 3 pm"], "4pm": ["Every Tuesday, 4 pm"]},
        ),
        (
            "Every Tuesday, refreshments at 6 pm",
            "Is “refreshments at 6 pm” when the meeting begins, or something else?",
            {
                "A meeting begins at that time": ["Every Tuesday, 6 pm"],
                "No meeting begins at that time": ["Every Tuesday"],
            },
        ),
    ],
)
def test_a_clock_that_is_unsure_is_asked_about_with_answers_to_choose(phrase, question, offered):
    reading = from_phrase(phrase, today=TODAY)

    assert question in reading.questions
    offers = reading.offers_for(question)
    assert {offer.sentence: words(offer) for offer in offers} == offered


@pytest.mark.parametrize("phrase", ["Tuesdays to 3:15 pm", "Mondays until 4", "Wednesdays by 3"])
def test_an_end_without_a_beginning_is_asked_about(phrase):
    (pattern,), (question,) = (reading := from_phrase(phrase, today=TODAY)).patterns, reading.questions

    assert pattern.begins is None
    assert "says only when it ends" in question


def test_an_end_after_the_beginning_is_one_range():
    assert words(from_phrase("Yoga Wednesdays 5:30 pm, class ends 6:45 pm", today=TODAY)) == [
        "Every Wednesday, 5:30 to 6:45 pm"
    ]


def test_refreshments_of_one_day_do_not_give_it_the_time_of_another():
    reading = from_phrase("Tuesdays, refreshments 6 pm; Thursdays 7 pm", today=TODAY)

    assert any("refreshments 6 pm" in question for question in reading.questions)
