"""What a visitor searches for is in no log, no mail and no table, whatever becomes of the request."""

import logging
import sqlite3
from contextlib import closing

import pytest
from django.db import connection
from django.test import RequestFactory

from mbc_site.logs import WithoutTypedWords
from tests.factories import make_group, make_published, make_source
from tests.served import MANAGE, postgres_url, served, sqlite_copy

CANARY = "zanzibaria"  # nothing on the site has this word
OK, WRONG, MISSING, REFUSED, FAILED = 200, 400, 404, 403, 503
REQUESTS = [  # address, status
    (f"/search/?q={CANARY}one", OK),
    (f"/search/?q=%00{CANARY}two", OK),
    ("/search/?q=" + f"{CANARY}+" * 300, OK),
    (f"/search/?q={CANARY}three&page=99", MISSING),
    (f"/search/?q=bones&kind={CANARY}&language={CANARY}&page={CANARY}", MISSING),
    (f"/search/?{CANARY}=1" + "&a=1" * 600, WRONG),
    (f"/search/suggest/?q={CANARY}", OK),
    (f"/search/suggest/?q=%00{CANARY}", WRONG),
    (f"/support-groups/?q={CANARY}&place={CANARY}", OK),
    (f"/support-groups/calendar.ics?q={CANARY}", OK),
    (f"/support-groups/sheet/?place={CANARY}", OK),
    (f"/support-groups/export.csv?q={CANARY}", OK),
    (f"/sources/?q={CANARY}", OK),
    (f"/sources/?q={CANARY}&page=99", MISSING),
    (f"/sources/export.txt?q={CANARY}", OK),
    (f"/nowhere/?q={CANARY}", MISSING),
    (f"/articles/nowhere/?q={CANARY}", MISSING),
    (f"/?q=%00{CANARY}", WRONG),
    (f"/admin/?q={CANARY}", 302),
]


WITH_ACCESS_LOG = [*MANAGE, "--", "--access-log"]


def written(folder) -> dict[str, str]:
    """What a site left in its folder, its database included: name of a file -> what is in it."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.name: path.read_bytes().decode(errors="replace") for path in files}


def serving(folder):
    database = f"sqlite:///{sqlite_copy(folder)}" if connection.vendor == "sqlite" else postgres_url()
    options = {"SERVER_WORKERS": "1", "ADMINS": "ops@example.org", "LOG_LEVEL": "INFO"}
    return served(folder, WITH_ACCESS_LOG, DATABASE_URL=database, **options)


@pytest.mark.django_db(transaction=True)
def test_a_server_writes_down_no_word_of_a_search(tmp_path):
    make_published()
    make_source()
    make_group()

    with serving(tmp_path) as site:
        statuses = {address: site.ask(address).status for address, _status in REQUESTS}
        site.ask("/articles/", Referer=f"http://localhost/search/?q={CANARY}", Cookie=f"q={CANARY}")
        statuses["POST"] = site.ask(f"/search/?q={CANARY}four", "POST", body=f"q={CANARY}").status
        statuses["host"] = site.ask(f"/search/?q={CANARY}five", Host="elsewhere.example").status

    assert statuses == {**dict(REQUESTS), "POST": REFUSED, "host": WRONG}
    found = written(tmp_path)
    assert "GET /search/ HTTP/1.1" in found["granian.log"]  # it was written at all
    assert [name for name, text in found.items() if CANARY in text.lower()] == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="breaks a copy of the database")
@pytest.mark.django_db(transaction=True)
def test_a_server_that_fails_writes_down_no_word_of_a_search(tmp_path):
    with serving(tmp_path) as site:
        with closing(sqlite3.connect(tmp_path / "db.sqlite3")) as database:
            database.execute("ALTER TABLE support_groups_groupsearch RENAME TO elsewhere")
            database.commit()
        status = site.ask(f"/support-groups/?q={CANARY}&place={CANARY}").status

    found = written(tmp_path)
    assert status == FAILED
    assert "Service Unavailable: /support-groups/: " in found["granian.log"]
    assert [name for name, text in found.items() if CANARY in text.lower()] == []


def logged(request) -> str:
    """What a handler writes of an error that repeats what it was given, and of the one that led to it."""
    try:
        try:
            int(CANARY)
        except ValueError as problem:
            raise LookupError(f"Nothing has the words {CANARY}") from problem
    except LookupError as problem:
        information = (type(problem), problem, problem.__traceback__)
    values = (
        "django.request",
        logging.ERROR,
        __file__,
        1,
        "Internal Server Error: %s",
        ("/x/",),
        information,
    )
    record = logging.LogRecord(*values)
    record.request = request
    WithoutTypedWords().filter(record)
    return logging.Formatter().format(record)


@pytest.mark.parametrize(
    "request_of_a_visitor",
    [RequestFactory().get("/search/", {"q": CANARY}), RequestFactory().post("/feedback/", {"text": CANARY})],
)
def test_an_error_is_logged_with_its_kind_and_place_but_without_its_sentence(request_of_a_visitor):
    text = logged(request_of_a_visitor)

    assert CANARY not in text
    assert "Internal Server Error: /x/" in text
    assert text.index("ValueError") < text.index("LookupError")
    assert text.count(__file__) == 2


@pytest.mark.parametrize("address", ["/search/", "/admin/sources/source/?q=x"])
def test_an_error_without_a_visitors_words_is_logged_as_it_is(address):
    assert f"LookupError: Nothing has the words {CANARY}" in logged(RequestFactory().get(address))
