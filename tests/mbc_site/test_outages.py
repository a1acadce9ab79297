"""Which errors of databases and disks are outages, on errors that were really raised."""

import errno
import sqlite3

import psycopg2
import pytest
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import InternalError, OperationalError, ProgrammingError, connection, transaction
from django.db.backends.sqlite3.base import DatabaseWrapper

from mbc_site.outages import (
    AWAY,
    BUSY,
    FULL,
    NOT_MIGRATED,
    READ_ONLY,
    SLOW,
    cause_of,
    outage_behind,
    outcome_is_open,
)

only_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="asks PostgreSQL")


@pytest.fixture
def lite(db, tmp_path):
    """Makes connections of Django's own to one SQLite file."""
    made = []
    settings = connection.settings_dict | {"NAME": tmp_path / "db.sqlite3", "OPTIONS": {"timeout": 0.05}}

    def connect(**fields):
        made.append(DatabaseWrapper(settings | fields))
        return made[-1]

    with connect().cursor() as cursor:
        cursor.execute("CREATE TABLE word (letters)")
    yield connect
    for wrapper in made:
        wrapper.close()


def problem_of(wrapper, *statements) -> Exception:
    with pytest.raises(Exception) as caught, wrapper.cursor() as cursor:  # noqa: PT012  the test says which
        for statement in statements:
            cursor.execute(statement)
    return caught.value


def test_a_locked_file_is_busy(lite):
    other = lite()
    with other.cursor() as cursor:
        cursor.execute("BEGIN IMMEDIATE")

    problem = problem_of(lite(), "INSERT INTO word VALUES ('a')")

    assert outage_behind(problem) is BUSY
    assert cause_of(problem) == "the database is busy (database is locked)"


def test_a_full_disk_is_full(lite):
    problem = problem_of(lite(), "PRAGMA max_page_count = 2", "INSERT INTO word VALUES (zeroblob(100000))")

    assert outage_behind(problem) is FULL


def test_a_file_that_is_read_only_is_read_only(lite, tmp_path):
    readable = lite(NAME=f"file:{tmp_path}/db.sqlite3?mode=ro", OPTIONS={"uri": True})

    assert outage_behind(problem_of(readable, "INSERT INTO word VALUES ('a')")) is READ_ONLY


def test_a_file_that_cannot_be_opened_is_unreachable(lite, tmp_path):
    assert outage_behind(problem_of(lite(NAME=tmp_path / "nowhere" / "db.sqlite3"), "SELECT 1")) is AWAY


def test_a_missing_table_is_an_outage_for_the_operator(lite):
    for statement in (
        "SELECT * FROM missing",
        "SELECT missing FROM word",
        "INSERT INTO word (sense) VALUES (1)",
    ):
        assert outage_behind(problem_of(lite(), statement)) is NOT_MIGRATED, statement


@pytest.mark.parametrize("statement", ["SELEC 1", "INSERT INTO word VALUES (1, 2)"])
def test_a_statement_that_makes_no_sense_is_a_bug(lite, statement):
    assert outage_behind(problem_of(lite(), statement)) is None


def test_a_refused_connection_is_unreachable(settings):
    with pytest.raises(psycopg2.OperationalError) as refused:
        psycopg2.connect("postgres://postgres@127.0.0.1:1/x")
    problem = OperationalError()
    problem.__cause__ = refused.value

    assert outage_behind(problem) is AWAY


def postgresql_says(code: str, kind=OperationalError) -> Exception:
    """psycopg2 lets nobody set a code: the server itself is asked to raise it."""
    with pytest.raises(kind) as caught, connection.cursor() as cursor:
        cursor.execute(f"DO $$ BEGIN RAISE EXCEPTION 'it is so' USING ERRCODE = '{code}'; END $$")
    return caught.value


@only_postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("code", "kind", "outage"),
    [
        ("53300", OperationalError, AWAY),
        ("53100", OperationalError, FULL),
        ("25006", InternalError, READ_ONLY),
        ("40P01", OperationalError, BUSY),
        ("55P03", OperationalError, BUSY),
        ("57014", OperationalError, SLOW),
        ("57P03", OperationalError, AWAY),
        ("58030", OperationalError, AWAY),
        ("58P01", OperationalError, None),
        ("42P01", ProgrammingError, NOT_MIGRATED),
        ("42601", ProgrammingError, None),
    ],
)
def test_postgresql_says_by_a_code_what_is_wrong(code, kind, outage):
    assert outage_behind(postgresql_says(code, kind)) is outage


BREAKS_AT_COMMIT = """
    CREATE TEMPORARY TABLE word (letters text);
    CREATE FUNCTION pg_temp.breaks() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(5); RETURN NULL; END';
    CREATE CONSTRAINT TRIGGER late AFTER INSERT ON word DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION pg_temp.breaks();
    INSERT INTO word VALUES ('a');
"""


@only_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_connection_lost_during_commit_leaves_the_outcome_unknown():
    with pytest.raises(OperationalError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(BREAKS_AT_COMMIT)

    assert outage_behind(caught.value) is AWAY
    assert outcome_is_open(caught.value)


@only_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_connection_lost_before_commit_saved_nothing():
    with pytest.raises(OperationalError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    assert outage_behind(caught.value) is AWAY
    assert not outcome_is_open(caught.value)


def test_an_exception_caused_by_an_outage_is_an_outage():
    """A session that cannot be saved comes as a bad request."""
    try:
        try:
            raise OSError(errno.ENOSPC, "No space left on device")
        except OSError:
            raise SessionInterrupted("The session was deleted.")  # noqa: B904  as Django does
    except SessionInterrupted as interrupted:
        problem = interrupted

    assert outage_behind(problem) is FULL


@pytest.mark.parametrize(
    "problem", [None, ValueError(), OSError(errno.ENOENT, "no file"), sqlite3.OperationalError("raw")]
)
def test_everything_else_is_a_bug(problem):
    assert outage_behind(problem) is None
