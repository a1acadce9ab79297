"""Every address of the site says whether its answers are kept, and those that are are the same for everybody."""

import pytest
import time_machine
from django.http import QueryDict

from tests.asked import NO_CACHE, Made
from tests.public_pages import ADDRESSES, AT, make_site, public_routes, route_of, routes, views
from web.page_cache.public import NeverKept, PublicPage, declared


def test_every_view_says_whether_its_answers_are_kept():
    silent = [route for route, said in routes().items() if said is None]

    assert not silent, f"Mark these views with @public_page or @never_kept: {silent}"


def test_what_is_never_kept_says_why():
    assert {route: said.reason for route, said in routes().items() if isinstance(said, NeverKept)} == {
        "articles/<slug:slug>/feedback/": "a form, and it takes what readers write",
        "feedback/": "asks for a code",
        "feedback/<str:code>/": "only for whoever has its address",
        "preview/<str:token>/": "only for whoever has its address, and it takes comments",
        "sources/export.<reference_format:format>": "a stream of any length",
        "support-groups/export.json": "a stream of any length",
        "support-groups/export.csv": "a stream of any length",
        "healthz": "says how this process is",
        "readyz": "says how this process is",
        "media/<path:path>": "a file, which browsers keep for a year",
        "cards/<card_name:name>.png": "a file, which browsers keep for a year",
    }


def test_lists_in_pages_keep_each_of_their_pages():
    lists = [
        (route, declared(view))
        for route, view in views().items()
        if getattr(getattr(view, "view_class", None), "paginate_by", None) and "export" not in route
    ]

    assert lists
    for route, said in lists:
        assert isinstance(said, PublicPage), route
        assert "page" in said.query, route


def test_a_query_name_is_ignored_or_means_something_but_not_both():
    for route, said in routes().items():
        if isinstance(said, PublicPage):
            assert not {*said.query} & {*said.not_with}, route
            assert said.counters, route


@pytest.fixture
def answers(db):
    """Address -> the first answer, the second, and how many of them Django made."""
    with time_machine.travel(AT, tick=False):
        addresses, site = make_site(), Made()
        try:
            found = {}
            for address in addresses:
                before = len(site.paths)
                found[address] = site.ask(address), site.ask(address), len(site.paths) - before
            yield found, site
        finally:
            site.close()


def test_all_public_pages_are_kept(answers):
    found, site = answers

    assert {route_of(address) for address in found} == public_routes()
    assert len(found) == len(ADDRESSES)
    for address, (first, second, number_made) in found.items():
        assert (first.status, number_made) == (200, 1), address
        assert (first.pairs, first.body) == (second.pairs, second.body), address
        assert "set-cookie" not in first.headers, address
        assert first.headers["vary"] == "Accept-Encoding", address
        assert first.headers["cache-control"] == NO_CACHE, address
        assert first.headers["content-length"] == str(len(first.body)), address
        assert first.headers["etag"].startswith('"'), address
        assert "default-src" in first.headers["content-security-policy"], address

        known = site.ask(address, If_None_Match=f'"x", W/{first.headers["etag"]}')
        assert (known.status, known.body, known.headers["etag"]) == (304, b"", first.headers["etag"]), address
        assert site.ask(address, "HEAD").pairs == first.pairs, address


def test_a_kept_page_is_what_the_site_says_without_the_cache(answers):
    found, site = answers

    for address, (first, _second, _number) in found.items():
        assert first.body == site.afresh(address).body, address


@pytest.fixture
def names_read(monkeypatch):
    """Names that a view looks for in the query."""
    found = set()

    def recording(read):
        def reading(query, name, *more):
            found.add(name)
            return read(query, name, *more)

        return reading

    for method in ("get", "getlist", "__getitem__", "__contains__"):
        monkeypatch.setattr(QueryDict, method, recording(getattr(QueryDict, method)))
    return found


def test_each_name_that_a_page_reads_in_its_query_is_declared(db, names_read):
    """Names that are not are taken away before the page is made, so it would never see them."""
    with time_machine.travel(AT, tick=False):
        addresses, site = make_site(), Made()
        try:
            for address in addresses:
                names_read.clear()
                site.afresh(address)
                said = routes()[route_of(address)]
                assert names_read <= {*said.query, *said.not_with}, address
        finally:
            site.close()
