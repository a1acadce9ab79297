"""The message after a failed request, and whether it is true."""

import io
import logging

import pytest
from django.db import OperationalError, connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path, reverse
from lxml import html

from articles.models import Topic
from mbc_site import failures
from mbc_site.logs import OutageInOneLine
from mbc_site.models import OrganizationDetails
from tests.factories import make_topic
from tests.posting import as_submitted

TYPED = 'Bone & "marrow"\r\n<script>alert(1)</script>'


def fails(request):
    raise ValueError("a bug")


def saves_and_fails(request):
    Topic.objects.create(title="Saved", slug="saved")
    raise ValueError("a bug")


def fails_to_save(request):
    with transaction.atomic():
        Topic.objects.create(title="Lost", slug="lost")
        raise ValueError("a bug")


def fails_after_half(request):
    with transaction.atomic():
        Topic.objects.create(title="Half", slug="half")
    with transaction.atomic():
        Topic.objects.create(title="Other", slug="other")
        raise ValueError("a bug")


def remembers(request):
    request.session["seen"] = True
    return HttpResponse("ok")


urlpatterns = [
    path("fails/", fails),
    path("saves-and-fails/", saves_and_fails),
    path("fails-to-save/", fails_to_save),
    path("fails-after-half/", fails_after_half),
    path("admin/remembers/", remembers),
    path("", include("mbc_site.urls")),
]
handler400 = "mbc_site.failures.bad_request"
handler500 = "mbc_site.failures.server_error"


@pytest.fixture
def read_only(db):
    """The database takes no writes until the function given is called."""

    def say(statement):
        with connection.cursor() as cursor:
            cursor.execute(statement)

    if connection.vendor == "sqlite":
        say("PRAGMA query_only = ON")
        yield lambda: say("PRAGMA query_only = OFF")
        say("PRAGMA query_only = OFF")
    else:
        say("SAVEPOINT before")
        say("SET TRANSACTION READ ONLY")
        yield lambda: say("ROLLBACK TO SAVEPOINT before")


@pytest.fixture(autouse=True)
def _nothing_is_known(monkeypatch):
    monkeypatch.setattr(failures, "last_known", failures.LastKnown())


def heading(response) -> str:
    return html.fromstring(response.content).findtext(".//h1")


def kept(response) -> dict:
    form = html.fromstring(response.content).get_element_by_id("again")
    return dict(form.form_values())


@pytest.fixture
def topic_form(admin_client):
    """Ada's form of a topic, with what she typed into it."""
    topic = make_topic(title="Bones", slug="bones")
    address = reverse("admin:articles_topic_change", args=[topic.pk])
    typed = {"title": "Bones and joints", "description": TYPED, "position": "1"}
    return address, as_submitted(admin_client.get(address), **typed)


def test_a_failed_save_says_so_keeps_what_was_typed_and_saves_it_later(admin_client, topic_form, request):
    address, typed = topic_form
    writable = request.getfixturevalue("read_only")

    response = admin_client.post(address, typed)

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "300"
    assert response.headers["Cache-Control"] == "no-store"
    assert heading(response) == "This was not saved"
    assert "Nothing can be saved right now. Please try again in a few minutes." in response.content.decode()
    assert "<script>alert" not in response.content.decode()
    again = kept(response)
    assert {name: value.replace("\r\n", "\n") for name, value in again.items()} == {
        name: value.replace("\r\n", "\n") for name, value in typed.items()
    }

    writable()
    assert Topic.objects.get().title == "Bones"
    assert admin_client.post(address, again).status_code == 302
    assert Topic.objects.get().title == "Bones and joints"


def test_a_password_is_not_written_into_a_page(read_only, settings, request):
    request.getfixturevalue("read_only")
    response = Client().post(reverse("admin:login"), {"username": "ada", "password": "correct horse"})

    assert response.status_code == 503
    assert "correct horse" not in response.content.decode()
    assert "Please go back and try again." in response.content.decode()


@pytest.mark.urls(__name__)
def test_a_session_that_cannot_be_saved_is_no_bad_request(admin_client, request):
    request.getfixturevalue("read_only")

    response = admin_client.get("/admin/remembers/")

    assert response.status_code == 503
    assert "This page can’t be shown right now" in response.content.decode()


@pytest.mark.urls(__name__)
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("address", "told", "saved"),
    [
        ("/fails/", "This was not saved", []),
        ("/fails-to-save/", "This was not saved", []),
        ("/saves-and-fails/", "Part of this may have been saved", ["Saved"]),
        ("/fails-after-half/", "Part of this may have been saved", ["Half"]),
    ],
)
def test_the_page_says_correctly_whether_anything_was_saved(address, told, saved):
    visitor = Client(raise_request_exception=False)

    response = visitor.post(address, {"name": "x"})

    assert response.status_code == 500
    assert heading(response) == told
    assert list(Topic.objects.values_list("title", flat=True)) == saved
    assert "a bug" not in response.content.decode()
    assert "Traceback" not in response.content.decode()


@pytest.mark.urls(__name__)
def test_readers_see_nothing_about_saving(db):
    response = Client(raise_request_exception=False).get("/fails/?q=bone")

    assert response.status_code == 500
    assert heading(response) == "This page can’t be shown right now"
    assert "saved" not in response.content.decode()
    assert 'href="/fails/?q=bone"' in response.content.decode()


def answer(rf, method="get", accept="text/html"):
    request = getattr(rf, method)("/articles/", headers={"accept": accept})
    request.writes = failures.Writes()
    return failures.failure(request, OperationalError("connection refused"))


def test_the_numbers_of_a_crisis_are_those_last_known(rf):
    failures.last_known.organization = OrganizationDetails(crisis_line="116 123", emergency_number="112")

    page = answer(rf).content.decode()

    assert 'href="tel:116123"' in page
    assert 'href="tel:112"' in page
    assert "988" not in page


def test_without_known_numbers_the_united_states_line_is_shown_and_named(rf):
    assert '<a href="tel:988">988</a> in the United States), at any hour.' in answer(rf).content.decode()


def test_the_numbers_are_remembered_for_database_outages(visitor, db):
    OrganizationDetails.objects.create(name="Lanterns", crisis_line="116 123")

    visitor.get("/robots.txt")

    assert failures.last_known.organization.crisis_line == "116 123"


def test_without_templates_there_is_still_a_sentence(rf, settings):
    settings.TEMPLATES = []

    response = answer(rf, "post")

    assert response.status_code == 503
    assert "This was not saved. We can’t reach our records right now." in response.content.decode()


def test_a_client_that_does_not_want_html_gets_plain_text(rf):
    response = answer(rf, accept="application/json")

    assert response.headers["Content-Type"] == "text/plain"
    assert response.content.decode().startswith("This page can’t be shown right now.")


def test_an_outage_is_one_line_in_the_log(admin_client, topic_form, request):
    address, typed = topic_form
    request.getfixturevalue("read_only")
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(OutageInOneLine())
    logging.getLogger("django.request").addHandler(handler)
    try:
        admin_client.post(address, typed)
    finally:
        logging.getLogger("django.request").removeHandler(handler)

    assert stream.getvalue().startswith(
        f"Service Unavailable: {address}: the database or the disk is read-only ("
    )
    assert stream.getvalue().count("\n") == 1


def test_a_bug_keeps_its_trace_in_the_log(rf):
    record = logging.makeLogRecord(
        {"msg": "Internal Server Error", "request": rf.get("/"), "exc_info": (1, 2, 3)}
    )

    OutageInOneLine().filter(record)

    assert record.exc_info == (1, 2, 3)
