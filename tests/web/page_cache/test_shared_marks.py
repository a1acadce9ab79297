"""The file by which the processes of a host tell each other about changes."""

import os
import subprocess
import sys

import pytest

from web.page_cache.names import ARTICLES, COUNTERS, SIZE, SLOTS, SOURCES
from web.page_cache.shared_marks import SharedMarks


@pytest.fixture
def path(tmp_path):
    return tmp_path / "marks"


@pytest.fixture
def opened(path):
    def open_one():
        marks = SharedMarks()
        marks.open(path)
        return marks

    return open_one


def raised(before: bytes, marks: SharedMarks) -> set[str]:
    return {name for name in COUNTERS if marks.view[SLOTS[name]] != before[SLOTS[name]]}


def test_what_one_raises_the_other_sees_at_once(opened):
    one, other = opened(), opened()
    before = other.view[:SIZE]

    one.raise_now([SOURCES])

    assert raised(before, other) == {SOURCES}


def test_another_process_sees_it_too(opened, path):
    marks = opened()
    before = marks.view[:SIZE]
    program = (
        "from pathlib import Path; from web.page_cache.shared_marks import SharedMarks; marks = SharedMarks(); "
        f"marks.open(Path({str(path)!r})); marks.raise_now(['articles'])"
    )

    subprocess.run([sys.executable, "-c", program], check=True)  # noqa: S603  our own arguments

    assert raised(before, marks) == {ARTICLES}


def test_whoever_comes_later_finds_what_was_raised(opened):
    one = opened()
    one.raise_now()

    assert opened().view[:SIZE] == one.view[:SIZE] != bytes(SIZE)


def test_opening_it_again_changes_nothing(opened, path):
    marks = opened()
    marks.raise_now()
    before = marks.view

    marks.open(path)

    assert marks.view is before


def test_a_file_that_was_replaced_is_opened_anew_and_everything_counts_as_raised(opened, path):
    one, other = opened(), opened()
    one.raise_now()
    before = one.view[:SIZE]
    path.unlink()
    other.open(path)
    other.raise_now([ARTICLES])

    one.open(path)

    assert one.view[:SIZE] == other.view[:SIZE]
    assert raised(before, one) == {*COUNTERS}


def test_a_file_that_is_too_short_is_made_longer_and_keeps_what_it_says(opened, path):
    path.write_bytes(b"12345678")

    marks = opened()

    assert path.stat().st_size == SIZE
    assert marks.view[:8] == b"12345678"


def test_without_a_file_a_process_still_hears_itself(opened, path, caplog):
    path.mkdir()
    marks = opened()
    before = marks.view[:SIZE]

    marks.open(path)
    marks.raise_now([SOURCES])

    assert raised(before, marks) == {SOURCES}
    assert len(caplog.records) == 1


def test_a_file_that_root_makes_belongs_to_the_owner_of_its_folder(opened, path, tmp_path):
    if os.geteuid() == 0:
        os.chown(tmp_path, 12345, 12345)

    opened()

    assert path.stat().st_uid == tmp_path.stat().st_uid
