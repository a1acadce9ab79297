"""Every kind of page in print: the organization, the address, and where a sheet may break."""

import re
from pathlib import Path

import pytest
from django.conf import settings as configured

from mbc_site.models import OrganizationDetails
from tests.browser.pages import make_site
from tests.browser.paper import PLAIN_TEXTS, SIZES, Paper, squashed

pytestmark = pytest.mark.django_db(transaction=True)

KINDS = {
    **{"home": "home", "list": "articles", "topic": "topic", "article": "article", "changes": "changes"},
    **{"person": "person", "writer": "person", "about": "about", "sources": "sources", "source": "source"},
    **{"finder": "finder", "finder with a filter": "finder", "finder without results": "finder"},
    **{"unread": "source", "nothing": "finder", "group": "group", "video": "group"},
    **{"closed": "closed-group", "sheet": "sheet", "nowhere": "nowhere"},
    **{"article since": "since", "group since": "since", "sheet since": "since"},
}
BOXES = ".care, .keypoints, .word, figcaption, .facts, .pairs > div, .sources > li, .group, .plain > li, .log > li, tr"
FILLER = "number => document.querySelector('.prose h2').before(...Array.from({length: number}, () => Object.assign(document.createElement('p'), {textContent: 'One more line.'})))"


@pytest.fixture
def site(db):
    site = make_site()
    OrganizationDetails.objects.create(name="Stillwater House", is_demonstration=False)
    site.addresses["finder"] = "/support-groups/"
    site.addresses["nothing"] = "/support-groups/?q=zzzzzz&how=online"
    return site


def test_print_styles_depend_only_on_the_page_kind(visit, site):
    """Rules for one kind of page once asked what is in a page, and met every page."""
    style = (Path(configured.BASE_DIR) / "static/site.css").read_text(encoding="utf-8")

    told = {name: visit(name).evaluate("document.body.className") for name in site.addresses}

    assert told == {name: f"kind-{kind}" for name, kind in KINDS.items()}
    assert ":has(" not in style[style.index("@layer print {") :]


@pytest.mark.parametrize("size", SIZES)
def test_every_kind_of_page_prints_whole_with_organization_and_address(visit, site, live_server, size):
    for name, address in site.addresses.items():
        page = visit(name)
        page.emulate_media(media="print")
        paper, boxes = Paper(page, size), page.evaluate(PLAIN_TEXTS, BOXES)
        told = squashed(f"Stillwater House · {live_server.url}{address.split('?')[0]}")

        assert paper.has_size(size), name
        for number, foot in enumerate(paper.feet(), 1):
            assert told in foot, (name, number)
            assert f"{number}/{len(paper.sheets)}" in foot, (name, number)
        assert paper.texts[0].count(told) == 2, name  # not every browser prints feet: the head says it, too
        assert paper.headings(), name
        assert paper.lonely_headings() == [], name
        assert paper.torn(boxes) == [], name
        assert len(paper.sheets) == 1 or name not in ("group", "video"), name


def test_a_printed_article_shows_its_edition_and_date(visit, site):
    edition = site.article.current_edition
    told = f"Edition {edition.number}, {edition.published_at:%B} {edition.published_at.day}, {edition.published_at.year}"

    paper = Paper(visit("article"))

    assert edition.number == 2
    assert len(paper.sheets) > 2
    assert all(squashed(told) in foot for foot in paper.feet())


def test_page_breaks_keep_headings_with_text_and_boxes_whole(visit):
    """Add line after line at the top, so that the sheet breaks at every possible place."""
    page = visit("article")
    page.emulate_media(media="print")
    boxes = page.evaluate(PLAIN_TEXTS, BOXES)
    feet = set()

    for lines in range(14):
        if lines:
            page.evaluate(FILLER, 1)
        paper = Paper(page)
        feet.add(tuple(len(text) for text in paper.texts))

        assert paper.lonely_headings() == [], lines
        assert paper.torn(boxes) == [], lines
    assert len(boxes) > 25
    assert len(feet) > 7


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
def test_survival_numbers_stay_closed_on_paper_until_somebody_opens_them(
    browser, live_server, site, has_script
):
    context = browser.new_context(java_script_enabled=has_script)
    page = context.new_page()
    page.goto(live_server.url + site.addresses["article"])
    numbers, told = map(squashed, ("Half of all people", "open this box on the page first"))

    closed = Paper(page)
    page.locator(".survival summary").click()
    opened = Paper(page)
    context.close()

    assert numbers not in closed.text
    assert told in closed.text
    assert numbers in opened.text
    assert told not in opened.text


def test_forms_buttons_and_ways_to_other_pages_are_not_printed(visit):
    texts = {name: Paper(visit(name)).text for name in ("home", "finder", "sources", "article", "source")}

    for name, text in texts.items():
        for words in ("Show groups", "Show sources", "BibTeX", "Print, with sources", "Text and color"):
            assert squashed(words) not in text, (name, words)
    assert squashed("Meeting soon, open to anyone with MBC") in texts["home"]


def test_a_printed_search_shows_its_full_address(visit, live_server, site):
    site.addresses["finder"] = "/support-groups/?q=tuesday&how=in-person"

    paper = Paper(visit("finder"))

    assert squashed("The Tuesday Table") in paper.text
    assert live_server.url + site.addresses["finder"] in paper.text


def test_the_readers_colors_and_sizes_are_for_the_screen(visit, page):
    plain = Paper(visit("article"))
    page.evaluate("localStorage.theme = 'dark'; localStorage.size = 'larger'")

    page = visit("article")
    page.emulate_media(media="print", color_scheme="dark")

    assert page.evaluate("document.documentElement.dataset.size") == "larger"
    assert re.fullmatch(
        r"rgb\(0, 0, 0\)",
        page.evaluate("getComputedStyle(document.querySelector('.prose:not(.answer) > p')).color"),
    )
    assert len(Paper(page).sheets) == len(plain.sheets)
