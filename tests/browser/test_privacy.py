"""A browser walks the demonstration: no third party, no cookie, and nothing kept that the visitor did not ask for."""

import re
from collections import Counter
from urllib.parse import urldefrag, urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import expect

from mbc_site.demo import loading

pytestmark = pytest.mark.django_db(transaction=True)
OF_ONE_KIND = 2  # pages of one route that are opened
FILES = re.compile(r"\.(ics|json|csv|bib|ris|txt|xml|png|avif|webp|jpg|webmanifest)$|/feed/$")
KEPT = """async () => ({
    cookies: document.cookie,
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).map(database => database.name),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {"cookies": "", "local": [], "session": [], "databases": [], "caches": [], "workers": 0}
LINKS = "() => [...document.querySelectorAll('a[href]')].map(link => link.href)"


@pytest.fixture
def context(browser, browser_context_args):
    """A new profile, which nobody used before."""
    context = browser.new_context(**browser_context_args)
    yield context
    context.close()


@pytest.fixture
def visitor(live_server, page, complaints):
    """A window; `asked` of it are the sites that it made requests to."""
    page.asked = Counter()
    page.on("request", lambda request: page.asked.update([urlsplit(request.url).netloc or request.url[:5]]))
    yield page
    complaints[:] = [line for line in complaints if "404" not in line and "410" not in line]


def is_clean(page) -> bool:
    return page.evaluate(KEPT) == NOTHING and page.context.cookies() == []


def route_of(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).route
    except Resolver404:
        return ""


def walk(page, start: str) -> dict[str, list[str]]:
    """Route -> the pages of it that were opened: what the links of public pages lead to, files left out."""
    site, opened, waiting = urlsplit(start).netloc, {}, [start]
    while waiting:
        address = waiting.pop(0)
        pages = opened.setdefault(route_of(address), [])
        if len(pages) >= OF_ONE_KIND or address in pages:
            continue
        pages.append(address)
        page.goto(address)
        assert is_clean(page), address
        links = (urldefrag(link)[0] for link in page.evaluate(LINKS))
        waiting += [
            link for link in links if urlsplit(link).netloc == site and not FILES.search(urlsplit(link).path)
        ]
    return opened


def test_a_walk_through_the_demonstration_leaves_no_trace(live_server, visitor):
    loading.load()

    opened = walk(visitor, live_server.url + "/")

    assert {
        *("", "articles/", "articles/<slug:slug>/", "articles/topics/<slug:slug>/", "articles/changes/"),
        *("articles/<slug:slug>/feedback/", "people/<slug:slug>/", "about/<slug:slug>/"),
        *("sources/", "sources/<slug:key>/", "support-groups/", "support-groups/<slug:slug>/", "search/"),
    } <= {*opened}, sorted(opened)
    assert {*visitor.asked} == {urlsplit(live_server.url).netloc}


def test_searching_leaves_no_trace(live_server, visitor, site):
    visitor.goto(live_server.url + site.addresses["article"])
    field = visitor.get_by_role("search", name="Search this site").get_by_label("Words to search for")
    field.press_sequentially("bone", delay=30)
    expect(visitor.get_by_role("option").first).to_be_visible()
    field.press("Enter")
    visitor.wait_for_url("**/search/?q=bone")
    assert is_clean(visitor)

    visitor.goto(live_server.url + "/")
    visitor.get_by_label("Town, ZIP code, county or state").fill("Akron, OH")
    visitor.get_by_role("button", name="Show groups").click()
    visitor.wait_for_url("**/support-groups/?place=Akron*")
    assert is_clean(visitor)
    assert {*visitor.asked} == {urlsplit(live_server.url).netloc}


def test_what_a_visitor_chooses_is_kept_by_her_browser_only(live_server, visitor, site):
    """The look of the pages is: so the tests above would see it if something was kept."""
    visitor.goto(live_server.url + site.addresses["article"])
    visitor.get_by_role("button", name="Text and color").click()
    visitor.locator("#reading input[type=radio]").last.check(force=True)

    assert visitor.evaluate(KEPT)["local"] != []
    assert not is_clean(visitor)
    assert visitor.context.cookies() == []


def test_sending_a_form_leaves_no_trace(live_server, visitor, site):
    visitor.goto(f"{live_server.url}{site.addresses['article']}feedback/")
    visitor.locator("form[method=post] input[type=radio]").first.check(force=True)
    visitor.locator("form[method=post] textarea").fill("Is it the same at night?")
    visitor.wait_for_timeout(3_500)  # no person is faster
    visitor.get_by_role("button", name="Send").click()
    expect(visitor.get_by_role("heading", level=1)).not_to_have_text("Help us improve this page")

    assert is_clean(visitor)
    assert {*visitor.asked} == {urlsplit(live_server.url).netloc}
