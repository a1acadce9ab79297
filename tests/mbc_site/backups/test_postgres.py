"""From SQLite into PostgreSQL and back, and what a restore refuses there."""

import json
import os
import sqlite3
from contextlib import closing, suppress
from threading import Timer
from urllib.parse import urlsplit

import psycopg2
import pytest
from django.db import connection, transaction

from mbc_site.backups.postgres import refuse_sessions
from tests.mbc_site.backups.sites import Site

URL = os.environ.get("DATABASE_URL", "")
pytestmark = pytest.mark.skipif(not URL.startswith("postgres"), reason="needs PostgreSQL")


def execute(url: str, *statements: str):
    with closing(psycopg2.connect(url)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
            return cursor.fetchall() if cursor.description else None


@pytest.fixture
def postgres(tmp_path, worker_id):
    """An empty database of its own, and a folder for it."""
    name = f"{urlsplit(URL).path.strip('/')}_restored_{worker_id}"
    execute(URL, f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}"')
    yield Site(tmp_path / "postgres", urlsplit(URL)._replace(path=f"/{name}").geturl())
    execute(URL, f'DROP DATABASE "{name}"')


@pytest.fixture
def original(tmp_path):
    return Site(tmp_path / "original").fill()


NOT_COMPARED = (
    "django_migrations",
    "sqlite_",
    "mbc_site_search",
)  # the index is made of the rest, under new keys


def rows(site: Site) -> dict[str, list]:
    """Of every table, without the order of keys in JSON, which PostgreSQL does not keep."""
    with closing(sqlite3.connect(site.database)) as connection:
        tables = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return {
            table: sorted(
                [json.dumps(_plain(row)) for row in connection.execute(f'SELECT * FROM "{table}"')]  # noqa: S608
            )
            for table in tables
            if not table.startswith(NOT_COMPARED)
        }


def searchable(site: Site) -> list[tuple]:
    """What the search knows, and whether its tokens are there."""
    query = """
        SELECT kind, object_id, title, fingerprint, tokens IS NOT NULL
        FROM mbc_site_searchdocument document JOIN mbc_site_searchindex ON mbc_site_searchindex.rowid = document.id
        ORDER BY 1, 2
    """
    with closing(sqlite3.connect(site.database)) as connection:
        return connection.execute(query).fetchall()


def _plain(row):
    values = []
    for value in row:
        with suppress(TypeError, ValueError):  # no text, or no JSON
            value = json.loads(value)
        values.append(json.dumps(value, sort_keys=True))
    return values


def triggers(site: Site) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(site.database)) as connection:
        return connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY 1"
        ).fetchall()


def test_a_backup_round_trip_loses_nothing(original, postgres, tmp_path):
    original.run("backup", tmp_path / "sqlite.tar")
    back = Site(tmp_path / "back")

    postgres.run("restore", tmp_path / "sqlite.tar")
    postgres.run("backup", tmp_path / "postgres.tar")
    back.run("restore", tmp_path / "postgres.tar")

    assert rows(back) == rows(original)
    assert searchable(back) == searchable(original) != []
    assert triggers(back) == triggers(original) != []
    assert back.files() == postgres.files() == original.files()
    # The next person gets no key that the history knows as somebody else's.
    key = "from tests.factories import make_person; print('key', make_person().pk)"
    assert len({site.shell(key).split("key ")[1] for site in (original, postgres, back)}) == 1


def test_a_restore_replaces_everything_and_can_be_reversed(original, postgres, tmp_path):
    original.run("backup", tmp_path / "sqlite.tar")
    postgres.run("restore", tmp_path / "sqlite.tar")
    execute(
        postgres.database_url, "UPDATE auth_user SET first_name = 'Later'", "CREATE TABLE theirs (id int)"
    )

    postgres.run("restore", tmp_path / "sqlite.tar", "--yes")
    names = "SELECT first_name FROM auth_user"
    assert execute(postgres.database_url, names) == [("",)]
    postgres.run("restore", next(postgres.folder.glob("backups/before-*.tar")), "--yes")

    assert execute(postgres.database_url, names) == [("Later",)]
    assert execute(postgres.database_url, "SELECT * FROM theirs") == []


def test_it_refuses_while_there_is_another_session(original, postgres, tmp_path):
    original.run("backup", tmp_path / "sqlite.tar")
    with closing(psycopg2.connect(postgres.database_url, application_name="idle shell")):
        output = postgres.run("restore", tmp_path / "sqlite.tar", code=1)

    assert "The database has other sessions" in output
    assert "idle shell" in output
    assert not (postgres.folder / "media").exists()


@pytest.mark.django_db(transaction=True)
def test_a_session_that_ends_in_a_moment_is_waited_for():
    other = psycopg2.connect(urlsplit(URL)._replace(path=f"/{connection.settings_dict['NAME']}").geturl())
    ends = Timer(0.5, other.close)
    ends.start()
    with transaction.atomic():
        refuse_sessions()
    ends.join()


def test_a_row_that_does_not_fit_leaves_everything_unchanged(original, postgres, tmp_path):
    original.run("backup", tmp_path / "good.tar")
    postgres.run("restore", tmp_path / "good.tar")
    with closing(sqlite3.connect(original.database)) as connection, connection:
        connection.execute("UPDATE articles_person SET name = ?", ("x" * 5000,))
    original.run("backup", tmp_path / "long.tar")
    before = postgres.files()

    output = postgres.run("restore", tmp_path / "long.tar", "--yes", code=1)

    disabled = "SELECT tgname FROM pg_trigger WHERE tgenabled = 'D'"
    assert execute(postgres.database_url, disabled) == []
    assert "A row of articles_person, with a key from 1 to 1, does not fit" in output
    assert execute(postgres.database_url, "SELECT name FROM articles_person") == [("Ada",)]
    assert postgres.files() == before
    assert not (postgres.folder / ".restore.json").exists()


def test_a_database_behind_the_program_is_backed_up_and_migrated_on_return(original, postgres, tmp_path):
    """The day of an upgrade: the program is new already, the database is not."""
    original.run("backup", tmp_path / "sqlite.tar")
    postgres.run("restore", tmp_path / "sqlite.tar")
    postgres.run("migrate", "-v0", "reversion", "0001")

    postgres.run("backup", tmp_path / "behind.tar")
    postgres.run("restore", tmp_path / "behind.tar", "--yes")

    postgres.run("migrate", "--check")
    assert execute(postgres.database_url, "SELECT name FROM articles_person") == [("Ada",)]
