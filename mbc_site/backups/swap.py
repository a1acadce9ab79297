"""Swaps the restored site in, all of it or nothing, even if the process is killed.

A journal in DATA_DIR lists what is ready. Once it says "swap", the next process that starts finishes the job; before
that, it cleans up. A lock tells a killed job from one that is still running.
"""

import fcntl
import json
import logging
import os
import shutil
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.conf import settings

from articles.storage import sync_folder
from mbc_site.backups import postgres
from mbc_site.backups.archive import BackupProblem

JOURNAL, LOCK = ".restore.json", ".in-use.lock"
logger = logging.getLogger(__name__)
_site = []  # the lock this process holds while it serves the site


@dataclass
class Journal:
    # [place, path of the new file or None, where the old file goes]
    swaps: list[list[str | None]] = field(default_factory=list)
    clear: list[str] = field(default_factory=list)  # folders to delete at the end
    swap: bool = False
    mark: str | None = None  # swap only if the database has this mark, too

    def write(self) -> None:
        path = settings.DATA_DIR / JOURNAL
        aside = path.with_suffix(".part")
        with aside.open("w") as file:
            json.dump(asdict(self), file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(aside, path)
        sync_folder(path.parent)

    def finish(self) -> bool:
        """Swap if decided, then clean up. Returns whether it swapped."""
        is_decided = self.swap and (self.mark is None or postgres.mark() == self.mark)
        if is_decided:
            for place, new, old in self.swaps:
                _swap(Path(place), new and Path(new), Path(old))
        for folder in self.clear:
            shutil.rmtree(folder, ignore_errors=True)
        (settings.DATA_DIR / JOURNAL).with_suffix(".part").unlink(missing_ok=True)
        (settings.DATA_DIR / JOURNAL).unlink()
        return is_decided


def _swap(place: Path, new: Path | None, old: Path) -> None:
    """Safe to repeat: it may have been done, or half done, before."""
    if new is None or os.path.lexists(new):
        if os.path.lexists(place):
            old.parent.mkdir(parents=True, exist_ok=True)
            os.replace(place, _free(old))
        if new:
            os.replace(new, place)
        sync_folder(place.parent)


def _free(path: Path) -> Path:
    number = 0
    while os.path.lexists(free := path.with_name(f"{path.name}-{number}" if number else path.name)):
        number += 1
    return free


def _lock_file():
    """Read-only, because another user may have made it."""
    return os.fdopen(os.open(settings.DATA_DIR / LOCK, os.O_RDONLY | os.O_CREAT, 0o644))


@contextmanager
def alone():
    """Raises BackupProblem if a process serves the site; keeps any from starting."""
    with _lock_file() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            raise BackupProblem("The site is running, or another restore is. Stop it first.") from problem
        yield


def is_unfinished() -> bool:
    return (settings.DATA_DIR / JOURNAL).exists()


def finish_interrupted() -> None:
    """Called whenever the program starts: complete or clean up a restore that was killed."""
    if is_unfinished():
        try:
            with alone():
                _finish()
        except BackupProblem:
            logger.warning("A restore is under way.")


def _finish() -> None:
    path = settings.DATA_DIR / JOURNAL
    if path.exists():
        journal = Journal(**json.loads(path.read_text()))
        logger.warning("A restore was interrupted; it is %s.", "completed" if journal.swap else "canceled")
        journal.finish()


def serve() -> None:
    """Called by a process that serves the site: wait for a running restore, and keep new ones from starting."""
    try:
        file = _lock_file()
        if is_unfinished():
            fcntl.flock(file, fcntl.LOCK_EX)
            _finish()
        fcntl.flock(file, fcntl.LOCK_SH)
    except OSError as problem:  # a read-only folder, or a file system without locks
        logger.warning("A restore cannot see that the site is running: %s", problem)
    else:
        _site.append(file)
