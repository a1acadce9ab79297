"""Logs say what happened, never what a visitor searched for."""

import io
import json
import logging
import logging.config

import pytest
from django.conf import settings as site

from mbc_site import logs
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
def test_queries_are_cut_from_logged_addresses(message, arguments, line):
    assert written(message, *arguments) == line


def test_every_handler_cuts_queries():
    assert site.LOGGING["handlers"]
    for handler in site.LOGGING["handlers"].values():
        assert {"no_queries", "no_secrets"} <= {*handler["filters"]}
    for logger in site.LOGGING["loggers"].values():
        assert set(logger["handlers"]) <= site.LOGGING["handlers"].keys()
        assert not logger["propagate"]


def test_json_logs_are_one_object_a_line_without_queries():
    configuration = logs.configuration(level="INFO", formatter="json")
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        logging.config.DictConfigurator(configuration).configure_formatter(
            configuration["formatters"]["json"]
        )
    )
    handler.addFilter(WithoutQueryString())
    logger = logging.Logger("site")
    logger.addHandler(handler)

    logger.info("GET /search/?q=%s\n", "“bone”")
    try:
        raise ValueError("wrong")
    except ValueError:
        logger.exception("It failed")

    first, second = (json.loads(line) for line in stream.getvalue().splitlines())
    assert (first["level"], first["logger"], first["message"]) == ("INFO", "site", "GET /search/\n")
    assert second["message"] == "It failed"
    assert second["exception"].endswith("ValueError: wrong")


def test_logs_are_plain_lines_by_default():
    assert site.LOGGING["handlers"]["console"]["formatter"] == "line"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["/nothing/?q=", "/articles/changes/?page=", "/sources/?q=", "/?q=%00", "/articles/nobody/?a=%FF&q="],
)
def test_a_failed_request_is_logged_without_its_query(visitor, capfd, address):
    visitor.get(address + SEARCHED)

    out, err = capfd.readouterr()
    assert SEARCHED not in out + err
