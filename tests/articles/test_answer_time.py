"""A page about this site can say how soon readers usually get an answer."""

import datetime

import pytest
import time_machine

from articles.answer_time import fill
from mbc_site.search.records import pages
from tests.asked import Made
from tests.factories import make_feedback, make_page, make_published

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2026, 12, 1, 17, tzinfo=datetime.UTC)  # in New York
MIDNIGHT = datetime.datetime(2026, 12, 2, 5, tzinfo=datetime.UTC)
SECOND = datetime.timedelta(seconds=1)
SENTENCE = "We usually answer within a day."
BODY = "<p>Write to us.</p><p>[answer time]</p>"


def answer(number: int, *, at=NOON) -> None:
    article = make_published(at=NOON - datetime.timedelta(days=9))
    for place in range(number):
        one = make_feedback(
            article, code=f"7K3QF-M2X9T-0000{place}", sent_at=at - datetime.timedelta(hours=1)
        )
        one.set_answer("Yes.", by=None, at=at)
        one.save()


def test_it_is_said_from_the_next_midnight_on():
    answer(5)

    assert fill(BODY, MIDNIGHT - SECOND) == "<p>Write to us.</p>"
    assert fill(BODY, MIDNIGHT) == f"<p>Write to us.</p><p>{SENTENCE}</p>"


def test_with_few_answers_nothing_is_left_of_it():
    answer(4)

    assert fill(BODY, MIDNIGHT) == "<p>Write to us.</p>"
    assert fill("<p>Soon. [answer time]</p>", MIDNIGHT) == "<p>Soon. </p>"


def test_other_texts_ask_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert fill("<p>Write to us.</p>", NOON) == "<p>Write to us.</p>"


def test_a_kept_page_says_it_at_midnight():
    with time_machine.travel(NOON, tick=False) as clock:
        make_page(slug="contact", body=BODY)
        site = Made()
        try:
            answer(5, at=NOON)
            assert SENTENCE.encode() not in site.ask("/about/contact/").body
            clock.move_to(MIDNIGHT - SECOND)
            assert SENTENCE.encode() not in site.ask("/about/contact/").body
            clock.move_to(MIDNIGHT)
            assert SENTENCE.encode() in site.ask("/about/contact/").body
        finally:
            site.close()


def test_the_search_finds_neither_placeholder_nor_sentence():
    answer(5)
    page = make_page(body=BODY)

    (text,) = pages([page.pk], MIDNIGHT)

    assert "Write to us." in str(text.passages)
    assert "answer" not in str(text.passages)
