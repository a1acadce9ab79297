"""What triggers count is what can be counted, whoever writes, and however."""

from contextlib import closing
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from mbc_site.health import Reading, work
from sources.models import Source, SourceCount
from tests.factories import make_source
from web import kept_counts

pytestmark = pytest.mark.django_db
on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has one writer at a time"
)


def kept() -> dict[tuple, int]:
    found: dict[tuple, int] = {}
    for *columns, number in SourceCount.objects.values_list("csl_type", "evidence", "year", "number"):
        found[tuple(columns)] = found.get(tuple(columns), 0) + number
    return {columns: number for columns, number in found.items() if number}


def counted() -> dict[tuple, int]:
    found: dict[tuple, int] = {}
    for kind, evidence, year in Source.objects.listed().values_list("csl_type", "evidence", "year"):
        columns = (kind, evidence, year or 0)
        found[columns] = found.get(columns, 0) + 1
    return found


def write(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def sources():
    return [make_source(year=2001), make_source(year=2001), make_source(year=None, csl_type="book")]


def test_every_way_of_writing_is_counted(sources):
    first, second, book = sources
    assert kept() == {("article-journal", "review", 2001): 2, ("book", "review", 0): 1}

    Source.objects.filter(pk=first.pk).update(year=2002, evidence="")
    assert kept() == counted()
    Source.objects.bulk_create(
        [Source(key="bulk", title="Bulk", year=2002), Source(key="more", title="More")]
    )
    assert kept() == counted()
    write("UPDATE sources_source SET csl_type = 'book', year = NULL WHERE year = 2002")
    assert kept() == counted()
    Source.objects.filter(pk=first.pk).update(merged_into=second)
    assert kept() == counted()
    Source.objects.filter(pk=first.pk).update(merged_into=None)
    assert kept() == counted()
    write("DELETE FROM sources_source WHERE key IN ('bulk', 'more')")
    assert kept() == counted()
    book.delete()
    assert kept() == counted()
    assert SourceCount.objects.total() == 2


def test_what_is_not_counted_by_adds_no_row(sources):
    before = SourceCount.objects.count()

    Source.objects.update(title="Another title")

    assert SourceCount.objects.count() == before


def test_a_recount_mends_what_is_wrong_and_leaves_one_row_of_each(sources):
    Source.objects.update(year=2003)
    Source.objects.update(year=2004)
    SourceCount.objects.create(csl_type="book", evidence="", year=1999, transaction_id=7, number=5)

    call_command("recount", verbosity=0)

    assert kept() == counted()
    assert sorted(SourceCount.objects.values_list("number", flat=True)) == [1, 2]


def test_missing_triggers_are_a_problem_until_a_migration_puts_them_back():
    ours = apps.get_app_config("sources")

    def step(label):
        return [(SimpleNamespace(app_label=label), False)]

    kept_counts.before_migrations(ours, "default", step("articles"))
    assert not kept_counts.missing()
    kept_counts.before_migrations(ours, "default", step("sources"))
    make_source()
    assert not kept()
    assert kept_counts.missing() == {f"count_sources_sourcecount_{event}" for event in _events()}
    (problem,) = work._lists(Reading(None))
    assert (problem.what, problem.to_do) == ("The lengths of lists may be wrong.", "Run “manage.py migrate”.")

    kept_counts.after_migrations(ours, "default")

    assert not kept_counts.missing()
    assert kept() == counted()
    assert SourceCount.objects.total() == 1


def _events():
    return kept_counts.EVENTS[connection.vendor]


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_writers_and_a_recount_wait_for_nobody_and_lose_nothing():
    make_source(year=2001)
    with closing(connection.copy()) as one, closing(connection.copy()) as other:
        for writer in (one, other):
            with writer.cursor() as cursor:
                cursor.execute("SET lock_timeout = '1ms'")
            writer.set_autocommit(False)
        _copy(one, "one", 2001)
        _copy(other, "other", 2001)

        SourceCount.recount()
        between = kept()
        one.commit()
        other.rollback()

    assert between == {("article-journal", "review", 2001): 1}
    assert kept() == counted() == {("article-journal", "review", 2001): 2}


def _copy(writer, key: str, year: int) -> None:
    """Of the one source that there is."""
    columns = [field.column for field in Source._meta.local_concrete_fields if not field.primary_key]
    values = ["%s" if column == "key" else f'"{column}"' for column in columns]
    names = ", ".join(f'"{column}"' for column in columns)
    with writer.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO sources_source ({names}) SELECT {', '.join(values)} FROM sources_source "  # noqa: S608
            "WHERE year = %s LIMIT 1",
            [key, year],
        )


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_an_emptied_table_is_counted_as_empty():
    make_source()

    write("TRUNCATE sources_source CASCADE")

    assert kept() == {}
