"""The address of a search is never sent as a Referer: the views that read one set the header, and no others."""

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.core.signals import request_finished
from django.db import close_old_connections
from django.http import QueryDict
from django.urls import get_resolver, resolve, reverse

from mbc_site.models import OrganizationDetails
from tests.descriptions import head_of
from tests.factories import (
    make_feedback,
    make_group,
    make_image,
    make_page,
    make_person,
    make_published,
    make_shared_preview,
    make_source,
    make_topic,
    search_of,
)
from web.secret_paths import PUBLIC

pytestmark = pytest.mark.django_db
# Parameters that reveal nothing about what somebody looks for.
TELLS_NOTHING = {"page", "p", "tz", "sent"}


class Watched(QueryDict):
    """Records which parameters were read; `*` if all were."""

    def __init__(self, *args, **kwargs):
        self.read = set()
        super().__init__(*args, **kwargs)
        self.read.clear()

    def __getitem__(self, name):
        self.read.add(name)
        return super().__getitem__(name)

    def __contains__(self, name):
        self.read.add(name)
        return super().__contains__(name)

    def getlist(self, name, default=None):
        self.read.add(name)
        return super().getlist(name, default)

    def _all(name):
        def everything(self, *args, **kwargs):
            self.read.add("*")
            return getattr(QueryDict, name)(self, *args, **kwargs)

        return everything

    __iter__, keys, items, lists, values = map(_all, ("__iter__", "keys", "items", "lists", "values"))
    copy, dict, urlencode = map(_all, ("copy", "dict", "urlencode"))


@pytest.fixture
def asked(visitor, monkeypatch):
    """Asks for an address; gives the parameters that were read, and the policy of the answer."""

    def ask(address):
        query = Watched("q=bone+pain&place=Akron&page=1")
        monkeypatch.setattr(WSGIRequest, "GET", property(lambda request: query))
        response = visitor.get(address + "?q=bone+pain&place=Akron&page=1")
        request_finished.disconnect(close_old_connections)  # as the test client itself does while it answers
        response.close()
        request_finished.connect(close_old_connections)
        expected = 503 if address == "/readyz" else 200  # tests collect no static files
        assert response.status_code == expected, address
        return query.read, response.headers["Referrer-Policy"]

    return ask


def number_of(group) -> int:
    search_of(group)
    return group.public_changes.get().number


@pytest.fixture
def addresses(visitor):
    OrganizationDetails.objects.create(email="hello@example.org")  # for security.txt
    """One address for each public route that has something variable in it."""
    topic, person, source = make_topic(), make_person(), make_source()
    article = make_published(topics=[topic], authors=[person])
    make_feedback(article, code="7K3QF-M2X9T-0WRCE")
    group, page = make_group(), make_page()
    things = (topic, person, source, article, group, page)
    extra = [
        head_of(visitor, "/").meta["og:image"].removeprefix("http://testserver"),
        article.get_absolute_url() + "sources.bib",
        group.get_absolute_url() + "calendar.ics",
        article.get_absolute_url() + "since/1/",
        group.get_absolute_url() + f"since/{number_of(group)}/",
        reverse("support_groups:sheet_since", args=["0"]),
        f"/sources/{source.key}.json",
        "/sources/export.json",
        f"/sitemap-sources-{source.pk // 1000}.xml",
        make_image().src,
        f"{article.get_absolute_url()}feedback/",
        reverse("articles:feedback_answer", args=["7K3QF-M2X9T-0WRCE"]),
        reverse("articles:shared_preview", args=[make_shared_preview(article)[1]]),
    ]
    return [*(thing.get_absolute_url() for thing in things), *extra]


def routes(patterns=None, before=""):
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


def public_routes():
    return sorted({route for route in routes() if not route.startswith("admin/")})


def test_exactly_the_views_that_read_a_search_send_no_referrer(asked, addresses):
    examples = {resolve(address).route: address for address in addresses}
    silent = set()

    for route in public_routes():
        address = examples.get(route, f"/{route}")
        assert "<" not in address, f"give this test an address for {route}"
        read, policy = asked(address)

        is_silent = bool(read - TELLS_NOTHING) or address.startswith(PUBLIC)
        assert policy == ("no-referrer" if is_silent else "same-origin"), (address, read)
        if policy == "no-referrer":
            silent.add(address)
    assert silent == {
        *("/search/", "/search/suggest/"),
        *("/sources/", "/sources/export.json"),
        *("/support-groups/", "/support-groups/sheet/", "/support-groups/calendar.ics"),
        *("/support-groups/export.json", "/support-groups/export.csv", "/support-groups/sheet/since/0/"),
        *(address for address in addresses if address.startswith(PUBLIC)),  # a secret, not a search
        "/feedback/",
    }


@pytest.mark.parametrize("address", ["/suport-groups/?place=Akron", "/articles/no-such/?q=pain"])
def test_a_404_sends_no_referrer_either(visitor, address):
    response = visitor.get(address)

    assert response.status_code == 404
    assert response.headers["Referrer-Policy"] == "no-referrer"


def test_a_broken_search_sends_no_referrer_either(client, monkeypatch):
    def break_down(*args, **kwargs):
        raise RuntimeError("as the test wishes")

    monkeypatch.setattr("support_groups.views.finder.SearchPage", break_down)
    client.raise_request_exception = False

    response = client.get("/support-groups/?place=Akron")

    assert response.status_code == 500
    assert response.headers["Referrer-Policy"] == "no-referrer"


def test_pages_with_posted_forms_keep_their_origin(visitor, as_ada):
    assert visitor.get("/admin/login/").headers["Referrer-Policy"] == "same-origin"
    assert as_ada.get("/admin/articles/article/?q=pain").headers["Referrer-Policy"] == "same-origin"
