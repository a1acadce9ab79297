"""How much a page costs that no cache has: Python calls of its view and its templates, and queries, at one row and at
three. The numbers are bounds, because SQLite and PostgreSQL differ by a few calls. About 7,000 calls of a page
are its frame, which a running site makes once.
"""

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from articles.models import Edition
from mbc_site.models import OrganizationDetails
from tests.calls import calls
from tests.factories import (
    cite,
    make_edition,
    make_page,
    make_person,
    make_published,
    make_source,
    make_topic,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(request):
    """Of so many rows of everything: the addresses of its pages by name."""
    rows = request.param
    OrganizationDetails.objects.create()
    pages = [make_page() for _ in range(rows)]
    sources = [make_source(authors=[{"family": "Roe", "given": "A."}] * 3) for _ in range(rows)]
    topics = [make_topic() for _ in range(rows)]
    reviewer = make_person()
    body = "".join(f"<h2>Part</h2><p>One fact.{cite(source.key)}</p>" for source in sources)
    authors = [make_person() for _ in range(rows)]
    content = {"reviewer": reviewer, "reviewed_on": "2026-01-02", "topics": topics, "body": body}
    article = make_published(authors=authors, **content)
    for _ in range(rows - 1):
        make_edition(article, kind=Edition.ChangeKind.UPDATE, note="News.")
        article.related.add(make_published(authors=authors, **content))
    return {
        "article": article.get_absolute_url(),
        "article list": reverse("articles:list"),
        "topic": topics[0].get_absolute_url(),
        "person": reviewer.get_absolute_url(),
        "changes": reverse("articles:changes"),
        "about page": pages[0].get_absolute_url(),
        "since page": f"{article.get_absolute_url()}since/1/",
        "feed": reverse("articles:feed"),
        "source page": sources[0].get_absolute_url(),
        "source list": reverse("sources:list"),
    }


def opened(address: str) -> int:
    """Calls of the view and the templates, without the middleware."""
    request = RequestFactory().get(address)
    match = request.resolver_match = resolve(address)

    def answer():
        response = match.func(request, *match.args, **match.kwargs)
        if hasattr(response, "render"):
            response.render()
        assert response.status_code == 200

    for _ in range(2):
        answer()
    return calls(answer)


# Page -> queries, and the most calls at one row and at three. Two queries are for the frame around every page: a running
# site has its values in memory.
COSTS = {
    "article": (4, 12_000, 14_150),
    "article list": (5, 9_750, 10_600),
    "topic": (6, 10_250, 11_050),
    "person": (6, 12_350, 13_000),
    "changes": (4, 9_150, 9_850),
    "about page": (3, 7_900, 8_000),
    "since page": (6, 12_450, 13_650),
    "feed": (1, 1_050, 1_750),
    "source page": (8, 9_700, 10_100),
    "source list": (6, 13_650, 14_200),
}


@pytest.mark.parametrize("site", [1], indirect=True)
def test_a_page_of_one_row(site):
    found = {name: opened(address) for name, address in site.items()}

    assert not {name: number for name, number in found.items() if number > COSTS[name][1]}


@pytest.mark.parametrize("site", [3], indirect=True)
def test_a_page_of_three_rows(site):
    found = {name: opened(address) for name, address in site.items()}

    assert not {name: number for name, number in found.items() if number > COSTS[name][2]}


@pytest.mark.parametrize("site", [1, 3], indirect=True)
def test_queries_do_not_depend_on_rows(site, visitor):
    found = {}
    for name, address in site.items():
        with CaptureQueriesContext(connection) as captured:
            visitor.get(address)
        found[name] = len(captured)

    assert found == {name: queries for name, (queries, _one, _three) in COSTS.items()}
