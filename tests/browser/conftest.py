"""Debian's Chromium through Playwright, on a live server, with nothing amiss in the console.

`page` is nobody's; `ada_page` is Ada's, logged in to the admin. Every test of either fails if the browser
reported an error, a refused resource or an exception that the test did not take out of `complaints`.
"""

import os
import threading
from contextlib import contextmanager

import pytest
from django.test.testcases import _StaticFilesHandler

from tests.browser.desk import LOOKS, NAMES_OF_LOOKS
from tests.browser.editor import Editor
from tests.browser.pages import GONE, make_site

CHROMIUM = "/usr/bin/chromium"
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


@pytest.fixture(scope="session")
def _resting_page(_cached_context):
    """A window that stays open between the tests, so that none is opened only to wait or to clear up. It has a process of
    its own: a test that ends the process of a window does not end this one."""
    return _cached_context.new_page()


@contextmanager
def _ended_requests(context, resting_page):
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
    for _moment in range(40):
        resting_page.wait_for_timeout(50)
        if not running:
            break
    for event, hear in heard.items():
        context.remove_listener(event, hear)


@pytest.fixture(scope="session")
def _devtools(_cached_context, _resting_page):
    return _cached_context.new_cdp_session(_resting_page)


@pytest.fixture
def context(_cached_context, _resting_page, _devtools, live_server):
    """The profile, which remembers nothing of the test before: no window, cookie or stored value."""
    with _ended_requests(_cached_context, _resting_page):
        yield _cached_context
    for page in _cached_context.pages:
        if page != _resting_page:
            page.close()
    _cached_context.clear_cookies()
    _devtools.send(
        "Storage.clearDataForOrigin", {"origin": live_server.url, "storageTypes": "local_storage,indexeddb"}
    )


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


@pytest.fixture(params=LOOKS, ids=NAMES_OF_LOOKS)
def window(request, live_server, complaints, context):
    """An empty window, as wide and as bright as staff have it. A test that uses it runs once for each look."""
    width, scheme = request.param
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    return page


@pytest.fixture
def visitors_page(browser, live_server):
    """Opens the public page of a thing in another browser, whose owner has no account. What the server answered is
    `status` of what is returned."""
    context = browser.new_context()
    page = context.new_page()

    def open_page(thing):
        page.status = page.goto(live_server.url + thing.get_absolute_url()).status
        return page

    yield open_page
    context.close()


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
