"""Holidays by name, chosen with the keys of a keyboard."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from support_groups.schedules import holidays
from tests.browser.test_directory_admin import log_in
from tests.factories import make_group


@pytest.fixture
def grace_page(live_server, complaints, context, as_grace):
    log_in(context, as_grace)
    return context.new_page()


def test_a_holiday_is_typed_chosen_and_saved_by_keyboard(live_server, grace_page):
    group = make_group(zone="America/New_York")
    group.meeting_patterns.all().delete()
    page, today = grace_page, timezone.localdate()
    day = holidays.dates(holidays.named("Thanksgiving"), "US", today)[0].day
    page.goto(live_server.url + reverse("admin:support_groups_group_change", args=[group.pk]))
    line = page.locator("#id_exception_phrase")
    line.focus()
    page.keyboard.type("no meeting Thanksgiving")
    said = page.locator(".field-exception_phrase .said")
    expect(said.get_by_role("button")).to_have_count(1)
    page.keyboard.press("Tab")
    expect(said.get_by_role("button")).to_be_focused()
    page.keyboard.press("Enter")

    expect(said).to_contain_text("When you save, this is added:")
    expect(said.get_by_role("button", name="Take back")).to_be_focused()
    page.keyboard.press("Control+s")

    expect(page.locator(".messagelist .success")).to_contain_text("was saved.")
    row = group.schedule_exceptions.get()
    assert (row.first, row.reason) == (day, "Thanksgiving")
