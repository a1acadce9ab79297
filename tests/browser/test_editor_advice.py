"""Advice while writing: folded, quiet, and each entry leads to its place."""

from playwright.sync_api import expect

from tests.factories import make_article

BODY = (
    '<p>One. <a href="/x">Click here</a>.</p>'
    + "<p>Words.</p>" * 30
    + '<p>Then <a href="/y">click here</a>.</p>'
)


def test_advice_follows_the_writing_and_leads_to_its_place(editor):
    editor.open(make_article(body=BODY)).caret_at_end()
    advice = editor.page.locator("details.advice")
    expect(advice.locator("summary")).to_contain_text("2")
    expect(advice.get_by_text("Only advice.")).to_be_hidden()

    editor.write(" It helps 33% of them.")
    expect(advice.locator("summary")).to_contain_text("3")
    advice.locator("summary").click()
    advice.get_by_role("link", name="click here", exact=True).click()
    selected = editor.page.evaluate("CKEDITOR.instances.id_body.getSelection().getSelectedText()")
    editor.write("what to ask")

    assert selected == "click here"
    assert ">Click here</a>" in editor.data()
    assert "click here" not in editor.data()
    expect(advice.locator("summary")).to_contain_text("2")


def test_advice_stays_open_on_the_next_form(editor):
    editor.open(make_article(body=BODY))
    editor.page.locator("details.advice summary").click()

    editor.open(make_article(title="Another", slug="another", body=BODY))

    expect(editor.page.locator("details.advice")).to_have_attribute("open", "")
