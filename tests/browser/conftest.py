"""Debian's Chromium through Playwright, on a live server, with nothing amiss in the console.

`page` is nobody's; `ada_page` is Ada's, logged in to the admin. Every test of either fails if the browser
reported an error, a refused resource or an exception that the test did not take out of `complaints`.
"""

import os
import threading
from contextlib import contextmanager

import pytest
from django.test.testcases import _StaticFilesHandler
from django.urls import reverse
from playwright.sync_api import expect

from articles.editor import as_written
from tests.browser.pages import GONE, make_site

CHROMIUM = "/usr/bin/chromium"
START = 20_000  # milliseconds: the first editor of a run fetches sixty files
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items):
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def base_url():
    """Instead of pytest-base-url's, which pytest 9 warns about; our addresses come from `live_server`."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    if not os.path.exists(CHROMIUM):
        missing = f"{CHROMIUM} is not installed: apt-get install chromium"
        pytest.fail(missing) if os.environ.get("REQUIRE_BROWSER") == "1" else pytest.skip(missing)
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": ARGUMENTS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "viewport": {"width": 1280, "height": 900}}


@pytest.fixture(autouse=True)
def _as_on_a_laptop(settings):
    """Static files straight from their folders, cookies without HTTPS."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.SECURE_SSL_REDIRECT = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False


@pytest.fixture(autouse=True)
def _real_transactions(transactional_db):
    """A live server needs them; tests/conftest.py puts the database back."""


@pytest.fixture(scope="session", autouse=True)
def _static_files_are_cached():
    """As on a real site. Without it, each test fetches the editor's sixty files again."""
    serve = _StaticFilesHandler.serve

    def serve_cached(self, request):
        response = serve(self, request)
        response.headers["Cache-Control"] = "max-age=3600"
        return response

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_StaticFilesHandler, "serve", serve_cached)
        yield


@pytest.fixture(scope="session")
def _cached_context(browser, browser_context_args, live_server):
    """One browser profile for all tests, so that the editor's many files come from its cache.

    It ends before the server, whose threads wait for the next request of each of its connections.
    """
    context = browser.new_context(**browser_context_args)
    yield context
    context.close()
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(timeout=2)  # seconds


@contextmanager
def _ended_requests(context):
    """Waits for requests of the pages: one that is left running would outlive the database of the test."""
    running = set()

    def begin(request):
        running.add(request)

    def end(request):
        running.discard(request)

    heard = {"request": begin, "requestfinished": end, "requestfailed": end}
    for event, hear in heard.items():
        context.on(event, hear)
    yield
    page = context.new_page()
    for _moment in range(40):
        page.wait_for_timeout(50)
        if not running:
            break
    for event, hear in heard.items():
        context.remove_listener(event, hear)


@pytest.fixture
def context(_cached_context, live_server):
    """The profile, which remembers nothing of the test before: no window, cookie or stored value."""
    with _ended_requests(_cached_context):
        yield _cached_context
    blank = _cached_context.new_page()
    for page in _cached_context.pages:
        if page != blank:
            page.close()
    _cached_context.clear_cookies()
    devtools = _cached_context.new_cdp_session(blank)
    devtools.send(
        "Storage.clearDataForOrigin", {"origin": live_server.url, "storageTypes": "local_storage,indexeddb"}
    )
    blank.close()


@pytest.fixture
def complaints(context):
    """What the browser complained about, in any window of the test."""
    found: list[str] = []

    def hear(message):
        browsers_own_wish = message.location["url"].endswith("/favicon.ico")
        if message.type in ("error", "warning") and not browsers_own_wish:
            found.append(f"{message.text} {message.location['url']}")

    def listen(page):
        page.on("pageerror", lambda error: found.append(f"exception: {error.stack}"))
        page.on("console", hear)

    context.on("page", listen)
    yield found
    context.remove_listener("page", listen)
    assert found == []


@pytest.fixture
def page(complaints, page):
    return page


@pytest.fixture
def ada_page(live_server, complaints, context, as_ada, settings):
    cookie = as_ada.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies(
        [
            {
                "name": cookie.key,
                "value": cookie.value,
                "domain": "localhost",
                "path": settings.SESSION_COOKIE_PATH,
            }
        ]
    )
    return context.new_page()


@pytest.fixture
def editor(live_server, ada_page):
    """Opens the change form of a record with a body, and is the editor in it."""
    return Editor(ada_page, live_server.url)


class Editor:
    """The editor of one form, as a person uses it; `data()` is what it would save."""

    def __init__(self, page, host, field="body"):
        self.page, self.host, self.field = page, host, field

    def open(self, record):
        name = f"admin:{record._meta.app_label}_{record._meta.model_name}_change"
        self.page.goto(self.host + reverse(name, args=[record.pk]))
        return self.wait()

    def wait(self):
        expect(self.text).to_have_attribute("contenteditable", "true", timeout=START)
        return self

    @property
    def text(self):
        """The text being written."""
        return self.page.frame_locator(f"#cke_id_{self.field} iframe.cke_wysiwyg_frame").locator("body")

    @property
    def dialog(self):
        return self.page.get_by_role("dialog")

    def data(self):
        return self.page.evaluate("(field) => CKEDITOR.instances[`id_${field}`].getData()", self.field)

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def write(self, text):
        self.page.keyboard.type(text)

    def caret_at_end(self, selector="p"):
        """Puts the caret behind the last letter of an element of the text."""
        self.page.evaluate(
            """([selector, field]) => {
                const editor = CKEDITOR.instances[`id_${field}`], range = editor.createRange();
                editor.focus();
                range.moveToElementEditEnd(editor.editable().findOne(selector));
                range.select();
            }""",
            [selector, self.field],
        )
        return self

    def click_into(self, selector):
        """Clicks into the title, body or caption of a block, and waits for the editor to notice."""
        self.text.locator(selector).click()
        focused = "ancestor-or-self::*[contains(@class, 'cke_widget_editable_focused')]"
        expect(self.text.locator(selector).locator(f"xpath={focused}")).to_have_count(1)

    def button(self, name):
        return self.page.locator(f"#cke_id_{self.field} .cke_button__{name.lower()}")

    def paste(self, html="", text=""):
        """Pastes what another program put on the clipboard, as HTML, plain text or both."""
        self.page.evaluate(
            """([html, text, field]) => {
                const data = new DataTransfer();
                if (html) data.setData("text/html", html);
                if (text) data.setData("text/plain", text);
                const editor = CKEDITOR.instances[`id_${field}`], range = editor.getSelection().getRanges()[0];
                const target = range.startContainer.$;
                (target.nodeType === 1 ? target : target.parentElement).dispatchEvent(
                    new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
            }""",
            [html, text, self.field],
        )

    def pasted(self, html="", text=""):
        """Pastes into an empty text; what would be stored of it."""
        self.page.evaluate(
            """(field) => new Promise((done) => {
                const editor = CKEDITOR.instances[`id_${field}`];
                editor.setData("<p>&nbsp;</p>", { callback: () => {
                    const range = editor.createRange();
                    editor.focus();
                    range.moveToElementEditEnd(editor.editable());
                    range.select();
                    done();
                } });
            })""",
            self.field,
        )
        self.paste(html, text)
        return as_written(self.data())

    def copy(self):
        """CKEditor copies a selected block by way of a hidden element, which is gone a moment later."""
        self.press("Control+c")
        expect(self.text.locator("#cke_copybin")).to_have_count(0)

    def source_mode(self):
        """Into the source and, called again, out of it."""
        source = self.page.locator("textarea.cke_source")
        was_open = source.is_visible()
        self.button("source").click()
        expect(source).to_be_visible(visible=not was_open)
        return self if not was_open else self.wait()

    def save(self):
        """Saves and stays on the form."""
        self.page.locator("input[name=_continue]").first.click()
        self.page.wait_for_load_state()
        return self.wait()


@pytest.fixture
def site(db):
    return make_site()


@pytest.fixture
def visit(live_server, page, complaints, site):
    """Opens a kind of page; the browser's own word on a missing document is no complaint."""

    def open_page(name):
        page.goto(live_server.url + site.addresses[name])
        if name in GONE:
            complaints[:] = [line for line in complaints if "404" not in line and "410" not in line]
        return page

    return open_page
