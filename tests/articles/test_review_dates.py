"""Readers see when an article was last reviewed and when the next review is due: two dates, and a kind note once the second has passed."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from tests.factories import make_person, make_published

pytestmark = pytest.mark.django_db
DUE = date(2026, 12, 1)
WORD = "Please check with your care team before you act on anything here."


def read(client, article, day: date) -> str:
    """The page at noon, New York, of that day."""
    with time_machine.travel(datetime(day.year, day.month, day.day, 17, tzinfo=UTC), tick=False):
        return " ".join(client.get(article.get_absolute_url()).content.decode().split())


@pytest.fixture
def article():
    with time_machine.travel(datetime(2026, 1, 5, tzinfo=UTC), tick=False):
        return make_published(
            reviewer=make_person(), reviewed_on=date(2026, 1, 2), next_review_on=DUE, authors=[make_person()]
        )


def test_both_review_dates_are_shown_with_their_labels(visitor, article):
    page = read(visitor, article, date(2026, 6, 1))

    assert '(<time datetime="2026-01-02">January 2, 2026</time>)' in page
    assert '<dt> Next review due </dt> <dd> <time datetime="2026-12-01">December 1, 2026</time> </dd>' in page
    assert WORD not in page


@pytest.mark.parametrize(("day", "is_late"), [(DUE, False), (date(2026, 12, 2), True)])
def test_a_review_is_overdue_from_the_next_day_and_the_page_explains_it(visitor, article, day, is_late):
    page = read(visitor, article, day)

    assert (f'<dt> Next review was due </dt> <dd> <time datetime="{DUE}">' in page) is is_late
    assert (WORD in page) is is_late
    assert article.__class__.objects.overdue(day).exists() is is_late


def test_readers_see_the_dates_of_the_published_edition(visitor, article):
    article.next_review_on = date(2028, 1, 1)
    article.save()

    assert "December 1, 2026" in read(visitor, article, date(2026, 6, 1))
    assert "2028" not in read(visitor, article, date(2026, 6, 1))


def test_an_article_without_review_dates_shows_none(visitor):
    page = read(visitor, make_published(next_review_on=None), date(2099, 1, 1))

    assert "Next review" not in page
    assert WORD not in page
