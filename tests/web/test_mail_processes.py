"""Real processes, a real mail server, and kill -9: nothing is lost, nobody waits."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.auth.models import Group, User
from django.db import connection
from django.utils import timezone

from sources.checking import record_notices
from sources.integrity import NoticeKind, NoticeReport
from tests.factories import make_source
from tests.web import mail_servers
from web import mail

HERE = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.django_db(transaction=True)

QUEUE = """
from django.utils.timezone import now
from web import mail
mail.queue("Please look", "A text.", ["ada@example.org"], at=now())
"""
# What staff do meanwhile: log in, and save something.
LOG_IN_AND_SAVE = """
import time
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
from mbc_site.notifications import notify_editors
import time
begun = time.monotonic()
assert notify_editors(now()) == 1
print(time.monotonic() - begun, flush=True)
"""


class Site:
    """The database of this test, as other processes see it."""

    def __init__(self, folder: Path, port: int, timeout: float):
        self.processes: list[subprocess.Popen] = []
        self.environment = os.environ | {
            "DATABASE_URL": self._database(folder),
            "DATA_DIR": str(folder),
            "DEBUG": "1",
            "SECRET_KEY": "only-for-tests",
            "EMAIL_URL": f"smtp://127.0.0.1:{port}",
            "EMAIL_TIMEOUT": str(timeout),
            "LOG_LEVEL": "ERROR",
        }

    def _database(self, folder: Path) -> str:
        """PostgreSQL's test database itself; of SQLite's, which is in memory, a copy."""
        self.file = None
        if connection.vendor == "postgresql":
            return "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**connection.settings_dict)
        self.file = folder / "site.sqlite3"
        with closing(sqlite3.connect(self.file)) as copy:
            connection.connection.backup(copy)
        return f"sqlite:///{self.file}"

    def query(self, sql: str) -> list[tuple]:
        if self.file is None:
            with connection.cursor() as cursor:
                cursor.execute(sql)
                return cursor.fetchall() if cursor.description else []
        with closing(sqlite3.connect(self.file, timeout=20)) as copy, copy:
            return copy.execute(sql).fetchall()

    def ten_minutes_pass(self) -> None:
        self.query("UPDATE web_queuedmail SET claimed_until = NULL WHERE state = 'waiting'")

    def states(self) -> list[str]:
        return [state for (state,) in self.query("SELECT state FROM web_queuedmail")]

    def start(self, *arguments: str) -> subprocess.Popen:
        process = subprocess.Popen(  # noqa: S603  our own arguments
            [sys.executable, "manage.py", *arguments],
            cwd=HERE,
            env=self.environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.processes.append(process)
        return process

    def run(self, *arguments: str) -> str:
        process = self.start(*arguments)
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
        return out

    def shell(self, program: str) -> str:
        return self.run("shell", "-v0", "-c", program)


@pytest.fixture
def site(tmp_path):
    made = []

    def make(port: int, timeout: float = 30) -> Site:
        made.append(Site(tmp_path, port, timeout))
        return made[-1]

    yield make
    for process in (process for one in made for process in one.processes):
        process.kill()
        process.communicate()


def queued(number: int) -> set[str]:
    """The recipients of so many mails that wait."""
    recipients = {f"person{n}@example.org" for n in range(number)}
    mail.queue("Please look", "A text.", sorted(recipients), at=timezone.now())
    return recipients


def until(happened, seconds=60):
    """Wait generously, because a busy machine is slow."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "never happened"
        time.sleep(0.02)


def killed(process: subprocess.Popen) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()


def test_a_process_killed_while_it_sends_loses_no_mail_and_changes_no_name(site):
    recipients = queued(6)
    with mail_servers.working() as (postbox, port):
        site = site(port)
        postbox.seconds_at_rcpt = 30
        process = site.start("send_mail_queue")
        until(lambda: postbox.named)
        killed(process)  # before the server has the first mail
        assert (site.states(), postbox.taken) == (["waiting"] * 6, [])

        postbox.seconds_at_rcpt, postbox.seconds_at_data = 0, 1
        site.ten_minutes_pass()
        process = site.start("send_mail_queue")
        until(lambda: len(postbox.taken) == 3)
        killed(process)  # after the server has the third, and before it said so
        assert site.states().count("waiting") == 4

        postbox.seconds_at_data = 0
        site.ten_minutes_pass()
        site.run("send_mail_queue")

        assert set(postbox.recipients) == recipients
        assert len(set(postbox.message_ids)) == 6  # what arrived twice, arrived under its one name
        assert len(postbox.taken) == 7
        assert site.states() == ["sent"] * 6


def test_three_processes_at_once_send_each_mail_once(site):
    recipients = queued(20)
    with mail_servers.working() as (postbox, port):
        site = site(port)
        postbox.seconds_at_data = 0.3

        senders = [site.start("send_mail_queue") for _number in range(3)]
        said = [process.communicate(timeout=120) for process in senders]

        assert [err for _out, err in said] == [""] * 3
        assert sum("Sent " in out for out, _err in said) > 1  # they shared the work
        assert sorted(postbox.recipients) == sorted(recipients)


def test_a_mail_is_sent_right_after_the_commit_by_the_process_that_queued_it(site):
    with mail_servers.working() as (postbox, port):
        site = site(port)
        site.shell(QUEUE)

        assert postbox.recipients == ["ada@example.org"]
        assert site.states() == ["sent"]


@pytest.fixture
def told_of_a_retraction():
    """An editor who has not been told of one. Tests that commit begin with an empty database, without its groups."""
    ada = User.objects.create_superuser("ada", "ada@example.org")
    ada.password = PBKDF2PasswordHasher().encode("secret", "salt")  # another process knows no quick passwords
    ada.save()
    ada.groups.add(Group.objects.get_or_create(name="Editors")[0])
    record_notices(make_source(), [NoticeReport(NoticeKind.RETRACTION, "10.1000/notice")], at=timezone.now())


@pytest.mark.usefixtures("told_of_a_retraction")
def test_a_silent_mail_server_does_not_stop_logins_and_saves(site):
    """Telling editors once held the one write lock of SQLite until the mail server had answered."""
    with mail_servers.broken(mail_servers.silent) as (arrived, port):
        site = site(port, timeout=120)
        telling = site.start("shell", "-v0", "-c", TELL)
        until(lambda: arrived)

        took = float(site.shell(LOG_IN_AND_SAVE))

        assert telling.poll() is None  # it is still waiting for the mail server
        assert took < 15  # what a busy machine takes; SQLite would have waited for 20 seconds and failed
        assert float(telling.stdout.readline()) < 15  # the action itself was long over
        killed(telling)
        assert site.states() == ["waiting"]
