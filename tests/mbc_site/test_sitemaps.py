"""The sitemap is an index of files, each a range of keys, so that none grows past 1,000 addresses."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from articles.models import Appearance
from sources.models import Source
from support_groups.models import Group
from tests.answers import is_not_found
from tests.factories import make_group, make_published, make_source
from tests.mapped import entries, mapped

pytestmark = pytest.mark.django_db


def test_a_file_ends_where_a_thousand_keys_end(visitor):
    sources = {key: make_source(pk=key) for key in (7_999, 8_000, 8_999, 9_000)}

    index = entries(visitor, "/sitemap.xml", "sitemap")

    assert [file for file in index if "sources" in file] == [
        f"/sitemap-sources-{number}.xml" for number in (7, 8, 9)
    ]
    assert list(entries(visitor, "/sitemap-sources-8.xml", "url")) == [
        sources[key].get_absolute_url() for key in (8_000, 8_999)
    ]


def test_the_index_names_the_last_change_of_each_file(visitor):
    for key, day in ((7_001, 3), (7_002, 9), (8_001, 5)):
        make_source(pk=key)
        Source.objects.filter(pk=key).update(updated_at=datetime(2026, 5, day, 18, tzinfo=UTC))

    index = entries(visitor, "/sitemap.xml", "sitemap")

    assert index["/sitemap-sources-7.xml"] == "2026-05-09"
    assert index["/sitemap-sources-8.xml"] == "2026-05-05"
    assert index["/sitemap-lists.xml"] is None


@pytest.mark.parametrize(
    "file",
    [
        "sitemap-sources-7.xml",
        "sitemap-nothing-0.xml",
        "sitemap-sources-.xml",
        "sitemap-sources-x.xml",
        "sitemap-sources-99999999999999999999.xml",
        f"sitemap-sources-{'9' * 5000}.xml",
    ],
)
def test_a_file_without_pages_is_404(visitor, file):
    make_source()

    assert is_not_found(visitor.get(f"/{file}"))


@pytest.mark.parametrize("rows", [1, 3])
def test_index_and_files_take_the_same_queries_at_any_length(visitor, django_assert_num_queries, rows):
    for _ in range(rows):
        make_published(), make_source(), make_group()
    keys = [
        Appearance.objects.values_list("article", flat=True)[0],
        Source.objects.first().pk,
        Group.objects.first().pk,
    ]
    files = [
        f"/sitemap-{name}-{key // 1000}.xml"
        for name, key in zip(("articles", "sources", "groups"), keys, strict=True)
    ]

    with django_assert_num_queries(6):
        visitor.get("/sitemap.xml")
    for file in files:
        with django_assert_num_queries(1):
            visitor.get(file)


def test_search_engines_do_not_show_the_files_themselves(visitor):
    make_source(pk=5)

    for address in ("/sitemap.xml", "/sitemap-lists.xml", "/sitemap-sources-0.xml"):
        assert visitor.get(address).headers["X-Robots-Tag"] == "noindex"


def test_an_article_is_listed_with_the_day_of_its_edition(visitor):
    article = make_published()

    assert mapped(visitor)[article.get_absolute_url()] == timezone.localdate().isoformat()
