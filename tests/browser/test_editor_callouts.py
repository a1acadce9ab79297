import pytest
from playwright.sync_api import expect

from tests.factories import make_article, make_source

KINDS = {
    "key-points": "Key points",
    "word": "A word from us",
    "care": "Call your care team",
    "survival": "Survival numbers",
}
CALLOUT = (
    '<aside class="callout" data-kind="care"><p class="callout-title">Call us</p>'
    "<p>A fever.</p><ul><li>Day or night</li></ul></aside>"
)


def start(editor, body="<p>Before.</p>"):
    article = make_article(body=body)
    editor.open(article).caret_at_end()
    return article


def insert(editor, kind):
    editor.button("callout").click()
    editor.page.get_by_role("radio", name=KINDS[kind]).check()
    editor.page.get_by_role("button", name="Insert callout").click()


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_written_with_title_list_and_citation_and_saved(editor, kind):
    make_source(key="redig2013", authors=[{"family": "Redig"}], year=2013)
    article = start(editor)

    insert(editor, kind)
    editor.write("Plain words.")
    editor.press("Control+Alt+f")
    editor.write("redig")
    editor.page.get_by_role("option").click()
    editor.page.get_by_role("button", name="Insert citation").click()
    editor.press("Enter")
    editor.button("bulletedlist").click()
    editor.write("One")
    editor.click_into(".callout-title")
    editor.write("A title")
    before = editor.data()
    editor.save()
    article.refresh_from_db()

    assert "".join(article.body.split("\n")).replace("\t", "") == (
        f'<p>Before.</p><aside class="callout" data-kind="{kind}"><p class="callout-title">A title</p>'
        '<p>Plain words.<sup class="citation" data-source="redig2013">Redig 2013</sup></p>'
        "<ul><li>One</li></ul></aside>"
    )
    assert editor.data() == before.removesuffix("\n<p>&nbsp;</p>\n")  # the empty line to go on writing


def test_an_untitled_callout_is_stored_without_a_title(editor):
    start(editor)

    insert(editor, "word")
    editor.write("We are here.")

    assert "callout-title" not in editor.data()
    assert "callout-body" not in editor.data()
    assert "<div" not in editor.data()


def test_the_dialog_names_the_four_kinds_and_the_first_is_chosen(editor):
    start(editor)

    editor.button("callout").click()

    radios = editor.dialog.get_by_role("radio")
    expect(radios).to_have_count(4)
    expect(radios.first).to_be_checked()
    expect(radios.first).to_be_focused()
    editor.press("ArrowDown", "ArrowDown", "Enter")
    assert 'data-kind="care"' in editor.data()


def test_the_kind_is_changed_and_the_text_stays(editor):
    start(editor, CALLOUT)

    editor.text.locator("aside").dblclick(position={"x": 2, "y": 30})
    expect(editor.page.get_by_role("radio", name="Call your care team")).to_be_checked()
    editor.page.get_by_role("radio", name="Survival numbers").check()
    editor.page.get_by_role("button", name="Save callout").click()

    assert 'data-kind="survival"' in editor.data()
    assert "<li>Day or night</li>" in editor.data()
    editor.press("Control+z")
    assert 'data-kind="care"' in editor.data()


def test_removing_a_callout_keeps_its_text(editor):
    start(editor, f"<p>Before.</p>{CALLOUT}")

    editor.text.locator("aside").dblclick(position={"x": 2, "y": 30})
    editor.page.get_by_role("button", name="Remove the box, keep the text").click()

    assert "aside" not in editor.data()
    for kept in ("Before.", "Call us", "A fever.", "Day or night"):
        assert kept in editor.data()


def test_a_callout_that_ends_the_text_is_left_by_enter_on_an_empty_line(editor):
    start(editor, CALLOUT)

    editor.click_into(".callout-body li")
    editor.press("End", "Enter", "Enter", "Enter")
    editor.write("After it.")

    text = editor.data()
    assert text.index("</aside>") < text.index("<p>After it.</p>")
    assert text.count("<li>") == 1


def test_escape_selects_the_callout_and_shift_enter_writes_behind_it(editor):
    start(editor, CALLOUT)

    editor.click_into(".callout-body li")
    editor.press("Escape")
    expect(editor.text.locator(".cke_widget_focused")).to_have_count(1)
    editor.press("Shift+Enter")
    editor.write("After it.")

    assert editor.data().rstrip().endswith("<p>After it.</p>")


def test_a_selected_callout_is_opened_by_enter_and_deleted_by_delete(editor):
    start(editor, f"<p>Before.</p>{CALLOUT}")

    editor.click_into(".callout-title")
    editor.press("Escape", "Enter")
    expect(editor.dialog).to_be_visible()
    editor.press("Escape", "Delete")

    assert editor.data().strip() == "<p>Before.</p>"
    editor.press("Control+z")
    assert "Day or night" in editor.data()


def test_enter_in_the_title_moves_to_the_text(editor):
    start(editor)
    insert(editor, "care")

    editor.click_into(".callout-title")
    editor.write("Call us")
    editor.press("Enter")
    editor.write("A fever.")

    assert '<p class="callout-title">Call us</p>' in editor.data()
    assert "<p>A fever.</p>" in editor.data()


def test_control_a_in_a_callout_stays_in_it(editor):
    start(editor, CALLOUT)

    editor.click_into(".callout-title")
    editor.press("Control+a")
    editor.page.wait_for_timeout(300)  # what went wrong came later
    editor.write("Ring us")

    assert '<p class="callout-title">Ring us</p>' in editor.data()
    assert "<li>Day or night</li>" in editor.data()


def test_a_callout_cannot_be_inserted_into_a_callout(editor):
    start(editor, CALLOUT)

    editor.click_into(".callout-body p")

    expect(editor.button("callout")).to_have_attribute("aria-disabled", "true")
    expect(editor.button("citation")).not_to_have_attribute("aria-disabled", "true")


def test_source_mode_and_back_changes_nothing(editor):
    start(
        editor,
        f'{CALLOUT}<aside class="callout" data-kind="word"><h3 id="x">Why</h3><p>10<sup>3</sup></p></aside>',
    )
    before = editor.data()

    editor.source_mode()
    assert "callout-body" not in editor.page.locator("textarea.cke_source").input_value()
    editor.source_mode()

    assert editor.data() == before
    expect(editor.text.locator(".cke_widget_callout")).to_have_count(2)


def test_a_table_in_a_callout_is_not_lost(editor):
    table = "<table><tbody><tr><td>One</td><td>Two</td></tr></tbody></table>"
    start(editor, f'<aside class="callout" data-kind="survival"><p>Numbers.</p>{table}</aside>')

    assert "<td>Two</td>" in editor.data()


def test_a_copied_callout_keeps_kind_title_and_text(editor):
    start(editor, f"{CALLOUT}<p>End.</p>")

    editor.text.locator("aside").click(position={"x": 2, "y": 30})
    editor.copy()
    editor.caret_at_end("> p")
    editor.press("Enter", "Control+v")
    expect(editor.text.locator(".cke_widget_callout")).to_have_count(2)

    assert editor.data().count('<aside class="callout" data-kind="care">') == 2
    assert editor.data().count('<p class="callout-title">Call us</p>') == 2
    assert editor.data().count("<li>Day or night</li>") == 2
