"""Adding a colleague, with real keys: invited, she chooses a password and logs in; she forgets it and gets a link."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.test_directory_admin import log_in
from web.models import QueuedMail

PASSWORD = "a quiet river bends"
LOOKS = [(1300, "light"), (820, "light"), (390, "dark")]


@pytest.fixture
def root_page(live_server, complaints, context):
    client = Client()
    user = User.objects.create_superuser("root", password="secret")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    log_in(context, client)
    return context.new_page()


def link_of_last_mail() -> str:
    return re.search(r"http://\S+/admin/\S+/\S+-\S+/", QueuedMail.objects.latest("pk").text)[0]


def look(page) -> list[str]:
    """What axe says, and whether anything sticks out, in each look."""
    found = []
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 2000})
        page.emulate_media(color_scheme=scheme)
        found += axe.violations(page)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{page.url} is wider than {width}")
    page.set_viewport_size({"width": 1300, "height": 2000})
    return found


def choose_password(page, address: str) -> None:
    page.goto(address)
    assert look(page) == []
    page.get_by_label("New password", exact=True).press_sequentially(PASSWORD)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What would you like to work on?")).to_be_visible()


def test_a_colleague_is_added_chooses_a_password_and_forgets_it(live_server, root_page, context):
    page = root_page
    page.goto(live_server.url + reverse("admin:auth_user_changelist"))
    page.get_by_role("link", name="Add a colleague").click()
    assert look(page) == []
    expect(page.get_by_label("Name")).to_be_focused()
    page.keyboard.type("Hedy Lamarr")
    page.keyboard.press("Tab")
    page.keyboard.type("hedy@example.org")
    page.get_by_label("Editor:").press("Space")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text("A message to hedy@example.org is on its way.")).to_be_visible()
    page.get_by_role("link", name="Hedy Lamarr").click()
    expect(page.get_by_role("button", name="Send the invitation again")).to_be_visible()
    assert look(page) == []
    page.goto(live_server.url + reverse("admin:index"))
    assert look(page) == []

    context.clear_cookies()
    choose_password(page, link_of_last_mail())
    expect(page.get_by_text("My drafts")).to_be_visible()

    context.clear_cookies()
    page.goto(live_server.url + reverse("admin:login"))
    page.get_by_role("link", name="Forgot your password?").click()
    assert look(page) == []
    page.keyboard.type("Hedy@example.org")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Look into your mailbox")).to_be_visible()
    choose_password(page, link_of_last_mail())

    context.clear_cookies()
    page.goto(link_of_last_mail())
    expect(page.get_by_text("This link no longer works.")).to_be_visible()
    assert look(page) == []
    page.get_by_role("link", name="Log in with your password").click()
    page.keyboard.type("hedy@example.org")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_text("My drafts")).to_be_visible()
