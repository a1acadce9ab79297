"""Public pages in front of Django: what is kept, for whom, and under which address."""

import sys

import pytest

from tests.asked import NO_CACHE, Made, environment
from tests.factories import make_group, make_published
from web.page_cache.requests import Requests

ARTICLE = "/articles/bone-pain/"


@pytest.fixture
def article(db):
    return make_published(title="Bone pain", slug="bone-pain")


def test_a_public_page_is_made_once_and_served_again_with_the_same_bytes(site, article):
    first, second = site.ask(ARTICLE), site.ask(ARTICLE)

    assert site.paths == [ARTICLE]
    assert (first.status, first.pairs, first.body) == (200, second.pairs, second.body)
    assert b"Bone pain" in second.body


def test_a_kept_page_has_the_body_and_the_headers_of_the_site_itself(site, article):
    afresh, kept = site.afresh(ARTICLE), site.ask(ARTICLE)

    assert kept.body == afresh.body
    added = {"etag", "cache-control", "vary", "content-length"}
    assert {n: v for n, v in kept.headers.items() if n not in added} == {
        n: v for n, v in afresh.headers.items() if n not in added
    }
    assert kept.headers["cache-control"] == NO_CACHE
    assert kept.headers["vary"] == "Accept-Encoding"
    assert kept.headers["content-length"] == str(len(kept.body))
    assert "default-src" in kept.headers["content-security-policy"]
    assert kept.headers["x-content-type-options"] == "nosniff"
    assert kept.headers["referrer-policy"] == "same-origin"
    assert "date" not in kept.headers


def test_names_that_a_view_ignores_share_its_page(site, article):
    pages = [site.ask(f"{ARTICLE}{query}") for query in ("", "?utm_source=a", "?fbclid=b&x=1", "?page=2")]

    assert site.paths == [ARTICLE]
    assert len({page.body for page in pages}) == 1


def test_a_page_that_is_first_asked_for_with_such_names_does_not_show_them(site, article):
    page = site.ask(f"{ARTICLE}?utm_source=secret")

    assert b"secret" not in page.body
    assert site.ask(ARTICLE).body == page.body
    assert site.paths == [ARTICLE]


def test_names_that_make_a_page_of_their_own_do(site):
    make_group(slug="circle")

    plain, there = site.ask("/support-groups/circle/"), site.ask("/support-groups/circle/?tz=Asia/Tokyo")

    assert plain.body != there.body
    assert site.ask("/support-groups/circle/?x=1&tz=Asia%2FTokyo").body == there.body
    assert len(site.paths) == 2


@pytest.mark.parametrize(
    "path",
    [
        "/support-groups/?place=akron",
        "/support-groups/?page=two",
        "/support-groups/?page=1&page=2",
        "/sources/?q=bones",
        "/support-groups/circle/?tz=nowhere",
    ],
)
def test_searches_and_odd_values_are_answered_but_not_kept(site, path):
    make_group(slug="circle")

    first, second = site.ask(path), site.ask(path)

    assert len(site.paths) == 2
    assert site.cache.store.entries == {}
    assert first.headers["cache-control"] == "private, no-cache"
    assert first.headers["etag"] == second.headers["etag"]
    again = site.ask(path, If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")


def test_an_odd_query_is_judged_by_the_site(site, article):
    assert site.ask(f"{ARTICLE}?x=%00").status == 400
    assert site.ask(f"{ARTICLE}?x={'+'.join('a' * 300)}").status == 400
    assert site.ask(f"{ARTICLE}?{'&'.join('x=1' for _ in range(600))}").status == 400
    assert site.cache.store.entries == {}


@pytest.mark.parametrize(
    ("path", "status"),
    [("/articles/nothing/", 404), ("/nothing/", 404), ("/articles", 301), ("//evil.example/", 404)],
)
def test_what_is_no_page_is_not_kept(site, path, status):
    assert [site.ask(path).status for _ in range(2)] == [status, status]
    assert site.cache.store.entries == {}


def test_a_query_without_meaning_stays_in_a_redirect_and_keeps_its_secret_on_an_error_page(site):
    redirect, missing = site.ask("/articles?x=1"), site.ask("/articles/nothing/?q=secret")

    assert redirect.headers["location"] == "/articles/?x=1"
    assert missing.headers["referrer-policy"] == "no-referrer"


def test_somebody_who_is_logged_in_gets_a_page_of_their_own(site, article):
    site.ask(ARTICLE)

    site.ask(ARTICLE, Cookie="theme=dark; sessionid=abc")

    assert len(site.paths) == 2
    site.ask(ARTICLE, Cookie="theme=dark")
    assert len(site.paths) == 2


def test_pages_of_the_admin_are_never_kept(site):
    for _ in range(2):
        assert site.ask("/admin/login/").status == 200

    assert len(site.paths) == 2
    assert site.cache.store.entries == {}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PROPFIND", "get"])
def test_other_methods_reach_the_site(site, article, method):
    site.ask(ARTICLE)

    site.ask(ARTICLE, method)
    site.ask(ARTICLE, method, X_HTTP_Method_Override="GET")

    assert len(site.paths) == 3
    assert len(site.cache.store.entries) == 1


def test_head_is_answered_without_a_body_and_keeps_the_whole_page(site, article):
    head = site.ask(ARTICLE, "HEAD")
    page = site.ask(ARTICLE)

    assert head.body == b""
    assert head.pairs == page.pairs
    assert page.headers["content-length"] == str(len(page.body))
    assert site.ask(ARTICLE, "HEAD").pairs == page.pairs
    assert site.paths == [ARTICLE]


def test_a_body_that_comes_with_the_question_changes_nothing(site, article):
    page = site.ask(ARTICLE)

    odd = site.ask(ARTICLE, environ={"CONTENT_LENGTH": "4", "CONTENT_TYPE": "text/plain"})

    assert odd.pairs == page.pairs


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "localhost/x", "", "a b", "[::1"])
def test_a_forged_host_gets_no_entry(site, article, host):
    site.ask(ARTICLE)

    for _ in range(2):
        assert site.ask(ARTICLE, Host=host).status == 400

    assert len(site.cache.store.entries) == 1


def test_a_forged_host_is_refused_before_the_site_is_asked():
    judged = {
        host: Requests.from_settings().may_be_kept(environment(ARTICLE, Host=host))
        for host in ("localhost", "localhost:8000", "evil.example", "localhost.evil.example")
    }

    assert judged == {
        "localhost": True,
        "localhost:8000": True,
        "evil.example": False,
        "localhost.evil.example": False,
    }


@pytest.mark.parametrize("host", ["LOCALHOST", "localhost.", "localhost:1", "localhost:99999"])
def test_an_unusual_way_to_write_a_host_is_answered_without_an_entry(site, article, host):
    for _ in range(2):
        assert site.ask(ARTICLE, Host=host).status in (200, 400)

    assert len(site.paths) == 2
    assert site.cache.store.entries == {}


def test_each_host_and_each_scheme_has_its_own_page(settings, article):
    settings.ALLOWED_HOSTS = ["a.example", "b.example"]
    site = Made()
    try:
        pages = [
            site.ask("/robots.txt", Host=host, environ={"wsgi.url_scheme": scheme})
            for host in ("a.example", "b.example", "b.example:8000")
            for scheme in ("http", "https")
        ]
    finally:
        site.close()

    assert len({page.body for page in pages}) == 6
    assert b"Sitemap: https://b.example:8000/sitemap.xml" in pages[-1].body


def test_behind_a_proxy_the_scheme_is_what_the_proxy_says(settings, article):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    site = Made()
    try:
        plain = site.ask("/robots.txt")
        secure = site.ask("/robots.txt", X_Forwarded_Proto="https")
        odd = [site.ask("/robots.txt", X_Forwarded_Proto=f"https, {n}") for n in range(2)]
    finally:
        site.close()

    assert (b"http://localhost" in plain.body, b"https://localhost" in secure.body) == (True, True)
    assert odd[0].body == secure.body
    assert len(site.cache.store.entries) == 2


def test_with_https_only_a_plain_request_is_redirected_each_time(settings, article):
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 60
    site = Made()
    try:
        secure = site.ask(ARTICLE, environ={"wsgi.url_scheme": "https"})
        plain = site.ask(ARTICLE)
    finally:
        site.close()

    assert secure.headers["strict-transport-security"] == "max-age=60"
    assert (plain.status, plain.headers["location"]) == (301, f"https://localhost{ARTICLE}")


def test_with_no_room_nothing_is_kept_but_everything_is_compressed(article):
    site = Made(most_bytes=0)
    try:
        pages = [site.ask(ARTICLE, Accept_Encoding="br") for _ in range(2)]
    finally:
        site.close()

    assert len(site.paths) == 2
    assert pages[0].headers["content-encoding"] == "br"


def test_a_cdn_may_be_allowed_to_answer_for_some_seconds(article):
    site = Made(cache_control="public, max-age=0, s-maxage=10, stale-while-revalidate=10")
    try:
        assert "s-maxage=10" in site.ask(ARTICLE).headers["cache-control"]
        assert site.ask("/support-groups/?place=akron").headers["cache-control"] == "private, no-cache"
    finally:
        site.close()


@pytest.mark.parametrize(("has_copy", "calls"), [(False, 14), (True, 14)])
def test_a_kept_page_takes_fourteen_calls(site, article, has_copy, calls):
    """Of Python and of C, the server's `start_response` among them."""
    page = site.ask(ARTICLE, Accept_Encoding="br")
    copy = {"If_None_Match": page.headers["etag"]} if has_copy else {}
    environ, counted = environment(ARTICLE, Accept_Encoding="br", **copy), []

    sys.setprofile(lambda frame, event, argument: counted.append(event))
    site.cache(environ, lambda status, pairs: None)
    sys.setprofile(None)

    assert sum(event in ("call", "c_call") for event in counted) - 1 == calls  # one ends the counting
