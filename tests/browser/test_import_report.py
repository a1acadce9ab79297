"""The import report beside the text, worked off with a real mouse and keyboard, with a script and without."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import ReportLine
from tests.browser.axe import violations
from tests.factories import make_article, make_report

pytestmark = pytest.mark.django_db(transaction=True)

BODY = "<h2>Nights</h2><p>Bones <em>ache</em> at night.</p>" + "<p>Rest helps.</p>" * 30


def selected(editor) -> str:
    return editor.page.evaluate("CKEDITOR.instances.id_body.getSelection().getSelectedText()")


@pytest.fixture
def article():
    article = make_article(body=f"{BODY}<p>Photo by Jane Doe</p>")
    credit = {"kind": "third_party", "text": "Photo by Jane Doe", "passage": "Photo by Jane Doe"}
    make_report(article, {"text": "ache", "passage": "Bones ache, at night"}, credit)
    return article


def test_each_line_leads_to_its_place_and_is_ticked_without_leaving_the_text(editor, ada_page, article):
    editor.open(article)
    report = ada_page.locator("#report")

    report.get_by_role("link", name="Show in the text").nth(1).click()
    assert selected(editor) == "Photo by Jane Doe"
    editor.caret_at_end("h2")
    editor.write(" and days")
    report.get_by_role("button", name="Tick off").first.click()

    expect(report).to_contain_text("1 line to look at.")
    expect(report.get_by_role("button", name="Tick off")).to_be_focused()
    ada_page.keyboard.press("Enter")
    expect(report.get_by_role("button", name="Close the report")).to_be_focused()
    ada_page.keyboard.press("Enter")
    expect(report).to_contain_text("Ada closed this report on")
    assert "Nights and days" in editor.data()
    stored = article.body
    article.refresh_from_db()
    assert article.report_closed_by_name == "Ada"
    assert article.body == stored  # ticking saved nothing else


def test_a_link_chosen_before_the_editor_is_ready_leads_there_once_it_is(editor, ada_page, article):
    held = []
    ada_page.route("**/editor/tables/plugin.js*", lambda route: held.append(route))
    with ada_page.expect_request("**/editor/tables/plugin.js*"):
        ada_page.goto(
            editor.host + reverse("admin:articles_article_change", args=[article.pk]), wait_until="commit"
        )
    ada_page.get_by_role("link", name="Show in the text").nth(1).click()

    held[0].continue_()

    editor.wait()
    for _ in range(50):  # the policy of the page allows no wait_for_function
        if found := ada_page.evaluate("CKEDITOR.instances.id_body.getSelection()?.getSelectedText()"):
            break
        ada_page.wait_for_timeout(100)
    assert found == "Photo by Jane Doe"


def test_a_place_that_is_gone_is_said_to_be_gone(editor, ada_page, article):
    editor.open(article)

    ada_page.evaluate("CKEDITOR.instances.id_body.setData('<p>All new.</p>')")
    ada_page.wait_for_function("CKEDITOR.instances.id_body.getData().includes('All new')")
    link = ada_page.locator("#report").get_by_role("link", name="Show in the text").nth(1)
    link.click()

    expect(link).to_have_attribute("data-is-gone", "")


def test_without_a_script_a_tick_saves_the_form(browser, live_server, ada_page, article):
    plain = browser.new_context(java_script_enabled=False, storage_state=ada_page.context.storage_state())
    page = plain.new_page()
    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")

    page.get_by_label("Title").fill("Nights and days")
    page.get_by_role("button", name="Tick off").first.click()

    expect(page.locator("#report")).to_contain_text("1 line to look at.")
    article.refresh_from_db()
    assert article.title == "Nights and days"
    assert ReportLine.objects.exclude(ticked_at=None).get().ticked_by_name == "Ada"
    plain.close()


@pytest.mark.parametrize(("width", "scheme"), [(1300, "light"), (820, "dark"), (390, "light")])
def test_axe_finds_nothing_and_nothing_sticks_out(editor, ada_page, complaints, article, width, scheme):
    ada_page.set_viewport_size({"width": width, "height": 900})
    ada_page.emulate_media(color_scheme=scheme)
    editor.open(article)

    assert violations(ada_page) == []
    assert ada_page.evaluate("document.documentElement.scrollWidth") <= width
    # axe asks for what the editor's style sheet imports, relative to the page.
    complaints[:] = [complaint for complaint in complaints if "tokens.css" not in complaint]
