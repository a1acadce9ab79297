"""The site in a process of its own while its database stops, falls silent, is restarted or is locked."""

import re
import sqlite3
import threading
import time
from contextlib import closing
from html import unescape
from urllib.parse import quote

import pytest
from django.conf import settings as site_settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from mbc_site.models import OrganizationDetails
from tests.database_proxy import database_proxy
from tests.factories import make_published, make_topic
from tests.served import SETTINGS, postgres_url, served, sqlite_copy

only_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql" or not connection.settings_dict["HOST"],
    reason="asks PostgreSQL, by a port",
)
only_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="asks SQLite")
pytestmark = pytest.mark.django_db(transaction=True)

SAFE = [
    "/",
    "/articles/",
    "/support-groups/?place=boston",
    "/nothing/",
    "/sitemap.xml",
    "/robots.txt",
    "/healthz",
]
STAFF = ["/admin/", "/admin/articles/topic/", "/admin/nothing/"]
KEPT_PAGES_GO_ON = "The counters of public content can’t be read. Kept pages go on for a while: "
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def cookies(admin_user, settings):
    """Somebody who is logged in, with the secret key of the process that answers."""
    settings.SECRET_KEY = SETTINGS["SECRET_KEY"]
    client = Client()
    client.force_login(admin_user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.cookies[site_settings.SESSION_COOKIE_NAME].value
    return f"sessionid={session}; csrftoken={'a' * 32}"


def save(site, cookies, topic, **typed):
    body = "&".join(f"{name}={value}" for name, value in typed.items())
    return site.ask(
        reverse("admin:articles_topic_change", args=[topic.pk]),
        "POST",
        body=f"{body}&slug={topic.slug}&position=1&csrfmiddlewaretoken={'a' * 32}",
        **{"Cookie": cookies, "Content-Type": FORM},
    )


def opened(site, cookies, topic) -> str:
    """The fingerprints that the form carries, as a browser sends them."""
    page = site.ask(reverse("admin:articles_topic_change", args=[topic.pk]), Cookie=cookies).text
    return quote(unescape(re.search(r'name="opened" value="([^"]*)"', page)[1]))


def assert_log_says(site, words: str):
    for _ in range(200):
        if words in site.log:
            return
        time.sleep(0.05)
    raise AssertionError(site.log)


def assert_everything_says_so(site, cookies, topic, *, within: float):
    asked = [site.ask(path) for path in SAFE] + [site.ask("/", "HEAD")]
    asked += [site.ask(path, Cookie=cookies) for path in STAFF] + [save(site, cookies, topic, title="Typed")]
    for response in asked:
        assert response.status == 503
        assert response.getheader("Retry-After") == "30"
        assert response.getheader("Cache-Control") == "no-store"
        assert "default-src" in response.getheader("Content-Security-Policy")
        assert "Traceback" not in response.text
        assert response.seconds < within
    assert "This was not saved" in asked[-1].text
    assert 'value="Typed"' in asked[-1].text
    assert site.ask("/static/site.css").status == 200
    ready = site.ask("/readyz")
    assert (ready.status, ready.seconds < within) == (503, True)
    assert '"database"' in ready.text
    assert "127.0.0.1" not in ready.text


@only_postgresql
def test_an_unreachable_database_is_an_immediate_503_until_it_is_back(tmp_path, cookies):
    make_published()
    topic = make_topic(title="Bones")
    with (
        database_proxy(int(connection.settings_dict["PORT"] or 5432)) as door,
        served(tmp_path, DATABASE_URL=postgres_url(door.port)) as site,
    ):
        assert site.ask("/healthz").text == "ok"
        lines = site.log.count("\n")

        door.refuse()
        assert_log_says(site, KEPT_PAGES_GO_ON)
        assert_everything_says_so(site, cookies, topic, within=1)

        requests = len(SAFE) + 1 + len(STAFF) + 1 + 1  # and /readyz
        assert (
            site.log.count("The counters of public content can’t be read. Kept pages go on for a while: ")
            == 1
        )
        assert site.log.count("\n") - lines == requests + 1, site.log
        assert "Traceback" not in site.log
        topic.refresh_from_db()
        assert topic.title == "Bones"

        door.open()
        assert [site.ask(path).status for path in ("/", "/nothing/", "/healthz")] == [200, 404, 200]
        sent = {"title": "Typed", "opened": opened(site, cookies, topic)}
        assert save(site, cookies, topic, **sent).status == 302


@only_postgresql
def test_a_database_that_is_silent_is_503_after_a_second(tmp_path, cookies):
    topic = make_topic(title="Bones")
    with (
        database_proxy(int(connection.settings_dict["PORT"] or 5432)) as door,
        served(tmp_path, DATABASE_URL=postgres_url(door.port)) as site,
    ):
        door.hang()

        assert_everything_says_so(site, cookies, topic, within=2.5)  # one second, and a busy machine

        door.open()
        assert site.ask("/").status == 200


@only_postgresql
@pytest.mark.parametrize("how", ["refuse", "hang"])
def test_kept_pages_go_on_without_the_database_and_are_right_when_it_is_back(tmp_path, how):
    make_published(title="Bones", slug="bones")
    with (
        database_proxy(int(connection.settings_dict["PORT"] or 5432)) as door,
        served(tmp_path, DATABASE_URL=postgres_url(door.port)) as site,
    ):
        kept = ["/", "/articles/", "/articles/bones/", "/robots.txt"]
        before = {path: site.ask(path).text for path in kept}

        getattr(door, how)()
        OrganizationDetails.objects.create(name="Our new name")

        for _ in range(2):
            for path in kept:
                answer = site.ask(path)
                assert (answer.status, answer.text, answer.seconds < 2.5) == (200, before[path], True)
        search = site.ask("/support-groups/?place=boston")
        assert (search.status, search.getheader("Retry-After")) == (503, "30")
        assert_log_says(site, KEPT_PAGES_GO_ON)
        assert site.log.count(KEPT_PAGES_GO_ON) == 1

        door.open()
        for _ in range(100):
            if site.ask("/articles/bones/").text != before["/articles/bones/"]:
                break
            time.sleep(0.1)
        assert "Our new name" in site.ask("/articles/bones/").text
        assert "Our new name" in site.ask("/articles/").text


@only_postgresql
def test_after_a_restart_of_the_database_no_request_fails(tmp_path):
    """Open connections are broken, but nobody should have to try twice."""
    make_published()
    with (
        database_proxy(int(connection.settings_dict["PORT"] or 5432)) as door,
        served(tmp_path, DATABASE_URL=postgres_url(door.port)) as site,
    ):
        threads = [
            threading.Thread(target=site.ask, args=["/"]) for _ in range(8)
        ]  # each server thread connects
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        door.break_connections()

        assert [site.ask("/articles/").status for _ in range(12)] == [200] * 12


@only_sqlite
def test_a_locked_file_means_that_somebody_else_is_saving(tmp_path, cookies):
    topic = make_topic(title="Bones")
    file = sqlite_copy(tmp_path)
    with (
        served(tmp_path, DATABASE_URL=f"sqlite:///{file}") as site,
        closing(sqlite3.connect(file, isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")

        assert site.ask("/").status == 200
        response = save(site, cookies, topic, title="Typed")

        assert response.status == 503
        assert response.getheader("Retry-After") == "60"
        assert "Somebody else is saving right now. Please try again in a minute." in response.text
        assert 'value="Typed"' in response.text
        assert "database is locked" in site.log
        assert "Traceback" not in site.log

        other.execute("ROLLBACK")
        sent = {"title": "Typed", "opened": opened(site, cookies, topic)}
        assert save(site, cookies, topic, **sent).status == 302


@only_sqlite
def test_a_server_that_starts_without_a_database_logs_one_line_and_serves(tmp_path):
    with served(tmp_path, DATABASE_URL=f"sqlite:///{tmp_path}/nowhere/db.sqlite3") as site:
        assert site.ask("/").status == 503
        assert site.ask("/static/site.css").status == 200

        said = [line for line in site.log.splitlines() if "mbc_site.health: database:" in line]
        assert len(said) == 1
        assert "Check DATABASE_URL" in said[0]
        assert "Traceback" not in site.log
