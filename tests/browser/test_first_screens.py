"""On a phone, the first screen of home, lists, people and sources holds what each of them is for."""

import pytest
from playwright.sync_api import expect

from articles.models import Topic
from mbc_site.models import OrganizationDetails
from tests.browser.axe import violations
from tests.factories import make_published, make_topic

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 390, "height": 844}
QUESTIONS = ["I was just told", "I have a question", "I want to talk to someone", "For someone I love"]
LONG_NAME = "The Metastatic Breast Cancer Support Alliance of Northeastern Ohio and Western Pennsylvania"


@pytest.fixture
def phone(page):
    page.set_viewport_size(PHONE)
    return page


def end(locator) -> float:
    box = locator.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


def test_home_answers_four_questions(phone, visit):
    make_published(topics=[make_topic(home_question=Topic.HomeQuestion.FOR_SOMEONE)])

    doors = visit("home").locator(".doors a")

    expect(doors).to_have_count(4)
    for door, question in zip(doors.all(), QUESTIONS, strict=True):
        expect(door).to_contain_text(question)
        assert end(door) <= PHONE["height"]


def test_the_head_of_a_page_is_low(phone, visit):
    assert end(visit("list").locator(".mast")) <= 160


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_a_long_name_of_the_organization_breaks_no_page(page, visit, width):
    OrganizationDetails.objects.create(name=LONG_NAME, helpline="1-800-555-0142", helpline_hours="9 to 5")
    page.set_viewport_size({"width": width, "height": 844})

    for name in ("home", "article"):
        visit(name)

        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        expect(page.get_by_role("link", name=LONG_NAME)).to_be_in_viewport(ratio=1)
        assert end(page.locator(".mast")) <= 310, name
        assert violations(page) == []


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("list", ".shelves a"),
        ("list", ".shelved h3"),
        ("topic", ".shelved h3"),
        ("person", "#h-reviewed"),
        ("source", "#cited ~ ul mark"),
        ("sources", ".works h3"),
        ("changes", ".days a"),
    ],
)
def test_what_a_page_is_for_is_on_its_first_screen(phone, visit, name, what):
    assert end(visit(name).locator(what).first) <= PHONE["height"]


def test_topics_stand_beside_the_articles_in_a_wide_window(page, visit):
    page.set_viewport_size({"width": 1440, "height": 900})
    visit("list")
    topics, articles = (
        page.locator(".shelves").bounding_box(),
        page.locator(".shelved > section").bounding_box(),
    )

    assert topics["y"] == articles["y"]
    assert articles["x"] + articles["width"] > 1300


def test_the_filters_of_sources_are_folded_on_a_phone_and_open_in_a_wide_window(page, visit):
    page.set_viewport_size(PHONE)
    words = visit("sources").get_by_label("Title, author, journal, DOI")
    expect(words).to_be_hidden()
    page.get_by_text("Search and filter").click()
    expect(words).to_be_visible()

    page.set_viewport_size({"width": 1440, "height": 900})
    visit("sources")
    expect(words).to_be_visible()
