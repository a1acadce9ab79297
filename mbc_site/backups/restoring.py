"""Replaces the present site with a backup: everything is prepared beside it, then swapped in."""

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
    """The manifest of a backup, after checking all of it. Raises BackupProblem if it can't be restored here."""
    with archive.opened(file) as backup:
        schema.refuse_newer(backup.manifest.migrations, backup.manifest.version)
        backup.check()
        return backup.manifest


def has_data() -> bool:
    """Whether a restore would replace anything."""
    if connection.vendor == "sqlite":
        return _database().exists() and _database().stat().st_size > 0
    return postgres.has_data()


def refuse_use() -> None:
    """Raises BackupProblem while anything else uses the site or its database."""
    connections.close_all()
    if connection.vendor == "sqlite":
        if _database().exists():
            sqlite.refuse_holders(_database())
    else:
        postgres.refuse_sessions()
    with swap.alone():
        pass


def restore(file: Path, at: datetime, say: Say) -> None:
    """Raises BackupProblem if it fails; unless it was interrupted, nothing is changed then."""
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
        journal.finish()  # does what the journal says: swap, or only clean up


def _unpack(file: Path) -> Path:
    """Unpack everything beside its final place, on the same disk, and migrate the database to this version."""
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
    """Back up the present site. Returns True if that worked or there was nothing to keep."""
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
    """On SQLite, the journal decides. On PostgreSQL, the transaction does, and the journal checks for its mark."""
    mark = None
    if connection.vendor == "sqlite":
        sqlite.refuse_holders(_database())
    else:
        mark = f"restored {at.isoformat()} {secrets.token_hex(8)}"
    replace(journal, swap=True, mark=mark).write()
    journal.swap, journal.mark = True, mark  # only after it is written
    if mark:
        postgres.replace(database, mark)


def _swaps(database: Path, before: str) -> Iterator[list[str | None]]:
    """Swap entry by entry, because the folders may be mounts. Files that SQLite keeps beside its database go first."""
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
    """Before a swap, sync everything to disk, and give it to the user who runs the site."""
    owner = folder.parent.stat() if folder.exists() else None
    for path in [folder, *folder.rglob("*")] if owner else ():
        if os.geteuid() == 0:
            os.chown(path, owner.st_uid, owner.st_gid)
        handle = os.open(path, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)
