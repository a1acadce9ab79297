"""Authors of a source in rows: by keyboard, by pasting a list, and without JavaScript."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import axe
from tests.factories import make_source

pytestmark = pytest.mark.django_db(transaction=True)

FERN = {"family": "Fern", "given": "A.", "ORCID": "0000-1"}
SOCIETY = {"literal": "Society of Rest"}


@pytest.fixture
def source():
    return make_source(authors=[FERN, SOCIETY])


def open_form(page, live_server, source):
    page.goto(live_server.url + reverse("admin:sources_source_change", args=[source.pk]))
    return page.locator("#authors-group")


def save(page, source):
    page.locator("[name=_continue], [name=_save]").first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    source.refresh_from_db()
    return source.authors


def test_rows_are_added_moved_and_removed_by_keyboard(ada_page, live_server, source):
    names = open_form(ada_page, live_server, source)

    names.get_by_role("button", name="More rows").press("Enter")
    ada_page.keyboard.press("Tab")
    ada_page.keyboard.type("Zed")
    rows = names.get_by_role("listitem")
    rows.last.get_by_role("button", name="Move up").press("Enter")
    ada_page.keyboard.press("Enter")
    rows.nth(2).get_by_label("Remove").press("Space")

    assert axe.violations(ada_page) == []
    assert save(ada_page, source) == [FERN, {"family": "Zed"}]


def test_a_pasted_list_is_split_into_rows_after_a_question(ada_page, live_server, source):
    names = open_form(ada_page, live_server, source)
    ada_page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.setData("text/plain", "Smith J., Vega T.H., Roe R., Doe A.");
            document.querySelector("[name=authors-0-family]").dispatchEvent(
                new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }"""
    )

    expect(names.get_by_role("button", name="Split into rows")).to_be_focused()
    ada_page.keyboard.press("Enter")
    expect(names.get_by_label("Family name, or organization").nth(5)).to_have_value("Doe")
    source.refresh_from_db()
    assert source.authors == [FERN, SOCIETY]

    assert [name.get("family") for name in save(ada_page, source)] == [
        "Fern",
        None,
        "Smith",
        "Vega",
        "Roe",
        "Doe",
    ]


def test_without_javascript_places_and_more_rows_do_the_same(live_server, browser, as_ada, settings, source):
    context = browser.new_context(java_script_enabled=False)
    value = as_ada.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": "sessionid", "value": value, "url": f"{live_server.url}/admin/"}])
    page = context.new_page()
    names = open_form(page, live_server, source)
    before = names.get_by_role("listitem").count()

    names.get_by_label("Place").nth(0).fill("2")
    names.get_by_label("Place").nth(1).fill("1")
    names.get_by_role("button", name="More rows").click()

    expect(names.get_by_label("Family name, or organization").first).to_have_value("Society of Rest")
    assert names.get_by_role("listitem").count() > before
    source.refresh_from_db()
    assert source.authors == [FERN, SOCIETY]
    assert save(page, source) == [SOCIETY, FERN]
    context.close()
