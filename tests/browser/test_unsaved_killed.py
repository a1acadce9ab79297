"""A browser that is killed, as by a power cut, loses seconds and not minutes of what was typed."""

import os
import re
import signal
from pathlib import Path

import pytest
from django.conf import settings as project
from django.urls import reverse
from playwright.sync_api import Error, expect

from tests.browser.storage import wait_until_kept

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = ["Sore", "bones", "at", "night", "and", "by", "day"]


@pytest.fixture
def start(browser_type, browser_type_launch_args, browser_context_args, tmp_path, as_ada, live_server):
    """Starts the browser on the one profile, as Ada."""
    profile, opened = tmp_path / "profile", []
    cookie = as_ada.cookies[project.SESSION_COOKIE_NAME]
    place = {"domain": "localhost", "path": project.SESSION_COOKIE_PATH}

    def start():
        for lock in profile.glob("Singleton*"):
            lock.unlink()
        context = browser_type.launch_persistent_context(
            profile, **browser_type_launch_args, **browser_context_args
        )
        context.add_cookies([{"name": cookie.key, "value": cookie.value, **place}])
        opened.append(context)
        page = context.new_page()
        page.goto(live_server.url + reverse("admin:articles_topic_add"))
        return page

    start.profile = profile
    yield start
    opened[-1].close()


def kill(profile: Path) -> None:
    """Every process of the browser on this profile, without a chance to write anything."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"--user-data-dir={profile}" in (folder / "cmdline").read_text().split("\0"):
                os.kill(int(folder.name), signal.SIGKILL)
        except OSError:
            continue  # it has ended meanwhile


def test_a_killed_browser_has_what_was_typed_until_seconds_before(start):
    page = start()
    title = page.get_by_label("Title")
    for word in WORDS:  # more than one text reaches the storage
        title.press_sequentially(f"{word} ")
        wait_until_kept(page, word)
    kill(start.profile)
    with pytest.raises(Error):  # it is gone
        page.wait_for_timeout(10_000)

    page = start()

    expect(page.get_by_text(re.compile("You were writing this on"))).to_be_visible()
    page.get_by_role("button", name="Bring it back").click()
    expect(page.get_by_label("Title")).to_have_value(re.compile("Sore bones at night and by day"))
