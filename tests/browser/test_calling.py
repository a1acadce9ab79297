"""The calling list with a keyboard, without JavaScript, on paper, and for a screen reader."""

import datetime

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.test_directory_admin import log_in
from tests.factories import make_group

LIST = reverse("admin:support_groups_group_calling")


@pytest.fixture
def groups(db):
    """Need no vocabulary: a live server empties the tables that migrations filled."""
    made = []
    for number, name in enumerate(["Lantern Circle", "Porch Talk"]):
        long_ago = datetime.date(2025, 1, 2 + number)
        group = make_group(name=name, languages=(), audiences=(), confirmed_on=long_ago)
        group.contacts.create(name="Ann", phone="330-555-0101", is_public=bool(number))
        made.append(group)
    return made


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def page(request, live_server, browser, as_grace):
    context = browser.new_context(java_script_enabled=request.param, viewport={"width": 1300, "height": 900})
    log_in(context, as_grace)
    page = context.new_page()
    yield page
    context.close()


def test_two_listings_are_confirmed_by_keyboard_one_after_the_other(live_server, page, groups):
    page.goto(live_server.url + LIST)
    for group in groups:
        expect(page.locator(".call h2").first).to_have_text(group.name)
        expect(page.locator(".call h2").first).to_be_focused()
        page.get_by_label("Private note").first.press_sequentially("All as before.")
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name=f"All still right: {group.name}")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_text(f"Confirmed: {group.name}.")).to_be_visible()

    expect(page.get_by_text("Every listing is confirmed.")).to_be_visible()
    assert [group.confirmations.get().note for group in groups] == ["All as before."] * 2


def test_no_answer_moves_a_group_to_the_end_and_stopped_meeting_leads_back(live_server, page, groups):
    page.goto(live_server.url + LIST)

    page.get_by_role("button", name="No answer: Lantern Circle").click()
    expect(page.locator(".call h2").first).to_have_text("Porch Talk")
    page.get_by_role("button", name="Stopped meeting: Porch Talk").click()
    page.get_by_role("button", name="Close").click()

    expect(page).to_have_url(live_server.url + LIST)
    expect(page.locator(".call h2")).to_have_text(["Lantern Circle"])
    groups[1].refresh_from_db()
    assert groups[1].status == "closed"


@pytest.mark.parametrize("width", [1300, 820, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_list_fits_and_is_accessible(live_server, browser, as_grace, groups, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    log_in(context, as_grace)
    page = context.new_page()
    page.goto(live_server.url + LIST)

    assert axe.violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="All still right: Porch Talk")).to_be_hidden()
    expect(page.get_by_text("Notes are private")).to_be_hidden()
    expect(page.get_by_text("330-555-0101").first).to_be_visible()
    context.close()
