"""What readers wrote is kept for a year, answered once, and belongs to whoever has the code."""

import datetime

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import answer_time, feedback_codes
from articles.models import Feedback
from articles.models.feedback import KEPT_FOR
from tests.factories import make_feedback, make_published

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2026, 12, 1, 12, tzinfo=datetime.UTC)
CODES = [f"7K3QF-M2X9T-0WR{number:02}" for number in range(20)]
DAY = datetime.timedelta(days=1)


def test_a_code_is_long_and_made_of_letters_that_nobody_confuses():
    codes = {feedback_codes.code_of(f"nonce {number}", "no", "text") for number in range(200)}

    assert len(codes) == 200
    assert all(feedback_codes.read(code) == code for code in codes)
    assert {*"".join(codes)} == {*feedback_codes.LETTERS, "-"}
    assert feedback_codes.LENGTH * feedback_codes.BITS == 75


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("7k3qf m2x9t owrce", "7K3QF-M2X9T-0WRCE"),
        ("7K3QFM2X9T0WRCE\n", "7K3QF-M2X9T-0WRCE"),
        ("7K3QF–M2X9T—OWRCE", "7K3QF-M2X9T-0WRCE"),
        ("LK3QF-M2X9T-iWRCE", "1K3QF-M2X9T-1WRCE"),
        ("7K3QF-M2X9T-0WRC", ""),
        ("7K3QF-M2X9T-0WRCEE", ""),
        ("7K3QF-M2X9T-0WRCU", ""),
        ("７K3QF-M2X9T-0WRCE", ""),
        ("", ""),
        ("-" * 5000, ""),
    ],
)
def test_a_code_is_read_as_it_was_meant(typed, code):
    assert feedback_codes.read(typed) == code


def test_only_the_hash_of_a_code_is_stored():
    feedback = make_feedback(code=CODES[0])

    row = str(Feedback.objects.values().get())
    assert CODES[0] not in row
    assert CODES[0].replace("-", "") not in row
    assert Feedback.objects.with_code(CODES[0]).get() == feedback
    assert not Feedback.objects.with_code(CODES[1]).exists()


def test_the_same_form_sent_twice_is_kept_once():
    article = make_published()

    assert make_feedback(article, code=CODES[0]) == make_feedback(article, code=CODES[0])
    assert make_feedback(article, code=CODES[1]) != make_feedback(article, code=CODES[0])


def test_what_has_no_text_waits_for_nobody():
    assert make_feedback(text="", code=CODES[0]).state == "done"
    assert make_feedback(text="Why?", code=CODES[1]).state == "open"
    assert [one.text for one in Feedback.objects.open()] == ["Why?"]


def test_the_open_ones_come_first_and_the_newest_of_them_at_the_top():
    article = make_published()
    for code, days, text in zip(CODES, (9, 8, 7, 6), ("a", "", "c", "d"), strict=False):
        make_feedback(article, code=code, sent_at=NOON - days * DAY, text=text)

    assert [one.text for one in Feedback.objects.all()] == ["d", "c", "a", ""]


def test_an_answer_has_a_time_and_a_name_that_a_correction_keeps(ada, rosalind):
    feedback = make_feedback()

    feedback.set_answer("It often does.", by=ada, at=NOON)
    feedback.set_answer("It often does, in weeks.", by=rosalind, at=NOON + DAY)
    feedback.save()

    stored = Feedback.objects.get()
    assert (stored.state, stored.answer) == ("answered", "It often does, in weeks.")
    assert (stored.answered_at, stored.answered_by_name) == (NOON, "Ada")


def test_an_answer_that_is_taken_back_leaves_the_question_open(ada):
    feedback = make_feedback(answer="Wrong.")

    feedback.set_answer("", by=ada)
    feedback.save()

    stored = Feedback.objects.get()
    assert (stored.state, stored.answered_at, stored.answered_by_name) == ("open", None, "")


@pytest.mark.parametrize(
    "columns",
    [
        {"state": "answered"},
        {"answer": "Yes."},
        {"answered_at": NOON},
        {"text": ""},
        {"state": "answered", "answer": "Yes."},
        {"answered_by_name": "Ada"},
    ],
)
def test_the_database_refuses_what_makes_no_sense(columns):
    make_feedback()

    with pytest.raises(IntegrityError), transaction.atomic():
        Feedback.objects.update(**columns)


def test_marking_leaves_answers_and_empty_ones_alone():
    article = make_published()
    asked, answered, empty = (
        make_feedback(article, code=code, text=text, answer=answer)
        for code, text, answer in zip(CODES, ("a", "b", ""), ("", "Yes.", ""), strict=False)
    )

    assert Feedback.objects.mark(Feedback.State.SPAM) == 2
    assert [Feedback.objects.get(pk=one.pk).state for one in (asked, answered, empty)] == [
        "spam",
        "answered",
        "spam",
    ]
    assert Feedback.objects.mark(Feedback.State.OPEN) == 1
    assert [Feedback.objects.get(pk=one.pk).state for one in (asked, answered, empty)] == [
        "open",
        "answered",
        "spam",
    ]


def answered_after(*hours: float, sent_at=NOON - 30 * DAY) -> None:
    article = make_published(at=NOON - 60 * DAY)
    for number, wait in enumerate(hours):
        feedback = make_feedback(article, code=f"7K3QF-M2X9T-{Feedback.objects.count():05}", sent_at=sent_at)
        feedback.set_answer("Yes.", by=None, at=sent_at + datetime.timedelta(hours=wait, minutes=number))
        feedback.save()


@pytest.mark.parametrize(
    ("hours", "says"),
    [
        ((1, 1, 1, 1), ""),
        ((1, 1, 1, 1, 1), "We usually answer within a day."),
        ((1, 1, 23.9, 900, 900), "We usually answer within a day."),
        ((1, 1, 49, 900, 900), "We usually answer within 3 days."),
        ((1, 24, 25, 900), ""),
        ((1, 24, 48, 900, 900, 900), "We usually answer within 20 days."),
    ],
)
def test_the_median_wait_is_said_if_there_are_five_answers(hours, says):
    answered_after(*hours)

    assert answer_time.usual_answer_time(NOON + 30 * DAY) == says


def test_what_was_asked_more_than_a_year_ago_counts_no_more():
    answered_after(1, 1, 1, 1, 1, sent_at=NOON)

    assert answer_time.usual_answer_time(NOON + KEPT_FOR - datetime.timedelta(seconds=1)) != ""
    assert answer_time.usual_answer_time(NOON + KEPT_FOR) == ""


def test_daily_deletes_texts_older_than_a_year():
    now, article = timezone.now(), make_published()
    second = datetime.timedelta(seconds=1)
    make_feedback(article, code=CODES[0], text="old", sent_at=now - KEPT_FOR, answer="Yes.")
    make_feedback(article, code=CODES[1], text="young", sent_at=now - KEPT_FOR + 60 * second)

    call_command("purge_feedback")

    assert [one.text for one in Feedback.objects.all()] == ["young"]
