"""The sources of an article: a line for each, which opens to the reference, and what was published about it later."""

import re

import pytest

from sources.integrity import NoticeKind, NoticeReport
from tests.factories import cite, make_published, make_source
from tests.sources.checked import RETRACTION, make_checked

pytestmark = pytest.mark.django_db

CONCERN = NoticeReport(NoticeKind.CONCERN, notice_doi="10.1000/concern", source="crossref")


def listed(visitor, source, **fields) -> str:
    """The item of the list that names this source."""
    article = make_published(body=f"<p>So.{cite(source.key)}</p>", **fields)
    page = visitor.get(article.get_absolute_url()).content.decode()
    return re.search(r'<li id="source-1">.*?</li>', page, re.DOTALL)[0]


def words(html: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", html).split())


def folded(item: str) -> str:
    """What is seen of it before it is opened."""
    summary = re.search("<summary>(.*?)</summary>", item, re.DOTALL)[1]
    return words(summary + item.partition("</details>")[2])


def test_a_source_is_one_line_of_title_journal_year_and_kind(visitor):
    source = make_source(title="Bones & <i>BRCA1</i>", container_title_short="J Sampl", year=2020)

    item = listed(visitor, source)

    assert folded(item) == "Bones &amp; BRCA1 J Sampl, 2020 Review"
    assert "J Sampl</i>. 2020;1:1-9." in item.partition("</summary>")[2]


@pytest.mark.parametrize(
    ("fields", "outlet"),
    [
        ({}, "J Sampl, 2020"),
        ({"container_title_short": ""}, "Journal of Samples, 2020"),
        (
            {"container_title_short": "", "container_title": "", "publisher": "Sample Press"},
            "Sample Press, 2020",
        ),
        ({"container_title_short": "", "container_title": ""}, "Sample AB, 2020"),
        ({"year": None}, "J Sampl"),
        ({"container_title_short": "", "container_title": "", "authors": [], "year": None}, ""),
    ],
)
def test_the_outlet_is_where_and_when_it_appeared(fields, outlet):
    assert make_source(**fields).outlet == outlet


@pytest.mark.parametrize(("report", "label"), [(RETRACTION, "Retracted"), (CONCERN, "Expression of concern")])
def test_a_notice_is_seen_while_the_source_is_folded(visitor, report, label):
    source = make_checked(report, doi="10.1000/work")

    seen = folded(listed(visitor, source))

    assert label in seen
    assert str(source.integrity_for_readers) in seen
    assert "Read the notice" in seen


def test_no_web_address_is_printed_raw(visitor):
    source = make_source(csl_type="webpage", url="https://www.example.org/a/very-long/path.html")

    item = listed(visitor, source)

    assert "https://" not in words(item)
    assert 'href="https://www.example.org/a/very-long/path.html"' in item
    assert "Read it at example.org" in words(item)


def test_additional_reading_is_listed_in_the_same_way(visitor):
    article = make_published(further_reading=[make_source(title="More of it", url="https://example.org/x")])

    page = visitor.get(article.get_absolute_url()).content.decode()
    section = page[page.index('id="more"') :].partition("</section>")[0]

    assert folded(section).startswith("More of it J Sampl, 2020 Review")
    assert "Back to the text" not in section
