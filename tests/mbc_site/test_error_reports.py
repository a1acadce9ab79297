"""An error report names no address that lets somebody in, and not its secret alone."""

import sys

import pytest
from django.test import RequestFactory
from django.urls import resolve

from mbc_site.error_reports import SecretFreeReporter

TOKEN = "h1Zk-0123456789abcdefghijklmnopq"


def report_of(path: str, *, is_resolved=True) -> SecretFreeReporter:
    request = RequestFactory().post(path, {"text": TOKEN}, HTTP_REFERER=f"http://testserver{path}")
    request.resolver_match = resolve(path) if is_resolved else None
    try:
        found = TOKEN  # noqa: F841  a local variable that the report shows
        raise ValueError(f"no preview {path}")
    except ValueError:
        return SecretFreeReporter(request, *sys.exc_info())


@pytest.mark.parametrize("is_resolved", [True, False])
@pytest.mark.parametrize("kind", ["html", "text"])
@pytest.mark.parametrize("path", [f"/preview/{TOKEN}/", f"/admin/invitation/Mg/{TOKEN}/"])
def test_the_secret_of_an_address_is_cut_also_before_anybody_knew_the_view(path, kind, is_resolved):
    report = getattr(report_of(path, is_resolved=is_resolved), f"get_traceback_{kind}")()

    assert "ValueError" in report
    assert path.rpartition(TOKEN)[0].removesuffix("Mg/") + "…" in report
    assert TOKEN not in report


def test_other_addresses_are_reported_as_they_are():
    assert "/articles/bones/" in report_of("/articles/bones/").get_traceback_text()
