"""Makes a backup while the site is in use, and reads it back before anybody relies on it."""

import json
import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.files.storage import storages
from django.db import DatabaseError, connection
from django.utils import timezone

from articles.storage import sync_folder
from mbc_site.backups import archive, copying, postgres, schema, sqlite
from mbc_site.backups.archive import BackupProblem, Manifest
from mbc_site.search_pages.models import MissedSearchKey

STALE = 24 * 3600  # seconds after which remains of a killed backup are removed
UNFINISHED = ".unfinished-"


def default_name(at: datetime) -> Path:
    return settings.BACKUP_DIR / f"mbc-site-{at:%Y-%m-%d-%H%M%S}.tar"


def make(target: Path, at: datetime, raw: sqlite3.Connection | None = None) -> Manifest:
    """Write the backup under another name, read it back, check it, then rename it. Raises BackupProblem.

    `raw` is the connection that holds the lock on the SQLite file, if any.
    """
    if target.exists():
        raise BackupProblem(f"{target} already exists. Choose another name.")
    with _refusals("The backup was not made"):
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _clear_stale(target.parent)
        scratch = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=target.parent))  # readable only by its owner
        try:
            manifest = _write(scratch, at, raw)
            _check(scratch)
            os.replace(scratch / "backup.tar", target)
            sync_folder(target.parent)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    return manifest


def _write(scratch: Path, at: datetime, raw: sqlite3.Connection | None) -> Manifest:
    """Copy the database first. A picture's files are written before its row is committed, so every row's files exist."""
    database = scratch / archive.DATABASE
    save_database(database, raw)
    _forget_key(database)
    manifest = _describe(database, at)
    with open(scratch / "backup.tar", "xb", opener=_private) as file:
        writer = archive.Writer(file)
        writer.add(archive.DATABASE, partial(database.open, "rb"))
        for name, opened in files():
            writer.add(name, opened)
        manifest.missing = sorted(_named(database) - writer.members.keys())
        writer.close(manifest)
        file.flush()
        os.fsync(file.fileno())
    return manifest


def _forget_key(database: Path) -> None:
    """With the key of this week, whoever has the backup could try words against the hashes of searches."""
    with closing(sqlite3.connect(database)) as copy:
        copy.execute("PRAGMA secure_delete = ON")  # its bytes, too
        copy.execute(f"DELETE FROM {MissedSearchKey._meta.db_table}")  # noqa: S608  our own name
        copy.commit()


def save_database(path: Path, raw: sqlite3.Connection | None = None) -> None:
    if connection.vendor == "sqlite":
        if raw is None:
            connection.ensure_connection()
            raw = connection.connection
        sqlite.copy(raw, path)
    elif connection.vendor == "postgresql":
        postgres.save(path)
    else:
        raise BackupProblem(f"{connection.display_name} cannot be backed up with this command.")


def _describe(database: Path, at: datetime) -> Manifest:
    with sqlite.opened(database) as copy:
        return Manifest(
            made_at=at.isoformat(timespec="seconds"),
            version=schema.version(),
            database=connection.vendor,
            migrations=schema.applied(copy),
            rows=copying.rows(copy),
        )


def files() -> Iterator[tuple[str, Callable[[], BinaryIO]]]:
    """Name in the backup, and how to open it for reading."""
    return _files_in_bucket() if settings.STORAGE_URL else _files_on_disk()


def _files_on_disk():
    for label, root in (("media", settings.MEDIA_ROOT), ("private", settings.PRIVATE_ROOT)):
        for path in sorted(Path(root).rglob("*")):
            name = path.relative_to(root)
            if path.is_file() and not any(part.startswith(".") for part in name.parts):  # being written
                yield f"{label}/{name.as_posix()}", partial(path.open, "rb")


def _files_in_bucket():
    for label, alias in (("media", "default"), ("private", "private")):
        for name in storages[alias].older_than(timezone.now()):
            yield f"{label}/{name}", partial(storages[alias].open, name)


def _named(database: Path) -> set[str]:
    """The picture files that the copied database refers to."""
    with closing(sqlite3.connect(database)) as copy:
        pictures = copy.execute("SELECT original, renditions FROM articles_image").fetchall()
    named = {f"private/{original}" for original, _renditions in pictures}
    return named | {f"media/{one['name']}" for _original, listed in pictures for one in json.loads(listed)}


def _check(scratch: Path) -> None:
    """Check as a restore would: every checksum, the database, and the number of rows in each table."""
    with archive.opened(scratch / "backup.tar") as backup:
        backup.check()
        unpacked = scratch / "unpacked.sqlite3"
        backup.extract(archive.DATABASE, unpacked)
        check_database(unpacked, backup.manifest)


def check_database(path: Path, manifest: Manifest) -> None:
    sqlite.check(path)
    with sqlite.opened(path) as copy:
        if copying.rows(copy) != manifest.rows or schema.applied(copy) != manifest.migrations:
            raise BackupProblem("The backup is damaged: its tables do not have the rows they should have.")


@contextmanager
def _refusals(what: str):
    try:
        yield
    except (OSError, DatabaseError, sqlite3.Error) as problem:
        raise BackupProblem(f"{what}: {problem}") from problem


def _private(path, flags) -> int:
    return os.open(path, flags, 0o600)


def _clear_stale(folder: Path) -> None:
    for path in folder.glob(f"{UNFINISHED}*"):
        if path.stat().st_mtime < time.time() - STALE:
            shutil.rmtree(path, ignore_errors=True)
