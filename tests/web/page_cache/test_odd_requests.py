"""Requests as attackers write them, through a real server: none gets into the cache, and none gets a wrong page."""

import socket

import pytest
from django.db import connection

from tests.factories import make_published
from tests.served import postgres_url, served, sqlite_copy

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(tmp_path):
    make_published(title="Bone pain", slug="bone-pain")
    is_file = connection.vendor == "sqlite"
    url = f"sqlite:///{sqlite_copy(tmp_path)}" if is_file else postgres_url()
    with served(tmp_path, DATABASE_URL=url) as site:
        yield site


def send(site, *lines: str, body: bytes = b"") -> bytes:
    """The answer to a request written by hand, up to the end of the connection."""
    text = "\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1")
    with socket.create_connection(("127.0.0.1", site.port), timeout=20) as line:
        line.sendall(text + body)
        answer = b""
        while part := line.recv(65536):
            answer += part
    return answer


def test_odd_requests_are_refused_or_answered_as_usual(site):
    page = send(site, "GET /articles/bone-pain/ HTTP/1.1", "Host: localhost")
    assert page.startswith(b"HTTP/1.1 200")
    body = page.split(b"\r\n\r\n", 1)[1]
    long = "/articles/" + "a" * 20_000 + "/"
    host = "Host: localhost"
    expected = {
        ("GET /articles/bone%2Dpain/ HTTP/1.1", host): (b"200", body),
        ("GET /%61rticles/bone-pain/?utm_source=x HTTP/1.1", host): (b"200", body),
        ("GET http://localhost/articles/bone-pain/ HTTP/1.1", host): (b"200", body),
        ("GET /articles/bone-pain/%0d%0aX-Evil:%20yes/ HTTP/1.1", host): (b"404", None),
        ("GET /articles/bone-pain/?page=%0d%0aX-Evil:%20yes HTTP/1.1", host): (b"200", body),
        ("GET //localhost/articles/bone-pain/ HTTP/1.1", host): (b"404", None),
        ("GET /articles/../articles/bone-pain/ HTTP/1.1", host): (b"404", None),
        ("GET /articles/bone-pain/%00 HTTP/1.1", host): (b"400", None),
        ("GET /articles/%ff%fe/ HTTP/1.1", host): (b"404", None),
        (f"GET {long} HTTP/1.1", host): (b"404", None),
        ("GET /articles/bone-pain/ HTTP/1.1", "Host: evil.example"): (b"400", None),
        ("GET /articles/bone-pain/ HTTP/1.1", "Host: localhost@evil.example"): (b"400", None),
        ("HEAD /articles/bone-pain/ HTTP/1.1", host): (b"200", b""),
        ("GET /articles/bone-pain/ HTTP/1.1", host, "Accept-Encoding: \x80\xff;;q=,=;gz ip"): (b"200", body),
        ("GET /articles/bone-pain/ HTTP/1.1", host, "If-None-Match: ,,W/,*"): (b"304", b""),
        ("GET /articles/bone-pain/ HTTP/1.1", host, "X-HTTP-Method-Override: DELETE"): (b"200", body),
        ("GET /articles/bone-pain/ HTTP/1.1", host, "Range: bytes=0-1"): (b"200", body),
    }
    for _ in range(2):
        for lines, (status, whole) in expected.items():
            answer = send(site, *lines)
            head, _blank, rest = answer.partition(b"\r\n\r\n")
            assert head.split()[1] == status, (lines, head)
            assert b"\r\nx-evil" not in head.lower(), lines
            assert whole is None or rest == whole, lines

    with_body = send(
        site,
        "GET /articles/bone-pain/ HTTP/1.1",
        host,
        "Content-Length: 25",
        body=b"GET /admin/ HTTP/1.1\r\n\r\n ",
    )
    assert with_body.count(b"HTTP/1.1 ") == 1
    assert with_body.split(b"\r\n\r\n", 1)[1] == body
    assert "Internal Server Error" not in site.log
