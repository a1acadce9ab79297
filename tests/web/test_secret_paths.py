"""An address that lets in whoever knows it is in no log."""

import doctest
import logging

import pytest

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


def test_other_addresses_stay_as_they_are():
    assert without_secrets("/admin/articles/article/2/change/") == "/admin/articles/article/2/change/"


@pytest.mark.parametrize("address", ["/PREVIEW/{}/", "/preview%2F{}%2f", "/Preview%2f{}"])
def test_secrets_are_cut_however_the_address_is_written(address):
    assert TOKEN not in without_secrets(f'"GET {address.format(TOKEN)} HTTP/1.1" 404')
