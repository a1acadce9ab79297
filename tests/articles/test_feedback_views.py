"""A reader says what a page lacks, gets a code, and reads the answer with it. Nobody learns who she is."""

import datetime
import re
from contextlib import contextmanager
from html import unescape
from threading import Barrier, Thread

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from articles.models import Feedback
from tests.factories import make_feedback, make_published
from web.public_forms import opening
from web.rate_limits import CountedRequest

pytestmark = pytest.mark.django_db

CODE = "7K3QF-M2X9T-0WRCE"
FORM = "/articles/bone-pain/feedback/"
QUESTION = "Does it pass?\n\nAnd when?"


@pytest.fixture
def article(db):
    return make_published(title="Bone pain", slug="bone-pain")


def opened(address=FORM) -> str:
    return opening.sign(address, timezone.now() - datetime.timedelta(minutes=1))


def send(client=None, address=FORM, headers=None, **values):
    data = {"helpful": "partly", "text": QUESTION, "website": "", "opened": opened(address)} | values
    client = client or Client(enforce_csrf_checks=True)
    return client.post(address, data, headers=headers or {})


def words(response) -> str:
    return " ".join(unescape(response.content.decode()).split())


def test_the_article_links_to_the_form_and_the_form_back(visitor, article):
    page = words(visitor.get("/articles/bone-pain/"))
    assert f'<a class="go" href="{FORM}" rel="nofollow">' in page

    form = words(visitor.get(FORM))
    assert "<title>Help us improve “Bone pain” | Stillwater</title>" in form
    assert '<a href="/articles/bone-pain/">Bone pain</a>' in form
    assert "Please write nothing that is private" in form
    assert 'href="tel:988"' in form


def test_a_preview_for_staff_has_no_link_to_it(as_ada, article):
    page = as_ada.get(f"/admin/articles/article/{article.pk}/preview/").content.decode()

    assert "<h1>Bone pain</h1>" in page
    assert "/feedback/" not in page


def test_what_she_wrote_is_kept_with_the_edition_she_read(article):
    response = send()

    feedback = Feedback.objects.get()
    assert (feedback.helpful, feedback.text, feedback.state) == ("partly", QUESTION, "open")
    assert feedback.edition == article.editions.get()
    assert response.status_code == 302
    assert re.fullmatch(r"/feedback/([0-9A-Z]{5}-){2}[0-9A-Z]{5}/", response.headers["Location"])


def test_the_receipt_has_the_code_and_her_words(visitor, article):
    address = send().headers["Location"]

    response = visitor.get(address)

    text = words(response)
    assert "<h1> We have your question </h1>" in text
    assert "<p>Does it pass?</p> <p>And when?</p>" in text
    assert f"<b>{address.split('/')[2]}</b>" in text
    assert "We usually answer" not in text
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert 'rel="canonical"' not in text
    assert not response.cookies


def test_the_receipt_and_the_form_say_how_soon_an_answer_usually_comes(visitor, article):
    for number in range(5):
        make_feedback(article, code=f"7K3QF-M2X9T-0000{number}", answer="Yes.")
    open_one = make_feedback(article, code=CODE)

    assert "We usually answer within a day." in words(visitor.get(FORM))
    assert "We usually answer within a day." in words(visitor.get(f"/feedback/{CODE}/"))
    open_one.delete()


def test_the_answer_is_on_the_same_page_with_links(visitor, article):
    make_feedback(article, code=CODE, answer="Often.\n\nSee https://example.org/pain <b>now</b>.")

    response = visitor.get(f"/feedback/{CODE}/")

    text = response.content.decode()
    assert " ".join(text.split()).count("Our answer to you") == 3  # title, its copy for others, heading
    assert '<a href="https://example.org/pain" rel="nofollow">https://example.org/pain</a>' in text
    assert "&lt;b&gt;now&lt;/b&gt;" in text
    assert "Answered on" in text


@pytest.mark.parametrize("state", ["done", "spam"])
def test_what_gets_no_answer_says_so_and_nothing_else(visitor, article, state):
    feedback = make_feedback(article, code=CODE)
    Feedback.objects.filter(pk=feedback.pk).update(state=state)

    text = words(visitor.get(f"/feedback/{CODE}/"))

    assert "Thank you. There is no answer to it." in text
    assert "spam" not in text


def test_without_a_text_there_is_a_thank_you_and_no_code(visitor, article):
    response = send(text=" \u200b\r\n ", helpful="yes")

    assert response.headers["Location"] == f"{FORM}?sent"
    assert (Feedback.objects.get().text, Feedback.objects.get().state) == ("", "done")
    assert "<h1>Thank you</h1>" in words(visitor.get(f"{FORM}?sent"))


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"helpful": ""}, "Choose whether this page was helpful."),
        ({"helpful": "maybe"}, "Choose whether this page was helpful."),
        ({"helpful": "\x00"}, "Choose whether this page was helpful."),
        ({"text": QUESTION + "a" * 3000}, "Shorten your text by 24 letters. It can have 3,000 at most."),
        ({"text": QUESTION + "a" * 1_000_000}, "It can have 3,000 at most."),
        ({"website": "x"}, "We emptied it."),
        ({"opened": "forged"}, "Please send the form again."),
    ],
)
def test_a_refusal_keeps_what_was_typed_and_stores_nothing(article, values, says):
    response = send(**values)

    text = unescape(response.content.decode())
    assert response.status_code == 200
    assert " ".join(text.split()).count(says) in (1, 2)
    assert "<title>Error: Help us improve “Bone pain” | Stillwater</title>" in words(response)
    assert "Does it pass?" in text
    assert not Feedback.objects.exists()


def test_an_error_is_at_the_top_with_a_link_and_beside_its_field(article):
    text = words(send(helpful=""))

    assert '<li><a href="#id_helpful_0">Choose whether this page was helpful.</a></li>' in text
    assert '<fieldset class="field bad" aria-describedby="id_helpful_error">' in text
    assert 'id="id_helpful_error">' in text
    too_long = words(send(text="a" * 3001))
    assert re.search(
        r'<textarea[^>]*aria-invalid="true"[^>]*aria-describedby="id_text_helptext id_text_error"', too_long
    )


def test_a_form_from_another_site_is_refused_with_her_words(article):
    response = send(headers={"Origin": "https://evil.example"})

    assert response.status_code == 403
    assert "Does it pass?" in words(response)
    assert not Feedback.objects.exists()


def test_too_many_are_refused_with_her_words(article, settings):
    settings.FORMS_PER_CONNECTION = 1
    send()

    response = send()

    assert (response.status_code, response.headers["Retry-After"]) == (429, "3600")
    assert "Does it pass?" in words(response)
    assert Feedback.objects.count() == 1


def test_a_double_click_makes_one_entry_and_counts_once(article):
    signed = opened()

    first, second = send(opened=signed), send(opened=signed)

    assert first.headers["Location"] == second.headers["Location"]
    assert Feedback.objects.count() == 1
    assert CountedRequest.objects.filter(kind="form: feedback").count() == 1
    assert send(opened=signed, text="Something else").headers["Location"] != first.headers["Location"]
    assert Feedback.objects.count() == 2


@pytest.mark.skipif(connection.vendor == "sqlite", reason="a database in memory has one connection")
@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_one_entry():
    make_published(title="Bone pain", slug="bone-pain")
    signed, together, found = opened(), Barrier(2), []

    def click():
        try:
            together.wait()
            found.append(send(opened=signed).headers["Location"])
        finally:
            connection.close()

    threads = [Thread(target=click) for _ in range(2)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]

    assert len(found) == 2
    assert len({*found}) == 1
    assert Feedback.objects.count() == 1


@contextmanager
def read_only():
    """The database answers and takes nothing, as on a full disk or a replica."""
    if connection.vendor == "sqlite":
        connection.connection.execute("PRAGMA query_only = ON")
        yield
        connection.connection.execute("PRAGMA query_only = OFF")
    else:
        with transaction.atomic():
            connection.cursor().execute("SET TRANSACTION READ ONLY")
            yield
            transaction.set_rollback(True)


def test_a_database_that_takes_nothing_gives_her_words_back(article):
    signed = opened()

    with read_only():
        response = send(opened=signed)

    text = words(response)
    assert response.status_code == 503
    assert "<h1>This was not saved</h1>" in text
    assert "<blockquote> Does it pass?<br><br>And when? </blockquote>" in text
    assert signed in text  # so that it can be sent again
    assert "Referrer-Policy" not in response.headers or response.headers["Referrer-Policy"] == "same-origin"


def test_controls_are_taken_out_of_a_text(article):
    send(text="One\x00 two\r\nthree\x07\ufeff")

    assert Feedback.objects.get().text == "One two\nthree"


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</textarea><b>"]
)
def test_markup_is_text(visitor, article, text):
    refused = send(text=text, helpful="").content.decode()
    receipt = visitor.get(send(text=text).headers["Location"]).content.decode()

    assert text not in refused
    assert text not in receipt
    assert text in unescape(refused)
    assert text in unescape(receipt)


def test_a_scheduled_edition_changes_what_the_form_is_about(visitor, article):
    article.title = "Pain in bones"
    article.save()
    at = timezone.now() + datetime.timedelta(hours=1)
    article.publish(by=None, kind="edit", at=at)

    assert "“Bone pain”" in words(visitor.get(FORM))
    with time_machine.travel(at, tick=False):
        assert "“Pain in bones”" in words(visitor.get(FORM))


@pytest.mark.parametrize("slug", ["no-such", "draft"])
def test_only_a_public_article_has_a_form(visitor, article, slug):
    assert visitor.get(f"/articles/{slug}/feedback/").status_code == 404


def test_words_for_an_article_that_was_withdrawn_are_shown_to_copy(article):
    article.withdraw(by=None)

    response = send()

    assert response.status_code == 404
    assert "Copy it, so that you don’t lose it:" in words(response)
    assert "Does it pass?" in words(response)
    assert not Feedback.objects.exists()


def test_words_for_an_article_that_moved_go_along(article):
    article.slug = "bones"
    article.save()

    response = send()

    assert (response.status_code, response.headers["Location"]) == (307, "/articles/bones/feedback/")
    assert "Please send the form again." in words(send(address="/articles/bones/feedback/", opened=opened()))


def test_the_code_is_typed_as_people_type(visitor, article):
    make_feedback(article, code=CODE)

    response = visitor.post("/feedback/", {"code": " 7k3qf m2x9t owrce "})

    assert (response.status_code, response.headers["Location"]) == (302, f"/feedback/{CODE}/")
    assert visitor.get("/feedback/7k3qfm2x9towrce/").status_code == 200


@pytest.mark.parametrize("typed", ["", "abc", "x" * 5000, "\x00", "<b>"])
def test_what_is_no_code_is_said_calmly(visitor, typed):
    response = visitor.post("/feedback/", {"code": typed})

    assert response.status_code == 200
    assert "<title>Error: Read our answer | Stillwater</title>" in words(response)
    assert '<a href="#id_code">' in words(response)


@pytest.mark.parametrize("code", ["7K3QF-M2X9T-0WRCF", "abc", "x" * 5000, "<script>", "%F0%9F%8E%97"])
def test_a_wrong_code_gets_a_calm_page(visitor, article, code):
    make_feedback(article, code=CODE)

    response = visitor.get(f"/feedback/{code}/")

    assert response.status_code == 404
    assert "<h1>We don’t know this code</h1>" in words(response)
    assert "Does it pass?" not in words(response)


def test_wrong_codes_are_limited_and_a_right_one_still_opens(visitor, article, monkeypatch):
    monkeypatch.setattr(
        "articles.feedback_views.WRONG_CODES", {"most": 1, "within": datetime.timedelta(minutes=10)}
    )
    make_feedback(article, code=CODE)

    found = [visitor.get("/feedback/7K3QF-M2X9T-00000/") for _ in range(2)]

    assert [response.status_code for response in found] == [404, 429]
    assert found[1].headers["Retry-After"] == "600"
    assert "Please try again in ten minutes" in words(found[1])
    assert visitor.get(f"/feedback/{CODE}/").status_code == 200


def test_the_pages_take_as_many_queries_at_any_number_of_rows(visitor, article, django_assert_num_queries):
    make_feedback(article, code=CODE)
    visitor.get(FORM), visitor.get(f"/feedback/{CODE}/")
    for number in (1, 3):
        while Feedback.objects.count() < number:
            make_feedback(article, code=f"7K3QF-M2X9T-0000{Feedback.objects.count()}", answer="Yes.")
        with django_assert_num_queries(4):  # two of them for the frame: organization, pages about the site
            visitor.get(FORM)
        with django_assert_num_queries(5):
            visitor.get(f"/feedback/{CODE}/")
