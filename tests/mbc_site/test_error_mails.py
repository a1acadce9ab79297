"""Whoever runs the site can have a mail about each bug, which says nothing about a visitor."""

import logging
from urllib.parse import urlsplit

import pytest
from django.conf import settings as site
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path

from mbc_site.error_mails import HOUR, MOST_AN_HOUR, ErrorMails
from web.models import QueuedMail

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

TOKEN = "h1Zk-0123456789abcdefghijklmnopq"


def fails(request, **parts):
    seen = request.POST.get("text", "")
    raise ValueError(f"a bug with {seen} at {request.path}")


def fails_elsewhere(request):
    return HttpResponse(1 / 0)


urlpatterns = [
    path("fails/", fails),
    path("fails-elsewhere/", fails_elsewhere),
    path("preview/<token>/", fails),
    path("feedback/<token>/", fails),
    path("", include("mbc_site.urls")),
]
handler500 = "mbc_site.failures.server_error"


@pytest.fixture
def mails(settings):
    """The handler that LOGGING names, as the only one of failed requests."""
    settings.ADMINS = [("", "operator@example.org"), ("", "other@example.org")]
    handler, logger = ErrorMails(), logging.getLogger("django.request")
    former, logger.handlers = logger.handlers, [handler]
    yield handler
    logger.handlers = former


def ask(address: str, **typed):
    return Client(raise_request_exception=False).post(address, typed)


def test_a_bug_is_told_once_to_each_with_its_place_and_nothing_of_the_visitor(mails):
    for _ in range(2):
        assert ask("/fails/?q=bone+pain", text="Jane Doe, 555-0199").status_code == 500

    first, second = QueuedMail.objects.order_by("recipient")
    assert (first.recipient, second.recipient) == ("operator@example.org", "other@example.org")
    assert first.subject == f"Error on {urlsplit(site.SITE_ADDRESS).netloc}: ValueError at /fails/"
    assert "test_error_mails.py" in first.text
    assert "in fails" in first.text
    for private in ("bone", "Jane", "555"):
        assert private not in first.text + first.subject


def test_another_bug_is_told_too(mails, settings):
    settings.ADMINS = settings.ADMINS[:1]

    ask("/fails/"), ask("/fails-elsewhere/")

    assert {mail.subject.split(": ")[-1] for mail in QueuedMail.objects.all()} == {
        "ValueError at /fails/",
        "ZeroDivisionError at /fails-elsewhere/",
    }


@pytest.mark.parametrize("prefix", ["/preview/", "/feedback/"])
def test_a_secret_address_is_cut(mails, prefix):
    ask(f"{prefix}{TOKEN}/")

    assert QueuedMail.objects.exists()
    for mail in QueuedMail.objects.all():
        assert f"at {prefix}…" in mail.subject
        assert TOKEN not in mail.text + mail.subject


def test_without_admins_nothing_is_sent(mails, settings):
    settings.ADMINS = []

    ask("/fails/")

    assert not QueuedMail.objects.exists()


def test_there_is_no_mail_with_debug_nor_of_an_outage_nor_of_what_is_missing(mails, settings):
    record = logging.makeLogRecord({"levelno": logging.ERROR, "exc_info": raised()})
    record.request = type("Request", (), {"outage": "the database is busy", "path": "/"})
    mails.handle(record)
    assert Client().get("/nothing-here/").status_code == 404

    settings.DEBUG = True
    ask("/fails/")

    assert not QueuedMail.objects.exists()


def raised(kind=ValueError):
    try:
        raise kind
    except kind as problem:
        return type(problem), problem, problem.__traceback__


def test_the_same_bug_is_told_again_after_an_hour(mails, settings):
    settings.ADMINS = settings.ADMINS[:1]
    for at in (0, HOUR - 1, HOUR):
        mails.handle(logging.makeLogRecord({"exc_info": raised(), "created": at}))

    assert QueuedMail.objects.count() == 2


def test_ten_bugs_an_hour_are_told(mails, settings):
    settings.ADMINS = settings.ADMINS[:1]
    kinds = [type(f"Bug{number}", (Exception,), {}) for number in range(MOST_AN_HOUR + 1)]
    for kind in kinds:
        mails.handle(logging.makeLogRecord({"exc_info": raised(kind), "created": 0}))

    assert QueuedMail.objects.count() == MOST_AN_HOUR


def test_the_site_mails_errors_of_requests_and_of_nothing_else():
    of_mail = [name for name, logger in site.LOGGING["loggers"].items() if "mail" in logger["handlers"]]

    assert of_mail == ["django.request"]
    assert site.LOGGING["handlers"]["mail"]["class"] == f"{ErrorMails.__module__}.{ErrorMails.__name__}"
    assert site.ADMINS == []
