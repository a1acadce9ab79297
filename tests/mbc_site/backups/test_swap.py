"""Whenever a restore is killed, the site is all old or all new."""

import os
import shutil
from pathlib import Path

import pytest

from mbc_site.backups import swap
from mbc_site.backups.swap import Journal


class Killed(BaseException):
    """Nothing of ours catches it."""


def contents(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != swap.LOCK
    }


OLD = {"db": "old", "db-wal": "old", "media/a": "old", "media/c": "old"}
NEW = {"db": "new", "media/a": "new", "media/b": "new"}


@pytest.fixture
def journal(tmp_path) -> Journal:
    for folder, files in (("", OLD), (".new", NEW)):
        for name, text in files.items():
            (tmp_path / folder / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / folder / name).write_text(text)
    names = sorted(OLD.keys() | NEW.keys(), reverse=True)
    return Journal(
        swaps=[
            [
                str(tmp_path / name),
                str(tmp_path / ".new" / name) if name in NEW else None,
                str(tmp_path / ".old" / name),
            ]
            for name in names
        ],
        clear=[str(tmp_path / ".new"), str(tmp_path / ".old")],
    )


def kill_at(monkeypatch, number: int, *, after: bool) -> None:
    """Ends the process at the nth step of any kind."""
    steps = []

    def dying(real):
        def step(*args, **kwargs):
            steps.append(args)
            if len(steps) == number and not after:
                raise Killed
            result = real(*args, **kwargs)
            if len(steps) == number:
                raise Killed
            return result

        return step

    monkeypatch.setattr(os, "replace", dying(os.replace))
    monkeypatch.setattr(shutil, "rmtree", dying(shutil.rmtree))
    monkeypatch.setattr(Path, "unlink", dying(Path.unlink))


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("number", range(1, 12))
def test_a_swap_killed_at_any_step_is_completed_at_the_next_start(
    journal, tmp_path, monkeypatch, number, after
):
    journal.swap = True
    journal.write()

    with monkeypatch.context() as patched:
        kill_at(patched, number, after=after)
        with pytest.raises(Killed):
            journal.finish()
    swap.finish_interrupted()

    assert contents(tmp_path) == NEW


def test_a_swap_interrupted_before_its_decision_leaves_the_old_site(journal, tmp_path):
    journal.write()

    swap.finish_interrupted()

    assert contents(tmp_path) == OLD


def test_a_restore_that_is_still_running_is_left_alone(journal, tmp_path):
    journal.swap = True
    journal.write()

    with swap.alone():
        swap.finish_interrupted()

        assert (tmp_path / "db").read_text() == "old"


@pytest.mark.parametrize(("mark", "outcome"), [("mine", NEW), ("another", OLD), (None, OLD)])
def test_with_postgresql_the_database_decides(journal, tmp_path, monkeypatch, mark, outcome):
    monkeypatch.setattr("mbc_site.backups.postgres.mark", lambda: mark)
    journal.swap, journal.mark = True, "mine"
    journal.write()

    swap.finish_interrupted()

    assert contents(tmp_path) == outcome
