from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from articles.models import Edition
from sources.adding.duplicates import DIFFERING, merge
from tests.answers import is_not_found
from tests.factories import (
    cite,
    make_article,
    make_edition,
    make_image,
    make_page,
    make_person,
    make_published,
    make_source,
    make_topic,
    picture_bytes,
)
from tests.mapped import mapped

pytestmark = pytest.mark.django_db


def test_a_draft_is_404_for_visitors(visitor):
    article = make_article(title="Unfinished")

    response = visitor.get(article.get_absolute_url())

    assert response.status_code == 404
    assert "Unfinished" not in response.content.decode()


def test_a_published_article_shows_its_edition_and_not_the_working_copy(visitor):
    article = make_published(title="Bone pain", body="<p>The first text.</p>")
    article.body = "<p>Half a sent</p>"
    article.save()

    page = visitor.get(article.get_absolute_url()).content.decode()

    assert "The first text." in page
    assert "Half a sent" not in page


def test_a_future_edition_is_not_shown_yet(visitor):
    soon = timezone.now() + timedelta(minutes=1)
    article = make_published(title="Not before tomorrow", at=soon)

    assert is_not_found(visitor.get(article.get_absolute_url()), "Not before tomorrow")


def test_a_withdrawn_article_is_404_and_in_no_list(visitor):
    article = make_published(title="Taken back")
    article.withdraw()

    assert visitor.get(article.get_absolute_url()).status_code == 404
    assert article.get_absolute_url() not in mapped(visitor)
    for name in ("articles:list", "articles:changes", "articles:feed", "home"):
        assert "Taken back" not in visitor.get(reverse(name)).content.decode()


def test_numbers_lead_to_sources_and_back(visitor):
    make_source(key="redig2013", title="Breast cancer as a systemic disease")
    article = make_published(body=f"<p>It spreads.{cite('redig2013')} It rests.{cite('redig2013')}</p>")

    page = visitor.get(article.get_absolute_url()).content.decode()

    assert '<a href="#source-1" id="cite-1a" role="doc-noteref"' in page
    assert '<a href="#source-1" id="cite-1b" role="doc-noteref"' in page
    assert '<li id="source-1">' in page
    assert 'href="#cite-1a"' in page
    assert 'href="#cite-1b"' in page
    assert "1 source" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_an_article_page_takes_four_queries_for_any_number_of_sources(
    visitor, django_assert_num_queries, rows
):
    make_page()
    sources = [make_source() for _ in range(rows * 10)]
    reading = [make_source() for _ in range(rows)]
    authors = [make_person() for _ in range(rows)]
    topics = [make_topic() for _ in range(rows)]
    body = "".join(f"<p>One fact.{cite(source.key)}</p>" for source in sources)
    article = make_published(
        body=body, authors=authors, topics=topics, further_reading=reading, reviewer=make_person()
    )
    for _ in range(rows):
        article.related.add(make_published(reviewer=make_person()))
    for _ in range(rows):
        make_edition(article, kind=Edition.ChangeKind.UPDATE, note="News.")

    with django_assert_num_queries(4):
        visitor.get(article.get_absolute_url())


def test_additional_reading_lists_a_work_once_and_no_cited_work_after_merges(visitor):
    read, twin, cited, listed = (
        make_source(title=f"Work {name}") for name in ("one", "two", "three", "four")
    )
    body = f"<p>Cancer can rest.{cite(cited.key)}</p>"
    article = make_published(body=body, further_reading=[read, twin, listed])
    merge(twin, read, although=DIFFERING)
    merge(listed, cited, although=DIFFERING)

    page = visitor.get(article.get_absolute_url()).context["page"]

    assert [source.title for source in page.further_reading] == ["Work one"]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"), [("home", 9), ("articles:list", 5), ("articles:changes", 4), ("articles:feed", 1)]
)
def test_lists_take_the_same_queries_at_any_length(visitor, django_assert_num_queries, rows, name, queries):
    make_page()
    for _ in range(rows):
        make_published(topics=[make_topic()], reviewer=make_person())

    with django_assert_num_queries(queries):
        visitor.get(reverse(name))


def test_a_list_shows_the_narrowest_width_of_each_picture_and_asks_nothing_more_for_it(
    visitor, django_assert_num_queries
):
    wide = [ContentFile(picture_bytes(1000, 600), name=f"{name}.png") for name in ("one", "two")]
    images = [make_image(original=file) for file in wide]
    for image in images:
        make_published(title=f"Article {image.key}", image=image)
    make_published(title="Without a picture")
    make_page()

    with django_assert_num_queries(5):
        page = visitor.get(reverse("articles:list")).content.decode()

    assert page.count("<picture>") == 2
    assert page.count('alt=""') == 2
    for image in images:
        by_width = sorted(image.renditions, key=lambda rendition: rendition["width"])
        assert by_width[0]["name"] in page
        assert by_width[0]["width"] < by_width[-1]["width"]
        assert by_width[-1]["name"] not in page


def test_no_public_page_sets_a_cookie_or_varies_by_one(visitor):
    person = make_person()
    topic = make_topic()
    source = make_source()
    article = make_published(authors=[person], topics=[topic], body=f"<p>So.{cite(source.key)}</p>")
    addresses = [
        "/",
        reverse("articles:list"),
        reverse("articles:changes"),
        reverse("sources:list"),
        "/nothing-here/",
        *(thing.get_absolute_url() for thing in (article, topic, person, source, make_page())),
    ]

    for address in addresses:
        response = visitor.get(address)

        assert not response.cookies, address
        assert "Cookie" not in response.headers.get("Vary", ""), address


def test_a_person_whom_no_public_article_names_has_no_public_page(visitor):
    person = make_person(name="Marisol Vega")
    article = make_article(authors=[person])

    assert is_not_found(visitor.get(person.get_absolute_url()), "Marisol Vega")
    article.publish(by=None, kind=Edition.ChangeKind.NEW)
    assert "Marisol Vega" in visitor.get(person.get_absolute_url()).content.decode()
