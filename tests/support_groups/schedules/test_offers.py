"""Answers that a person can say yes to: each is tried before it is offered, and leaves the other questions open."""

from datetime import date

import pytest
from django.utils.translation import override

from support_groups.schedules import Pattern, from_phrase
from support_groups.schedules.phrases.items import Item
from support_groups.schedules.phrases.questions import Question
from support_groups.schedules.phrases.reading import Draft, Proposal, Reading
from support_groups.schedules.phrases.source import Token

TODAY = date(2026, 11, 22)
DOORS = Question("Is 6:30 pm when the doors open?")


def _item(typed: str, words: str) -> Item:
    start = typed.index(words)
    return Item("hours", words, {}, (Token("clock", None, words, start, start + len(words)),))


def test_an_offer_puts_other_words_in_the_place_of_an_item_or_takes_it_out():
    typed = "Mondays 6:30 pm, 7 pm"
    draft = Draft(typed=typed)

    draft.offer(DOORS, "It begins then", _item(typed, "6:30 pm"), "at 6:30 pm")
    draft.offer(DOORS, "Yes", _item(typed, "6:30 pm"), note="6:30 pm")

    assert draft.proposals == [
        Proposal(DOORS, "It begins then", "Mondays at 6:30 pm, 7 pm"),
        Proposal(DOORS, "Yes", "Mondays , 7 pm", "6:30 pm"),
    ]


def test_what_settles_no_question_or_leaves_no_pattern_is_not_offered():
    proposals = (Proposal(DOORS, "Still unclear", "Mondays 6 or 7 pm"), Proposal(DOORS, "Nothing", "-"))
    monday = Pattern(kind="weekly", weekdays=(0,))
    answers = {"Mondays 6 or 7 pm": Reading((monday,), (DOORS,)), "-": Reading()}

    reading = Reading((), (DOORS,), proposals=proposals, again=lambda proposal: answers[proposal.phrase])

    assert reading.offers == ()


def test_a_question_that_is_not_asked_is_offered_no_answer():
    assert Reading(proposals=(Proposal(DOORS, "Yes", "Mondays"),), again=lambda _: Reading()).offers == ()


def test_a_settled_question_is_not_asked_again():
    draft = Draft(settled=frozenset({DOORS}))

    draft.ask(DOORS, Question("What time?"), Question("What time?"))

    assert draft.done().questions == ("What time?",)


@pytest.mark.parametrize(
    ("phrase", "question", "offered"),
    [
        (
            "Tuesdays 7-8:30",
            "am or pm",
            {"7 to 8:30 am": "Every Tuesday, 7 to 8:30 am", "7 to 8:30 pm": "Every Tuesday, 7 to 8:30 pm"},
        ),
        ("Mondays 12-1", "am or pm", {"Noon to 1 pm": "Every Monday, noon to 1 pm"}),
        (
            "Mondays 11-1 ET",
            "am or pm",
            {
                "11 am to 1 pm": "Every Monday, 11 am to 1 pm Eastern",
                "11 pm to 1 am": "Every Monday, 11 pm to 1 am Eastern",
            },
        ),
        (
            "los lunes de siete a ocho",
            "am or pm",
            {"7 to 8 am": "Every Monday, 7 to 8 am", "7 to 8 pm": "Every Monday, 7 to 8 pm"},
        ),
        (
            "Every other Thursday, 7 pm",
            "Which Thursday",
            {
                "Thursday, November 26, 2026": "Every other Thursday counting from November 26, 2026, 7 pm",
                "Thursday, December 3, 2026": "Every other Thursday counting from December 3, 2026, 7 pm",
            },
        ),
        (
            "second Friday every two months, 5 pm",
            "In which month",
            {
                "November 2026": "Second Friday of every other month counting from November 1, 2026, 5 pm",
                "December 2026": "Second Friday of every other month counting from December 1, 2026, 5 pm",
            },
        ),
        (
            "Biweekly, Mondays and Thursdays, 6 pm",
            "Biweekly",
            {
                "Every two weeks": "Every 2 weeks on Monday and Thursday, 6 pm",
                "Twice a week": "Every Monday and Thursday, 6 pm",
            },
        ),
        ("Biweekly on Monday, 6 pm", "Biweekly", {"Every two weeks": "Every other Monday, 6 pm"}),
        (
            "Bimonthly, second Tuesday, 5 pm",
            "Bimonthly",
            {"Every two months": "Second Tuesday of every other month, 5 pm"},
        ),
        (
            "every second Tuesday, 7 pm",
            "every second Tuesday",
            {
                "Every 2 weeks": "Every other Tuesday, 7 pm",
                "Once a month": "Second Tuesday of the month, 7 pm",
            },
        ),
        (
            "Tuesday, 6 pm",
            "one date only",
            {
                "Every Tuesday": "Every Tuesday, 6 pm",
                "Only on Tuesday, November 24, 2026": "November 24, 2026, 6 pm",
            },
        ),
        (
            "un sábado al mes, 10 h",
            "Which Saturday",
            {
                f"The {name} of the month": f"{name.capitalize()} Saturday of the month, 10 am"
                for name in ("first", "second", "third", "fourth", "last")
            },
        ),
        (
            "3/4/2027, 6 pm",
            "is the month",
            {
                "Thursday, March 4, 2027": "March 4, 2027, 6 pm",
                "Saturday, April 3, 2027": "April 3, 2027, 6 pm",
            },
        ),
        (
            "Tuesdays, weather permitting, 6 pm",
            "weather permitting",
            {"No, it doesn’t change the dates or times": "Every Tuesday, 6 pm"},
        ),
        (
            "Fridays in Lent, 6 pm",
            "in Lent",
            {
                "From Wednesday, February 10, 2027 to Saturday, March 27, 2027": (
                    "Every Friday from February 10 to March 27, 2027, 6 pm"
                ),
                "It meets all year, not only then": "Every Friday, 6 pm",
            },
        ),
        (
            "Fridays in Ramadan, 6 pm",
            "in Ramadan",
            {"It meets all year, not only then": "Every Friday, 6 pm"},
        ),
        ("Tuesdays 6 am - 10 pm", "a long meeting", {"Yes, that’s right": "Every Tuesday, 6 am to 10 pm"}),
        (
            "Tuesdays 10-12",
            "am or pm",
            {
                "10 am to noon": "Every Tuesday, 10 am to noon",
                "10 pm to midnight": "Every Tuesday, 10 pm to midnight",
            },
        ),
        ("Tuesdays at 12:00", "am or pm", {"Noon": "Every Tuesday, noon"}),
        ("Two Tuesdays a month, 6 pm", "Which Tuesday of the month", {}),
        (
            "(Tuesday)10-11 am",
            "or on one date only",
            {
                "Every Tuesday": "Every Tuesday, 10 to 11 am",
                "Only on Tuesday, November 24, 2026": "November 24, 2026, 10 to 11 am",
            },
        ),
    ],
)
def test_each_answer_is_the_phrase_without_the_doubt(phrase, question, offered):
    reading = from_phrase(phrase, today=TODAY)
    asked = [one for one in reading.questions if question in one]

    assert len(asked) == 1, reading.questions
    assert {
        offer.sentence: " | ".join(pattern.words(complete=True) for pattern in offer.patterns)
        for offer in reading.offers_for(asked[0])
    } == offered
    assert all(asked[0] not in offer.reading.questions for offer in reading.offers_for(asked[0]))


def test_answers_follow_each_other_and_keys_are_the_same_in_both_languages():
    phrase = "Bi-weekly on Mondays, 7-8:30, weather permitting"
    keys = []
    reading = from_phrase(phrase, today=TODAY)
    while reading.questions:
        keys.append(reading.offers_for(reading.questions[0])[-1].key)
        reading = reading.answered(keys[-1:])

    assert [pattern.words(complete=True) for pattern in reading.patterns] == [
        "Every other Monday counting from November 30, 2026, 7 to 8:30 pm"
    ]
    assert reading.notes == ("weather permitting",)
    with override("es"):
        assert from_phrase(phrase, today=TODAY).answered(keys) == reading


def test_keys_of_another_phrase_change_nothing():
    reading = from_phrase("Every other Thursday, 7 pm", today=TODAY)
    other = from_phrase("Every other Friday, 7 pm", today=TODAY)

    assert other.answered([reading.offers[0].key, "", "x" * 500]) == other


def test_a_clear_phrase_offers_nothing():
    assert from_phrase("Tuesdays, 6 pm", today=TODAY).offers == ()


def test_hostile_text_offers_nothing_wrong():
    for text in ("7-8 " * 200, "biweekly " * 150, "%(text)s 3/4/27 {} Tuesday 7", "\x00 7-8"):
        reading = from_phrase(text, today=TODAY)

        assert all(offer.patterns for offer in reading.offers)


def test_the_dates_of_a_season_are_settled_in_two_answers():
    reading = from_phrase("todos los viernes en Cuaresma, 19 h", today=TODAY)

    while reading.questions:
        reading = reading.offers_for(reading.questions[0])[-1].reading

    found = [f"{moment:%Y-%m-%d %H:%M}" for moment in reading.patterns[0].dates(TODAY, date(2028, 1, 1))]
    assert found[0] == "2027-02-12 19:00"
    assert found[-1] == "2027-03-26 19:00"
    assert len(found) == 7
