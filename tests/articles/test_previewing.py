"""The preview as a page of its own, and beside the form. Nothing here runs a script."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from articles.models import Article
from tests.factories import make_article
from tests.posting import as_submitted


def page(article, name: str) -> str:
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


def beside(article) -> str:
    return f"{page(article, 'change')}?beside=preview"


def send(client, address, **sent):
    return client.post(address, as_submitted(client.get(address), **sent))


@pytest.fixture
def article():
    return make_article(title="Bone pain")


def test_the_button_for_wide_windows_saves_and_shows_the_preview_beside_the_form(as_ada, article):
    response = send(as_ada, page(article, "change"), title="Pain in the bones", _preview="beside")

    assert response.headers["Location"] == beside(article)
    assert Article.objects.get().title == "Pain in the bones"
    text = as_ada.get(beside(article)).content.decode()
    assert f'<iframe src="{page(article, "preview")}?framed"' in text
    assert "“Pain in the bones” was saved." in text


def test_the_button_for_narrow_windows_saves_and_leads_to_the_preview(as_ada, article):
    response = send(as_ada, page(article, "change"), title="Pain in the bones", _preview="page")

    assert response.headers["Location"] == page(article, "preview")
    assert Article.objects.get().title == "Pain in the bones"


@pytest.mark.parametrize("button", ["_preview", "_continue"])
def test_a_new_article_is_previewed_too(as_ada, button):
    address = reverse("admin:articles_article_add")
    response = send(as_ada, address, title="New", slug="new", **{button: "beside"})

    is_previewed = button == "_preview"
    article = Article.objects.get()
    assert response.headers["Location"] == (beside(article) if is_previewed else page(article, "change"))


@pytest.mark.parametrize("button", ["_continue", "_tick"])
def test_what_leads_back_to_the_form_leaves_the_preview_open(as_ada, article, button):
    response = send(as_ada, beside(article), **{button: "1"})

    path, _, fragment = response.headers["Location"].partition("#")
    assert (path, fragment) == (beside(article), "report" if button == "_tick" else "")


def test_the_filters_of_the_list_are_kept(as_ada, article):
    opened = f"{page(article, 'change')}?_changelist_filters=standing%3Ddraft"

    wanted = {"_changelist_filters": ["standing=draft"], "beside": ["preview"]}

    leads = send(as_ada, opened, _preview="beside").headers["Location"]
    assert parse_qs(urlsplit(leads).query) == wanted
    assert as_ada.get(leads).context["preview_beside"]["without"] == opened
    again = send(as_ada, leads, _continue="1").headers["Location"]
    assert parse_qs(urlsplit(again).query) == wanted


def test_saving_and_closing_leads_to_the_list(as_ada, article):
    response = send(as_ada, beside(article), _save="1")

    assert response.headers["Location"] == reverse("admin:articles_article_changelist")


def test_an_error_leaves_the_preview_open_and_saves_nothing(as_ada, article):
    response = send(as_ada, beside(article), title="", _preview="beside")

    assert response.status_code == 200
    assert "<iframe" in response.content.decode()
    assert Article.objects.get().title == "Bone pain"


def test_without_the_parameter_there_is_no_frame(as_ada, article):
    for address in (page(article, "change"), page(article, "change") + "?beside=something"):
        assert "<iframe" not in as_ada.get(address).content.decode()


def test_only_our_own_pages_may_frame_the_preview(as_ada, article):
    headers = as_ada.get(page(article, "preview") + "?framed").headers

    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["frame-ancestors"] == "'self'"
    assert policy["default-src"] == "'self'"
    assert "unsafe-inline" not in policy["script-src"]
    assert as_ada.get(page(article, "change")).headers["X-Frame-Options"] == "DENY"


def test_a_framed_preview_has_no_menu_of_the_site_and_its_links_leave_the_frame(as_ada, article):
    whole, framed = (
        as_ada.get(page(article, "preview") + query).content.decode() for query in ("", "?framed")
    )

    for part in ("<footer", 'aria-label="Main"'):
        assert (part in whole, part in framed) == (True, False)
    bar = framed[framed.index("preview-bar") :].partition("</nav>")[0]
    assert bar.count("<a ") == bar.count('target="_top"') == 2


def test_nobody_without_permission_sees_a_preview(as_vera, visitor, article):
    assert as_vera.get(page(article, "preview") + "?framed").status_code == 403
    assert visitor.get(page(article, "preview") + "?framed").status_code == 302
