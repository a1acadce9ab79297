"""Scheduling, calling off, previewing: with real keys, at the widths of a desk and a small laptop."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Edition
from tests.browser.axe import violations
from tests.factories import make_edition, make_published

pytestmark = pytest.mark.django_db(transaction=True)

DAY = timedelta(days=1)


def test_a_preview_opens_in_its_own_tab_and_follows_each_save(editor, ada_page):
    ada_page.set_viewport_size({"width": 1100, "height": 800})  # too narrow for the preview beside the form
    article = make_published(title="Bone pain", body="<p>Rest</p>")
    editor.open(article)
    editor.caret_at_end("p")
    editor.write(" and walk.")

    with ada_page.context.expect_page() as opened:
        ada_page.locator(".bar").get_by_role("button", name="Preview", exact=True).click()
    preview = opened.value
    expect(preview.locator(".prose:not(.answer)")).to_contain_text("Rest and walk.")
    expect(ada_page).to_have_url(ada_page.url)

    ada_page.get_by_label("Title").fill("Pain in the bones")
    ada_page.keyboard.press("Control+s")
    expect(preview.locator("h1")).to_have_text("Pain in the bones", timeout=20_000)
    with preview.expect_event("close"):
        preview.get_by_role("link", name="Back to editing").click()


def test_a_waiting_edition_is_called_off_from_the_bar_and_what_was_typed_is_saved(ada_page, live_server):
    article = make_published(at=timezone.now() - DAY)
    make_edition(article, at=timezone.now() + DAY)
    ada_page.goto(live_server.url + reverse("admin:articles_article_change", args=[article.pk]))

    ada_page.get_by_label("Title").fill("Typed before")
    ada_page.get_by_role("button", name="Call it off").click()
    expect(ada_page.locator("h1")).to_have_text("Call off edition 2?")
    assert violations(ada_page) == []
    ada_page.get_by_role("button", name="Call it off").click()

    expect(ada_page.locator(".success").last).to_contain_text("Edition 2 was called off.")
    expect(ada_page.locator(".standing")).not_to_contain_text("waits")
    article.refresh_from_db()
    assert article.title == "Typed before"
    assert not Edition.objects.waiting().exists()


def test_on_a_phone_each_choice_stands_beside_its_words(ada_page, live_server):
    ada_page.set_viewport_size({"width": 360, "height": 800})
    article = make_published(at=timezone.now() - DAY)
    ada_page.goto(live_server.url + reverse("admin:articles_article_publish", args=[article.pk]))

    for choice in ada_page.locator("input[name=kind]").all():
        assert choice.bounding_box()["width"] < 30


@pytest.mark.parametrize(("width", "scheme"), [(1300, "light"), (820, "dark"), (390, "light")])
def test_the_pages_about_an_edition_have_no_obstacles(ada_page, live_server, width, scheme):
    ada_page.set_viewport_size({"width": width, "height": 900})
    ada_page.emulate_media(color_scheme=scheme)
    article = make_published(at=timezone.now() - DAY, body="<p>Rest.</p>")
    make_edition(article, at=timezone.now() + DAY)
    article.body = "<p>Walk.</p>"
    article.save()

    for name, arguments in (
        ("publish", [article.pk]),
        ("withdraw", [article.pk]),
        ("move", [article.pk, 2]),
    ):
        ada_page.goto(live_server.url + reverse(f"admin:articles_article_{name}", args=arguments))
        assert violations(ada_page) == [], name
        page = ada_page.locator("html")
        assert page.evaluate("root => root.scrollWidth <= root.clientWidth"), name
