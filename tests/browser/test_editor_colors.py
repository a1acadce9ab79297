"""The editor in the colors that were chosen for the admin."""

from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.factories import make_article

LUMINANCE = """(element) => {
    const [red, green, blue] = getComputedStyle(element).backgroundColor.match(/[\\d.]+/g).map(Number);
    return (red + green + blue) / 765;
}"""


def test_sheet_toolbar_list_and_dialogs_follow_the_choice_while_they_are_open(editor):
    editor.open(make_article(body="<h2>Rest</h2><p>Cells rest.</p>"))
    page = editor.page
    page.locator("#cke_id_body .cke_combo__format a").click()
    parts = [
        editor.text.locator("xpath=ancestor::html"),
        page.locator("#cke_id_body .cke_top"),
        page.frame_locator("iframe.cke_panel_frame").first.locator(".cke_panel_block"),
    ]
    for part in parts:
        expect(part.first).to_be_visible()
    light = [part.first.evaluate(LUMINANCE) for part in parts]

    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.wait_for_timeout(200)
    dark = [part.first.evaluate(LUMINANCE) for part in parts]

    assert min(light) > 0.8
    assert max(dark) < 0.2
    editor.press("Escape")
    editor.button("link").click()
    expect(page.locator(".cke_dialog_body")).to_be_visible()
    assert page.locator(".cke_dialog_body").evaluate(LUMINANCE) < 0.2
    assert [line for line in violations(page) if "color-contrast" in line] == []
