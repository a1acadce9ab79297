"""Editions: what publishing keeps, which of them visitors read, and what is refused."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import Article, Edition
from articles.models.edition import EditionIsFinal
from articles.publishing import publishing_problems
from tests.factories import (
    cite,
    make_article,
    make_edition,
    make_image,
    make_person,
    make_published,
    make_source,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_an_edition_keeps_everything_while_the_working_copy_changes():
    author, reviewer, image, reading = make_person(), make_person(), make_image(), make_source()
    make_source(key="redig2013")
    article = make_published(
        title="Bone pain",
        summary="About bones.",
        key_points=f"Rest.{cite('redig2013')}\nAsk.",
        body=f"<p>Bones ache.{cite('redig2013')}</p>",
        image=image,
        reviewer=reviewer,
        reviewed_on=date(2026, 1, 2),
        authors=[author],
        further_reading=[reading],
    )

    article.title = article.summary = article.key_points = article.body = "x"
    article.image = article.reviewer = article.reviewed_on = None
    article.save()
    article.authorships.all().delete()
    article.further_reading.all().delete()

    edition = Edition.objects.get()
    assert (edition.title, edition.summary) == ("Bone pain", "About bones.")
    assert edition.key_points == f"Rest.{cite('redig2013')}\nAsk."
    assert edition.body == f"<p>Bones ache.{cite('redig2013')}</p>"
    assert "Bones ache." in edition.html
    assert (edition.image, edition.reviewer, edition.reviewed_on) == (image, reviewer, date(2026, 1, 2))
    assert list(edition.authors.all()) == [author]
    assert list(edition.further_sources.all()) == [reading]
    assert [citation.source.key for citation in edition.citations.all()] == ["redig2013", "redig2013"]


def test_editions_are_numbered_from_one_for_each_article():
    first, second = make_published(), make_published()

    make_edition(first)

    assert list(first.editions.values_list("number", flat=True)) == [2, 1]
    assert list(second.editions.values_list("number", flat=True)) == [1]


def test_an_edition_cannot_be_saved_again():
    edition = make_published(title="As read").editions.get()
    edition.title = "Rewritten"

    with pytest.raises(EditionIsFinal):
        edition.save()
    with pytest.raises(EditionIsFinal):
        Edition.objects.update(title="Rewritten")

    edition.refresh_from_db()
    assert edition.title == "As read"


@pytest.mark.parametrize(
    ("published_at", "withdrawn_at", "is_public"),
    [
        (None, None, False),  # a draft
        (NOON, None, True),  # due this very second
        (NOON - SECOND, None, True),
        (NOON + SECOND, None, False),
        (NOON - SECOND, NOON, False),  # withdrawn this very second
        (NOON - SECOND, NOON - SECOND, False),
        (NOON - SECOND, NOON + SECOND, True),  # to be withdrawn
        (NOON + SECOND, NOON + 2 * SECOND, False),
        (None, NOON + SECOND, False),
    ],
)
def test_one_rule_says_what_is_public(published_at, withdrawn_at, is_public):
    article = make_published(at=published_at) if published_at else make_article()
    Article.objects.update(withdrawn_at=withdrawn_at)
    article.refresh_from_db()

    assert article.is_published(NOON) is is_public
    assert (article in Article.objects.published(NOON)) is is_public
    assert (article in [edition.article for edition in Edition.objects.current(NOON)]) is is_public
    assert (Article.objects.with_standing(NOON).get().public_number is not None) is is_public


def test_a_withdrawn_article_that_is_put_back_is_public_with_its_edition():
    article = make_published(at=NOON)

    article.withdraw()
    assert not article.is_published()
    article.put_back()

    assert article.is_published()
    assert Edition.objects.current().get().article == article


def test_publishing_puts_a_withdrawn_article_back():
    article = make_published()
    article.withdraw()

    make_edition(article)

    assert article.is_published()
    assert Article.objects.published().get() == article


def test_withdrawing_and_putting_back_make_no_new_edition():
    article = make_published()
    token = Article.objects.get().edit_token

    article.withdraw()
    article.put_back()

    assert Article.objects.get().edit_token == token


def test_the_newest_edition_whose_time_has_come_is_read():
    article = make_published(at=NOON, title="First")
    article.title = "Second"
    article.save()
    article.publish(by=None, kind=Edition.ChangeKind.EDIT, at=NOON + 2 * SECOND)

    for at, title in [(NOON + SECOND, "First"), (NOON + 2 * SECOND, "Second"), (NOON + 3 * SECOND, "Second")]:
        assert article.edition_at(at).title == title
        assert Edition.objects.current(at).get().title == title
    assert article.edition_at(NOON - SECOND) is None


@pytest.mark.parametrize("kind", ["update", "correction"])
def test_the_database_requires_a_note_for_a_change(kind):
    article = make_published()

    with pytest.raises(IntegrityError), transaction.atomic():
        make_edition(article, kind=kind)
    make_edition(article, kind=kind, note="The dose was wrong.")

    assert article.current_edition.note == "The dose was wrong."
    assert article.editions.count() == 2


@pytest.mark.parametrize("kind", ["new", "review", "edit"])
def test_the_database_accepts_other_kinds_without_a_note(kind):
    article = make_article()

    article.publish(by=None, kind=kind)

    assert article.current_edition.kind == kind


def test_an_unknown_source_has_no_number_and_no_row_in_an_edition():
    make_source(key="known2020")
    article = make_article(body=f"<p>One.{cite('nobody1999')} Two.{cite('known2020')}</p>")

    edition = article.publish(by=None, kind=Edition.ChangeKind.NEW)

    assert edition.cited == ["known2020"]
    assert [citation.source.key for citation in edition.citations.all()] == ["known2020"]
    assert "nobody1999" not in edition.html


def test_a_figure_without_its_picture_is_left_out_of_an_edition():
    figure = '<figure class="figure" data-image="gone"><figcaption>A drawing.</figcaption></figure>'
    article = make_article(body=f"<p>Look.</p>{figure}")

    edition = article.publish(by=None, kind=Edition.ChangeKind.NEW)

    assert article.rendered().missing_pictures == ["gone"]
    assert "<img" not in edition.html
    assert "<p>Look.</p>" in edition.html


@pytest.mark.parametrize("slug", ["feed", "topics", "changes"])
def test_a_reserved_word_is_refused_as_a_slug(slug):
    article = make_article()
    article.slug = slug

    with pytest.raises(ValidationError):
        article.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        article.save()

    assert Article.objects.exclude(slug=slug).count() == 1


def test_a_duplicate_edition_number_is_refused():
    edition = make_published().editions.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.of(edition.article, number=1, kind="edit", published_at=timezone.now()).save()


def test_a_reviewer_who_is_an_author_stops_publishing():
    person = make_person()
    article = make_article(authors=[person], reviewer=person)

    assert publishing_problems(article) == [
        "The medical reviewer is also an author. Somebody else has to review it."
    ]
