"""Putting a backup in place of what is there: everything is made ready beside it, then swapped."""

import os
import secrets
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection, connections

from mbc_site.backups import archive, making, postgres, schema, sqlite, swap
from mbc_site.backups.archive import BackupProblem, Manifest

NEW, BEFORE = ".restore-new", ".before-restore"
Say = Callable[[str], None]


def examine(file: Path) -> Manifest:
    """What is in a backup, after reading it to its end. Raises BackupProblem if it cannot be restored here."""
    with archive.opened(file) as backup:
        schema.refuse_newer(backup.manifest.migrations, backup.manifest.version)
        backup.check()
        return backup.manifest


def has_data() -> bool:
    """Whether there is something that a restore would replace."""
    if connection.vendor == "sqlite":
        return _database().exists() and _database().stat().st_size > 0
    return postgres.has_data()


def refuse_use() -> None:
    """Raises BackupProblem while anybody else uses the site or its database."""
    connections.close_all()
    if connection.vendor == "sqlite":
        if _database().exists():
            sqlite.refuse_holders(_database())
    else:
        postgres.refuse_sessions()
    with swap.alone():
        pass


def restore(file: Path, at: datetime, say: Say) -> None:
    """Raises BackupProblem with nothing changed."""
    refuse_use()
    try:
        with swap.alone(), _lock() as raw:
            _restore(file, at, say, raw)
    except (OSError, DatabaseError, sqlite3.Error) as problem:
        if swap.is_unfinished():
            what = "The restore was interrupted. The next start of the site completes or cancels it"
        else:
            what = "Nothing was restored"
        raise BackupProblem(f"{what}: {problem}") from problem


def _restore(file: Path, at: datetime, say: Say, raw) -> None:
    before = f"{BEFORE}-{at:%Y-%m-%d-%H%M%S}"
    journal = swap.Journal(clear=[str(folder / NEW) for folder in _folders()])
    journal.write()
    try:
        say("Unpacking and checking …")
        database = _unpack(file)
        if _save_present(at, say, raw):
            journal.clear += [str(folder / before) for folder in _folders()]
        else:
            say(f"It is kept unchanged, in {before} in {', '.join(map(str, _folders()))}.")
        journal.swaps = list(_swaps(database, before))
        _commit(journal, database, at)
    finally:
        journal.finish()  # does what the journal says: swaps, or only clears away


def _unpack(file: Path) -> Path:
    """Everything stands beside its place, on the same disk; the database has the migrations of this program."""
    for folder in _folders():
        shutil.rmtree(folder / NEW, ignore_errors=True)
    database = _database_folder() / NEW / archive.DATABASE
    with archive.opened(file) as backup:
        schema.refuse_newer(backup.manifest.migrations, backup.manifest.version)
        for name in backup.manifest.members:
            backup.extract(name, database if name == archive.DATABASE else _unpacked(name))
        making.check_database(database, backup.manifest)
        if schema.is_behind(backup.manifest.migrations):
            schema.migrate(database)
            sqlite.check(database)
    for folder in _folders():
        _settle(folder / NEW)
    return database


def _unpacked(name: str) -> Path:
    root, rest = name.split("/", 1)
    return (settings.MEDIA_ROOT if root == "media" else settings.PRIVATE_ROOT) / NEW / rest


def _save_present(at: datetime, say: Say, raw) -> bool:
    """A backup of what is there now. Whether there is nothing to keep, or it is kept."""
    if not has_data():
        return not any(making.files())
    target = settings.BACKUP_DIR / f"before-restore-{at:%Y-%m-%d-%H%M%S}.tar"
    try:
        making.make(target, at, raw)
    except BackupProblem as problem:
        if connection.vendor != "sqlite":
            raise
        say(f"The present site cannot be backed up ({problem}).")
        return False
    say(f"The present site is backed up in {target}.")
    return True


def _commit(journal: swap.Journal, database: Path, at: datetime) -> None:
    """SQLite: the journal decides. PostgreSQL: its transaction does, and the journal asks for its mark."""
    mark = None
    if connection.vendor == "sqlite":
        sqlite.refuse_holders(_database())
    else:
        mark = f"restored {at.isoformat()} {secrets.token_hex(8)}"
    replace(journal, swap=True, mark=mark).write()
    journal.swap, journal.mark = True, mark  # only once it is written
    if mark:
        postgres.replace(database, mark)


def _swaps(database: Path, before: str) -> Iterator[list[str | None]]:
    """Entry by entry, because the folders themselves may be mounted. What lies beside a SQLite file goes first."""
    if connection.vendor == "sqlite":
        place = _database()
        for end in sqlite.BESIDE:
            yield [f"{place}{end}", None, str(place.parent / before / f"{place.name}{end}")]
        yield [str(place), str(database), str(place.parent / before / place.name)]
    for root in (settings.MEDIA_ROOT, settings.PRIVATE_ROOT):
        new = {path.name for path in (root / NEW).glob("*")}
        for name in sorted(new | {path.name for path in root.glob("[!.]*")}):
            yield [
                str(root / name),
                str(root / NEW / name) if name in new else None,
                str(root / before / name),
            ]


def _folders() -> list[Path]:
    return list(dict.fromkeys([_database_folder(), settings.MEDIA_ROOT, settings.PRIVATE_ROOT]))


def _database() -> Path:
    return Path(connection.settings_dict["NAME"]).resolve()


def _database_folder() -> Path:
    return _database().parent if connection.vendor == "sqlite" else settings.DATA_DIR


@contextmanager
def _lock():
    connections.close_all()
    is_file = connection.vendor == "sqlite" and _database().exists()
    with sqlite.locked(_database()) if is_file else nullcontext() as raw:
        yield raw


def _settle(folder: Path) -> None:
    """A swap is a promise: what it puts in place has reached the disk, and whoever runs the site may write it."""
    owner = folder.parent.stat() if folder.exists() else None
    for path in [folder, *folder.rglob("*")] if owner else ():
        if os.geteuid() == 0:
            os.chown(path, owner.st_uid, owner.st_gid)
        handle = os.open(path, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)
