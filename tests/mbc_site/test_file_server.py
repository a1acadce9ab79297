"""Static files in front of everything, as a visitor and a proxy get them."""

import gzip

import pytest

from mbc_site.file_server import FileServer

CSS = b"main { color: black }\n" * 100


def application(environ, start_response):
    start_response("200 OK", [])
    return [b"the site"]


@pytest.fixture
def server(settings, tmp_path):
    settings.DEBUG = settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = False
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    (settings.STATIC_ROOT / "site.css").write_bytes(CSS)
    (settings.STATIC_ROOT / "site.css.gz").write_bytes(gzip.compress(CSS))
    settings.WHITENOISE_MAX_AGE = 3600
    settings.SECURE_HSTS_SECONDS = 60
    settings.SECURE_SSL_REDIRECT = True
    return FileServer(application)


def ask(server, path="/static/site.css", **environ) -> tuple[str, dict, bytes]:
    said = []
    given = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "wsgi.url_scheme": "https"} | environ
    body = b"".join(server(given, lambda *started: said.extend(started)))
    return said[0], {name.title(): value for name, value in said[1]}, body


def test_a_file_comes_with_the_headers_of_every_answer(server):
    status, headers, body = ask(server)

    assert (status, body) == ("200 OK", CSS)
    assert headers["Content-Type"] == 'text/css; charset="utf-8"'
    assert headers["Content-Length"] == str(len(CSS))
    assert headers["Cache-Control"] == "max-age=3600, public"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Strict-Transport-Security"] == "max-age=60"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "default-src 'self'" in headers["Content-Security-Policy"]


def test_it_is_compressed_for_who_understands_that(server):
    _status, headers, body = ask(server, HTTP_ACCEPT_ENCODING="gzip, br")

    assert (headers["Content-Encoding"], headers["Vary"]) == ("gzip", "Accept-Encoding")
    assert gzip.decompress(body) == CSS


def test_a_copy_that_is_right_is_not_sent_again(server):
    headers = ask(server)[1]

    status, again, body = ask(server, HTTP_IF_MODIFIED_SINCE=headers["Last-Modified"])

    assert (status, body) == ("304 Not Modified", b"")
    assert again["X-Content-Type-Options"] == "nosniff"


def test_head_and_parts(server):
    assert ask(server, REQUEST_METHOD="HEAD")[::2] == ("200 OK", b"")
    assert ask(server, HTTP_RANGE="bytes=0-3")[::2] == ("206 Partial Content", CSS[:4])
    assert ask(server, REQUEST_METHOD="POST")[0] == "405 Method Not Allowed"


@pytest.mark.parametrize(
    "path", ["/", "/static/", "/static/missing.css", "/static/../secret", "/staticsite.css"]
)
def test_everything_else_goes_on_to_the_site(server, path):
    assert ask(server, path)[2] == b"the site"


def test_plain_http_goes_on_to_be_redirected(server, settings):
    plain = {"wsgi.url_scheme": "http"}
    assert ask(server, **plain)[2] == b"the site"

    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    behind_proxy = FileServer(application)

    assert ask(behind_proxy, HTTP_X_FORWARDED_PROTO="https", **plain)[2] == CSS
    assert ask(behind_proxy, HTTP_X_FORWARDED_PROTO="http")[2] == b"the site"
    settings.SECURE_SSL_REDIRECT = False
    assert ask(FileServer(application), **plain)[2] == CSS


def test_files_need_no_place_of_those_who_are_worked_on(server):
    """More than there are places, all of them open at once."""
    answers = [
        server(
            {"REQUEST_METHOD": "GET", "PATH_INFO": "/static/site.css", "wsgi.url_scheme": "https"},
            lambda *started: None,
        )
        for _ in range(50)
    ]

    assert all(b"".join(answer) == CSS for answer in answers)


def test_with_debug_files_are_found_in_their_folders_and_take_no_place_either(settings):
    settings.DEBUG = settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True

    status, _headers, body = ask(FileServer(application), "/static/site.js")

    assert status == "200 OK"
    assert body == (settings.BASE_DIR / "static" / "site.js").read_bytes()
