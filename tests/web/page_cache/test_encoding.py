"""Compression: which one a client gets, and that every client can read what it gets."""

import gzip

import brotli
import pytest

from tests.asked import Made, ask
from tests.factories import make_group, make_published
from web.page_cache.encoding import chosen

ARTICLE = "/articles/bone-pain/"


@pytest.fixture
def article(db):
    return make_published(title="Bone pain", slug="bone-pain")


def decoded(answer) -> bytes:
    decode = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}
    return decode[answer.headers.get("content-encoding")](answer.body)


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("GZIP;Q=1.0", "gzip"),
        ("br;q=0.5, gzip;q=0.9", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0, gzip;q=0", ""),
        ("*", "br"),
        ("*;q=0", ""),
        ("*;q=0, gzip", "gzip"),
        ("br;q=0, *;q=0.1", "gzip"),
        ("identity", ""),
        ("", ""),
        ("gzip;q=yes", ""),
        ("gzip;q=-1", ""),
        ("gzip;q=nan, br;q=inf", ""),
        ("brotli, xgzip, ;;;=,,,\x00", ""),
        ("br" * 10_000, ""),
        (", ".join(["x"] * 100_000) + ", br", ""),
    ],
)
def test_the_encoding_is_one_that_the_client_accepts(header, encoding):
    assert chosen(header) == encoding


@pytest.mark.parametrize(
    ("path", "kept"), [(ARTICLE, True), ("/support-groups/?place=akron", False), ("/admin/login/", False)]
)
@pytest.mark.parametrize("accepted", ["br", "gzip", "identity"])
def test_a_text_is_compressed_whether_it_is_kept_or_not(site, article, path, kept, accepted):
    plain = site.ask(path)
    for _ in range(2):
        answer = site.ask(path, Accept_Encoding=accepted)

        if kept:
            assert decoded(answer) == plain.body
        assert answer.headers["content-length"] == str(len(answer.body))
        assert "Accept-Encoding" in answer.headers["vary"]
        if accepted == "identity":
            assert "content-encoding" not in answer.headers
        elif kept or path != "/admin/login/":
            assert answer.headers["content-encoding"] == accepted
            assert len(answer.body) < len(plain.body) / 2


def test_pages_of_one_person_are_compressed_to_a_length_that_tells_nothing(site):
    lengths = {len(site.ask("/admin/login/", Accept_Encoding="br, gzip").body) for _ in range(20)}
    answer = site.ask("/admin/login/", Accept_Encoding="br, gzip")

    assert answer.headers["content-encoding"] == "gzip"
    assert b"csrfmiddlewaretoken" in decoded(answer)
    assert answer.headers["vary"] == "Cookie, Accept-Encoding"
    assert max(lengths) - min(lengths) > 20


def test_each_encoding_has_its_own_etag_and_is_known_by_it_alone(site, article):
    etags = {name: site.ask(ARTICLE, Accept_Encoding=name).headers["etag"] for name in ("br", "gzip", "x")}

    assert len(set(etags.values())) == 3
    for name in etags:
        for other, etag in etags.items():
            status = site.ask(ARTICLE, Accept_Encoding=name, If_None_Match=etag).status
            assert status == (304 if other == name else 200)


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ("{}", 304),
        ("W/{}", 304),
        ('"a", {}', 304),
        ('"a",W/{} , "b"', 304),
        ("*", 304),
        ('"a"', 200),
        ("{}x", 200),
        ("", 200),
        ("," * 50_000, 200),
        ('W/"', 200),
    ],
)
def test_a_copy_is_recognized_in_any_list_of_etags(site, article, given, status):
    etag = site.ask(ARTICLE, Accept_Encoding="br").headers["etag"]

    answer = site.ask(ARTICLE, Accept_Encoding="br", If_None_Match=given.format(etag))

    assert answer.status == status
    if status == 304:
        assert answer.body == b""
        assert answer.headers == {
            "etag": etag,
            "cache-control": "public, no-cache",
            "vary": "Accept-Encoding",
        }


def test_a_page_made_again_with_the_same_words_has_the_same_etag(article):
    etags = []
    for _ in range(2):
        site = Made()
        etags.append(site.ask(ARTICLE).headers["etag"])
        site.close()

    assert etags[0] == etags[1]


def test_a_range_or_a_condition_about_time_gets_the_whole_page(site, article):
    page = site.ask(ARTICLE, Range="bytes=0-3", If_Modified_Since="Tue, 01 Dec 2099 00:00:00 GMT")

    assert (page.status, page.body) == (200, site.ask(ARTICLE).body)


def test_calendars_feeds_and_exports_are_compressed(site, article):
    make_group(slug="circle")
    for path in (
        "/support-groups/circle/calendar.ics",
        "/articles/feed/",
        "/sitemap.xml",
        "/sources/export.ris",
        "/support-groups/export.csv",
        "/support-groups/export.json",
    ):
        answer = site.ask(path, Accept_Encoding="gzip")
        assert answer.headers["content-encoding"] == "gzip", path
        assert decoded(answer) == site.ask(path).body, path


def test_a_stream_is_compressed_as_it_comes_and_closed_at_its_end(site):
    closed = []

    class Stream:
        streaming = True

        def __iter__(self):
            return iter([b"a" * 1000, b"b" * 1000])

        def close(self):
            closed.append(True)

    def application(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/csv")])
        return Stream()

    site.cache.application = application
    answer = ask(site.cache, "/support-groups/export.csv", Accept_Encoding="gzip")

    assert gzip.decompress(answer.body) == b"a" * 1000 + b"b" * 1000
    assert "content-length" not in answer.headers
    assert closed == [True]


def test_pictures_and_what_is_encoded_already_are_left_alone(site):
    for pairs in (
        [("Content-Type", "image/png")],
        [("Content-Type", "text/css"), ("Content-Encoding", "br")],
    ):
        body = [b"x" * 1000]

        def application(environ, start_response, pairs=pairs, body=body):
            start_response("200 OK", [*pairs, ("Content-Length", "1000")])
            return body

        site.cache.application = application
        answer = ask(site.cache, "/media/x", Accept_Encoding="gzip, br")
        assert answer.body == b"x" * 1000
        assert answer.headers["content-type"] == pairs[0][1]
        assert answer.headers.get("content-encoding") == dict(pairs).get("Content-Encoding")
