"""`daily` fails loudly, says which part, and never runs twice at once."""

import io
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from mbc_site.management.commands.daily import Command
from mbc_site.models import DailyRun
from mbc_site.process_lock import AlreadyRunning, process_lock
from tests.served import HERE, SETTINGS, postgres_url

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def parts(monkeypatch):
    """The parts of `daily` in this test."""
    return lambda *names: monkeypatch.setattr(Command, "PARTS", names)


def daily() -> str:
    out = io.StringIO()
    call_command("daily", stdout=out, stderr=out)
    return out.getvalue()


def test_a_successful_run_records_its_time(parts):
    parts("clearsessions", "refresh_groups")
    before = timezone.now()

    daily()

    run = DailyRun.objects.get()
    assert before <= run.started_at <= run.finished_at <= timezone.now()
    assert run.failed == []


def test_a_failed_part_is_named_and_recorded_and_the_others_run(parts):
    parts("no_such_command", "clearsessions", "loaddata")  # loaddata fails without arguments

    with pytest.raises(CommandError, match=r"^Failed: no_such_command, loaddata\. The other parts ran\.$"):
        daily()

    run = DailyRun.objects.get()
    assert run.finished_at is not None
    assert [part for part, _reason in run.failed] == ["no_such_command", "loaddata"]
    assert "no_such_command" in run.failed[0][1]


def test_a_part_that_ends_the_process_does_not_end_the_run(parts, monkeypatch):
    def leaves(self, *args, **options):
        raise SystemExit(3)

    parts("clearsessions", "refresh_groups")
    monkeypatch.setattr("django.contrib.sessions.management.commands.clearsessions.Command.handle", leaves)

    with pytest.raises(CommandError, match="Failed: clearsessions"):
        daily()

    assert DailyRun.objects.get().failed == [["clearsessions", "SystemExit: 3"]]


def test_a_second_run_at_the_same_time_does_nothing_and_says_so(parts):
    parts("clearsessions")

    with (
        process_lock("daily"),
        pytest.raises(CommandError, match=r"^Another daily is running, so this one did nothing\.$"),
    ):
        daily()

    assert not DailyRun.objects.exists()
    daily()
    assert DailyRun.objects.count() == 1


def test_the_lock_ends_with_the_process_however_it_ends(tmp_path, settings):
    """Held by a process of its own, which is killed."""
    program = (
        "import django; django.setup()\n"
        "from mbc_site.process_lock import process_lock\n"
        "with process_lock('daily'): print('held', flush=True); input()"
    )
    environment = SETTINGS | {
        "DJANGO_SETTINGS_MODULE": "mbc_site.settings",
        "DATA_DIR": str(settings.DATA_DIR),
        "DATABASE_URL": postgres_url() if connection.vendor == "postgresql" else "sqlite:///:memory:",
    }
    holder = subprocess.Popen(  # noqa: S603  our own arguments
        [sys.executable, "-c", program],
        cwd=HERE,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with holder:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(AlreadyRunning), process_lock("daily"):
            pass

        holder.kill()
    with process_lock("daily"):
        pass


def test_old_runs_are_forgotten(parts):
    parts("clearsessions")
    for _ in range(DailyRun.KEEP + 2):
        DailyRun.objects.create(started_at=timezone.now(), finished_at=timezone.now())

    daily()

    assert DailyRun.objects.count() == DailyRun.KEEP


def test_an_unreachable_database_is_one_sentence(tmp_path):
    environment = SETTINGS | {
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing",
    }

    result = subprocess.run(
        [sys.executable, "manage.py", "daily"],
        cwd=HERE,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 1
    assert result.stderr.startswith("CommandError: Not finished: the database does not answer (")
    assert "Traceback" not in result.stderr
