"""A coordinator at work: a schedule read while it is typed, one line about one date, and a colleague who was faster."""

import datetime

import pytest
from django.conf import settings as project
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from support_groups.models import Group
from tests.browser import axe
from tests.factories import make_group, make_organization
from tests.support_groups.admin.pages import change_page, saved

ADD = reverse("admin:support_groups_group_add")


def log_in(context, client):
    cookie = client.cookies[project.SESSION_COOKIE_NAME]
    site = {"domain": "localhost", "path": project.SESSION_COOKIE_PATH}
    context.add_cookies([{"name": cookie.key, "value": cookie.value} | site])


@pytest.fixture
def grace_page(live_server, complaints, context, as_grace):
    log_in(context, as_grace)
    return context.new_page()


@pytest.fixture
def group(db):
    """Needs no vocabulary: a live server empties the tables that migrations filled."""
    return make_group(name="Circle", languages=(), audiences=())


def test_a_phrase_is_read_while_it_is_typed_and_its_question_answered_by_keyboard(live_server, grace_page):
    page = grace_page
    page.goto(live_server.url + ADD)
    phrase = page.get_by_label("In words").first
    phrase.press_sequentially("Every other Thursday, 7 pm")

    said = page.locator("#meeting_patterns-0 [role=status]")
    expect(said).to_contain_text("Which Thursday does it start?")
    expect(said).to_contain_text("These times need a time zone. Choose it above.")
    page.locator("#id_zone").select_option("America/New_York")
    expect(said).to_contain_text("So far: Every other Thursday, 7 pm Eastern")
    phrase.focus()
    for _stop in ("first answer", "second answer", "nobody knows yet", "date"):
        page.keyboard.press("Tab")
    expect(page.locator("#id_meeting_patterns-0-anchor")).to_be_focused()
    today = timezone.localdate()
    thursday = today + datetime.timedelta(days=(3 - today.weekday()) % 7 + 7)
    page.keyboard.type(f"{thursday:%m%d%Y}")

    expect(said).to_contain_text("Visitors will read: Every other Thursday, 7 pm Eastern")
    expect(said.get_by_role("listitem").first).to_have_text(
        f"Thu, {thursday:%b} {thursday.day}, {thursday.year}, 7 pm"
    )
    expect(said.get_by_role("listitem")).to_have_count(5)
    assert not Group.objects.exists()
    found = [one for one in axe.violations(page) if "meeting_patterns" in one or "exception_phrase" in one]
    assert found == []


def test_fields_fit_the_kind_and_change_the_sentence(live_server, grace_page, group):
    page = grace_page
    page.goto(live_server.url + change_page(group))
    row = page.locator("#meeting_patterns-0")
    row.get_by_text("Fill in field by field").click()
    expect(row.get_by_label("Wednesday")).to_be_visible()
    expect(row.get_by_label("Days of the month")).to_be_hidden()

    row.get_by_label("Wednesday").check()

    expect(row.locator("[role=status]")).to_contain_text("Every Tuesday and Wednesday, 6:30 to 8 pm Eastern")
    row.get_by_label("How it repeats").select_option("monthly_date")
    expect(row.get_by_label("Wednesday")).to_be_hidden()
    row.get_by_label("Days of the month").fill("15")
    expect(row.locator("[role=status]")).to_contain_text("15th of the month")


def test_a_line_about_one_date_is_read_and_saved(live_server, grace_page, group):
    page = grace_page
    page.goto(live_server.url + change_page(group))
    line = page.get_by_label("In one line")
    line.fill("no meeting")
    expect(page.locator(".field-exception_phrase [role=status]")).to_contain_text("On which day?")

    line.fill("no meeting on December 23, 2098: Christmas")

    expect(page.locator(".field-exception_phrase [role=status]")).to_contain_text(
        "Tuesday, December 23, 2098 (Christmas)"
    )
    page.locator("input[name=_save]").first.click()
    expect(page.get_by_text("was saved.")).to_be_visible()
    assert group.schedule_exceptions.get().reason == "Christmas"


def test_without_javascript_a_button_shows_the_dates_and_keeps_what_is_typed(live_server, browser, as_grace):
    context = browser.new_context(java_script_enabled=False)
    log_in(context, as_grace)
    page = context.new_page()
    page.goto(live_server.url + ADD)
    page.fill("#id_name", "Thursday circle")
    page.fill("#id_meeting_patterns-0-phrase", "First Thursday, 7 pm")

    page.get_by_role("button", name="Show dates").click()

    row = page.locator("#meeting_patterns-0")
    expect(row).to_contain_text("First Thursday of the month, 7 pm")
    expect(row).to_contain_text("These times need a time zone.")
    expect(row.locator(".dates li")).to_have_count(5)
    expect(page.locator("#id_name")).to_have_value("Thursday circle")
    assert not Group.objects.exists()
    context.close()


def test_the_second_of_two_coordinators_sees_the_conflict_and_loses_nothing(
    live_server, grace_page, group, as_grace
):
    page = grace_page
    page.goto(live_server.url + change_page(group))
    page.fill("#id_summary", "What I typed.")
    organization = make_organization(name="Alder Falls")
    saved(as_grace, group, organization=organization.pk, summary="What they saved.")

    page.locator("input[name=_save]").first.click()

    expect(page.get_by_role("heading", name="What changed while you were editing")).to_be_visible()
    expect(page.locator(".conflict")).to_contain_text("What they saved.")
    expect(page.locator("#id_summary")).to_have_value("What I typed.")
    page.locator("input[name=_save]").first.click()
    expect(page.get_by_text("was saved.")).to_be_visible()
    group.refresh_from_db()
    assert (group.summary, group.organization) == ("What I typed.", organization)
