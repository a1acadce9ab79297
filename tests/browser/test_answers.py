"""Answers to the questions about a schedule, by mouse, by keyboard, on a phone and without JavaScript."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from support_groups.models import Group
from tests.browser import axe
from tests.browser.test_directory_admin import log_in
from tests.support_groups.exchange.test_admin_importing import address
from tests.support_groups.exchange.test_import_answers import staged

ADD = reverse("admin:support_groups_group_add")


@pytest.fixture
def grace_page(live_server, complaints, context, as_grace):
    log_in(context, as_grace)
    return context.new_page()


def _asked(page, live_server, phrase: str):
    page.goto(live_server.url + ADD)
    page.locator("#id_zone").select_option("America/New_York")
    page.get_by_label("In words").first.press_sequentially(phrase)
    said = page.locator("#meeting_patterns-0 [role=status]")
    expect(said).to_contain_text("Please answer first")
    return said


def test_an_answer_is_chosen_by_keyboard_and_taken_back(live_server, grace_page):
    page = grace_page
    said = _asked(page, live_server, "Tuesdays 7-8:30")
    group = said.get_by_role("group", name="Is “7-8:30” am or pm?")
    expect(group.get_by_role("button")).to_have_count(2)
    page.keyboard.press("Tab")
    expect(group.get_by_role("button").first).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(said).to_contain_text("Visitors will read: Every Tuesday, 7 to 8:30 pm Eastern")
    expect(said.get_by_role("listitem")).to_have_count(5)
    expect(page.locator("#id_meeting_patterns-0-begins")).to_have_value("19:00")
    undo = page.get_by_role("button", name="Take back: 7 to 8:30 pm")
    expect(undo).to_be_focused()
    page.keyboard.press("Enter")

    expect(said).to_contain_text("Is “7-8:30” am or pm?")
    expect(group.get_by_role("button").first).to_be_focused()
    assert not Group.objects.exists()


def test_answers_of_a_phrase_that_says_several_things(live_server, grace_page):
    page = grace_page
    said = _asked(page, live_server, "Mondays and first Saturday, 7-8")

    said.get_by_role("button", name="7 to 8 pm").first.click()

    expect(said).to_contain_text("Every Monday, 7 to 8 pm Eastern")
    expect(said).to_contain_text("First Saturday of the month, 7 to 8 pm Eastern")
    expect(said).not_to_contain_text("Please answer first")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_answers_have_room_and_no_accessibility_violations(live_server, grace_page, width, scheme):
    page = grace_page
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    said = _asked(page, live_server, "Biweekly on Mondays, 7-8, weather permitting")

    expect(said.get_by_role("group")).to_have_count(4)
    assert [one for one in axe.violations(page) if "meeting_patterns" in one] == []
    for button in said.get_by_role("button").all():
        box = button.bounding_box()
        assert box["height"] >= 44
        assert 0 <= box["x"] <= width - box["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_answers_in_an_import_have_room_and_no_accessibility_violations(
    live_server, grace_page, as_grace, width, scheme
):
    staged_import = staged(as_grace, "Lantern,Heron House,Akron,Biweekly on Mondays 7-8")
    page = grace_page
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(live_server.url + address(staged_import))

    page.get_by_role("group", name="Is “7-8” am or pm?").get_by_role("button", name="7 to 8 pm").click()

    expect(page.get_by_role("button", name="Take back: 7 to 8 pm")).to_be_visible()
    expect(page.get_by_role("group", name="Is “7-8” am or pm?")).to_have_count(0)
    assert axe.violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_javascript_an_answer_is_a_button_of_the_form(live_server, complaints, browser, as_grace):
    context = browser.new_context(java_script_enabled=False)
    log_in(context, as_grace)
    page = context.new_page()
    page.goto(live_server.url + ADD)
    page.locator("#id_zone").select_option("America/New_York")
    page.get_by_label("In words").first.fill("Tuesdays 7-8:30")
    page.get_by_role("button", name="Show dates").click()
    page.get_by_role("button", name="7 to 8:30 pm").click()

    said = page.locator("#meeting_patterns-0 [role=status]")
    expect(said).to_contain_text("Visitors will read: Every Tuesday, 7 to 8:30 pm Eastern")
    expect(said.get_by_role("listitem")).to_have_count(5)
    assert not Group.objects.exists()
    context.close()
