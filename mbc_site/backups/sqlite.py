"""SQLite files: copying while others write, checking, and finding out who has a file open."""

import os
import sqlite3
import time
from contextlib import contextmanager
from pathlib import Path

from django.db import connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from mbc_site.backups.archive import BackupProblem

ALIAS = "backup"  # ORM alias of the SQLite file that is copied from or to
BESIDE = ("-wal", "-shm", "-journal")  # files that SQLite keeps beside a database and reads


@contextmanager
def opened(path: Path):
    """Open the file as an ORM database under ALIAS."""
    template = connections["default"].settings_dict
    config = dict.fromkeys(template, "") | {
        **{"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": {}, "TIME_ZONE": None},
        **{"AUTOCOMMIT": True, "ATOMIC_REQUESTS": False, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False},
    }
    connections[ALIAS] = wrapper = DatabaseWrapper(config, ALIAS)
    try:
        yield wrapper
    finally:
        wrapper.close()
        del connections[ALIAS]


def copy(source: sqlite3.Connection, path: Path) -> None:
    """SQLite's online backup: one state of the database, however much is written in the meantime."""
    patience = time.monotonic() + 30

    def progress(status: int, remaining: int, total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > patience:
            raise sqlite3.OperationalError("another process keeps the database locked")

    target = sqlite3.connect(path)
    try:
        source.backup(target, progress=progress)
        # No file beside it that could get lost or be left behind.
        target.execute("PRAGMA journal_mode=DELETE")
    finally:
        target.close()


def check(path: Path) -> None:
    """Raises BackupProblem unless the file is an intact database with valid foreign keys."""
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA journal_mode=DELETE")
        answer = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if answer != "ok":
            raise BackupProblem(f"The database is damaged: {answer}")
        if broken := connection.execute("PRAGMA foreign_key_check").fetchone():
            raise BackupProblem(f"The database is damaged: {broken[0]} row {broken[1]} refers to nothing.")
    except sqlite3.DatabaseError as problem:
        raise BackupProblem(f"The database is damaged: {problem}") from problem
    finally:
        connection.close()


@contextmanager
def locked(path: Path):
    """Keep everybody else from opening the database. Yields a connection, or None if the file is not a database.

    Raises BackupProblem if another process has it open. In WAL mode every open connection holds a shared lock, so
    leaving WAL mode fails if there is one; it also writes the rest of the WAL into the database.
    """
    refuse_holders(path)
    connection = sqlite3.connect(path, timeout=1, isolation_level=None)
    try:
        yield connection if _take(connection, path) else None
    finally:
        connection.close()


def _take(connection: sqlite3.Connection, path: Path) -> bool:
    try:
        connection.execute("PRAGMA journal_mode=DELETE")
        # Held until the connection closes, without a transaction, which would block the online backup.
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
    except sqlite3.OperationalError as problem:
        if "locked" in str(problem):
            raise BackupProblem(f"Another process uses {path}. Stop the site first.") from problem
        return False
    except sqlite3.DatabaseError:  # not a database
        return False
    return True


def refuse_holders(path: Path) -> None:
    processes = holders(path)
    if processes:
        listed = "; ".join(processes[:5])
        raise BackupProblem(
            f"The database is open in another process ({listed}). Stop the site and every shell first."
        )


def holders(path: Path) -> list[str]:
    """Other processes that have the database or a file beside it open; idle ones hold no lock. Linux only."""
    inodes = set()
    for name in (str(path), *(str(path) + end for end in BESIDE)):
        if os.path.exists(name):
            status = os.stat(name)
            inodes.add((status.st_dev, status.st_ino))
    processes = []
    for process in Path("/proc").glob("[0-9]*"):
        if int(process.name) != os.getpid() and _has_open(process, inodes):
            command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
            processes.append(f"process {process.name}: {command[:80]}")
    return processes


def _has_open(process: Path, inodes: set[tuple[int, int]]) -> bool:
    try:
        for handle in (process / "fd").iterdir():
            status = handle.stat()
            if (status.st_dev, status.st_ino) in inodes:
                return True
    except OSError:  # it has ended or belongs to another user
        pass
    return False
