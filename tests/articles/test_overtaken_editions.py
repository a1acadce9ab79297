"""Editions from before there was calling off: one that would never have become public is called off, the rest wait."""

import datetime
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from articles.models import Edition
from tests.factories import make_article

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
migration = import_module("articles.migrations.0004_scheduled_editions")


def publish(article, *, days: int, kind="correction"):
    article.body += f"<p>Changed for day {days}.</p>"
    article.save()
    at = timezone.now() + days * DAY
    return article.publish(by=None, kind=kind, note="We changed a word.", at=at, later=Edition.Later.KEEP)


def call_off_overtaken() -> dict[int, datetime.datetime]:
    """Number of each edition that is called off -> when."""
    as_it_was = SimpleNamespace(get_model=lambda *_names: SimpleNamespace(objects=QuerySet(Edition)))
    migration.call_off_overtaken(as_it_was, None)
    return dict(Edition.objects.exclude(called_off_at=None).values_list("number", "called_off_at"))


def test_an_edition_that_a_public_one_overtook_was_called_off_then():
    article = make_article()
    publish(article, days=-9, kind="new")
    publish(article, days=5)
    overtaking = publish(article, days=0)

    assert call_off_overtaken() == {2: overtaking.published_at}
    assert article.edition_at(timezone.now() + 9 * DAY) == overtaking


def test_an_edition_that_a_waiting_one_overtakes_is_called_off_now_and_not_some_day():
    article = make_article()
    publish(article, days=-9, kind="new")
    publish(article, days=5)
    publish(article, days=2)
    before = timezone.now()

    called_off = call_off_overtaken()

    assert list(called_off) == [2]
    assert before <= called_off[2] <= timezone.now()


def test_editions_that_wait_in_the_order_of_their_numbers_still_wait():
    article = make_article()
    publish(article, days=-9, kind="new")
    publish(article, days=2)
    publish(article, days=5)
    other = make_article()
    publish(other, days=1, kind="new")

    assert call_off_overtaken() == {}
