"""The page behind the link: what its reader sees, what she can send, and what a link that ended reveals."""

import logging
import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import SharedPreview
from tests.factories import make_article, make_shared_preview

pytestmark = pytest.mark.django_db

TEXTS = ("Bones", "They ache at night.", "Rest helps.")


@pytest.fixture(autouse=True)
def _as_slow_as_a_person(monkeypatch):
    monkeypatch.setattr("articles.preview_forms.FASTEST", timedelta(seconds=-1))


def link(token: str) -> str:
    return reverse("articles:shared_preview", args=[token])


def shared(**fields):
    preview, token = make_shared_preview(make_article(title="Secret bones"), passages=TEXTS, **fields)
    return preview, link(token)


def read(client, address: str) -> str:
    return unescape(client.get(address).content.decode())


def signed(client, address: str) -> str:
    return re.search(r'name="opened" value="([^"]+)"', read(client, f"{address}?on=2"))[1]


def send(client, address: str, **values):
    data = {"on": "2", "name": "Jane Doe", "text": "Is that so?", "website": ""} | values
    return client.post(address, {"opened": signed(client, address)} | data)


def test_the_reader_sees_the_text_and_a_link_below_each_passage(visitor):
    _preview, address = shared()

    text = read(visitor, address)

    assert all(f"<p>{words}</p>" in text for words in TEXTS)
    assert [f'href="{address}?on={number}"' in text for number in (1, 2, 3, 4)] == [True, True, True, False]
    assert "For Dr. Roe:" in text


def test_nothing_keeps_the_page_or_tells_its_address(visitor):
    _preview, address = shared()

    response = visitor.get(address)

    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in response.headers["Content-Security-Policy"]
    assert not response.cookies
    text = response.content.decode()
    assert '<meta name="robots" content="noindex, nofollow">' in text
    assert 'rel="canonical"' not in text
    assert 'data-imprint="Stillwater · Preview of a working copy, not public"' in text
    assert "/admin/" not in text


def test_a_comment_needs_no_script_and_comes_back_below_its_passage(visitor):
    preview, address = shared()

    response = send(visitor, address)

    assert (response.status_code, response.headers["Location"]) == (302, f"{address}?sent=2#passage-2")
    assert response.headers["Referrer-Policy"] == "no-referrer"
    line = preview.comments.get()
    assert (line.author_name, line.text, line.passage) == ("Jane Doe", "Is that so?", TEXTS[1])
    after = read(visitor, f"{address}?sent=2")
    assert "<b>Jane Doe</b> Is that so?" in after
    assert "Your comment was sent." in after
    assert 'value="Jane Doe"' in read(visitor, f"{address}?on=3")  # the name is asked once


def test_no_cookie_and_no_csrf_token_is_needed():
    preview, address = shared()

    send(Client(enforce_csrf_checks=True), address)

    assert preview.comments.count() == 1


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"text": ""}, "This field is required."),
        ({"text": "a" * 2001}, "at most 2000 characters"),
        ({"text": "   "}, "This field is required."),
        ({"name": ""}, "This field is required."),
        ({"text": "\u200b\x01\u2060"}, "This field is required."),
        ({"name": "\xad\x01"}, "This field is required."),
        ({"name": "n" * 101}, "at most 100 characters"),
        ({"website": "http://spam.example"}, "Empty the last field"),
        ({"opened": "forged"}, "once more"),
        ({"opened": ""}, "once more"),
        ({"on": "4"}, "This place is not in the text."),
        ({"on": "-1"}, "This place is not in the text."),
        ({"on": "9" * 30}, "This place is not in the text."),
        ({"on": "abc"}, "This place is not in the text."),
    ],
)
def test_what_is_refused_is_shown_again_and_nothing_is_stored(visitor, values, says):
    preview, address = shared()

    response = send(visitor, address, **values)

    text = unescape(response.content.decode())
    assert response.status_code == 200
    assert says in text
    assert values.get("text", "Is that so?").strip() in text
    assert not preview.comments.exists()


def test_a_program_that_is_too_fast_is_asked_again(visitor, monkeypatch):
    monkeypatch.setattr("articles.preview_forms.FASTEST", timedelta(hours=1))
    preview, address = shared()

    assert "once more" in send(visitor, address).content.decode()
    assert not preview.comments.exists()


def test_the_signed_time_of_one_link_opens_no_other(visitor):
    (_one, first), (two, second) = shared(), shared()

    send(visitor, second, opened=signed(visitor, first))

    assert not two.comments.exists()


def test_markup_in_a_comment_is_text(visitor):
    _preview, address = shared()

    send(visitor, address, text="<script>alert(1)</script>", name="<b>J</b>")

    assert b"<script>alert(1)" not in visitor.get(address).content
    assert b"&lt;script&gt;alert(1)" in visitor.get(address).content


def test_a_link_takes_no_more_than_forty_comments_in_ten_minutes(visitor):
    preview, address = shared()
    opened = signed(visitor, address)

    answers = [send(visitor, address, text=f"No. {number}", opened=opened) for number in range(41)]

    assert [answer.status_code for answer in answers] == [302] * 40 + [429]
    assert "No. 40" in answers[-1].content.decode()
    assert preview.comments.count() == 40


@pytest.mark.parametrize("how", ["expired", "revoked"])
def test_a_link_that_ended_says_what_to_do_and_reveals_nothing(visitor, ada, how):
    preview, address = shared()
    opened = signed(visitor, address)
    if how == "revoked":
        preview.revoke(by=ada)
    else:
        SharedPreview.objects.update(created_at=timezone.now() - timedelta(days=2), expires_at=timezone.now())

    response = visitor.get(address)
    posted = send_without_form(visitor, address, opened)

    assert (response.status_code, posted.status_code) == (410, 410)
    for answer in (response, posted):
        text = unescape(answer.content.decode())
        assert "Ask the person who sent it to you for a new one." in text
        assert not any(secret in text for secret in ("Secret bones", "Dr. Roe", *TEXTS, "Ada"))
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "An hour of work" in posted.content.decode()
    assert not preview.comments.exists()


def send_without_form(client, address: str, opened: str):
    return client.post(address, {"on": "2", "name": "Jane", "text": "An hour of work", "opened": opened})


@pytest.mark.parametrize("token", ["x", "a" * 32, "a" * 3000, "%00", "é", "..", "' or 1=1"])
def test_a_wrong_link_is_not_found_in_kind_words(visitor, token):
    shared()

    response = visitor.get(link("x").replace("/x/", f"/{token}/"))

    assert response.status_code in (400, 404)
    assert b"Secret bones" not in response.content


def test_somebody_who_tries_many_links_has_to_wait(visitor):
    cache.clear()
    _preview, address = shared()

    answers = [visitor.get(link(f"guess{number}")).status_code for number in range(31)]

    assert answers == [404] * 30 + [429]
    assert visitor.get(address).status_code == 200


def test_reading_counts_a_day_and_nothing_else(visitor):
    preview, address = shared()
    before = SharedPreview.objects.filter(pk=preview.pk).values().get()

    visitor.head(address)
    visitor.get(f"{address}?on=2")
    assert SharedPreview.objects.filter(pk=preview.pk).values().get() == before

    for _twice in range(2):
        visitor.get(address)
    after = SharedPreview.objects.filter(pk=preview.pk).values().get()
    assert {name for name in before if before[name] != after[name]} == {"days_opened", "last_opened_on"}
    assert after["days_opened"] == 1


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options"])
def test_nothing_but_reading_and_sending_is_answered(visitor, method):
    _preview, address = shared()

    assert getattr(visitor, method)(address).status_code == 405


def test_the_page_takes_as_many_queries_for_three_comments_as_for_one(visitor, django_assert_num_queries):
    preview, address = shared()
    preview.comment(1, "One", name="Jane", at=timezone.now())
    visitor.get(address)

    with django_assert_num_queries(4):
        visitor.get(address)
    for number in (2, 3):
        preview.comment(number, "More", name="Jane", at=timezone.now())
    with django_assert_num_queries(4):
        visitor.get(address)


def test_the_token_is_in_no_line_of_the_log(visitor, caplog):
    _preview, address = shared()
    token = address.split("/")[2]

    with caplog.at_level(logging.DEBUG):
        visitor.get(f"{address}more/")  # 404, which Django logs
        visitor.put(address)  # 405, too

    from mbc_site.logs import WithoutSecrets

    assert caplog.records
    for record in caplog.records:
        WithoutSecrets().filter(record)
        assert token not in record.getMessage()


@pytest.mark.parametrize("ending", ["", "/more/", "/?on=%00", "//"])
def test_nothing_keeps_or_tells_the_address_of_an_answer_that_is_no_page(visitor, ending):
    _preview, address = shared()

    response = visitor.get(address.removesuffix("/") + ending)

    assert response.status_code in (301, 400, 404)
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
