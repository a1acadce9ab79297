"""What a request gets that found no place in the waiting room."""

import io
import logging

import pytest

from mbc_site import failures
from mbc_site.models import OrganizationDetails
from mbc_site.overload import Refusals


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def refusals(clock, monkeypatch, settings):
    monkeypatch.setattr(failures, "last_known", failures.LastKnown())
    settings.SECURE_HSTS_SECONDS = 3600
    settings.SECURE_SSL_REDIRECT = True
    return Refusals(clock)


def refused(refusals, path="/", method="GET", body=b"", **environ) -> tuple[str, dict, str]:
    """Status, headers and text."""
    said = []
    given = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "HTTP_ACCEPT": "text/html",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "443",
        "wsgi.url_scheme": "https",
        "wsgi.input": io.BytesIO(body),
        "CONTENT_LENGTH": str(len(body)),
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
    }
    answer = refusals(given | environ, lambda *started: said.extend(started))
    return said[0], dict(said[1]), b"".join(answer).decode()


def test_it_is_calm_and_says_when_to_come_back(refusals):
    status, headers, text = refused(refusals, "/articles/", QUERY_STRING="q=pain")

    assert status == "503 Service Unavailable"
    assert "Many people are using this site right now. Please try again in a few seconds." in text
    assert '<a href="tel:988">988</a>' in text
    assert '<a class="go" href="">Try again</a>' in text  # the page that was asked for
    assert headers["Retry-After"] == headers["Refresh"] == "4"
    assert headers["Content-Length"] == str(len(text.encode()))
    assert refused(refusals)[1]["Refresh"] == "7"


def test_it_carries_the_headers_of_every_page(refusals):
    headers = refused(refusals)[1]

    assert headers["Cache-Control"] == "no-store"
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Strict-Transport-Security"] == "max-age=3600"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_head_gets_no_body(refusals):
    status, headers, text = refused(refusals, method="HEAD")

    assert (status, text) == ("503 Service Unavailable", "")
    assert int(headers["Content-Length"]) > 500


def test_what_was_typed_is_not_lost(refusals):
    _status, headers, text = refused(
        refusals, "/support-groups/suggest/", "POST", b"name=Bone+%26+marrow", QUERY_STRING="from=here"
    )

    assert "This was not saved" in text
    assert 'name="name" value="Bone &amp; marrow"' in text
    assert 'action="/support-groups/suggest/?from=here"' in text
    assert "Refresh" not in headers
    assert headers["Retry-After"] == "4"


def test_a_page_of_the_admin_keeps_its_texts_and_policy(refusals):
    _status, headers, text = refused(refusals, "/admin/articles/article/1/change/")

    assert "kept.js" in text
    assert "'unsafe-inline'" in headers["Content-Security-Policy"]


def test_a_shared_preview_stays_secret(refusals):
    _status, headers, _text = refused(refusals, "/preview/9xQ-17w/")

    assert headers["Cache-Control"] == "private, no-store"
    assert headers["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("path", ["/admin/\xff", "/preview/\xff\xfe"])
def test_an_address_that_makes_no_sense_gets_the_same(refusals, path):
    assert refused(refusals, path)[0] == "503 Service Unavailable"


def test_the_numbers_of_a_crisis_follow_within_seconds(refusals, clock):
    failures.last_known.organization = OrganizationDetails(crisis_line="116 123", emergency_number="112")

    clock.now += 9
    assert "116 123" not in refused(refusals)[2]
    clock.now += 1
    assert "116 123" in refused(refusals)[2]


def test_the_log_has_one_line_a_minute(refusals, clock, caplog):
    with caplog.at_level(logging.WARNING, "mbc_site.overload"):
        for _ in range(5):
            refused(refusals)
        clock.now += 60
        refused(refusals)

    assert [record.getMessage() for record in caplog.records] == [
        "Too many requests at once: 1 answered with 503.",
        "Too many requests at once: 5 answered with 503.",
    ]


def test_it_asks_the_database_nothing(refusals, clock):
    """There is no database fixture here, so any query would fail."""
    clock.now += 60

    for method in ("GET", "POST"):
        for path in ("/", "/admin/", "/preview/9xQ/"):
            assert refused(refusals, path, method)[0] == "503 Service Unavailable"
