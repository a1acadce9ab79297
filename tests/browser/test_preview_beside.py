"""The preview beside the form: with real keys, with and without JavaScript, at the widths of desks and phones."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.storage import wait_until_kept
from tests.browser.test_directory_admin import log_in
from tests.factories import make_article

pytestmark = pytest.mark.django_db(transaction=True)

WIDE = {"width": 1440, "height": 900}
FRAME = ".preview-beside iframe"
LONG = "<h2>Why it hurts</h2>" + "<p>Bones hurt for many reasons.</p>" * 60


@pytest.fixture
def article():
    return make_article(title="Bone pain", body=f"<p>Rest</p>{LONG}")


@pytest.fixture
def writing(editor, ada_page, article):
    ada_page.set_viewport_size(WIDE)
    return editor.open(article)


def press(page, name):
    page.locator(".bar").get_by_role("button", name=name, exact=True).click()


def preview(page):
    return page.frame_locator(FRAME)


def open_beside(writing, text=" and walk."):
    writing.caret_at_end("p").write(text)
    press(writing.page, "Preview")
    expect(preview(writing.page).locator(".prose:not(.answer)")).to_contain_text(f"Rest{text}")
    writing.wait()


def test_the_preview_stands_beside_the_form_and_follows_each_save(writing, ada_page, article):
    open_beside(writing)
    expect(ada_page).to_have_url(re.compile(r"/change/\?beside=preview$"))

    ada_page.get_by_label("Title").fill("Pain in the bones")
    ada_page.keyboard.press("Control+s")

    expect(preview(ada_page).locator("h1")).to_have_text("Pain in the bones")
    article.refresh_from_db()
    assert article.title == "Pain in the bones"
    assert article.body.startswith("<p>Rest and walk.</p>")


def test_it_stays_in_sight_and_keeps_its_place(writing, ada_page):
    open_beside(writing)
    frame = ada_page.frame(url=re.compile("framed"))
    frame.evaluate("scrollTo(0, 700)")
    ada_page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(ada_page.locator(FRAME)).to_be_in_viewport(ratio=0.8)

    with ada_page.expect_navigation():
        ada_page.keyboard.press("Control+s")

    ada_page.wait_for_function(
        "() => frames.length && [...document.querySelectorAll('.preview-beside iframe')].some((one) => one.contentWindow.scrollY === 700)"
    )


def test_closing_loses_nothing_and_asks_nothing(writing, ada_page):
    open_beside(writing)
    questions = []
    ada_page.on("dialog", lambda dialog: (questions.append(dialog.type), dialog.dismiss()))
    ada_page.get_by_label("Title").fill("Typed since")

    preview(ada_page).get_by_role("link", name="Back to editing").click()

    expect(ada_page.locator(".preview-beside")).to_have_count(0)
    expect(ada_page).to_have_url(re.compile("/change/$"))
    expect(ada_page.get_by_label("Title")).to_have_value("Typed since")
    assert questions == []


def test_publish_in_the_preview_saves_what_was_typed_first(writing, ada_page, article):
    open_beside(writing)
    ada_page.get_by_label("Title").fill("Typed since")

    preview(ada_page).get_by_role("link", name="Publish…").click()

    expect(ada_page).to_have_url(re.compile("/publish/$"))
    article.refresh_from_db()
    assert article.title == "Typed since"


def test_what_is_typed_beside_a_preview_comes_back_after_a_crash(writing, ada_page, context):
    open_beside(writing)
    address = ada_page.url
    ada_page.get_by_label("Title").fill("Lost in a crash")
    wait_until_kept(ada_page, "Lost in a crash")
    ada_page.close(run_before_unload=False)

    page = context.new_page()
    page.set_viewport_size(WIDE)
    page.goto(address)
    page.get_by_role("button", name="Bring it back").click()

    expect(page.get_by_label("Title")).to_have_value("Lost in a crash")
    expect(preview(page).locator("h1")).to_have_text("Bone pain")


def test_other_pages_open_outside_the_frame(writing, ada_page):
    open_beside(writing)

    with ada_page.context.expect_page() as opened:
        preview(ada_page).locator(".crumbs a:visible").first.click()

    expect(opened.value.get_by_role("contentinfo")).to_be_visible()
    expect(preview(ada_page).locator("h1")).to_have_text("Bone pain")


def test_without_javascript_it_opens_stays_and_closes(
    live_server, browser, browser_context_args, as_ada, article
):
    context = browser.new_context(**browser_context_args | {"viewport": WIDE}, java_script_enabled=False)
    log_in(context, as_ada)
    page = context.new_page()
    page.goto(live_server.url + reverse("admin:articles_article_change", args=[article.pk]))

    page.get_by_label("Title").fill("By hand")
    press(page, "Preview")
    expect(preview(page).locator("h1")).to_have_text("By hand")
    page.get_by_label("Title").fill("By hand again")
    press(page, "Save")
    expect(preview(page).locator("h1")).to_have_text("By hand again")
    preview(page).get_by_role("link", name="Back to editing").click()

    expect(page.locator(".preview-beside")).to_have_count(0)
    context.close()


@pytest.mark.parametrize(("width", "is_beside"), [(1920, True), (1300, True), (1199, False), (390, False)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_and_has_no_obstacles(ada_page, live_server, article, width, is_beside, scheme):
    ada_page.set_viewport_size({"width": width, "height": 900})
    ada_page.emulate_media(color_scheme=scheme)
    address = reverse("admin:articles_article_change", args=[article.pk])
    ada_page.goto(f"{live_server.url}{address}?beside=preview")

    expect(ada_page.locator(FRAME)).to_be_visible(visible=is_beside)
    assert ada_page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(ada_page) == []
    if is_beside:
        expect(preview(ada_page).locator("h1")).to_be_visible()
        assert violations(ada_page.frame(url=re.compile("framed"))) == []
