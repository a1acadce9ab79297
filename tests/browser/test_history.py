"""A day with the history: compare two versions, look at them both ways, restore the older one."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from history.recording import happened
from tests.browser.axe import violations
from tests.factories import make_article
from tests.posting import as_submitted, kept

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def article(as_ada):
    """Saved twice."""
    article = make_article(title="Bone pain", body="<p>Take 20 mg.</p><p>Rest.</p>")
    kept(article)
    page = reverse("admin:articles_article_change", args=[article.pk])
    changes = {"title": "Pain in the bones", "body": "<p>Take 2 mg.</p><p>Rest.</p>"}
    as_ada.post(page, as_submitted(as_ada.get(page), **changes))
    return article


@pytest.mark.parametrize(("width", "scheme"), [(1300, "light"), (820, "dark"), (390, "light")])
def test_two_versions_are_compared_and_the_older_one_is_restored(
    live_server, ada_page, article, width, scheme
):
    ada_page.set_viewport_size({"width": width, "height": 900})
    ada_page.emulate_media(color_scheme=scheme)
    ada_page.goto(live_server.url + reverse("admin:articles_article_history", args=[article.pk]))
    expect(ada_page.locator("table")).to_contain_text("Changed the title and 1 paragraph of the text.")
    assert violations(ada_page) == []

    ada_page.get_by_role("button", name="Compare A and B").press("Enter")

    expect(ada_page.locator(".side-by-side ins", has_text="Pain in the bones")).to_be_visible()
    expect(ada_page.locator(".side-by-side del").last).to_have_text("Removed: 20")
    ada_page.get_by_label("In one text").press("Space")
    expect(ada_page.locator(".side-by-side").first).to_be_hidden()
    expect(ada_page.locator(".in-one-text del").last).to_have_text("Removed: 20")
    assert violations(ada_page) == []

    ada_page.get_by_role("link", name="Restore the older version…").press("Enter")
    expect(ada_page.get_by_role("heading", name="What restoring changes")).to_be_visible()
    expect(ada_page.locator(".side-by-side ins").last).to_have_text("Added: 20")
    ada_page.get_by_role("button", name="Restore this version").press("Enter")

    expect(ada_page).to_have_url(re.compile(rf"/article/{article.pk}/change/$"))
    article.refresh_from_db()
    body = article.body.replace("\n", "")  # an editor that was ready before Enter starts lines of its own
    assert (article.title, body) == ("Bone pain", "<p>Take 20 mg.</p><p>Rest.</p>")


@pytest.mark.parametrize("width", [1300, 820])
def test_a_long_entry_leaves_names_in_one_line_and_headings_as_they_are_written(
    live_server, ada, ada_page, article, width
):
    happened(article, "Changed one thing after the other, and then " * 5, by=ada)
    ada_page.set_viewport_size({"width": width, "height": 900})

    ada_page.goto(live_server.url + reverse("admin:articles_article_history", args=[article.pk]))

    who = ada_page.get_by_role("cell", name="Ada", exact=True).first
    lines = "cell => { const text = document.createRange(); text.selectNodeContents(cell); return text.getClientRects().length }"
    assert who.evaluate(lines) == 1
    expect(ada_page.locator("thead th").nth(2)).to_have_css("text-transform", "none")
