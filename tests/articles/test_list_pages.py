"""Long lists of articles in pages: nothing is on two of them or on none, and bad numbers get words."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import list_views
from tests.factories import make_edition, make_page, make_person, make_published, make_topic

pytestmark = pytest.mark.django_db
TITLES = ["Anemia", "Bones", "Chemotherapy", "Dreams", "Energy"]


@pytest.fixture(autouse=True)
def _short_pages(monkeypatch):
    for view in (list_views.ArticleList, list_views.PersonArticles, list_views.Changes):
        monkeypatch.setattr(view, "paginate_by", 2)


@pytest.fixture
def articles():
    """Five, by one person in one topic; the first two also reviewed by that person. Published in disorder."""
    person, topic, now = make_person(name="Iris Vale"), make_topic(title="Rest"), timezone.now()
    made = {
        title: make_published(
            title=title,
            authors=[person],
            topics=[topic],
            reviewer=person if title in TITLES[:2] else None,
            at=now - timedelta(days=day),
        )
        for title, day in zip(TITLES, [3, 1, 5, 2, 4], strict=True)
    }
    return {
        "all": reverse("articles:list"),
        "topic": topic.get_absolute_url(),
        "person": person.get_absolute_url(),
    } | made


def page(client, address: str, number=None) -> str:
    response = client.get(address, {} if number is None else {"page": number})
    assert response.status_code == 200, address
    return response.content.decode()


def titles(text: str) -> list[str]:
    """In the main part: the head and the structured data name them, too."""
    found = re.findall(r'<h3><a href="[^"]+">([^<]+)</a></h3>', text[text.index("<main") :])
    return [title.strip() for title in found]


@pytest.mark.parametrize("address", ["all", "topic"])
def test_articles_are_in_pages_from_a_to_z(visitor, articles, address):
    pages = [page(visitor, articles[address], number) for number in (None, 2, 3)]

    assert [titles(text) for text in pages] == [TITLES[:2], TITLES[2:4], TITLES[4:]]
    for text in pages:
        assert "5 articles" in " ".join(text.split())


def test_a_persons_reviews_come_before_what_the_person_wrote(visitor, articles):
    pages = [page(visitor, articles["person"], number) for number in (1, 2, 3, 4)]

    assert [titles(text) for text in pages] == [TITLES[:2], TITLES[:2], TITLES[2:4], TITLES[4:]]
    assert "Reviewed 2 articles" in " ".join(pages[0].split())
    assert "Wrote 5 articles" not in " ".join(pages[0].split())
    assert "Wrote 5 articles" in " ".join(pages[3].split())


def test_the_log_is_in_pages_newest_first(visitor, articles):
    pages = [page(visitor, reverse("articles:changes"), number) for number in (1, 2, 3)]

    shown = [re.findall(r'<a href="/articles/article-\d+/">\s*([A-Z]\w+)', text) for text in pages]
    assert shown == [["Bones", "Dreams"], ["Anemia", "Energy"], ["Chemotherapy"]]


@pytest.mark.parametrize("address", ["all", "topic", "person"])
def test_pages_name_the_one_before_and_the_next(visitor, articles, address):
    first, second = (page(visitor, articles[address], number) for number in (1, 2))

    assert 'rel="next"' in first
    assert 'rel="prev"' not in first
    assert re.search(r'href="\?page=1"\s+rel="prev"', second)
    assert re.search(r'href="\?page=3"\s+rel="next"', second)
    assert f'<link rel="canonical" href="http://testserver{articles[address]}">' in first
    assert f'<link rel="canonical" href="http://testserver{articles[address]}?page=2">' in second
    assert re.search(r'<a href="\?page=2" aria-current="page">', second)
    assert re.search(r"Page 2 of \d\.", second)


@pytest.mark.parametrize("address", ["all", "topic", "person"])
@pytest.mark.parametrize(
    ("number", "heading"),
    [
        ("99", "There is no page 99"),
        ("0", "There is no page 0"),
        ("-1", "That isn’t a page number"),
        ("last", "That isn’t a page number"),
        ("1_0", "That isn’t a page number"),
        ("<i>9", "That isn’t a page number"),
        ("٢", "That isn’t a page number"),
        ("9" * 5000, "That isn’t a page number"),
    ],
)
def test_a_page_that_does_not_exist_says_which_do(visitor, articles, address, number, heading):
    response = visitor.get(articles[address], {"page": number})
    text = response.content.decode()

    assert response.status_code == 404
    assert f"<h1>{heading}</h1>" in text
    assert re.search(r"This list has \d pages\.", text)
    assert f'href="{articles[address]}"' in text
    assert re.search(r'href="\?page=\d"', text)
    assert "<i>9" not in text
    assert '<meta name="robots" content="noindex">' in text
    assert 'rel="canonical"' not in text


def test_an_empty_list_has_one_page(visitor):
    assert "The first articles are being written." in page(visitor, reverse("articles:list"))
    assert "This list has 1 page." in visitor.get(reverse("articles:list"), {"page": "2"}).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("number", [1, 2])
def test_each_page_takes_the_same_queries_at_any_length(visitor, django_assert_num_queries, rows, number):
    person, topic = make_person(), make_topic()
    make_page()
    for _ in range(3 + rows):
        make_published(topics=[topic], authors=[person], reviewer=person)
    addresses = {topic.get_absolute_url(): 6, person.get_absolute_url(): 6, reverse("articles:list"): 5}

    for address, queries in addresses.items():
        with django_assert_num_queries(queries):
            page(visitor, address, number)


def test_an_article_that_is_withdrawn_or_retitled_moves_at_once(visitor, articles):
    articles["Anemia"].withdraw()
    articles["Energy"].title = "Appetite"
    make_edition(articles["Energy"])

    assert titles(page(visitor, articles["all"])) == ["Appetite", "Bones"]
    assert "4 articles" in page(visitor, articles["all"])
