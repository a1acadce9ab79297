"""Waiting editions: moved, called off, and never silently replaced or brought back."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import retractions
from articles.models import Article, Citation, Edition, Topic
from tests.factories import cite, make_article, make_edition, make_published, make_source, make_topic

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def waiting(*, after=DAY, **fields) -> tuple[Article, Edition]:
    """A public article with a second edition that waits."""
    article = make_published(at=timezone.now() - DAY, **fields)
    return article, make_edition(article, kind="update", note="News.", at=timezone.now() + after)


def refusal(act, *args, **kwargs) -> str:
    with pytest.raises(ValidationError) as refused:
        act(*args, **kwargs)
    return " ".join(refused.value.messages)


def read_at(article, at) -> int:
    return Edition.objects.current(at).get(article=article).number


def test_nobody_publishes_before_a_waiting_edition_without_saying_what_becomes_of_it():
    article, edition = waiting()

    words = refusal(make_edition, article)

    assert words.startswith("Edition 2 waits for ")
    assert "Say whether to call it off, or to keep it" in words
    assert article.editions.count() == 2
    assert edition.is_waiting()


def test_a_later_edition_that_is_called_off_does_not_bring_its_older_text_back():
    article, edition = waiting()

    make_edition(article, later="call_off")

    assert read_at(article, timezone.now()) == 3
    assert read_at(article, edition.published_at + HOUR) == 3
    edition.refresh_from_db()
    assert edition.called_off_at is not None


def test_a_later_edition_that_is_kept_takes_its_place_when_its_time_comes():
    article, edition = waiting()

    make_edition(article, later="keep")

    assert read_at(article, timezone.now()) == 3
    assert read_at(article, edition.published_at - timedelta(seconds=1)) == 3
    assert read_at(article, edition.published_at) == 2
    assert [row.number for row in Edition.objects.waiting()] == [2]


def test_a_second_waiting_edition_before_the_first_asks_too():
    article, _edition = waiting(after=3 * DAY)

    assert "Edition 2 waits for" in refusal(make_edition, article, at=timezone.now() + DAY)
    make_edition(article, at=timezone.now() + DAY, later="call_off")

    assert [row.number for row in Edition.objects.waiting()] == [3]


def test_a_waiting_edition_behind_another_asks_nothing():
    article, edition = waiting()

    make_edition(article, at=edition.published_at + DAY)

    assert [row.number for row in Edition.objects.waiting().order_by("number")] == [2, 3]
    assert read_at(article, edition.published_at + HOUR) == 2


def test_a_waiting_new_article_is_not_kept_behind_another_first_edition():
    article = make_published(at=timezone.now() + DAY)

    words = refusal(article.publish, by=None, kind="new", later="keep")

    assert "waits for" in words
    assert "as a new article" in words
    assert not article.is_published()


def test_an_edition_does_not_go_behind_one_that_is_public():
    article = make_published(at=timezone.now() - HOUR)

    assert "Choose a later time." in refusal(make_edition, article, at=timezone.now() - DAY)
    assert article.editions.count() == 1


def test_a_called_off_edition_is_kept_and_nobody_ever_reads_it():
    topic, source = make_topic(), make_source(key="bad2010")
    article = make_published(
        at=timezone.now() + DAY, topics=[topic], body=f"<p>It cures all.{cite('bad2010')}</p>"
    )
    edition = article.editions.get()

    Edition.objects.call_off(edition, by=None)

    later = timezone.now() + 2 * DAY
    assert not article.is_published(later)
    assert not Article.objects.published(later).exists()
    assert not Edition.objects.due(later).exists()
    assert not Edition.objects.current(later).exists()
    assert not Edition.objects.waiting().exists()
    assert not Edition.objects.public_log(later).exists()
    assert not Topic.objects.with_public_articles(later).exists()
    assert not article.has_been_public(later)
    assert Citation.objects.filter(edition=edition).exists()
    Article.objects.update(body="<p>It does not.</p>")
    Citation.objects.refresh(article=article, texts=["<p>It does not.</p>"])
    assert retractions.reliances(source) == []


def test_the_number_of_a_called_off_edition_is_not_used_again():
    article, edition = waiting()
    Edition.objects.call_off(edition, by=None)

    assert make_edition(article).number == 3


def test_who_called_it_off_is_kept(ada):
    _article, edition = waiting()

    Edition.objects.call_off(edition, by=ada)

    edition.refresh_from_db()
    assert edition.called_off_by_name == "Ada"
    assert "Ada called off edition 2 on " in refusal(Edition.objects.call_off, edition, by=None)
    assert "Ada called off edition 2 on " in refusal(Edition.objects.reschedule, edition, to=None)


@pytest.mark.parametrize("act", ["call_off", "reschedule"])
def test_a_public_edition_is_neither_moved_nor_called_off(act):
    edition = make_published().editions.get()
    options = {"by": None} if act == "call_off" else {"to": timezone.now() + DAY}

    words = refusal(getattr(Edition.objects, act), edition, **options)

    assert words.startswith("Edition 1 is public since ")
    assert Edition.objects.current().get() == edition


def test_the_database_refuses_to_call_off_what_was_public():
    edition = make_published(at=timezone.now() - DAY).editions.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.all()._call_off(edition, None, timezone.now())


def test_a_first_edition_that_another_waiting_one_changes_is_called_off_last():
    article = make_published(at=timezone.now() + DAY)
    first = article.editions.get()
    second = make_edition(article, kind="update", note="News.", at=timezone.now() + 2 * DAY)

    assert "changes this one. Call that one off first." in refusal(Edition.objects.call_off, first, by=None)
    Edition.objects.call_off(second, by=None)
    Edition.objects.call_off(first, by=None)

    assert not Edition.objects.waiting().exists()


def test_a_waiting_edition_is_moved():
    article, edition = waiting()
    to = timezone.now() + 2 * DAY

    Edition.objects.reschedule(edition, to=to)

    assert read_at(article, to - timedelta(seconds=1)) == 1
    assert read_at(article, to) == 2


def test_a_waiting_edition_is_made_public_now():
    article, edition = waiting()

    Edition.objects.reschedule(edition)

    assert read_at(article, timezone.now()) == 2


def test_an_edition_is_not_moved_past_another_that_waits():
    article, edition = waiting()
    make_edition(article, at=edition.published_at + DAY)

    words = refusal(Edition.objects.reschedule, edition, to=edition.published_at + 2 * DAY)

    assert words.startswith("Edition 3 waits for ")
    assert read_at(article, edition.published_at + HOUR) == 2


@pytest.mark.parametrize("kind", ["review", "update", "correction", "edit"])
def test_a_change_that_changes_nothing_is_refused(kind):
    article = make_published()

    words = refusal(article.publish, by=None, kind=kind, note="The dose was wrong.")

    assert words == "The text is the same as edition 1."
    assert article.editions.count() == 1


def test_a_change_that_waits_already_is_refused():
    article, _edition = waiting()

    words = refusal(article.publish, by=None, kind="edit", later="keep")

    assert words.startswith("The text is the same as edition 2, which waits for ")


def test_a_full_review_with_a_new_date_is_a_change():
    article = make_published()
    article.reviewed_on = timezone.localdate()
    article.save()

    assert article.publish(by=None, kind="review").number == 2


def test_the_text_of_an_edition_that_was_called_off_may_be_published_again():
    article, edition = waiting()
    Edition.objects.call_off(edition, by=None)

    assert article.publish(by=None, kind="update", note="News.").number == 3


def test_a_draft_with_a_called_off_edition_is_a_draft_again():
    article = make_published(at=timezone.now() + DAY)
    Edition.objects.call_off(article.editions.get(), by=None)
    make_article()

    assert Article.objects.standing("draft").count() == 2
