import json
import weakref

import pytest

from sources import exports
from sources.formats import read, to_ama_text, to_bibtex, to_csl_json, to_ris
from sources.models import Source
from tests.answers import is_not_found
from tests.factories import cite, make_article, make_published, make_source, make_topic

pytestmark = pytest.mark.django_db


def keys_in(response) -> list[str]:
    return [item["id"] for item in json.loads(response.getvalue())]


def test_one_source_is_exported_in_each_format(visitor):
    make_source(key="redig2013", title="Breast cancer", doi="10.1111/joim.12084")

    assert keys_in(visitor.get("/sources/redig2013.json")) == ["redig2013"]
    assert "@article{redig2013," in visitor.get("/sources/redig2013.bib").content.decode()
    assert "DO  - 10.1111/joim.12084" in visitor.get("/sources/redig2013.ris").content.decode()
    assert "Sample AB. Breast cancer." in visitor.get("/sources/redig2013.txt").content.decode()


@pytest.mark.parametrize("ending", ["bib", "ris", "json"])
def test_an_export_reads_back(visitor, ending):
    make_source(
        key="redig2013", title="Breast cancer", doi="10.1111/joim.12084", volume="274", page="113-126"
    )

    item = read(visitor.get(f"/sources/redig2013.{ending}").content).items[0]

    assert (item["title"], item["DOI"], item["volume"]) == ("Breast cancer", "10.1111/joim.12084", "274")


def test_the_old_key_of_a_merged_source_exports_the_one_that_stays(visitor):
    kept = make_source(key="kept2013")
    make_source(key="old2013", merged_into=kept)

    assert keys_in(visitor.get("/sources/old2013.json")) == ["kept2013"]


def test_an_articles_sources_are_exported_in_their_order_with_the_further_reading(visitor):
    first, second, reading = make_source(key="b2"), make_source(key="a1"), make_source(key="c3")
    body = f"<p>So.{cite(first.key)} And so.{cite(second.key)}</p>"
    article = make_published(body=body, further_reading=[reading])

    assert keys_in(visitor.get(f"{article.get_absolute_url()}sources.json")) == ["b2", "a1", "c3"]


def test_the_sources_of_a_draft_are_not_exported(visitor):
    source = make_source()
    article = make_article(body=f"<p>So.{cite(source.key)}</p>")

    assert is_not_found(visitor.get(f"{article.get_absolute_url()}sources.json"), source.title, source.key)


def test_an_export_contains_only_the_search(visitor):
    make_source(key="wanted2013", title="Fatigue", year=2013)
    make_source(key="other2013", title="Sleep", year=2013)
    make_source(key="other2014", title="Fatigue", year=2014)

    assert keys_in(visitor.get("/sources/export.json?q=fatigue&year=2013")) == ["wanted2013"]


def test_a_topic_finds_the_sources_of_its_public_articles(visitor):
    wanted, draft, other = make_source(key="wanted1"), make_source(key="draft1"), make_source(key="other1")
    topic = make_topic(slug="fatigue")
    make_published(topics=[topic], body=f"<p>So.{cite(wanted.key)}</p>")
    make_article(topics=[topic], body=f"<p>So.{cite(draft.key)}</p>")
    make_published(body=f"<p>So.{cite(other.key)}</p>")

    assert keys_in(visitor.get("/sources/export.json?topic=fatigue")) == ["wanted1"]


@pytest.mark.parametrize(
    ("query", "name", "why"),
    [
        ("year=x", "year", "Enter a four-digit year, such as 2013."),
        ("year=-1", "year", "Enter a four-digit year, such as 2013."),
        ("year=9999999999999999999", "year", "Enter a four-digit year, such as 2013."),
        ("kind=zzz", "kind", "This choice isn’t in the list. Choose another."),
        ("kind=zzz&q=breast", "kind", "This choice isn’t in the list. Choose another."),
        ("evidence=<b>", "evidence", "This choice isn’t in the list. Choose another."),
        ("topic=none", "topic", "This choice isn’t in the list. Choose another."),
        (f"q={'x' * 201}", "q", "at most 200 characters"),
    ],
)
@pytest.mark.parametrize("ending", ["json", "bib", "ris", "txt"])
def test_an_unknown_filter_value_exports_nothing_and_is_named(visitor, query, name, why, ending):
    make_source(key="redig2013")

    response = visitor.get(f"/sources/export.{ending}?{query}")

    text = response.content.decode()
    assert (response.status_code, response.headers["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert f"Nothing was exported, because “{name}” in the address isn’t valid." in text
    assert why in text
    assert "redig2013" not in text
    assert visitor.get(f"/sources/?{query}").status_code == 200


@pytest.mark.parametrize("ending", ["json", "bib", "ris", "txt"])
@pytest.mark.parametrize("rows", [0, 1, 3])
def test_an_export_is_sent_in_pieces_that_together_are_the_file(
    visitor, django_assert_num_queries, monkeypatch, ending, rows
):
    monkeypatch.setattr(exports, "SENT_TOGETHER", 2)
    for n in range(rows):
        make_source(title=f"A \\ line\nbreak and “{n}” <b>")
    whole = {"json": to_csl_json, "bib": to_bibtex, "ris": to_ris, "txt": to_ama_text}[ending]

    with django_assert_num_queries(1):
        pieces = list(visitor.get(f"/sources/export.{ending}").streaming_content)

    assert b"".join(pieces).decode() == whole(source.to_csl() for source in Source.objects.all())
    assert len(pieces) <= rows // 2 + 1


def test_an_export_holds_a_part_of_the_sources_at_once(visitor, monkeypatch):
    monkeypatch.setattr(exports, "AT_ONCE", 2)
    monkeypatch.setattr(exports, "SENT_TOGETHER", 1)
    for _ in range(7):
        make_source()
    held, read = weakref.WeakSet(), Source.from_db
    monkeypatch.setattr(Source, "from_db", lambda *row: held.add(source := read(*row)) or source)

    most = max(len(held) for _piece in visitor.get("/sources/export.txt").streaming_content)

    assert 1 <= most <= 4


@pytest.mark.parametrize("query", ["evidence=", "kind=&year=", "colour=red", "page=7", "utm_source=x&q="])
def test_an_empty_filter_or_an_unknown_parameter_is_passed_over(visitor, query):
    make_source(key="redig2013")

    assert keys_in(visitor.get(f"/sources/export.json?{query}")) == ["redig2013"]


@pytest.mark.parametrize(("query", "status"), [("q=%00", 400), ("page=x", 404), ("page=99999", 404)])
def test_an_impossible_query_is_refused(visitor, query, status):
    make_source()

    assert visitor.get(f"/sources/?{query}").status_code == status


def test_an_unknown_ending_is_404(visitor):
    make_source(key="redig2013")

    assert is_not_found(visitor.get("/sources/redig2013.exe"))
    assert is_not_found(visitor.get("/sources/nobody.json"))
