"""Logs say what happened, never what a visitor searched for."""

import io
import logging

import pytest
from django.conf import settings as site

from mbc_site.logs import WithoutQueryString

SEARCHED = "bone-metastases-prognosis"


def written(message: str, *arguments) -> str:
    """What a handler with our filter writes for this record."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(WithoutQueryString())
    record = logging.LogRecord("django.server", logging.INFO, __file__, 1, message, arguments, None)
    if handler.filter(record):
        handler.emit(record)
    return stream.getvalue().strip()


@pytest.mark.parametrize(
    ("message", "arguments", "line"),
    [
        ('"GET /search/?q=bone+pain HTTP/1.1" 200 5', (), '"GET /search/ HTTP/1.1" 200 5'),
        ('"%s" %s %s', ("GET /search/?q=bone HTTP/1.1", "200", "5"), '"GET /search/ HTTP/1.1" 200 5'),
        ("Not Found: %s", ("/a/?q=x&r='y'",), "Not Found: /a/"),
        ("Not Found: %s", ("/a/",), "Not Found: /a/"),
        ('"GET /a/?q=bone\'secret HTTP/1.1" 200 5', (), '"GET /a/ HTTP/1.1" 200 5'),
        ("100%", (), "100%"),
    ],
)
def test_what_follows_a_question_mark_is_cut(message, arguments, line):
    assert written(message, *arguments) == line


def test_every_handler_cuts_queries():
    assert site.LOGGING["handlers"]
    for handler in site.LOGGING["handlers"].values():
        assert "no_queries" in handler["filters"]
    for logger in site.LOGGING["loggers"].values():
        assert set(logger["handlers"]) <= site.LOGGING["handlers"].keys()
        assert not logger["propagate"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["/nothing/?q=", "/articles/changes/?page=", "/sources/?q=", "/?q=%00", "/articles/nobody/?a=%FF&q="],
)
def test_a_request_that_goes_wrong_is_logged_without_its_query(visitor, capfd, address):
    visitor.get(address + SEARCHED)

    out, err = capfd.readouterr()
    assert SEARCHED not in out + err
