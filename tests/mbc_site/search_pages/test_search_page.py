"""The page of a search: what it says, how it is narrowed, and that nothing in its address is an error."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html as lxml_html

from mbc_site.models import OrganizationDetails
from mbc_site.search.results import PAGE_SIZE
from tests.calls import calls
from tests.factories import make_group, make_page, make_published, make_source, make_topic

pytestmark = pytest.mark.django_db
SEARCH = reverse("search")


@pytest.fixture
def site():
    make_published(
        title="Bone pain at night",
        slug="bone-pain",
        body='<h2 id="rest">What helps</h2><p>A warm bath helps with <em>soothing</em> bones &amp; joints.</p>',
        topics=[make_topic(title="Comfort", slug="comfort")],
    )
    make_group(slug="circle", name="Evening circle of people with sore bones")
    make_source(key="bones2020", title="Bone pain in women: a study")
    make_page(title="How we check", slug="check", body="<p>We check bones, too.</p>")


def ask(client, query: str):
    response = client.get(f"{SEARCH}?{query}" if query else SEARCH)
    assert response.status_code == 200
    response.page = lxml_html.fromstring(response.content.decode())
    response.main = response.page.get_element_by_id("main")
    response.words = " ".join(response.main.text_content().split())
    return response


def heading(response) -> str:
    return response.main.find(".//h1").text_content()


def titles(response) -> list[str]:
    return [" ".join(title.text_content().split()) for title in response.main.findall(".//ol/li/h2")]


def facets(response, label="Kinds of results") -> dict[str, tuple[str, bool]]:
    """Words with their count -> the query, and whether it is chosen."""
    return {
        " ".join(link.text_content().split()): (link.get("href"), link.get("aria-current") == "true")
        for link in response.main.xpath(f".//nav[@aria-label='{label}']//a")
    }


def test_a_search_finds_every_kind_and_says_which_words(visitor, site):
    response = ask(visitor, "q=Bones")

    assert heading(response) == "4 results for “Bones”"
    assert "<title>4 results for “Bones” | " in response.content.decode()
    assert set(titles(response)) == {
        "Bone pain at night",
        "Evening circle of people with sore bones",
        "Bone pain in women: a study",
        "How we check",
    }
    assert titles(response)[0] == "Bone pain at night"
    marks = {mark.text for mark in response.main.iter("mark")}
    assert {"Bone", "bones"} <= marks
    assert response.main.find(".//input[@name='q']").get("value") == "Bones"


def test_a_result_leads_to_its_page_and_to_the_section_with_the_words(visitor, site):
    first = ask(visitor, "q=soothing").main.find_class("hits")[0].find("li")

    assert [link.get("href") for link in first.iter("a")] == [
        "/articles/bone-pain/",
        "/articles/bone-pain/#rest",
    ]
    assert "In the section What helps" in " ".join(first.text_content().split())
    assert "A warm bath helps with soothing bones & joints." in first.text_content()


def test_kinds_narrow_the_results_and_can_be_joined(visitor, site):
    everything = facets(ask(visitor, "q=bone"))

    assert everything == {
        "Everything 4": ("?q=bone", True),
        "Articles 1": ("?q=bone&kind=article", False),
        "Support groups 1": ("?q=bone&kind=group", False),
        "Sources 1": ("?q=bone&kind=source", False),
        "About us 1": ("?q=bone&kind=page", False),
    }
    two = ask(visitor, "q=bone&kind=group&kind=article")
    assert heading(two) == "2 results for “bone”"
    assert titles(two) == ["Bone pain at night", "Evening circle of people with sore bones"]
    assert facets(two)["Articles 1"] == ("?q=bone&kind=group", True)
    assert facets(two)["Sources 1"] == ("?q=bone&kind=article&kind=group&kind=source", False)
    assert facets(two)["Everything 4"] == ("?q=bone", False)


def test_languages_are_offered_where_there_are_several(visitor, site):
    assert facets(ask(visitor, "q=bone"), "Languages") == {}
    make_group(slug="circulo", name="Bone, en español", language="es")

    response = ask(visitor, "q=bone")

    assert facets(response, "Languages") == {
        "All languages 5": ("?q=bone", True),
        "English 4": ("?q=bone&language=en", False),
        "Español 1": ("?q=bone&language=es", False),
    }
    narrowed = ask(visitor, "q=bone&language=es")
    assert titles(narrowed) == ["Bone, en español"]
    assert narrowed.main.find(".//ol/li/h2").get("lang") == "es"


@pytest.mark.parametrize(
    "narrowed", ["", "&kind=group", "&language=es", "&kind=group&language=es", "&kind=article"]
)
def test_the_number_of_a_link_is_that_of_the_list_it_leads_to(visitor, site, narrowed):
    make_group(slug="circulo", name="Bone, en español", language="es")
    page = ask(visitor, f"q=bone{narrowed}")
    links = facets(page) | facets(page, "Languages")

    led_to = {
        words: int(heading(ask(visitor, query[1:])).split()[0].replace("Nothing", "0"))
        for words, (query, is_chosen) in links.items()
        if not is_chosen and query.count("kind=") < 2  # of several kinds, each says what it adds
    }

    assert led_to == {words: int(words.split()[-1]) for words in led_to}
    assert led_to


def test_a_forgiven_letter_is_said_and_can_be_taken_back(visitor, site):
    response = ask(visitor, "q=soothinq")

    assert heading(response) == "1 result for “soothing”"
    assert "Did you mean soothing? We searched for that instead." in response.words
    assert response.main.find(".//input[@name='q']").get("value") == "soothinq"
    link = response.main.find_class("note")[0].find("a")
    assert (link.text_content().strip(), link.get("href")) == (
        "Search for exactly “soothinq”",
        "?q=soothinq&exact=1",
    )
    exactly = ask(visitor, "q=soothinq&exact=1")
    assert heading(exactly) == "Nothing found for “soothinq”"
    assert "Did you mean" not in exactly.words


def test_results_that_lack_a_word_say_so(visitor, site):
    assert "Nothing has all of these words." in ask(visitor, "q=soothing+parliament").words
    assert "Nothing has all of these words." not in ask(visitor, "q=soothing+bones").words


def test_nothing_found_still_helps(visitor, site):
    OrganizationDetails.objects.create(helpline="1-800-555-0199", email="help@example.org")

    response = ask(visitor, "q=parliament")

    assert heading(response) == "Nothing found for “parliament”"
    assert "Fewer words, or only the most important one." in response.words
    links = {link.get("href") for link in response.main.iter("a")}
    assert {"/articles/topics/comfort/", reverse("support_groups:finder"), "mailto:help@example.org"} <= links
    assert "tel:18005550199" in links


def test_nothing_of_a_kind_leads_to_everything(visitor, site):
    response = ask(visitor, "q=soothing&kind=group")

    assert heading(response) == "Nothing found for “soothing”"
    link = response.main.find_class("go")[0]
    assert (" ".join(link.text_content().split()), link.get("href")) == (
        "Show the 1 result of every kind and language",
        "?q=soothing",
    )
    assert "What you can try" not in response.words


@pytest.mark.parametrize(
    ("typed", "label", "address"),
    [
        ("44301", "Akron 44301, Ohio", "/support-groups/?place=44301"),
        ("Akron, OH", "Akron, Ohio", "/support-groups/?place=Akron%2C+OH"),
        ("Akron", "Akron, Ohio", "/support-groups/?place=Akron"),
    ],
)
def test_a_place_leads_to_the_finder(visitor, typed, label, address):
    response = ask(visitor, f"q={typed}")

    assert f"Are you looking for a support group? Find groups near {label}" in response.words
    assert response.main.find_class("note")[0].find("a").get("href") == address


def test_words_that_are_also_a_town_lead_to_the_finder_only_if_nothing_was_found(visitor, site):
    make_published(title="Hope and Reading")

    assert "Are you looking for a support group?" not in ask(visitor, "q=Hope").words


def test_without_words_it_is_a_calm_page_to_start_from(visitor, site):
    for query in ("", "q=", "q=+%20", "kind=group"):
        response = ask(visitor, query)

        assert heading(response) == "Search this site"
        assert response.main.find(".//input[@name='q']").get("autofocus") is not None
        assert "What you can try" not in response.words
        assert "Comfort" in response.words


def test_a_page_of_a_search_is_not_for_search_engines_or_the_next_site(visitor, site):
    for query in ("q=bone", "q=parliament", ""):
        response = ask(visitor, query)

        assert [meta.get("content") for meta in response.page.xpath("//meta[@name='robots']")][
            -1
        ] == "noindex, follow"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert not response.cookies


def test_robots_are_kept_from_searches(visitor):
    OrganizationDetails.objects.create(is_demonstration=False)

    lines = visitor.get("/robots.txt").content.decode().splitlines()

    assert {"Disallow: /search/?", "Disallow: /search/suggest/"} <= {*lines}


def test_long_lists_have_pages(visitor):
    for number in range(PAGE_SIZE * 2 + 1):
        make_source(title=f"Marrow study {number:02}")

    first, last = ask(visitor, "q=marrow"), ask(visitor, "q=marrow&page=3")

    assert heading(first) == "41 results for “marrow”"
    assert (len(titles(first)), len(titles(last))) == (PAGE_SIZE, 1)
    assert [(link.get("rel"), link.get("href")) for link in first.main.xpath(".//a[@rel]")] == [
        ("next", "?q=marrow&page=2")
    ]
    assert [link.get("rel") for link in ask(visitor, "q=marrow&page=2").main.xpath(".//a[@rel]")] == [
        "prev",
        "next",
    ]
    assert last.main.find(".//ol[@start]").get("start") == "41"
    found = {*titles(first), *titles(ask(visitor, "q=marrow&page=2")), *titles(last)}
    assert len(found) == PAGE_SIZE * 2 + 1


@pytest.mark.parametrize("page", ["4", "0", "-1", "two", "9" * 400, "%00", "1.5", "²"])
def test_a_page_that_is_not_there_says_which_are(visitor, page):
    make_source(title="Marrow study")

    response = visitor.get(f"{SEARCH}?q=marrow&page={page}")

    assert response.status_code == 404
    assert "This list has 1 page." in response.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "q=%00bone",
        "q=%ED%A0%80bone",
        "q=%ff%fe",
        "q=%F0%9F%8E%97",
        "q=%E2%80%AEbone%E2%80%AC",
        "q=" + "bone+" * 3_000,
        "q=" + "x" * 1_000_000,
        "q=%27%22%5C%25_*%28NEAR+AND+OR+NOT",
        "q=bone*&q=title:bone",
        'q="bone',
        "q=<script>alert(1)</script>",
        "q=:*|!%26()",
        "q=bone&kind=nonsense&kind=&kind=%00",
        "q=bone&language=xx&language=%00",
        "q=bone&exact=yes&exact=%00",
        "q=bone&page=",
        "q=bone&page=1&page=",
        "q[]=bone&__proto__=1",
        "q=bone" + "&kind=group" * 400,
        "q=%D7%A2%D7%A6%D7%9D",
    ],
    ids=lambda query: query[:30],
)
def test_whatever_is_in_the_address_is_only_words(visitor, site, query):
    response = ask(visitor, query)

    assert "<script>alert" not in response.content.decode()
    assert len(heading(response)) < 300


def test_of_a_repeated_parameter_the_last_counts(visitor, site):
    assert heading(ask(visitor, "q=parliament&q=soothing")) == "1 result for “soothing”"


def test_markup_in_titles_and_texts_is_only_text(visitor):
    make_published(
        title="Bones <b>&amp; joints", body="<p>Take bones &lt;img src=x onerror=alert(1)&gt; apart.</p>"
    )

    response = ask(visitor, "q=bones")

    text = response.content.decode()
    assert "<mark>Bones</mark> &lt;b&gt;&amp;amp; joints" in text
    assert "<mark>bones</mark> &lt;img src=x onerror=alert(1)&gt; apart" in text


@pytest.mark.parametrize("rows", [1, 3])
def test_a_search_takes_few_queries_however_many_are_found(visitor, rows):
    OrganizationDetails.objects.create()
    for number in range(rows):
        make_published(title=f"Marrow {number}")
    ask(visitor, "q=marrow")

    with CaptureQueriesContext(connection) as queries:
        ask(visitor, "q=marrow")

    assert len(queries) == 7  # two are for the frame, which a running site has in memory


def test_a_full_page_takes_few_calls(visitor):
    body = "<h2>Part</h2>" + "<p>Marrow makes blood, and other words are here, too.</p>" * 30
    for number in range(PAGE_SIZE + 1):
        make_published(title=f"Marrow {number}", body=body)
    ask(visitor, "q=marrow+blood")

    response = []
    number = calls(lambda: response.append(visitor.get(f"{SEARCH}?q=marrow+blood")))

    assert len(re.findall(r"<li>\s*<h2", response[0].content.decode())) == PAGE_SIZE
    assert number <= 20_000


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_search_is_only_read(visitor, method):
    assert getattr(visitor, method)(SEARCH).status_code == 405
