"""The finder on a phone: what was asked in a line, then groups; a sheet and a calendar of those that were checked."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.factories import make_group

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 390, "height": 844}
SEARCH = "/support-groups/?place=Akron, OH&how=in-person&how=online"


@pytest.fixture
def finder(live_server, page):
    for number in range(12):
        make_group(name=f"Group {number:02}", attendance="online" if number % 2 else "in-person", cost="free")
    page.set_viewport_size(PHONE)

    def open_finder(address="/support-groups/"):
        page.goto(live_server.url + address)
        return page

    return open_finder


def top(locator):
    return locator.bounding_box()["y"]


@pytest.mark.parametrize(("address", "limit"), [("/support-groups/", 700), (SEARCH, 450)])
def test_groups_begin_on_the_first_screen_of_a_phone(finder, address, limit):
    page = finder(address)

    assert top(page.locator(".group").first) < limit
    assert max(group.bounding_box()["height"] for group in page.locator(".group").all()) <= 220


def test_the_form_opens_from_the_line_that_says_what_was_asked_and_one_fold_at_a_time(finder):
    page = finder(SEARCH)
    expect(page.get_by_label("Town, ZIP code, county or state")).to_be_hidden()

    page.locator(".asked > summary").click()
    expect(page.get_by_label("Town, ZIP code, county or state")).to_have_value("Akron, OH")
    assert violations(page) == []
    page.get_by_text("How you’d like to meet").first.click()
    expect(page.get_by_label("By telephone")).to_be_visible()
    page.get_by_text("Days and times").first.click()

    expect(page.get_by_label("Monday")).to_be_visible()
    expect(page.get_by_label("By telephone")).to_be_hidden()
    assert top(page.locator(".group").first) < 2 * PHONE["height"]


def test_checked_groups_become_a_sheet_without_script(live_server, browser, finder):
    finder()
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(f"{live_server.url}/support-groups/?sort=name")

    page.get_by_label("Choose Group 02").check()
    page.get_by_label("Choose Group 05").check()
    page.get_by_role("button", name="Make a sheet").click()

    expect(page.locator(".sheet-of h2")).to_have_text(["Group 02", "Group 05"])
    context.close()


def test_checked_groups_become_a_calendar_file(finder):
    page = finder("/support-groups/?sort=name")
    page.get_by_label("Choose Group 02").check()

    with page.expect_download() as download:
        page.get_by_role("button", name="Save to calendar").click()

    text = download.value.path().read_text()
    assert download.value.suggested_filename == "support-groups.ics"
    assert "SUMMARY:Group 02" in text
    assert "SUMMARY:Group 03" not in text


def test_a_printed_list_has_its_groups_and_no_check_boxes(finder):
    page = finder(SEARCH)
    page.emulate_media(media="print")

    expect(page.locator(".group").first).to_be_visible()
    expect(page.get_by_text("Near Akron, Ohio").last).to_be_visible()
    for chrome in (".pick input >> nth=0", ".asked", "#choose"):
        expect(page.locator(chrome)).to_be_hidden()
