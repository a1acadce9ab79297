"""Tables: rows, columns, a header row; and what happens to tables that were there before."""

from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.factories import cite, make_article

OLD = (
    f'<table><caption>Drugs{cite("a1")}</caption><tbody><tr><td colspan="2">A</td></tr>'
    '<tr><th scope="row">B</th><td>C</td></tr></tbody></table><p>After.</p>'
)


def compact(editor):
    return "".join(line.strip() for line in editor.data().splitlines())


def menu(editor, cell, choice):
    editor.text.locator(cell).last.click(button="right")
    editor.page.frame_locator("iframe.cke_panel_frame").first.get_by_text(choice, exact=True).click()


def test_a_table_is_made_with_the_keyboard_and_its_first_row_is_a_header(editor):
    article = make_article(body="<p>One.</p>")
    editor.open(article).caret_at_end()

    editor.button("table").click()
    expect(editor.dialog.get_by_label("Rows")).to_be_focused()
    editor.write("2")
    editor.press("Tab")
    editor.write("2")
    editor.press("Enter")
    for words in ("Drug", "Use", "Pill", "Daily"):
        editor.write(words)
        editor.press("Tab")
    editor.save()

    article.refresh_from_db()
    assert "".join(line.strip() for line in article.body.splitlines()).startswith(
        '<p>One.</p><table><thead><tr><th scope="col">Drug</th><th scope="col">Use</th></tr></thead>'
        "<tbody><tr><td>Pill</td><td>Daily</td></tr>"
    )


def test_the_dialog_asks_for_rows_columns_and_a_header_row_and_nothing_else(editor):
    editor.open(make_article(body="<p>One.</p>")).caret_at_end()

    editor.button("table").click()

    assert editor.dialog.locator("input").evaluate_all("all => all.map((one) => one.type)") == [
        "number",
        "number",
        "checkbox",
    ]
    for scheme in ("light", "dark"):
        editor.page.emulate_media(color_scheme=scheme)
        assert [line for line in violations(editor.page) if "editor-" in line] == []


def test_an_old_table_gets_its_header_row_from_its_menu_and_keeps_all_else(editor):
    article = make_article(body=OLD)
    editor.open(article)

    menu(editor, "td", "First row is a header")
    made = compact(editor)
    menu(editor, "td", "First row is not a header")

    assert made == OLD.replace(
        '<tbody><tr><td colspan="2">A</td></tr>',
        '<thead><tr><th colspan="2" scope="col">A</th></tr></thead><tbody>',
    )
    assert compact(editor) == OLD


def test_a_table_is_named_in_its_dialog(editor):
    editor.open(
        make_article(body="<table><tbody><tr><td>A</td></tr><tr><td>B</td></tr></tbody></table><p>x</p>")
    )

    menu(editor, "td", "Change this table")
    editor.dialog.get_by_label("The first row is a header").check()
    editor.dialog.get_by_label("Title above the table").fill("Drugs & doses")
    editor.press("Enter")

    assert compact(editor) == (
        '<table><caption>Drugs &amp; doses</caption><thead><tr><th scope="col">A</th></tr></thead>'
        "<tbody><tr><td>B</td></tr></tbody></table><p>x</p>"
    )
