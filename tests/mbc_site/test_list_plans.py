"""What is counted and paged is read from one index in its order. Only SQLite: PostgreSQL reads small tables whole."""

import pytest
from django.db import connection

from articles.models import Appearance, list_length
from editing.compiled_queries import Parameter
from sources.models import Source
from tests.factories import make_person, make_topic

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL reads small tables whole"),
]
LISTS = {
    "articles": lambda: Appearance.objects.of_articles().by_title().values("edition_id"),
    "topic": lambda: Appearance.objects.of_topic(make_topic()).by_title().values("edition_id"),
    "person": lambda: Appearance.objects.of_person(make_person()).by_title().values("edition_id"),
    "changes": lambda: Appearance.objects.of_changes().newest_first().values("edition_id"),
    "sources": lambda: Source.objects.listed().values("pk"),
    "books": lambda: Source.objects.listed().filter(csl_type="book").values("pk"),
}


def plan(queryset) -> str:
    sql, values = queryset.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", values)
        return "; ".join(row[3] for row in cursor.fetchall())


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("turned", [False, True])
def test_a_page_of_keys_is_read_from_one_index(name, turned):
    keys = LISTS[name]()

    steps = plan((keys.reverse() if turned else keys)[60:90])

    assert "USING COVERING INDEX" in steps
    assert "TEMP B-TREE" not in steps
    assert ";" not in steps


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_counted_in_one_index(name):
    assert "USING COVERING INDEX" in plan(LISTS[name]().order_by())


def test_what_begins_or_ends_later_is_a_range_of_an_index():
    sql, values = list_length._parts().query.sql_with_params()
    with connection.cursor() as cursor:
        given = {"owner": 0, "at": "2026-12-01", "places": 1}
        values = [given[value.name] if isinstance(value, Parameter) else value for value in values]
        cursor.execute("EXPLAIN QUERY PLAN " + sql.replace("@places@", "%s"), values)
        steps = [row[3] for row in cursor.fetchall() if row[3].startswith(("SEARCH", "SCAN"))]

    assert len(steps) == 3
    assert "list_length_once" in steps[0] or "sqlite_autoindex" in steps[0]
    assert "appearance_by_time (owner=? AND place=? AND begins_at>?)" in steps[1]
    assert "appearance_by_end (ends_at>? AND ends_at<?)" in steps[2]
