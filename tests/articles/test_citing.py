"""The articles that cite a source: on its page, fifty at a time, and as a number in the list of sources."""

import pytest
from django.db import connection
from django.utils import timezone

from articles import citing
from articles.models import Edition, SharedText
from sources.adding.duplicates import merge
from tests.factories import cite, make_article, make_edition, make_page, make_published, make_source

pytestmark = pytest.mark.django_db


def titles(source, page=None) -> list[str]:
    return [article.title for article in citing.citing_articles(source, page)]


def test_drafts_old_editions_and_withdrawn_articles_do_not_count():
    source = make_source()
    fact = f"<p>One fact.{cite(source.key)}</p>"
    make_article(title="A draft", body=fact)
    changed = make_published(title="It cited it once", body=fact)
    changed.body = "<p>Nothing.</p>"
    changed.save()
    make_edition(changed)
    make_published(title="Withdrawn", body=fact).withdraw()
    make_published(title="It cites it", body=fact + fact)
    make_published(title="It lists it", further_reading=[source])

    assert titles(source) == ["It cites it", "It lists it"]
    assert citing.numbers([source]) == {source.pk: 1}


def test_articles_are_found_by_sources_that_were_merged_and_by_shared_texts():
    kept, merged = make_source(), make_source()
    make_published(title="By the old key", body=f"<p>One fact.{cite(merged.key)}</p>")
    SharedText.objects.create(key="signs", title="Signs", body=f"<p>A sign.{cite(kept.key)}</p>")
    shows = '<aside class="callout" data-kind="shared" data-text="signs"><p>Signs</p></aside>'
    make_published(title="By a shared text", body=shows)
    merge(merged, kept, although=["title"])

    by_text, by_key = citing.citing_articles(kept)

    assert (by_text.title, by_text.sentences, by_text.url.partition("#")[2]) == (
        *("By a shared text", ["A sign."], "shared-signs"),
    )
    assert (by_key.title, by_key.sentences, by_key.url.partition("#")[2]) == (
        *("By the old key", ["One fact."], "cite-1a"),
    )
    assert citing.numbers([kept, merged]) == {kept.pk: 1}


def test_many_articles_are_shown_in_pages(visitor, monkeypatch):
    monkeypatch.setattr(citing, "ON_A_PAGE", 2)
    source = make_source()
    for title in "badce":
        make_published(title=title * 3, body=f"<p>One fact.{cite(source.key)}</p>")

    assert [titles(source, page) for page in (None, "2", "3")] == [["aaa", "bbb"], ["ccc", "ddd"], ["eee"]]
    page = visitor.get(source.get_absolute_url(), {"page": 2}).content.decode()
    assert f'rel="canonical" href="http://testserver{source.get_absolute_url()}?page=2"' in page
    assert ("ccc</a>" in page, "eee</a>" in page) == (True, False)
    for bad in ("0", "4", "last"):
        answer = visitor.get(source.get_absolute_url(), {"page": bad})
        assert (answer.status_code, "This list has 3 pages." in answer.content.decode()) == (404, True)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_a_source_takes_eight_queries_at_any_length(visitor, django_assert_num_queries, rows):
    make_page()
    source = make_source()
    for _ in range(rows):
        make_published(body=f"<p>One fact.{cite(source.key)}</p>" * rows)

    with django_assert_num_queries(8):
        visitor.get(source.get_absolute_url())


def test_no_table_is_read_as_a_whole():
    """By the plan: each table of citations and readings is entered by the key of the source."""
    source = make_source()
    for _ in range(3):
        make_published(body=f"<p>One fact.{cite(source.key)}</p>")
    found = citing._editions().query
    sql, parameters = found.get_compiler("default").as_sql()
    sql = sql.replace("@sources@", str(source.pk)).replace("@showing@", "NULL")
    given = [timezone.now() if getattr(each, "name", "") == "at" else each for each in parameters]
    given = [each for each in given if not hasattr(each, "name")]
    if connection.vendor == "postgresql":
        explain = "EXPLAIN"
        with connection.cursor() as cursor:
            cursor.execute("SET enable_seqscan = off")
    else:
        explain = "EXPLAIN QUERY PLAN"
    with connection.cursor() as cursor:
        cursor.execute(f"{explain} {sql}", given)
        plan = "\n".join(str(row[-1]) for row in cursor.fetchall())

    assert "SCAN articles_citation" not in plan
    assert "Seq Scan on articles_citation" not in plan
    assert Edition.objects.count() == 3
