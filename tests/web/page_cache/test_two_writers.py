"""Two transactions that raise the same counters never wait for each other, in whatever order they do it."""

from contextlib import closing

import pytest
from django.db import connection

from web.models import ContentVersion
from web.page_cache.names import ARTICLES, SITE, SOURCES

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]
TOPIC = (
    "INSERT INTO articles_topic (slug, title, summary, position, home_question) VALUES (%s, %s, '', 1, '')"
)

PAGE = (
    "INSERT INTO articles_page (slug, title, summary, body, position, is_published, updated_at) "
    "VALUES (%s, %s, '', '', 1, true, now())"
)


@pytest.fixture
def writers():
    """Two connections with a transaction each, which give up as soon as they would have to wait."""
    with closing(connection.copy()) as one, closing(connection.copy()) as other:
        for writer in (one, other):
            with writer.cursor() as cursor:
                cursor.execute("SET lock_timeout = '1ms'")
            writer.set_autocommit(False)
        yield one, other
        one.rollback()
        other.rollback()


def execute(writer, statement, *values):
    with writer.cursor() as cursor:
        cursor.execute(statement, values)


def add_topic(writer, slug):
    execute(writer, TOPIC, slug, slug)


def add_page(writer, slug):
    execute(writer, PAGE, slug, slug)


def test_in_opposite_order_nobody_waits(writers):
    one, other = writers
    before = ContentVersion.objects.tokens()

    add_topic(one, "one")
    add_page(other, "other")
    add_page(one, "one")
    add_topic(other, "other")
    other.commit()
    between = ContentVersion.objects.tokens()
    one.commit()

    after = ContentVersion.objects.tokens()
    for name in (ARTICLES, SITE):
        assert (between.get(name, 0), after[name]) == (before.get(name, 0) + 1, before.get(name, 0) + 2)
    assert after.get(SOURCES) == before.get(SOURCES)


def test_the_first_to_begin_is_counted_when_it_commits_last(writers):
    """Its number is lower than that of the other, which readers know already."""
    one, other = writers
    add_topic(one, "one")
    add_topic(other, "other")
    other.commit()
    known = ContentVersion.objects.tokens()

    one.commit()

    assert ContentVersion.objects.tokens()[ARTICLES] == known[ARTICLES] + 1


def test_folding_while_somebody_writes_waits_for_nobody_and_loses_nothing(writers):
    one, other = writers
    add_topic(one, "one")
    other.set_autocommit(True)
    add_topic(other, "other")
    known = ContentVersion.objects.tokens()

    ContentVersion.objects.fold()
    folded = ContentVersion.objects.tokens()
    one.commit()

    assert folded == known
    assert ContentVersion.objects.tokens()[ARTICLES] == known[ARTICLES] + 1


def test_what_is_rolled_back_is_not_counted(writers):
    one, _other = writers
    before = ContentVersion.objects.tokens()
    add_topic(one, "one")
    one.rollback()

    assert ContentVersion.objects.tokens() == before
