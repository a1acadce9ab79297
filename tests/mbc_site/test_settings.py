"""A site that is not configured says what to set, and does not start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parents[2]
SECRET = "a-long-random-text-of-more-than-fifty-characters-0123456789-abcdefghijk"


def checked(tmp_path, *arguments: str, **variables: str):
    """`manage.py check` as an operator would run it, with these variables and no others."""
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path / "var"), **variables}
    command = [sys.executable, "manage.py", "check", *arguments]
    return subprocess.run(command, cwd=HERE, env=environment, capture_output=True, text=True, check=False)  # noqa: S603  our own arguments


pytestmark = pytest.mark.skipif((HERE / ".env").exists(), reason="a .env file here would answer instead")


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"DEBUG": "0"}, "SECRET_KEY is not set."),
        ({"DEBUG": "0", "ALLOWED_HOSTS": "www.example.org"}, "SECRET_KEY is not set."),
        ({"ALLOWED_HOSTS": "www.example.org"}, "SECRET_KEY is not set."),
        ({"DEBUG": "0", "SECRET_KEY": ""}, "SECRET_KEY is not set."),
        ({"DEBUG": "0", "SECRET_KEY": SECRET}, "ALLOWED_HOSTS is not set."),
        ({"SECRET_KEY": SECRET}, "ALLOWED_HOSTS is not set."),
        ({"DEBUG": "0", "SECRET_KEY": SECRET, "ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is not set."),
        ({"DEBUG": "0", "SECRET_KEY": SECRET, "ALLOWED_HOSTS": " , "}, "ALLOWED_HOSTS is not set."),
        ({"DEBUG": "maybe"}, "DEBUG is “maybe”. Set it to 1 or 0."),
        ({"BEHIND_PROXY": "perhaps"}, "BEHIND_PROXY is “perhaps”. Set it to 1 or 0."),
        ({"DATABASE_URL": "nonsense"}, "DATABASE_URL is not understood."),
        ({"CONN_MAX_AGE": "abc"}, "CONN_MAX_AGE is “abc”. Set it to a number"),
        ({"EMAIL_URL": "nonsense"}, "EMAIL_URL is not understood."),
        ({"EMAIL_TIMEOUT": "0"}, "EMAIL_TIMEOUT is 0.0. Set it to a number of seconds from 1 to 300."),
        ({"EMAIL_TIMEOUT": "nan"}, "EMAIL_TIMEOUT is nan. Set it to a number of seconds"),
        ({"DATABASE_LOCK_TIMEOUT": "-1"}, "DATABASE_LOCK_TIMEOUT is -1.0. Set it to a number of seconds"),
        ({"ADMINS": "Ann <ann@example.org>"}, "ADMINS has “Ann <ann@example.org>”, which is not an email"),
        ({"SERVER_WORKERS": "0"}, "SERVER_WORKERS is 0. Set it to a number from 1 to 64."),
        ({"SERVER_WAITING": "all"}, "SERVER_WAITING is “all”. Set it to a number, for example 24."),
        *(
            (
                {"STORAGE_URL": f"s3://key:hidden{rest}"},
                "STORAGE_URL is not understood. It looks like s3://KEY",
            )
            for rest in ("@s3.example.org", "@s3.example.org/", "@s3.example.org:x/a", "@s3.example.org/a/b")
        ),
        ({"STORAGE_URL": "https://key:hidden@s3.example.org/a"}, "STORAGE_URL is not understood."),
        ({"STORAGE_URL": "s3://s3.example.org/a"}, "STORAGE_URL is not understood."),
        ({"LOG_FORMAT": "xml"}, "LOG_FORMAT is “xml”. Set it to line or json."),
        ({"LOGIN_LOCKOUT_HOURS": "soon"}, "LOGIN_LOCKOUT_HOURS is “soon”. Set it to a number"),
    ],
)
def test_a_missing_setting_is_named_and_nothing_starts(tmp_path, variables, sentence):
    result = checked(tmp_path, **variables)

    assert result.returncode != 0
    assert sentence in result.stderr
    assert "hidden" not in result.stderr


def test_a_machine_on_which_nothing_is_set_gets_a_development_site(tmp_path):
    result = checked(tmp_path)

    assert (result.returncode, result.stderr) == (0, "")


def test_a_production_site_passes_the_deployment_check(tmp_path):
    hosts = "www.example.org, example.org"

    result = checked(
        tmp_path, "--deploy", "--fail-level", "WARNING", DEBUG="0", SECRET_KEY=SECRET, ALLOWED_HOSTS=hosts
    )

    assert result.returncode == 0, result.stderr


def test_hosts_may_be_written_with_spaces(tmp_path):
    program = "import mbc_site.settings as s; print(s.ALLOWED_HOSTS, s.DEBUG, s.SESSION_COOKIE_SECURE)"
    variables = {"SECRET_KEY": SECRET, "ALLOWED_HOSTS": "www.example.org, example.org ,"}
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), **variables}

    result = subprocess.run(  # noqa: S603  our own arguments
        [sys.executable, "-c", program],
        cwd=HERE,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.stdout == "['www.example.org', 'example.org'] False True\n", result.stderr
