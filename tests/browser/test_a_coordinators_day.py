"""A day of whoever keeps the directory, with real keys: a new group, changes, a round of calls, a file, a mistake undone."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from support_groups.exchange.sample import lines
from support_groups.models import Group
from tests.browser.desk import amiss, press, type_into
from tests.browser.test_directory_admin import log_in
from tests.factories import make_group, make_venue
from tests.support_groups.admin.pages import change_page

LIST = reverse("admin:support_groups_group_changelist")
CALLS = reverse("admin:support_groups_group_calling")
IMPORT = reverse("admin:support_groups_group_import")
LONG_AGO, DAY = datetime.date(2025, 1, 2), datetime.timedelta(days=1)
PRIVATE = ["Zelda", "330-555-0187", "Ring twice, he is deaf."]


@pytest.fixture
def page(window, live_server, context, as_grace):
    """Grace's."""
    log_in(context, as_grace)
    window.goto_path = lambda path: window.goto(live_server.url + path)
    return window


def stop(page) -> None:
    assert amiss(page) == []


def box(page, label: str):
    return page.get_by_role("textbox", name=label).first


def online(name: str, **fields) -> Group:
    """Needs no vocabulary: a live server empties the tables that migrations filled."""
    fields = {
        "languages": (),
        "audiences": (),
        "attendance": "online",
        "joining": "Call 330-555-0101.",
    } | fields
    return make_group(name=name, **fields)


def test_a_new_group_is_asked_about_and_its_private_contact_stays_private(page, visitor):
    page.goto_path(reverse("admin:support_groups_group_add"))
    page.keyboard.type("Kitchen Table")  # the cursor is in the first field
    type_into(page, "In one sentence", "Tea and talk.")
    page.get_by_label("Who it fits").select_option(index=1)
    page.get_by_label("How people meet").select_option("online")
    page.locator("#id_zone").select_option("America/New_York")
    type_into(page, "In words", "2nd and 4th Tuesday, 6:30-8 pm")
    type_into(page, "In one line", "no meeting on December 23, 2098: Holidays")
    type_into(page, "How to join", "Come as you are.")
    page.locator("#id_contacts-0-name").focus()
    page.keyboard.type(PRIVATE[0])
    page.locator("#id_contacts-0-phone").focus()
    page.keyboard.type(PRIVATE[1])
    page.locator("#id_notes").focus()
    page.keyboard.type(PRIVATE[2])
    page.get_by_label("Status", exact=True).select_option("listed")
    press(page, "button", "Save")

    expect(page.get_by_role("heading", name="List it anyway?")).to_be_in_viewport()
    assert not Group.objects.exists()
    kept = page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")
    assert [word for word in PRIVATE if word in kept] == []
    stop(page)
    press(page, "button", "List it anyway")

    group = Group.objects.get()
    assert (group.status, group.schedule_exceptions.get().reason, group.notes) == (
        "listed",
        "Holidays",
        PRIVATE[2],
    )
    addresses = [
        group.get_absolute_url(),
        *map(reverse, ["support_groups:export-csv", "support_groups:export-json"]),
    ]
    for address in addresses:
        response = visitor.get(address)
        text = (response.getvalue() if response.streaming else response.content).decode()
        assert "Kitchen Table" in text
        assert [word for word in PRIVATE if word in text] == []


def test_a_group_is_paused_changed_compared_and_put_back(page):
    group = online("Porch Talk", summary="The old sentence.", website="https://example.org/porch")
    again = timezone.localdate() + datetime.timedelta(days=40)
    page.goto_path(change_page(group))
    page.get_by_label("Status", exact=True).select_option("paused")
    page.get_by_label("Paused until").fill(again.isoformat())
    press(page, "button", "Save")
    group.refresh_from_db()
    assert (group.status, group.paused_until) == ("paused", again)
    box(page, "In one sentence").fill("A wrong sentence.")
    press(page, "button", "Save")
    stop(page)

    page.goto_path(reverse("admin:support_groups_group_history", args=[group.pk]))
    stop(page)
    press(page, "button", "Compare A and B")
    expect(page.locator(".side-by-side").first).to_contain_text("A wrong sentence.")
    stop(page)
    press(page, "link", "Restore the older version…")
    press(page, "button", "Restore this version")
    group.refresh_from_db()
    assert group.summary == "The old sentence."


def test_a_venue_is_closed_for_some_days(page):
    venue = make_venue(name="Library")
    group = make_group(name="Circle", venue=venue, languages=(), audiences=())
    tuesday = timezone.localdate() + datetime.timedelta(days=7)
    tuesday += datetime.timedelta(days=(1 - tuesday.weekday()) % 7)
    page.goto_path(reverse("admin:support_groups_venue_change", args=[venue.pk]))
    page.get_by_text("Close for some days…").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_label("First day").fill(tuesday.isoformat())
    page.get_by_label("Last day").fill(tuesday.isoformat())
    type_into(page, "Reason", "Library closed")
    press(page, "button", "Show affected groups")
    expect(page.get_by_role("status")).to_contain_text("1 group meets on those days.")
    stop(page)
    press(page, "button", "Close on these days")
    assert (venue.schedule_exceptions.get().first, group.schedule_exceptions.count()) == (tuesday, 0)


def test_ten_calls_are_made_one_after_the_other_and_no_note_is_lost(page):
    made = [online(f"Group {number}", confirmed_on=LONG_AGO + number * DAY) for number in range(10)]
    page.goto_path(CALLS)
    stop(page)
    for group in made[:7]:
        expect(page.locator(".call h2").first).to_be_focused()
        press(page, "button", f"All still right: {group}")
    type_into(page, "Private note", "Voicemail.")
    press(page, "button", "No answer: Group 7")
    type_into(page, "Private note", "Now on Mondays.")
    press(page, "button", "Change it: Group 8")
    expect(box(page, "Notes for staff")).to_have_value(re.compile("Now on Mondays."))
    box(page, "How to join").fill("Call 330-555-0102.")
    press(page, "button", "Save and close")
    expect(page.get_by_role("heading", name="Calling list")).to_be_visible()
    box(page.locator(f"#call-{made[9].pk}"), "Private note").fill("Ann moved away.")
    press(page, "button", "Stopped meeting: Group 9")
    stop(page)
    press(page, "button", "Close")

    assert page.url.endswith(CALLS)
    assert Group.objects.filter(confirmed_on=timezone.localdate()).count() == 7
    assert made[7].unanswered_calls.get().note == "Voicemail."
    closed = Group.objects.get(status="closed")
    assert (closed, closed.notes.endswith("Ann moved away.")) == (made[9], True)


def test_the_bar_under_the_title_confirms_what_was_just_changed(page):
    group = online("Porch Talk", confirmed_on=LONG_AGO)
    page.goto_path(change_page(group))
    box(page, "How to join").fill("Call 330-555-0102.")
    page.locator("summary", has_text="Confirm").focus()
    page.keyboard.press("Enter")
    stop(page)
    press(page, "button", "Confirm and save")
    expect(page.locator(".confirm .errorlist").first).to_be_visible()  # by whom, and how?
    page.get_by_label("Confirmed today by").select_option("leader")
    page.get_by_label("How", exact=True).select_option("phone")
    type_into(page, "Private note", "Spoke with Ann.")
    press(page, "button", "Confirm and save")

    group.refresh_from_db()
    assert (group.joining, group.confirmed_on) == ("Call 330-555-0102.", timezone.localdate())
    assert group.confirmations.get().note == "Spoke with Ann."


def test_many_are_confirmed_at_once_and_the_list_keeps_its_filter_and_page(page):
    for number in range(52):
        online(f"Group {number:02}", confirmed_on=LONG_AGO)
    address = f"{LIST}?attendance__exact=online&p=2"
    page.goto_path(address)
    for name in ("Group 50", "Group 51"):
        page.get_by_role("row", name=name).get_by_role("checkbox").press("Space")
    stop(page)
    page.locator("select[name=action]").select_option("confirm_today")
    press(page, "button", "Apply")
    page.get_by_label("Who confirmed it?").select_option("leader")
    page.get_by_label("How?").select_option("phone")
    stop(page)
    press(page, "button", "Confirm today")

    assert page.url.endswith(address)
    expect(page.get_by_text("Confirmed. 2 groups.")).to_be_visible()
    assert Group.objects.filter(confirmed_on=timezone.localdate()).count() == 2


def test_the_sample_is_imported_as_drafts_which_are_listed_together(page):
    page.goto_path(IMPORT)
    file = {"name": "sample.csv", "mimeType": "text/csv", "buffer": b"".join(lines(timezone.localdate()))}
    page.get_by_label("File").set_input_files(file)
    stop(page)
    press(page, "button", "Upload")
    stop(page)
    press(page, "button", "Show the preview")
    expect(page.get_by_text("3 rows will be saved.")).to_be_visible()
    stop(page)
    press(page, "button", "Save the chosen rows")
    expect(page.get_by_text("3 groups")).to_be_visible()
    assert Group.objects.filter(status="draft").count() == 3

    page.goto_path(f"{LIST}?status__exact=draft")
    page.locator("#action-toggle").press("Space")
    page.locator("select[name=action]").select_option("list_drafts")
    press(page, "button", "Apply")
    for draft in page.get_by_role("checkbox").all():
        draft.check()
    stop(page)
    press(page, "button", "List what is checked")
    assert page.url.endswith("?status__exact=draft")
    assert Group.objects.filter(status="listed").count() == 3
