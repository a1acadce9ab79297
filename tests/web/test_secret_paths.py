"""An address that lets in whoever knows it is in no log."""

import doctest
import logging

import pytest
from django.test import RequestFactory

from mbc_site.logs import WithoutSecrets
from web import secret_paths
from web.secret_paths import PREFIXES, without_secrets

TOKEN = "cz1abc-0123456789abcdef0123456789abcdef"


def test_the_examples_hold():
    assert doctest.testmod(secret_paths).failed == 0


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize(
    "message",
    ['"GET {} HTTP/1.1" 200 5', "Not Found: {}", "see https://example.org{}", "Invalid: '{}'", "{}?q=1"],
)
def test_secrets_are_cut_from_what_is_logged(prefix, message):
    record = logging.makeLogRecord({"msg": "%s", "args": (message.format(f"{prefix}Mg/{TOKEN}/"),)})

    WithoutSecrets().filter(record)

    assert TOKEN not in record.getMessage()
    assert f"{prefix}…" in record.getMessage()


def test_secrets_are_cut_from_stack_traces():
    try:
        raise ValueError(f"{PREFIXES[0]}Mg/{TOKEN}/")
    except ValueError as problem:
        record = logging.makeLogRecord({"msg": "failed", "exc_info": (type(problem), problem, None)})

    WithoutSecrets().filter(record)

    assert TOKEN not in logging.Formatter().format(record)


def test_a_secret_that_stands_alone_is_cut_from_what_is_logged_about_its_request():
    request = RequestFactory().get(f"{PREFIXES[0]}Mg/{TOKEN}/")
    try:
        raise ValueError(f"no account for {TOKEN}")
    except ValueError as problem:
        failure = (type(problem), problem, None)
    record = logging.makeLogRecord({"msg": f"failed: {TOKEN}", "request": request, "exc_info": failure})

    WithoutSecrets().filter(record)

    assert TOKEN not in logging.Formatter().format(record)


def test_the_access_log_of_the_documented_server_has_neither_secrets_nor_searches():
    """Granian writes one only if it is asked to; it says so in these words."""
    logger = logging.getLogger("granian.access")
    values = {"method": "GET", "path": f"/preview/{TOKEN}/?q=bone", "protocol": "HTTP/1.1"}
    words = '"%(method)s %(path)s %(protocol)s" 200'
    record = logger.makeRecord(logger.name, logging.INFO, "", 0, words, (values,), None)

    handler = next(handler for handler in logger.handlers if handler.name == "console")
    handler.filter(record)

    assert handler.format(record).endswith('"GET /preview/… HTTP/1.1" 200')
    assert not logger.propagate


def test_other_addresses_stay_as_they_are():
    for text in (
        "/admin/articles/article/2/change/",
        "GET /admin/articles/article/2/preview/ HTTP/1.1",
        "a preview/draft",
    ):
        assert without_secrets(text) == text


@pytest.mark.parametrize(
    "address",
    [
        "/PREVIEW/{}/",
        "/preview%2F{}%2f",
        "/Preview%2f{}",
        "/%70review/{}/",
        "/p%72%65view%2F{}",
        "/%46eedback/{}/",
        "preview/{}/",
    ],
)
def test_secrets_are_cut_however_the_address_is_written(address):
    assert TOKEN not in without_secrets(f'"GET {address.format(TOKEN)} HTTP/1.1" 404')


@pytest.mark.parametrize(
    ("link", "rest"),
    [
        ("https://acme.webex.com/acme/j.php?MTID=m0a1b2c3", "https://acme.webex.com/…"),
        ("https://meet.google.com/abc-defg-hij", "https://meet.google.com/…"),
        ("https://us02web.zoom.us/j/99912345678?pwd=abc", "https://us02web.zoom.us/…"),
        ("https://example.org/zoom", "https://example.org/zoom"),
    ],
)
def test_links_of_meetings_are_cut_once_and_for_all(link, rest):
    assert without_secrets(f"Join {link} soon.") == f"Join {rest} soon."
    assert without_secrets(f"Join {rest} soon.") == f"Join {rest} soon."
