"""Reading an article: by keyboard, without script, on paper, and without being followed."""

import gzip
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.pages import ADDRESS, GONE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def article(live_server, page, site):
    page.goto(live_server.url + site.addresses["article"])
    return page


@pytest.fixture
def bare_article(live_server, browser, site):
    """The article in a browser with script switched off."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(live_server.url + site.addresses["article"])
    yield page
    context.close()


def focused(page):
    return page.evaluate(
        "document.activeElement.id || document.activeElement.className || document.activeElement.tagName"
    )


def is_in_view(locator):
    box = locator.bounding_box()
    return box is not None and -1 <= box["y"] <= locator.page.viewport_size["height"]


# --- by keyboard


def test_the_first_stop_skips_to_the_text(article):
    article.keyboard.press("Tab")
    assert is_in_view(article.get_by_role("link", name="Skip to main content"))

    article.keyboard.press("Enter")

    assert focused(article) == "main"


def test_a_citation_opens_by_enter_and_gives_the_focus_back(article):
    mark = article.locator("#cite-2a")
    mark.focus()
    article.keyboard.press("Enter")
    source = article.get_by_role("dialog", name="Sources 2 to 4")

    expect(source).to_be_visible()
    assert focused(article) == "pop"
    assert source.locator("p").filter(has_text="A study of bone pain").count() == 3

    article.keyboard.press("Escape")

    expect(source).to_be_hidden()
    assert focused(article) == "cite-2a"


def test_a_citation_leads_on_to_the_list_and_the_list_back(article):
    article.locator("#cite-7a").click()
    article.get_by_role("dialog").get_by_role("link", name="Show it in the list of sources").click()

    assert article.url.endswith("#source-7")
    assert is_in_view(article.locator("#source-7"))

    article.locator("#source-7").locator("[role=doc-backlink]").first.click()

    assert article.url.endswith("#cite-7a")
    assert is_in_view(article.locator("#cite-7a"))


def test_one_citation_after_another_shows_its_own_source(article):
    article.locator("#cite-1b").click()
    expect(article.get_by_role("dialog", name="Source 1, p. 4")).to_be_visible()

    article.locator("#cite-9a").click()

    expect(article.get_by_role("dialog", name="Source 9")).to_contain_text("10.5555/abc8")


def test_the_menu_of_a_phone_opens_and_closes_by_keyboard(article):
    article.set_viewport_size({"width": 360, "height": 740})
    menu = article.get_by_role("navigation", name="Main")
    button = article.get_by_role("button", name="Menu", exact=True)
    expect(menu).to_be_hidden()

    button.focus()
    article.keyboard.press("Enter")
    expect(menu.get_by_role("link", name="Our sources")).to_be_visible()
    article.keyboard.press("Escape")

    expect(menu).to_be_hidden()
    expect(button).to_be_focused()


def test_only_one_place_in_the_contents_is_marked_as_here(article):
    article.evaluate("document.getElementById('what-helps').scrollIntoView()")
    article.wait_for_timeout(300)

    marked = article.evaluate(
        "() => [...document.querySelectorAll('.toc a')].filter(a => getComputedStyle(a).fontWeight === '700').map(a => a.hash)"
    )

    assert marked == ["#what-helps"]


# --- without script


def test_without_script_the_contents_list_opens_and_leads_to_sections(bare_article):
    link = bare_article.get_by_role("link", name="What helps")
    expect(link).to_be_hidden()

    bare_article.locator("summary", has_text="On this page").click()
    link.click()

    assert bare_article.url.endswith("#what-helps")
    assert is_in_view(bare_article.get_by_role("heading", name="What helps"))


def test_without_script_a_citation_is_a_link_to_the_list_and_back(bare_article):
    bare_article.locator("#cite-7a").click()
    assert bare_article.url.endswith("#source-7")

    bare_article.locator("#source-7").locator("[role=doc-backlink]").first.click()

    assert bare_article.url.endswith("#cite-7a")


def test_without_script_survival_numbers_stay_folded_until_they_are_opened(bare_article):
    numbers = bare_article.get_by_text("Half of all people")
    expect(numbers).to_be_hidden()

    bare_article.get_by_text("Survival numbers").click()

    expect(numbers).to_be_visible()


def test_without_script_the_menu_can_be_reached(bare_article):
    bare_article.get_by_role("button", name="Menu", exact=True).click()
    bare_article.get_by_role("navigation", name="Main").get_by_role("link", name="Our sources").click()

    expect(bare_article.get_by_role("heading", level=1)).to_have_text("Our sources")


def test_without_script_no_button_is_shown_that_needs_it(bare_article):
    for name in ("Text and color", "Copy the link", "Print, with sources"):
        expect(bare_article.get_by_role("button", name=name)).to_have_count(0)


# --- on paper


def test_paper_shows_the_sources_and_leaves_the_chrome_out(article):
    article.emulate_media(media="print")

    for text in ("Fact 11 of many facts", "In crisis? Call or text"):
        expect(article.get_by_text(text)).to_be_visible()
    expect(article.locator("#source-12")).to_be_visible()
    for chrome in (".toc", ".nav", ".foot", ".crumbs", ".share", ".back", ".skip", ".tool"):
        expect(article.locator(f"{chrome} >> nth=0")).to_be_hidden()


def test_paper_names_the_address_behind_a_link_once(article):
    article.emulate_media(media="print")

    behind = "a => getComputedStyle(a, '::after').content"
    assert f"{ADDRESS}?more" in article.locator(f'.prose a[href="{ADDRESS}?more"]').evaluate(behind)
    assert article.locator(f'.prose a[href="{ADDRESS}"]').evaluate(behind) == "none"
    assert article.locator(".sources a[href*=doi]").first.evaluate(behind) == "none"
    unread = article.locator(f'.sources a[href="{ADDRESS}"]')
    assert unread.evaluate(behind) == f'"{ADDRESS}"'
    assert unread.inner_text() == ""


# --- the reader's choice, and nobody else's business


def test_colors_and_size_are_kept_in_the_browser_and_nowhere_else(article, context, live_server):
    article.get_by_role("button", name="Text and color").click()
    article.get_by_label("Dark, easier at night").check()
    article.get_by_label("Larger", exact=True).check()
    article.goto(live_server.url + "/sources/")

    chosen = article.evaluate(
        "[document.documentElement.dataset.theme, document.documentElement.dataset.size]"
    )
    assert chosen == ["dark", "larger"]
    assert article.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    assert article.evaluate("document.cookie") == ""
    assert context.cookies() == []

    article.get_by_role("button", name="Text and color").click()
    expect(article.get_by_label("Dark, easier at night")).to_be_checked()


def test_no_page_makes_a_third_party_request(live_server, page, site):
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    for name, address in site.addresses.items():
        if name not in GONE:
            page.goto(live_server.url + address)

    here = urlsplit(live_server.url).netloc
    assert [url for url in asked if urlsplit(url).netloc != here] == []
    assert len(asked) > len(site.addresses)


def test_a_first_visit_is_as_light_as_promised(article):
    """Without pictures: 62 KB in 6 requests, compressed as a server sends them, fonts included."""
    loaded = article.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    asked = [url for url in loaded if "/media/" not in url and not url.endswith(("favicon.ico", "icon.svg"))]
    sent = {url: article.request.get(url).body() for url in [article.url, *asked]}
    weight = {
        urlsplit(url).path: len(body if url.endswith(".woff2") else gzip.compress(body))
        for url, body in sent.items()
    }

    assert len(weight) <= 6, weight
    assert sum(weight.values()) <= 62_000, weight
    assert sum("woff2" in path for path in weight) == 2


def test_a_letter_of_another_language_brings_the_whole_font(article):
    """The two files that every page loads have the letters of English and Spanish."""
    fonts = "performance.getEntriesByType('resource').map(e => e.name.split('/').pop()).filter(name => name.includes('woff2'))"
    assert sorted(article.evaluate(fonts)) == ["atkinson-next-base.woff2", "literata-base.woff2"]

    article.evaluate("document.querySelector('.prose p').textContent = 'Łódź, Žižkov, œuvre, Gänse'")
    article.evaluate("document.fonts.ready.then(() => true)")

    assert "atkinson-next.woff2" in article.evaluate(fonts)
