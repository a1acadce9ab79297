"""Real processes, a real mail server, and kill -9: nothing is lost, nobody waits."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from tests.web import mail_servers

HERE = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.django_db(transaction=True)

QUEUE = """
from django.utils.timezone import now
from web import mail
mail.queue("Please look", "A text.", [f"person{number}@example.org" for number in range(%d)], at=now())
"""
LET_CLAIMS_RUN_OUT = """
from django.utils.timezone import now
from web.models import QueuedMail
QueuedMail.objects.waiting().update(claimed_until=None, next_try_at=now())
"""
STATES = """
from web.models import QueuedMail
print(*sorted(QueuedMail.objects.values_list("state", flat=True)))
"""
# What staff do meanwhile: log in, and save something.
LOG_IN_AND_SAVE = """
import time
from django.conf import settings
from django.test import Client
from django.contrib.auth.models import User
from articles.models import Topic
begun = time.monotonic()
response = Client(HTTP_HOST="localhost").post("/admin/login/?next=/admin/", {"username": "ada", "password": "secret"})
assert response.status_code == 302, response.content
Topic.objects.create(title="Meanwhile", slug="meanwhile")
print(time.monotonic() - begun)
"""
TELL = """
from django.utils.timezone import now
from mbc_site.telling import tell_editors
import time
begun = time.monotonic()
assert tell_editors(now()) == 1
print(time.monotonic() - begun, flush=True)
"""


class Site:
    """The database of this test, as other processes see it."""

    def __init__(self, folder: Path, port: int, timeout: float):
        self.environment = os.environ | {
            "DATABASE_URL": self._database(folder),
            "DATA_DIR": str(folder),
            "DEBUG": "1",
            "SECRET_KEY": "only-for-tests",
            "EMAIL_URL": f"smtp://127.0.0.1:{port}",
            "EMAIL_TIMEOUT": str(timeout),
            "LOG_LEVEL": "ERROR",
        }

    @staticmethod
    def _database(folder: Path) -> str:
        if connection.vendor == "postgresql":
            return "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**connection.settings_dict)
        file = folder / "site.sqlite3"
        with sqlite3.connect(file) as copy:
            connection.connection.backup(copy)
        copy.close()
        return f"sqlite:///{file}"

    def start(self, *arguments: str) -> subprocess.Popen:
        return subprocess.Popen(  # noqa: S603  our own arguments
            [sys.executable, "manage.py", *arguments],
            cwd=HERE,
            env=self.environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def run(self, *arguments: str) -> str:
        process = self.start(*arguments)
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
        return out

    def shell(self, program: str) -> str:
        return self.run("shell", "-v0", "-c", program)


@pytest.fixture
def site(tmp_path):
    return lambda port, timeout=30: Site(tmp_path, port, timeout)


def until(happened, seconds=60):
    """Waits; a machine that has other things to do is slow."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "never happened"
        time.sleep(0.02)


def killed(process: subprocess.Popen) -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate()


def test_a_process_killed_while_it_sends_loses_no_mail_and_changes_no_name(site):
    with mail_servers.working() as (postbox, port):
        site = site(port)
        site.environment["EMAIL_URL"] = f"smtp://127.0.0.1:{mail_servers.free_port()}"
        site.shell(QUEUE % 6)
        site.environment["EMAIL_URL"] = f"smtp://127.0.0.1:{port}"
        site.shell(LET_CLAIMS_RUN_OUT)
        postbox.seconds_at_data = 0.3
        for number in (1, 3):
            process = site.start("send_mail_queue")
            until(lambda number=number: len(postbox.taken) >= number)
            killed(process)
            site.shell(LET_CLAIMS_RUN_OUT)
        postbox.seconds_at_data = 0

        site.run("send_mail_queue")

        assert set(postbox.recipients) == {f"person{number}@example.org" for number in range(6)}
        assert len(set(postbox.message_ids)) == 6  # what arrived twice, arrived under its one name
        assert len(postbox.taken) <= 8
        assert site.shell(STATES).split() == ["sent"] * 6


def test_two_processes_at_once_send_each_mail_once(site):
    with mail_servers.working() as (postbox, port):
        site = site(port)
        site.environment["EMAIL_URL"] = f"smtp://127.0.0.1:{mail_servers.free_port()}"
        site.shell(QUEUE % 20)
        site.environment["EMAIL_URL"] = f"smtp://127.0.0.1:{port}"
        site.shell(LET_CLAIMS_RUN_OUT)
        postbox.seconds_at_data = 0.2

        senders = [site.start("send_mail_queue") for _number in range(3)]
        for process in senders:
            _out, err = process.communicate(timeout=120)
            assert (process.returncode, err) == (0, "")

        assert sorted(postbox.recipients) == sorted(f"person{number}@example.org" for number in range(20))


def test_a_mail_is_sent_right_after_the_commit_by_whoever_queued_it(site):
    with mail_servers.working() as (postbox, port):
        site(port).shell(QUEUE % 3)

        assert len(postbox.taken) == 3


def test_a_silent_mail_server_keeps_nobody_from_logging_in_and_saving(site, ada):
    """Telling editors once held the one write lock of SQLite until the mail server had answered."""
    from django.utils import timezone

    from sources.checking import keep
    from sources.integrity import Finding, Kind
    from tests.factories import make_source

    ada.email, ada.is_superuser = "ada@example.org", True
    ada.save()
    keep(make_source(), [Finding(Kind.RETRACTION, "10.1000/notice")], at=timezone.now())
    with mail_servers.broken(mail_servers.silent) as (arrived, port):
        site = site(port, timeout=20)
        telling = site.start("shell", "-v0", "-c", TELL)
        until(lambda: arrived)

        took = float(site.shell(LOG_IN_AND_SAVE))

        assert telling.poll() is None  # it is still waiting for the mail server
        assert took < 3
        assert float(telling.stdout.readline()) < 3  # the action itself was long over
        killed(telling)
        assert site.shell(STATES).split() == ["waiting"]
