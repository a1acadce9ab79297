"""A process tells the others of its host what it wrote, after the commit and only then."""

import pytest
from django.db import connection, transaction
from django.utils import timezone

from articles.models import Article, Topic
from sources.models import Source
from tests.factories import cite, make_article, make_group, make_published, make_source, make_topic
from web.page_cache import counters
from web.page_cache.names import ARTICLES, COUNTERS, DIRECTORY, SOURCES

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def raised():
    """The counters that were raised for this host since the last call."""
    last = [counters.seen()]
    counters.raise_now(())  # opens the file

    def since() -> set[str]:
        before, last[0] = last[0], counters.seen()
        return {name for name in COUNTERS if not counters.is_fresh([name], before)}

    since()
    return since


def execute(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_a_write_outside_of_a_transaction_is_told_at_once(raised):
    make_topic()

    assert raised() == {ARTICLES}


@pytest.mark.parametrize(
    "write",
    [
        lambda: Topic.objects.update(title="Bones"),
        lambda: Topic.objects.bulk_create([Topic(slug="bones", title="Bones")]),
        lambda: Topic.objects.bulk_create([Topic(slug="bones", title="Bones")], ignore_conflicts=True),
        lambda: Topic.objects.all().delete(),
        lambda: execute("update articles_topic set title = 'x'"),
        lambda: execute("  DELETE FROM articles_topic"),
        lambda: execute("WITH a AS (SELECT 1) UPDATE articles_topic SET title = 'x'"),
    ],
)
def test_every_way_of_writing_is_noticed(raised, write):
    make_topic()
    raised()

    write()

    assert raised() == {ARTICLES}


def test_what_no_row_was_changed_by_is_not_told(raised):
    Topic.objects.filter(slug="none").update(title="Bones")
    Topic.objects.filter(slug="none").delete()
    list(Topic.objects.all())

    assert raised() == set()


def test_a_transaction_is_told_after_its_commit(raised):
    with transaction.atomic():
        make_topic()
        inside = raised()

    assert (inside, raised()) == (set(), {ARTICLES})


def test_what_was_rolled_back_is_not_told(raised):
    with transaction.atomic():
        make_topic()
        transaction.set_rollback(True)

    assert raised() == set()


def test_a_write_after_a_savepoint_that_was_rolled_back_is_told(raised):
    with transaction.atomic():
        with transaction.atomic():
            make_topic()
            transaction.set_rollback(True)
        make_topic()

    assert raised() == {ARTICLES}


def test_many_writes_are_one_callback_at_the_commit():
    with transaction.atomic():
        make_topic()
        once = len(connection.run_on_commit)
        make_topic()
        make_topic()

        assert (once, len(connection.run_on_commit)) == (1, 1)


def test_each_part_of_the_site_has_its_counter(raised):
    make_source()
    of_a_source = raised()
    make_group()

    assert (of_a_source, raised()) == ({SOURCES}, {DIRECTORY})


def test_saving_a_draft_is_not_told(raised):
    article = make_article(body=f"<p>Said.{cite(make_source().key)}</p>")
    raised()

    article.title, article.body = "Bones", f"<p>Said again.{cite(make_source().key)}</p>"
    told_of_the_source = raised()
    article.save()

    assert (told_of_the_source, raised()) == ({SOURCES}, set())


def test_publishing_withdrawing_and_another_address_are_told(raised):
    article = make_published()
    told = [raised()]
    article.withdraw()
    told.append(raised())
    article.slug = "bones"
    article.save()
    told.append(raised())

    assert told == [{ARTICLES}, {ARTICLES}, {ARTICLES}]


def test_the_checks_of_sources_are_told_only_if_readers_see_them(raised):
    make_source()
    raised()
    Source.objects.update(link_checked_on="2026-11-01", integrity_attempted_at=timezone.now())
    unseen = raised()
    Source.objects.update(integrity_checked_at=timezone.now())

    assert (unseen, raised()) == (set(), {SOURCES})


def test_saving_a_draft_asks_twice_what_became_of_the_counters(django_assert_num_queries):
    article = make_article()

    # Between the two, a transaction: whatever is written to an article may have to be indexed for the search.
    with django_assert_num_queries(3 + 5):
        Article.objects.filter(pk=article.pk).update(title="Bones")


def test_other_databases_are_not_watched(raised):
    copy = connection.copy(alias="other")
    copy.ensure_connection()

    assert copy.execute_wrappers == []
    copy.close()
