"""The web server has time limits for the database; commands don't."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import OperationalError, connection

from tests.web import mail_servers
from web import time_limits

HERE = Path(__file__).resolve().parents[2]

SHOW = """
import django
django.setup()
from django.db import connection
with connection.cursor() as cursor:
    for name in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
        cursor.execute(f"SHOW {name}")
        print(*cursor.fetchone())
"""
CONNECT = """
import django
django.setup()
from django.db import OperationalError, connection
try:
    connection.ensure_connection()
except OperationalError as error:
    print(type(error).__name__)
"""

on_postgresql = pytest.mark.skipif(
    "postgres" not in os.environ.get("DATABASE_URL", ""),
    reason="SQLite has no server that could keep us waiting",
)


def python(program: str, **variables: str) -> str:
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "mbc_site.settings",
        "DEBUG": "1",
        "DATABASE_URL": os.environ.get("DATABASE_URL", ""),
        **variables,
    }
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=HERE, env=environment, capture_output=True, text=True, check=False)  # noqa: S603  our own
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def limited(settings, transactional_db):
    """This test's connection, opened again by a process that serves."""
    settings.DATABASE_STATEMENT_TIMEOUT, settings.DATABASE_LOCK_TIMEOUT = 0.3, 0.2
    time_limits.limit_statements()
    connection.close()
    yield connection
    time_limits.connection_created.disconnect(dispatch_uid="web.time_limits")
    connection.close()


@on_postgresql
def test_the_web_server_has_limits_and_a_command_has_none(tmp_path):
    postgres = {
        "DATABASE_URL": os.environ["DATABASE_URL"].rpartition("/")[0] + "/postgres",
        "DATA_DIR": str(tmp_path),
    }
    limits = {"DATABASE_STATEMENT_TIMEOUT": "7", "DATABASE_LOCK_TIMEOUT": "3"}

    assert python("import mbc_site.wsgi\n" + SHOW, **postgres) == "30s\n20s\n1min\n"
    assert python("import mbc_site.wsgi\n" + SHOW, **postgres, **limits) == "7s\n3s\n1min\n"
    assert python(SHOW, **postgres, **limits) == "0\n0\n0\n"


@on_postgresql
def test_a_statement_ends_in_time(limited):
    begun = time.monotonic()

    with pytest.raises(OperationalError, match="statement timeout"), limited.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(20)")

    assert time.monotonic() - begun < 3


@on_postgresql
def test_waiting_for_a_lock_ends_in_time(limited):
    import psycopg2

    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    other = psycopg2.connect(
        **{names[key]: value for key, value in limited.settings_dict.items() if key in names and value}
    )
    try:
        other.cursor().execute("LOCK TABLE web_queuedmail")
        with pytest.raises(OperationalError, match="lock timeout"), limited.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM web_queuedmail")
    finally:
        other.close()


def test_a_silent_database_server_is_abandoned_in_time(tmp_path):
    with mail_servers.broken(mail_servers.silent) as (arrived, port):
        begun = time.monotonic()
        url = f"postgres://nobody@127.0.0.1:{port}/nothing"

        said = python(CONNECT, DATABASE_URL=url, DATABASE_CONNECT_TIMEOUT="2", DATA_DIR=str(tmp_path))

        assert said == "OperationalError\n"
        assert len(arrived) == 1
        assert time.monotonic() - begun < 30  # not forever; most of it is Python starting


def test_sqlite_waits_for_its_lock_as_long_as_the_setting_says(tmp_path):
    program = "from django.conf import settings\nprint(settings.DATABASES['default']['OPTIONS']['timeout'])"
    sqlite = {"DATABASE_URL": f"sqlite:///{tmp_path}/x.sqlite3", "DATA_DIR": str(tmp_path)}

    assert python(program, **sqlite) == "20.0\n"
    assert python(program, **sqlite, DATABASE_LOCK_TIMEOUT="3") == "3.0\n"
