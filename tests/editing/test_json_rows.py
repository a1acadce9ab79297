"""Rows in one column are the rows that a query of their own would give."""

import datetime

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.db.models import OuterRef

from articles.models import Article, Edition, Image, Topic
from editing.json_rows import JsonRows, instances
from tests.factories import make_article, make_edition, make_image, make_person, make_published, make_topic

pytestmark = pytest.mark.django_db
OF_AN_EDITION = (
    *("id", "number", "title", "published_at", "reviewed_on", "cited", "words"),
    *("article__id", "article__slug", "reviewer__id", "reviewer__name", "image__id", "image__renditions"),
)


def editions_of(article: Article) -> list[Edition]:
    rows = JsonRows(Edition.objects.filter(article=OuterRef("pk")).order_by("-number"), *OF_AN_EDITION)
    return instances(Edition, Article.objects.annotate(rows=rows).get(pk=article.pk).rows)


def test_every_kind_of_column_comes_back_as_the_orm_gives_it():
    at = datetime.datetime(2026, 3, 1, 7, 5, 9, 120000, tzinfo=datetime.UTC)
    article = make_published(
        at=at, reviewer=make_person(name="Jo “Ann” O’Hara"), reviewed_on="2026-02-28", image=make_image()
    )
    stored = Edition.objects.get(article=article)

    (edition,) = editions_of(article)

    for name in ("number", "title", "published_at", "reviewed_on", "cited", "words"):
        assert getattr(edition, name) == getattr(stored, name), name
    assert edition == stored
    assert edition.article.slug == article.slug
    assert edition.reviewer.name == "Jo “Ann” O’Hara"
    assert edition.image.renditions == Image.objects.get().renditions != []


def test_what_refers_to_nothing_is_none(django_assert_num_queries):
    article = make_published()

    (edition,) = editions_of(article)

    with django_assert_num_queries(0):
        assert (edition.reviewer, edition.image, edition.reviewed_on) == (None, None, None)


def test_rows_keep_their_order_and_no_rows_are_an_empty_list():
    article = make_published()
    for _ in range(12):
        make_edition(article)

    assert [edition.number for edition in editions_of(article)] == list(range(13, 0, -1))
    assert editions_of(make_article()) == []


def test_a_column_that_nobody_asked_for_is_read_when_it_is_used(django_assert_num_queries):
    article = make_published(summary="About bones.")

    (edition,) = editions_of(article)

    with django_assert_num_queries(1):
        assert edition.summary == "About bones."


def test_a_limit_holds():
    for title in "bca":
        make_topic(title=title)
    rows = JsonRows(Topic.objects.order_by("title")[:2], "id", "title")
    article = make_article()

    topics = instances(Topic, Article.objects.annotate(rows=rows).get(pk=article.pk).rows)

    assert [topic.title for topic in topics] == ["a", "b"]


def test_a_name_that_the_model_does_not_have_is_an_error():
    with pytest.raises(FieldDoesNotExist):
        instances(Topic, [{"id": 1, "color": "green"}])
