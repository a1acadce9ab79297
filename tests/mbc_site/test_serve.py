"""`manage.py serve`, in a process of its own, while everybody comes at once."""

import http.client
import threading
from collections import Counter
from contextlib import closing, contextmanager

import psycopg2
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from mbc_site.management.commands import serve
from tests.factories import make_group
from tests.served import MANAGE, postgres_url, served, sqlite_copy

only_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql" or not connection.settings_dict["HOST"],
    reason="asks PostgreSQL, by a port",
)
CLIENTS = 60


@contextmanager
def narrow_role(limit: int):
    """A role that may open so many connections, and how to connect as it."""
    name = f"{connection.settings_dict['NAME']}_narrow"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {name} LOGIN PASSWORD 'narrow' CONNECTION LIMIT {limit}")
        cursor.execute(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {name}")
        cursor.execute(f"GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {name}")
    url = postgres_url()
    try:
        yield url.partition("://")[0] + f"://{name}:narrow@" + url.rpartition("@")[2]
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP OWNED BY {name}")
            cursor.execute(f"DROP ROLE {name}")


def crowd(site) -> Counter:
    """Status -> how often, of many who come at the same moment and each ask for another search. Some ask for a file,
    and all of those must get it."""
    statuses, together = [], threading.Barrier(CLIENTS)

    def visit(number: int) -> None:
        with closing(http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)) as line:
            together.wait(60)
            path = "/static/site.css" if number % 4 == 0 else f"/support-groups/?q=word{number}"
            line.request("GET", path, headers={"Host": "localhost"})
            response = line.getresponse()
            response.read()
            statuses.append("file" if number % 4 == 0 and response.status == 200 else response.status)

    visitors = [threading.Thread(target=visit, args=[number]) for number in range(CLIENTS)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join(90)
    return Counter(statuses)


@only_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_crowd_takes_no_more_connections_than_it_may(tmp_path):
    make_group()
    few = {"SERVER_WORKERS": "1", "SERVER_CONNECTIONS": "2", "SERVER_WAITING": "8"}
    with narrow_role(6) as url, served(tmp_path, MANAGE, DATABASE_URL=url, **few) as site:
        seen = crowd(site)

        with (
            closing(psycopg2.connect(url)) as other,
            other.cursor() as cursor,
        ):  # there is room for somebody with a shell
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE usename = current_user")
            held = cursor.fetchone()[0] - 1
        assert site.ask("/healthz").status == 200
    assert seen.keys() <= {200, 503, "file"}
    assert seen["file"] == CLIENTS // 4
    assert seen.total() == CLIENTS
    assert seen[200] >= 10  # all that found a lane or a seat
    assert 1 <= held <= 4  # two lanes, and what watches for changes or sends a mail
    assert "Traceback" not in site.log


@pytest.mark.skipif(connection.vendor != "sqlite", reason="asks SQLite")
@pytest.mark.django_db(transaction=True)
def test_a_crowd_on_sqlite_gets_pages_or_calm_words(tmp_path):
    make_group()
    few = {"SERVER_WORKERS": "1", "SERVER_CONNECTIONS": "2", "SERVER_WAITING": "8"}
    with served(tmp_path, MANAGE, DATABASE_URL=f"sqlite:///{sqlite_copy(tmp_path)}", **few) as site:
        seen = crowd(site)

    assert seen.keys() <= {200, 503, "file"}
    assert seen["file"] == CLIENTS // 4
    assert seen.total() == CLIENTS
    assert seen[200] >= 10
    assert "Traceback" not in site.log


@pytest.fixture
def started(monkeypatch):
    """The command lines that took the place of this process."""
    lines = []
    monkeypatch.setattr(serve.os, "chdir", lambda folder: lines.append(str(folder)))
    monkeypatch.setattr(serve.os, "execv", lambda path, line: lines.append(" ".join(line)))
    return lines


def test_the_settings_bound_workers_and_threads(started, settings):
    settings.SERVER_WORKERS, settings.SERVER_CONNECTIONS, settings.SERVER_WAITING = 3, 5, 7

    call_command("serve", "--port", "8001", "--", "--access-log")

    folder, line = started
    assert folder == str(settings.BASE_DIR)
    assert line.partition("granian ")[2] == (
        "--interface wsgi --workers 3 --blocking-threads 16 --host 127.0.0.1 --port 8001 --access-log "
        "mbc_site.wsgi:application"
    )


def test_the_documentation_names_what_the_settings_are_unless_set():
    text = (settings.BASE_DIR / ".env.example").read_text()

    for name in ("SERVER_WORKERS", "SERVER_CONNECTIONS", "SERVER_WAITING"):
        assert f"#{name}={getattr(settings, name)}\n" in text
