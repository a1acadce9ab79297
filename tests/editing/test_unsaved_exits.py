"""Whatever button saves, the browser forgets what it kept of the form: it would be offered back as if it were unsaved."""

import pytest
from django.urls import reverse

from articles.models import Article
from tests.factories import make_article
from tests.posting import as_submitted

pytestmark = pytest.mark.django_db

NAME = "abcdefgh1"
BUTTONS = ["_save", "_continue", "_addanother", "_publish", "_preview", "_view_on_site"]


@pytest.mark.parametrize("button", BUTTONS)
def test_every_button_that_saves_tells_the_browser_to_forget(as_ada, button):
    article = make_article()
    page = reverse("admin:articles_article_change", args=[article.pk])
    data = as_submitted(as_ada.get(page), title="New") | {"_unsaved": NAME, button: "1"}

    response = as_ada.post(page, data)

    article.refresh_from_db()
    assert article.title == "New"
    assert f"saved-{NAME}" in response.cookies


@pytest.mark.parametrize("button", ["_save", "_continue", "_publish", "_preview"])
def test_every_button_that_adds_tells_the_browser_to_forget(as_ada, button):
    page = reverse("admin:articles_article_add")
    data = as_submitted(as_ada.get(page), title="New", slug="new") | {"_unsaved": NAME, button: "1"}

    response = as_ada.post(page, data)

    assert Article.objects.filter(title="New").exists()
    assert f"saved-{NAME}" in response.cookies


def test_a_button_of_an_unchanged_form_tells_the_browser_to_forget(as_ada):
    page = reverse("admin:articles_article_change", args=[make_article().pk])
    data = as_submitted(as_ada.get(page)) | {"_unsaved": NAME, "_publish": "1"}

    assert f"saved-{NAME}" in as_ada.post(page, data).cookies
