"""Leaving a change form never loses unsaved text: real keys, real buttons, a real browser."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from reversion.models import Version

from tests.factories import make_article, make_published
from tests.posting import kept

pytestmark = pytest.mark.django_db(transaction=True)


def write(editor, text):
    editor.caret_at_end("p")
    editor.write(text)


def button(page, name):
    """A button of the bar, also one under *More*."""
    if name == "History":
        page.locator(".bar summary").click()
    return page.locator(".bar").get_by_role("button", name=name, exact=True)


NARROW = {"width": 820, "height": 900}  # where a preview takes the place of the form


def asked(page) -> list[str]:
    """What the browser asks when the page is left; each question is answered with “stay”."""
    found = []

    def answer(dialog):
        found.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", answer)
    return found


def test_publishing_includes_what_was_just_typed(editor, ada_page):
    article = make_published(title="Bone pain", body="<p>Take 100 mg</p>")
    editor.open(article)

    write(editor, " every two days.")
    button(ada_page, "Publish…").click()

    expect(ada_page).to_have_url(re.compile(r"/publish/$"))
    expect(ada_page.locator(".side-by-side ins")).to_contain_text("every two days")
    ada_page.get_by_label("Correction").check()
    ada_page.get_by_label("What should readers know about it?").fill("How often was missing.")
    ada_page.get_by_role("button", name="Publish", exact=True).click()
    expect(ada_page.locator(".success")).to_contain_text("Edition 2 is public")
    article.refresh_from_db()
    assert article.current_edition.body == "<p>Take 100 mg every two days.</p>"


def test_back_from_the_publish_page_brings_the_saved_text(editor, ada_page):
    article = make_published(body="<p>Bones</p>")
    editor.open(article)
    write(editor, " ache.")
    button(ada_page, "Publish…").click()
    expect(ada_page).to_have_url(re.compile(r"/publish/$"))

    ada_page.go_back()
    editor.wait()

    assert "Bones ache." in editor.data()
    editor.save()
    article.refresh_from_db()
    assert article.body == "<p>Bones ache.</p>"


@pytest.mark.parametrize(("name", "leads_to"), [("Preview", "/preview/"), ("History", "/history/")])
def test_every_button_saves_before_it_leads_elsewhere(editor, ada_page, name, leads_to):
    article = make_article(body="<p>Bones</p>")
    ada_page.set_viewport_size(NARROW)
    editor.open(article)

    write(editor, " ache.")
    button(ada_page, name).click()

    expect(ada_page).to_have_url(re.compile(leads_to))
    article.refresh_from_db()
    assert article.body == "<p>Bones ache.</p>"


def test_a_form_with_an_error_keeps_everything_and_says_what_was_not_done(editor, ada_page):
    article = make_published(title="Bone pain", body="<p>Bones</p>")
    editor.open(article)

    write(editor, " ache.")
    ada_page.get_by_label("Title").fill("")
    button(ada_page, "Publish…").click()

    expect(ada_page.get_by_text("It was not published. Nothing was saved.")).to_be_visible()
    assert "Bones ache." in editor.wait().data()
    article.refresh_from_db()
    assert article.title == "Bone pain"


def test_withdrawing_keeps_what_was_typed(editor, ada_page):
    article = make_published(body="<p>Bones</p>")
    editor.open(article)

    write(editor, " ache.")
    ada_page.locator(".bar summary").click()
    ada_page.get_by_role("button", name="Withdraw…").click()
    ada_page.get_by_role("button", name="Withdraw", exact=True).click()

    expect(ada_page.locator(".standing")).to_contain_text("Withdrawn on")
    article.refresh_from_db()
    assert (article.body, article.is_published()) == ("<p>Bones ache.</p>", False)


def test_enter_in_a_field_does_nothing(editor, ada_page):
    article = make_article(title="Bone pain")
    editor.open(article)

    ada_page.get_by_label("Title").fill("Pain in the bones")
    ada_page.get_by_label("Title").press("Enter")
    ada_page.wait_for_timeout(300)

    expect(ada_page).to_have_url(re.compile(r"/change/$"))
    expect(ada_page.get_by_label("Title")).to_have_value("Pain in the bones")
    article.refresh_from_db()
    assert article.title == "Bone pain"


def test_a_form_opened_and_left_makes_no_entry_and_asks_nothing(editor, ada_page):
    article = make_article(
        title="Bone pain", summary="One.\nTwo.", key_points="One.\nTwo.", body="<p>Bones<br>ache.</p>"
    )
    kept(article)
    questions = asked(ada_page)
    ada_page.set_viewport_size(NARROW)
    editor.open(article)

    button(ada_page, "Preview").click()
    expect(ada_page).to_have_url(re.compile("/preview/"))
    editor.open(article)
    ada_page.get_by_role("link", name="Stillwater Editing").click()
    expect(ada_page).to_have_url(re.compile(r"/admin/$"))

    assert Version.objects.get_for_object(article).count() == 1
    assert questions == []


def test_a_link_asks_before_it_leaves_unsaved_text_behind(editor, ada_page):
    questions = asked(ada_page)
    editor.open(make_article())

    write(editor, " More.")
    ada_page.get_by_role("link", name="Stillwater Editing").click()

    expect(ada_page).to_have_url(re.compile("/change/$"))
    assert "More." in editor.data()
    assert questions == ["beforeunload"]


def test_a_link_asks_when_only_a_plain_field_was_changed(editor, ada_page):
    questions = asked(ada_page)
    editor.open(make_article())

    ada_page.get_by_label("Title").press_sequentially("x")
    ada_page.get_by_role("link", name="Stillwater Editing").click()

    expect(ada_page).to_have_url(re.compile("/change/$"))
    assert questions == ["beforeunload"]


def test_without_javascript_the_buttons_save_and_the_page_says_that_links_do_not(
    live_server, browser, as_ada, settings
):
    article = make_published(title="Bone pain")
    context = browser.new_context(java_script_enabled=False)
    value = as_ada.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": "sessionid", "value": value, "url": f"{live_server.url}/admin/"}])
    page = context.new_page()
    page.goto(live_server.url + reverse("admin:articles_article_change", args=[article.pk]))

    expect(page.locator("noscript p").first).to_be_visible()
    expect(page.locator("noscript p").first).to_contain_text("Links and the menu don’t.")
    page.get_by_label("Title").fill("Pain in the bones")
    button(page, "Publish…").click()

    expect(page.locator(".side-by-side ins")).to_contain_text("Pain in the bones")
    context.close()
