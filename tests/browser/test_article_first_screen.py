"""What a reader of an article sees before she scrolls, on every article of the demonstration."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from mbc_site.demo import loading
from tests.browser.axe import violations

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"width": 390, "height": 844}
ORDER = ["h1", ".by", ".call", "#short", ".answer .dek", ".facts", ".toc", "article > .prose:not(.answer)"]
TOPS = """names => names.map(name => document.querySelector(name)).filter(Boolean).map(e => e.getBoundingClientRect().top)"""
FOOT_OF_ANSWER = "document.getElementById('short').closest('section').getBoundingClientRect().bottom"
# Headings of boxes that stick out of their frame.
BROKEN_FRAMES = """() => [...document.querySelectorAll('.care, .keypoints')].flatMap(box => {
    const frame = box.getBoundingClientRect(), heading = box.firstElementChild.getBoundingClientRect();
    return heading.top < frame.top || heading.right > frame.right || heading.left < frame.left ? [box.innerText.slice(0, 60)] : [];
})"""


@pytest.fixture
def demonstration(live_server, page):
    """Opens each article of the demonstration in turn."""
    loading.load()
    page.set_viewport_size(PHONE)

    def each():
        for article in Article.objects.published():
            page.goto(live_server.url + article.get_absolute_url())
            yield article.slug, page

    return each


def test_the_short_version_of_every_article_ends_on_the_first_screen(demonstration):
    ends = {slug: page.evaluate(FOOT_OF_ANSWER) for slug, page in demonstration()}

    assert len(ends) >= 10
    assert {slug: end for slug, end in ends.items() if end > PHONE["height"]} == {}


def test_the_answer_comes_before_how_it_was_made_and_no_heading_leaves_its_box(demonstration):
    for slug, page in demonstration():
        tops = page.evaluate(TOPS, ORDER)

        assert tops == sorted(tops), slug
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate(BROKEN_FRAMES) == [], slug
        page.set_viewport_size(PHONE)


@pytest.fixture
def article(live_server, page, site):
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + site.addresses["article"])
    return page


def test_the_top_leads_to_the_box_that_says_when_to_call(article):
    article.locator(".call").get_by_role("link", name="When to call your care team").click()

    expect(article.locator(".care")).to_be_in_viewport()


def test_a_source_opens_by_a_tap_and_closes_again(article):
    source = article.locator("#source-3")
    reference = source.locator(".reference")
    expect(reference).to_be_hidden()

    source.locator("summary").click()
    expect(reference).to_be_visible()
    source.locator("summary").click()

    expect(reference).to_be_hidden()


@pytest.mark.parametrize("script", [True, False])
def test_a_source_that_a_citation_leads_to_stands_open(live_server, browser, site, script):
    context = browser.new_context(java_script_enabled=script, viewport=PHONE)
    page = context.new_page()
    page.goto(live_server.url + site.addresses["article"] + "#source-3")

    expect(page.locator("#source-3 .reference")).to_be_visible()
    expect(page.locator("#source-4 .reference")).to_be_hidden()
    context.close()


def test_axe_finds_nothing_with_every_source_open(article):
    article.evaluate(
        "document.querySelectorAll('.sources details').forEach(source => { source.open = true })"
    )

    assert violations(article) == []
