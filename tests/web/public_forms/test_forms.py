"""A form for visitors, as any app declares one: what it takes, and what it gives back if it takes nothing."""

import datetime
import re
from html import unescape

import pytest
from django import forms
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from django.utils import timezone

from tests.factories import make_published
from web.page_cache.public import NeverKept, declared
from web.public_forms import opening
from web.public_forms.forms import PublicForm
from web.public_forms.views import public_form
from web.rate_limits import CountedRequest

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

OTHER = {"Sec-Fetch-Site": "cross-site"}


class WishForm(PublicForm):
    kind = "wish"
    wish = forms.CharField(label="Your wish", error_messages={"required": "Write a wish."})
    when = forms.ChoiceField(
        label="When", choices=[("now", "Now"), ("later", "Later")], widget=forms.RadioSelect
    )


@public_form("a test")
def wish(request):
    form = WishForm.of(request, at=timezone.now())
    if form.is_accepted():
        return HttpResponse(f"taken {form.cleaned_data['wish']} {form.nonce}")
    return (
        form.answer("public_forms/_summary.html", {})
        if request.method == "POST"
        else HttpResponse(form["opened"])
    )


urlpatterns = [path("wish/", wish), path("other/", wish)]


def opened(ago: float = 60, address: str = "/wish/") -> str:
    return opening.sign(address, timezone.now() - datetime.timedelta(seconds=ago))


def send(client=None, headers=None, **values):
    data = {"wish": "rest", "when": "now", "website": "", "opened": opened()} | values
    return (client or Client(enforce_csrf_checks=True)).post("/wish/", data, headers=headers or {})


def words(response) -> str:
    return unescape(response.content.decode())


def test_it_is_taken_without_cookie_and_token():
    response = send()

    assert words(response).startswith("taken rest ")
    assert not response.cookies


def test_nobody_stores_or_lists_the_page(client):
    for response in (client.get("/wish/"), send(), send(wish="")):
        assert response.headers["Cache-Control"] == "private, no-store"
        assert response.headers["X-Robots-Tag"] == "noindex"
        assert not response.cookies
    assert declared(wish) == NeverKept("a test")


@pytest.mark.parametrize(
    ("values", "headers", "status", "says"),
    [
        ({"wish": ""}, {}, 200, [("Write a wish.", "id_wish")]),
        ({"wish": "", "opened": ""}, {}, 200, [("Write a wish.", "id_wish")]),
        (
            {"when": "soon"},
            {},
            200,
            [("Select a valid choice. soon is not one of the available choices.", "id_when_0")],
        ),
        ({"website": "http://spam.example"}, {}, 200, [("Something filled in a field", "send")]),
        ({"opened": ""}, {}, 200, [("Please send the form again.", "send")]),
        ({"opened": "forged"}, {}, 200, [("Please send the form again.", "send")]),
        ({}, OTHER, 403, [("Your browser didn’t say that this came from our page.", "send")]),
    ],
)
def test_a_refusal_says_why_and_where(values, headers, status, says):
    response = send(headers=headers, **values)

    text = words(response)
    assert response.status_code == status
    found = re.findall(r'<li><a href="#(\w+)">([^<]+)</a></li>', text)
    assert len(found) == len(says)
    for (identifier, message), (sentence, expected) in zip(found, says, strict=True):
        assert (message.startswith(sentence), identifier) == (True, expected)


@pytest.mark.parametrize(
    ("ago", "says"),
    [(2, "That was very fast."), (24 * 3600 + 1, "This page was open for more than a day.")],
)
def test_too_fast_and_too_slow_are_said(ago, says):
    assert says in words(send(opened=opened(ago)))


def test_a_time_for_another_form_is_not_taken():
    assert "Please send the form again." in words(send(opened=opened(address="/other/")))


def test_a_refused_form_keeps_what_was_typed_and_can_be_sent_again(rf):
    def form_of(**values):
        data = {"wish": "rest", "when": "now", "website": "", "opened": opened()} | values
        form = WishForm.of(rf.post("/wish/", data), at=timezone.now())
        assert not form.is_accepted()
        return form

    fast, slow = opened(2), opened(24 * 3600 + 1)
    assert form_of(website="x")["website"].value() == ""
    assert form_of(website="x")["wish"].value() == "rest"
    assert form_of(opened=fast)["opened"].value() == fast  # becomes right by waiting
    again = form_of(opened=slow)["opened"].value()
    assert opening.read(again, "/wish/", timezone.now()).timing is opening.Timing.TOO_FAST
    fine = opened()
    assert form_of(opened=fine, wish="")["opened"].value() == fine  # so a second click is still the same form


def test_one_connection_has_a_limit_in_an_hour(settings):
    settings.FORMS_PER_CONNECTION = 2

    assert [send().status_code for _ in range(3)] == [200, 200, 429]
    response = send()
    assert "many messages within an hour" in words(response)
    assert response.headers["Retry-After"] == "3600"
    assert send(Client(REMOTE_ADDR="192.0.2.7")).status_code == 200


def test_all_connections_together_have_a_limit_too(settings):
    settings.FORMS_PER_HOUR = 2

    found = [send(Client(REMOTE_ADDR=f"192.0.2.{number}")).status_code for number in (1, 2, 3)]

    assert found == [200, 200, 429]


def test_only_what_would_be_taken_is_counted():
    send(wish=""), send(opened=""), send(website="x"), send(headers=OTHER)

    assert CountedRequest.objects.count() == 0
    send()
    assert sorted(CountedRequest.objects.values_list("kind", flat=True)) == ["all forms", "form: wish"]
    assert "127.0.0.1" not in str(list(CountedRequest.objects.values()))


def test_other_methods_are_refused(client):
    assert [client.put("/wish/").status_code, client.delete("/wish/").status_code] == [405, 405]


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"wish=" + b"a" * 13_000_000, {}, 413),
        (b"&".join(b"a=1" for _ in range(5_001)), {}, 400),
        (b"wish=%ff", {"CONTENT_TYPE": "application/x-www-form-urlencoded; charset=utf-16"}, 400),
        (b"nonsense", {"CONTENT_TYPE": "multipart/form-data"}, 400),
        (b"nonsense", {"CONTENT_TYPE": "multipart/form-data; boundary=\xff"}, 400),
        (
            b"--x\r\n" * 100,
            {"CONTENT_TYPE": "multipart/form-data; boundary=x", "CONTENT_LENGTH": "13000000"},
            413,
        ),
        (b"{}", {"CONTENT_TYPE": "application/json"}, 200),
        (b"", {"CONTENT_LENGTH": "-1"}, 200),
        (b"", {"CONTENT_LENGTH": "²"}, 200),
        (b"wish=%c3%28&when=now&opened=%00&website=", {}, 200),
    ],
)
@pytest.mark.urls("mbc_site.urls")
def test_what_no_form_sends_gets_words_and_no_error(client, body, headers, status):
    make_published(slug="bones")
    values = {"CONTENT_TYPE": "application/x-www-form-urlencoded"} | headers
    content_type = values.pop("CONTENT_TYPE")

    response = client.generic("POST", "/articles/bones/feedback/", body, content_type=content_type, **values)

    assert response.status_code == status
    expected = "There is a problem" if status == 200 else "We couldn’t read what you sent"
    assert expected in words(response)
    assert response.headers["Cache-Control"] == "private, no-store"
