"""One list of facts, reported at start, by `check`, on the start page and by /readyz."""

import datetime
import doctest
import filecmp
import io
import logging
import os
import shutil
import sys

import pytest
import tzdata
from django.contrib.staticfiles.management.commands import collectstatic
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.urls import reverse
from django.utils import timezone

from mbc_site import applied_migrations, collected_files, connection_limits, health
from mbc_site.health import installation
from mbc_site.models import DailyRun
from tests.served import served

pytestmark = pytest.mark.django_db

NOW = timezone.now()
DAY = datetime.timedelta(days=1)


def ran(*, ago: datetime.timedelta, failed=()) -> DailyRun:
    return DailyRun.objects.create(started_at=NOW - ago, finished_at=NOW - ago, failed=list(failed))


@pytest.fixture
def collected(settings, tmp_path):
    """STATIC_ROOT as `collectstatic` leaves it, as far as it is looked at."""
    settings.STATIC_ROOT = tmp_path / "static"
    for name, source in collected_files.sources():
        copy = settings.STATIC_ROOT / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, copy)
    (settings.STATIC_ROOT / "staticfiles.json").write_text("{}")
    return settings.STATIC_ROOT


@pytest.fixture
def sound(collected, monkeypatch):
    """A site without problems."""
    monkeypatch.setattr(tzdata, "IANA_VERSION", f"{NOW.year}a")


def codes(at=None) -> list[str]:
    return [finding.fact.code for finding in health.findings(at or NOW)]


def test_files_are_looked_for_under_the_names_that_collectstatic_gives_them(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    collect = collectstatic.Command()
    collect.set_options(
        interactive=False, verbosity=0, link=False, clear=False, dry_run=True, ignore_patterns=[],
        use_default_ignore_patterns=True, post_process=False,
    )  # fmt: skip
    collected = set(collect.collect()["modified"])

    names = {name for name, _source in collected_files.sources()}

    assert "site.css" in names
    assert "guide/start.png" in names
    assert names - collected == set()


# --- Each fact -----------------------------------------------------------------------------------


def test_a_sound_site_has_no_problems(sound):
    assert codes() == []


def test_an_unapplied_migration_is_the_only_problem_reported_about_tables(sound):
    ran(ago=3 * DAY)
    recorder = MigrationRecorder.Migration.objects
    recorder.filter(app="mbc_site", name=recorder.filter(app="mbc_site").latest("name").name).delete()

    (finding,) = health.findings(NOW)

    assert finding.fact.code == "migrations"
    assert finding.fact.severity == health.Severity.STOP
    assert "1 migration is missing." in finding.problem.what
    assert "“manage.py migrate”" in finding.problem.to_do


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no connections to run out of")
def test_a_server_that_may_open_more_connections_than_are_allowed_is_warned_about(sound, settings):
    allowed = connection_limits.allowed()
    settings.SERVER_WORKERS, settings.SERVER_CONNECTIONS = 1, allowed - 3
    assert codes() == []

    settings.SERVER_CONNECTIONS = allowed - 2

    assert codes() == ["connections"]
    assert f"may open {allowed} database connections. {allowed} are allowed." in str(
        health.findings(timezone.now())[0]
    )


@pytest.mark.skipif(connection.vendor != "postgresql", reason="asks PostgreSQL")
def test_the_limit_of_the_role_counts_unless_it_is_a_superuser(sound):
    of_server = connection_limits.allowed()
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE health_narrow CONNECTION LIMIT 4")  # undone with the test's transaction
        cursor.execute("SET LOCAL SESSION AUTHORIZATION health_narrow")
        connection_limits.allowed.cache_clear()
        assert connection_limits.allowed() == 4
        cursor.execute("RESET SESSION AUTHORIZATION")
        connection_limits.allowed.cache_clear()
        assert connection_limits.allowed() == of_server


@pytest.mark.skipif(connection.vendor == "postgresql", reason="asks SQLite")
def test_sqlite_has_no_connections_to_run_out_of(sound, settings):
    settings.SERVER_WORKERS = settings.SERVER_CONNECTIONS = 64

    assert codes() == []


def test_collectstatic_that_has_not_run_stops_the_site(sound, collected):
    (collected / "staticfiles.json").unlink()

    assert codes() == ["static_files"]


@pytest.mark.parametrize("name", ["site.css", "admin.css", "ckeditor/ckeditor/ckeditor.js"])
def test_static_files_of_another_version_stop_the_site(sound, collected, name):
    with (collected / name).open("a") as file:
        file.write(" ")

    (finding,) = health.findings(NOW)

    assert finding.fact.code == "static_files"
    assert "1 style, font or editor file is" in finding.problem.what


def test_static_files_are_compared_once_and_again_after_they_are_collected_anew(
    sound, collected, monkeypatch
):
    compared = []
    monkeypatch.setattr(filecmp, "cmp", lambda one, other, **_how: bool(compared.append(one)) or True)
    codes()
    number = len(compared)

    codes()
    assert len(compared) == number > 10

    manifest = collected / "staticfiles.json"
    os.utime(manifest, ns=(0, manifest.stat().st_mtime_ns + 1))
    codes()
    assert len(compared) == 2 * number


@pytest.mark.parametrize(("replaced", "missing"), [(2, 0), (1, 1)])
def test_a_migration_that_replaces_applied_ones_is_not_missing(monkeypatch, replaced, missing):
    olds = [("quilts", "0001_initial"), ("quilts", "0002_thread")]
    monkeypatch.setattr(applied_migrations, "of_this_version", lambda: {("quilts", "0001_squashed"): olds})

    assert len(applied_migrations.missing(dict.fromkeys(olds[:replaced]))) == missing


def test_static_files_are_not_required_with_debug(sound, collected, settings, monkeypatch):
    (collected / "staticfiles.json").unlink()
    settings.DEBUG, settings.ALLOWED_HOSTS = True, ["localhost"]

    assert codes() == []


@pytest.mark.parametrize(
    ("debug", "hosts", "is_behind", "arguments", "found"),
    [
        (True, ["localhost", "127.0.0.1"], False, ["manage.py", "runserver"], []),
        (True, ["localhost", "127.0.0.1"], False, ["granian"], ["debug"]),
        (True, ["localhost", "127.0.0.1"], True, ["manage.py", "runserver"], ["debug"]),
        (True, ["www.example.org"], False, ["manage.py", "runserver"], ["debug"]),
        (True, ["*"], False, ["manage.py", "runserver"], ["debug"]),
        (False, ["www.example.org"], True, ["granian"], []),
    ],
)
def test_debug_is_for_this_machine_alone(
    sound, settings, monkeypatch, debug, hosts, is_behind, arguments, found
):
    settings.DEBUG, settings.ALLOWED_HOSTS, settings.BEHIND_PROXY = debug, hosts, is_behind
    monkeypatch.setitem(sys.modules, "mbc_site.wsgi", object())
    monkeypatch.setattr(sys, "argv", arguments)

    assert codes() == found


@pytest.mark.parametrize(
    ("ago", "found"), [(2 * DAY, []), (2 * DAY + datetime.timedelta(seconds=1), ["daily"])]
)
def test_daily_is_missed_after_two_days(sound, ago, found):
    ran(ago=ago)
    DailyRun.objects.create(started_at=NOW - DAY)  # broken off: it does not count

    assert codes() == found


def test_a_new_site_has_two_days_to_set_up_daily(sound):
    assert codes() == []

    MigrationRecorder.Migration.objects.update(applied=NOW - 3 * DAY)

    (finding,) = health.findings(NOW)
    assert finding.problem.what.startswith("The daily run has never finished")


def test_each_failed_part_is_named_with_its_reason_until_a_run_succeeds(sound):
    ran(ago=DAY, failed=[["check_sources", "KeyError: 'x'"], ["clearsessions", "OSError: no"]])

    first, second = health.findings(NOW)
    assert (first.fact.code, second.fact.code) == ("daily_parts", "daily_parts")
    assert first.problem.what == "A part of the last daily run failed: check_sources."
    assert "“manage.py check_sources”" in first.problem.to_do
    assert "KeyError: 'x'" in first.problem.to_do

    ran(ago=DAY / 2)
    assert codes() == []


def test_old_time_zone_data_is_information_and_fails_no_check(sound, monkeypatch):
    monkeypatch.setattr(tzdata, "IANA_VERSION", f"{NOW.year - 2}b")

    (finding,) = health.findings(NOW)
    assert finding.fact.code == "time_zones"
    call_command("check", "--deploy", "--database", "default", "--fail-level", "WARNING", "--tag", "database")


# --- The four places -----------------------------------------------------------------------------


def check(*arguments) -> str:
    out = io.StringIO()
    call_command("check", "--deploy", "--tag", "database", *arguments, stdout=out, stderr=out)
    return out.getvalue()


def test_check_says_everything_when_asked_about_the_database_and_nothing_without(sound, collected):
    (collected / "staticfiles.json").unlink()
    ran(ago=3 * DAY)

    assert "no issues" in check()
    with pytest.raises(SystemCheckError) as failed:
        check("--database", "default")

    assert "(mbc_site.static_files) Styles, fonts and the editor are missing on every page." in str(
        failed.value
    )
    assert "(mbc_site.daily) The daily run has not finished since" in str(failed.value)
    assert "HINT: Run “manage.py daily” from cron" in str(failed.value)


def test_ready_says_200_with_warnings_and_503_with_what_stops_the_site(visitor, sound, collected):
    assert visitor.get("/readyz").json() == {"ready": True, "problems": [], "warnings": []}

    ran(ago=3 * DAY)
    warned = visitor.get("/readyz")
    assert (warned.status_code, warned.json()) == (
        200,
        {"ready": True, "problems": [], "warnings": ["daily"]},
    )
    assert warned.headers["Cache-Control"] == "no-store"

    (collected / "staticfiles.json").unlink()
    stopped = visitor.get("/readyz")
    assert (stopped.status_code, stopped.json()) == (
        503,
        {"ready": False, "problems": ["static_files"], "warnings": ["daily"]},
    )


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_checks_are_not_redirected_to_https(visitor, sound, settings, path):
    settings.SECURE_SSL_REDIRECT = True

    answer, elsewhere = visitor.get(path), visitor.get("/")

    assert (answer.status_code, answer.content[:1] in (b"o", b"{")) == (200, True)
    assert (elsewhere.status_code, elsewhere["Location"]) == (301, "https://testserver/")


def test_health_is_one_query(visitor, django_assert_num_queries):
    with django_assert_num_queries(1):
        visitor.get("/healthz")


def test_the_start_page_tells_the_operator_what_to_do_and_others_what_to_pass_on(
    admin_client, as_vera, sound, monkeypatch
):
    address = reverse("admin:index")
    assert "This site needs attention" not in admin_client.get(address).content.decode()

    ran(ago=DAY, failed=[["check_sources", "KeyError: <b>"]])
    monkeypatch.setattr(tzdata, "IANA_VERSION", f"{NOW.year - 2}b")
    operator, other = (client.get(address).content.decode() for client in (admin_client, as_vera))

    assert "This site needs attention" in operator
    assert "KeyError: &lt;b&gt;" in operator
    assert "The time zone data is from" in operator
    assert "Please tell whoever runs this site" in other
    assert "A part of the last daily run failed: check_sources." in other
    assert "manage.py" not in other
    assert "KeyError" not in other
    assert "time zones" not in other


def test_at_start_each_problem_is_one_line(sound, collected, caplog):
    (collected / "staticfiles.json").unlink()
    ran(ago=3 * DAY)

    with caplog.at_level(logging.INFO, logger="mbc_site.health"):
        health.log_findings(NOW)

    assert [(record.levelname, record.getMessage().split(":")[0]) for record in caplog.records] == [
        ("ERROR", "static_files"),
        ("WARNING", "daily"),
    ]
    assert all("\n" not in record.getMessage() for record in caplog.records)


def test_a_failing_health_check_does_not_stop_the_site_from_starting(sound, caplog, monkeypatch):
    def broken(at):
        raise ZeroDivisionError

    monkeypatch.setattr(health, "FACTS", [health.Fact("broken", health.Severity.NOTE, broken)])

    health.log_findings(NOW)

    assert "ZeroDivisionError" in caplog.text


def test_a_server_with_debug_on_says_so_when_it_starts(tmp_path):
    with served(tmp_path, DEBUG="1", DATABASE_URL=f"sqlite:///{tmp_path}/db.sqlite3") as site:
        lines = [line for line in site.log.splitlines() if " mbc_site.health: " in line]
        ready = site.ask("/readyz")

    assert [line.split("mbc_site.health: ")[1].split(":")[0] for line in lines] == ["migrations", "debug"]
    assert ready.status == 503
    assert '"problems": ["migrations", "debug"]' in ready.text


def test_the_examples_in_the_docstrings_are_true():
    ran = doctest.testmod(installation)

    assert (ran.failed, ran.attempted) == (0, 2)
