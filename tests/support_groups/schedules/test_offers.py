"""Answers that a person can say yes to: each is tried before it is offered, and leaves the other questions open."""

from datetime import date

from support_groups.schedules.phrases.items import Item
from support_groups.schedules.phrases.questions import Question
from support_groups.schedules.phrases.reading import Draft, Proposal, Reading
from support_groups.schedules.phrases.tokens import Token

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
    answers = {"Mondays 6 or 7 pm": Reading(questions=(DOORS,)), "-": Reading()}

    reading = Reading((), (DOORS,), proposals=proposals, again=lambda proposal: answers[proposal.phrase])

    assert reading.offers == ()


def test_a_question_that_is_not_asked_is_offered_no_answer():
    assert Reading(proposals=(Proposal(DOORS, "Yes", "Mondays"),), again=lambda _: Reading()).offers == ()


def test_a_settled_question_is_not_asked_again():
    draft = Draft(settled=frozenset({DOORS}))

    draft.ask(DOORS, Question("What time?"), Question("What time?"))

    assert draft.done().questions == ("What time?",)
