"""An administrator's day, with real keys: she adds a colleague, who chooses a password, logs in, forgets it and gets a
link; and she sees what the colleague did."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.desk import amiss, type_in
from tests.browser.test_directory_admin import log_in
from web.models import QueuedMail

PASSWORD = "a quiet river bends"
NEW_PASSWORD = "seven slow green boats"


@pytest.fixture
def root():
    client = Client()
    user = User.objects.create_superuser("root", first_name="Ruth", password="secret")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def window(window, context, root):
    """Root's."""
    log_in(context, root)
    return window


def link_of_last_mail() -> str:
    return re.search(r"http://\S+/admin/\S+/\S+-\S+/", QueuedMail.objects.latest("pk").text)[0]


def choose_password(page, password) -> None:
    page.goto(link_of_last_mail())
    assert amiss(page) == []
    page.get_by_label("New password", exact=True).focus()
    type_in(page, password, password)
    expect(page.get_by_role("heading", name="What would you like to work on?")).to_be_visible()


def add_hedy(page, live_server) -> None:
    page.goto(live_server.url + reverse("admin:auth_user_changelist"))
    page.get_by_role("link", name="Add a colleague").click()
    expect(page.get_by_label("Name")).to_be_focused()
    assert amiss(page) == []
    page.keyboard.type("Hedy Lamarr")
    page.keyboard.press("Tab")
    page.keyboard.type("hedy@example.org")
    page.get_by_label("Editor:").press("Space")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text("A message to hedy@example.org is on its way.")).to_be_visible()


def log_in_as_hedy(page, password) -> None:
    expect(page.locator("#id_username")).to_be_focused()
    type_in(page, "hedy@example.org", password)


def test_a_colleague_is_added_and_seen_at_work(live_server, window, context, root):
    page = window
    add_hedy(page, live_server)
    mail = QueuedMail.objects.get()
    assert mail.recipient == "hedy@example.org"

    context.clear_cookies()
    choose_password(page, PASSWORD)
    expect(page.get_by_text("My drafts", exact=True)).to_be_visible()

    context.clear_cookies()
    page.goto(live_server.url + reverse("admin:login"))
    log_in_as_hedy(page, PASSWORD)
    expect(page.get_by_text("My drafts", exact=True)).to_be_visible()

    context.clear_cookies()
    log_in(context, root)
    page.goto(live_server.url + reverse("admin:activity"))
    assert amiss(page) == []
    page.get_by_label("Who").focus()
    type_in(page, "Hedy")
    expect(page.locator("tbody tr").first).to_contain_text("Hedy Lamarr")
    assert page.locator("tbody tr").filter(has_text=re.compile("Signed in|Logged in")).count() >= 1
    expect(page.locator("tbody")).not_to_contain_text("Ruth")


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(live_server, window, context):
    page = window
    hedy = User.objects.create_user("hedy", "hedy@example.org", PASSWORD, is_staff=True)
    context.clear_cookies()
    page.goto(live_server.url + reverse("admin:login"))
    page.get_by_role("link", name="Forgot your password?").click()
    assert amiss(page) == []
    type_in(page, "Hedy@example.org")
    expect(page.get_by_role("heading", name="Look into your mailbox")).to_be_visible()
    choose_password(page, NEW_PASSWORD)

    context.clear_cookies()
    page.goto(link_of_last_mail())
    expect(page.get_by_text("This link no longer works.")).to_be_visible()
    assert amiss(page) == []
    page.get_by_role("link", name="Log in with your password").click()
    log_in_as_hedy(page, PASSWORD)
    expect(page.locator(".errornote")).to_contain_text("This password doesn’t belong")
    page.locator("#id_username").fill("")
    page.locator("#id_username").focus()
    log_in_as_hedy(page, NEW_PASSWORD)
    expect(page.get_by_role("heading", name="What would you like to work on?")).to_be_visible()
    hedy.refresh_from_db()
    assert hedy.check_password(NEW_PASSWORD)
