"""The advice beside an article: on what is stored, and on the text on the screen."""

import re

import pytest
from django.urls import reverse

from tests.factories import make_article

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/articles/article/advice/"


def test_an_editor_gets_advice_on_the_text_on_the_screen(as_ada):
    response = as_ada.post(ADDRESS, {"body": '<p>The the <b>cells</b>. <a href="/x">Click here</a></p>'})

    assert {"private", "no-store"} <= set(response.headers["Cache-Control"].split(", "))
    content = response.content.decode()
    assert 'data-count="2"' in content
    assert 'data-passage="Click here"' in content
    assert "“The” stands twice." in content


def test_what_is_written_is_shown_as_text(as_ada):
    response = as_ada.post(ADDRESS, {"body": "<p>&lt;img&gt; &lt;img&gt; the the \"x' onclick=1</p>"})

    assert "<img" not in response.content.decode()


@pytest.mark.parametrize(
    "sent", [{}, {"body": ""}, {"body": "\x00" * 9}, {"body": "<p>" * 20000}, {"text": "x"}]
)
def test_absurd_texts_get_an_answer(as_ada, sent):
    assert "Nothing to suggest." in as_ada.post(ADDRESS, sent).content.decode()


@pytest.mark.parametrize("who", ["as_vera", "as_rosalind"])
def test_whoever_may_not_write_gets_none(request, who):
    client = request.getfixturevalue(who)

    assert client.post(ADDRESS, {"body": "<p>The the cells.</p>"}).status_code == 403


def test_visitors_are_asked_to_log_in(client):
    assert client.post(ADDRESS, {"body": "<p>x</p>"}).url.startswith("/admin/login/")


def test_it_is_asked_by_post_alone(as_ada):
    assert as_ada.get(ADDRESS).status_code == 405


def test_the_form_opens_with_folded_advice_on_the_stored_text(as_ada):
    article = make_article(body="<p>The the cells rest.</p>")

    content = as_ada.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()

    assert re.search(r'<details class="advice"(?![^>]* open)', content)
    assert "“The” stands twice." in content


def test_advice_stops_nobody_from_saving(as_ada):
    article = make_article(body="<p>The the cells rest.</p>")

    assert as_ada.post(ADDRESS, {"body": article.body}).status_code == 200
    article.refresh_from_db()
    assert article.body == "<p>The the cells rest.</p>"


def test_readers_of_an_article_see_no_advice(as_rosalind):
    article = make_article(body="<p>The the cells rest.</p>")

    content = as_rosalind.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()

    assert "stands twice" not in content
