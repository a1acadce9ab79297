from datetime import UTC, date, datetime

import pytest

from articles.change_log import days_of
from articles.models import Edition
from tests.factories import (
    make_edition,
    make_published,
)

pytestmark = pytest.mark.django_db


def at(day: int, hour: int = 12) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=UTC)


def test_the_log_is_grouped_by_the_days_of_the_sites_clock_and_corrections_come_first(settings):
    settings.TIME_ZONE = "America/New_York"
    first = make_published(title="First", at=at(2))
    make_published(title="Second", at=at(2, 15))
    make_edition(first, kind=Edition.ChangeKind.CORRECTION, note="A dose was wrong.", at=at(3, 3))

    days = days_of(Edition.objects.public_log(at(9)))

    told = [
        (day.date, [(changes.words, [e.title for e in changes.editions]) for changes in day.changes])
        for day in days
    ]
    assert told == [
        (date(2026, 3, 2), [("Correction", ["First"]), ("2 new articles", ["Second", "First"])]),
    ]


def test_home_and_log_name_a_day_once(visitor):
    for number in range(3):
        make_published(title=f"Article {number}", at=at(2))

    for address in ("/", "/articles/changes/"):
        page = visitor.get(address).content.decode()
        assert page.count('<time datetime="2026-03-02">') == 1, address
        assert "3 new articles" in page, address
