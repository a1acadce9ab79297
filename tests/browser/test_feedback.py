"""On a phone without scripts a reader writes, an editor answers, and the reader comes back with her code."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Feedback
from tests.browser.axe import violations
from tests.factories import make_feedback, make_published

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"width": 360, "height": 740}
LONGEST = "Whyisitso" * 333
CODE = "7K3QF-M2X9T-0WRCE"


@pytest.fixture
def article():
    return make_published(title="Bone pain", slug="bone-pain", body="<h2>Rest</h2><p>It helps.</p>")


def test_a_reader_writes_an_editor_answers_and_the_reader_reads_it(browser, ada_page, live_server, article):
    outside = browser.new_context(java_script_enabled=False, viewport=PHONE)
    reader = outside.new_page()

    reader.goto(live_server.url + "/articles/bone-pain/")
    reader.get_by_role("link", name="Was this page helpful? What is missing?").click()
    reader.get_by_role("button", name="Send").click()
    expect(reader).to_have_title(re.compile("^Error: Help us improve"))
    reader.get_by_role("link", name="Choose whether this page was helpful.").click()
    expect(reader.get_by_label("Yes")).to_be_focused()
    reader.get_by_label("Partly").check()
    reader.get_by_label("What is missing").fill("Does it pass?")
    reader.wait_for_timeout(3100)  # a person takes longer than three seconds
    reader.get_by_role("button", name="Send").click()

    expect(reader.get_by_role("heading", level=1)).to_have_text("We have your question")
    code = reader.locator("#code + p").inner_text().strip()
    assert re.fullmatch(r"[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}", code)
    reader.reload()
    assert Feedback.objects.count() == 1

    ada_page.goto(live_server.url + reverse("admin:index"))
    ada_page.locator("#to-answer").get_by_role("link", name="Bone pain").click()
    expect(ada_page.get_by_text("Does it pass?")).to_be_visible()
    ada_page.get_by_label("Answer").fill("Often it does, in weeks.")
    ada_page.get_by_role("button", name="Save", exact=True).click()
    expect(ada_page.locator(".messagelist")).to_contain_text("Question about “Bone pain”")

    reader.goto(live_server.url + "/feedback/")
    reader.get_by_label("Your code").fill(code.lower().replace("-", " "))
    reader.get_by_role("button", name="Read the answer").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Our answer to you")
    expect(reader.get_by_text("Often it does, in weeks.")).to_be_visible()
    assert outside.cookies() == []
    outside.close()


def test_nobody_meets_the_field_for_programs(page, live_server, article):
    page.goto(live_server.url + "/articles/bone-pain/feedback/")

    seen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.id"))
    assert "id_text" in seen
    assert "id_website" not in seen
    assert "Leave this field empty" not in page.locator("main").aria_snapshot()
    around = page.locator("p:has(> #id_website)").bounding_box()
    assert (around["width"], around["height"]) == (1, 1)
    assert page.locator("#id_website").get_attribute("autocomplete") == "off"


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (390, "dark"), (1440, "light")])
def test_axe_finds_nothing_and_nothing_sticks_out(page, complaints, live_server, article, width, scheme):
    make_feedback(
        article, text=LONGEST[:3000], code=CODE, answer=f"See https://example.org/{LONGEST[:500]} for more."
    )
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    form = live_server.url + "/articles/bone-pain/feedback/"

    def check():
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    page.goto(form)
    check()
    page.get_by_label("What is missing").fill(LONGEST + "too long")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".errors")).to_contain_text("Shorten your text")
    check()
    for address in (f"{form}?sent", live_server.url + "/feedback/", f"{live_server.url}/feedback/{CODE}/"):
        page.goto(address)
        check()
    page.goto(live_server.url + "/feedback/wrong/")
    check()
    complaints.clear()  # the browser reports the 404
