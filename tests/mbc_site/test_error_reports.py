"""An error report names no address that lets somebody in, and not its secret alone."""

import sys

import pytest
from django.test import RequestFactory
from django.urls import resolve

from mbc_site.error_reports import SecretFreeReporter

TOKEN = "h1Zk-0123456789abcdefghijklmnopq"


def report_of(path: str) -> SecretFreeReporter:
    request = RequestFactory().get(path, HTTP_REFERER=f"http://testserver{path}")
    request.resolver_match = resolve(path)
    try:
        found = TOKEN  # noqa: F841  a local variable that the report shows
        raise ValueError(f"no preview {path}")
    except ValueError:
        return SecretFreeReporter(request, *sys.exc_info())


@pytest.mark.parametrize("kind", ["html", "text"])
def test_the_secret_of_a_shared_preview_is_cut(kind):
    report = getattr(report_of(f"/preview/{TOKEN}/"), f"get_traceback_{kind}")()

    assert "ValueError" in report
    assert "/preview/…" in report
    assert TOKEN not in report


def test_other_addresses_are_reported_as_they_are():
    assert "/articles/bones/" in report_of("/articles/bones/").get_traceback_text()
