"""Files that are complete or absent: written under another name, synced, read back, and only then renamed."""

import errno
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from pathlib import Path

from django.core.files.storage import FileSystemStorage
from django.utils.translation import gettext as _

PARTIAL_SUFFIX = ".part"  # suffix of the hidden name of a file being written
_written: ContextVar[list | None] = ContextVar("written", default=None)


class NotStored(Exception):
    """Carries a message for the person who uploaded the file: why it was not stored, and what to do."""


class StorageAway(OSError):
    """The service that keeps the files (articles/bucket.py) does not answer, or refuses this site's key."""


def sentence(problem: OSError) -> str:
    """The message for a person whose file the disk refused."""
    if isinstance(problem, StorageAway):
        why = _("The service that keeps this site’s pictures can’t be used right now, so nothing was saved.")
    elif problem.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        why = _("This site’s disk is full, so nothing was saved.")
    elif problem.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        why = _("This site can’t write to its picture folder, so nothing was saved.")
    else:
        why = _("This site’s disk reported an error, so nothing was saved.")
    return why + " " + _("Tell whoever runs the site. Then choose the file again and save.")


def disk_is_full() -> str:
    return sentence(OSError(errno.ENOSPC, ""))


def is_full(problem: Exception) -> bool:
    """Whether this is how SQLite or PostgreSQL report a full disk."""
    return "disk is full" in str(problem) or "No space left on device" in str(problem)


@contextmanager
def undone_on_failure():
    """Remove files written inside this block if the block fails."""
    before, files = _written.get(), []
    token = _written.set(files)
    try:
        yield
    except BaseException:
        for storage, name in reversed(files):
            storage.delete(name)
        raise
    finally:
        _written.reset(token)
    if before is not None:  # the enclosing block may still fail
        before += files


def note_written(storage, name: str) -> None:
    """A new file that `undone_on_failure` removes if its block fails."""
    if (files := _written.get()) is not None:
        files.append((storage, name))


class WholeFileStorage(FileSystemStorage):
    """Whatever stops a write (a full disk, a kill, a power cut), a file never has its name while incomplete."""

    def _save(self, name, content):
        path = Path(self.path(name))
        self._make_folder(path.parent)
        partial = path.with_name(f".{secrets.token_hex(8)}{PARTIAL_SUFFIX}")
        try:
            self._write(partial, content)
            name = self._put_in_place(partial, name)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise
        return name.replace("\\", "/")

    def older_than(self, moment: datetime, folder: str = "") -> Iterator[str]:
        """The names of files that were last written before that moment, in the order of the alphabet."""
        root = Path(self.path(""))
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and not path.is_symlink() and path.stat().st_mtime < moment.timestamp():
                yield path.relative_to(root).as_posix()

    def _write(self, partial: Path, content) -> None:
        digest = hashlib.sha256()
        with partial.open("xb") as file:
            content.seek(0)
            for chunk in content.chunks():
                chunk = chunk.encode() if isinstance(chunk, str) else chunk
                file.write(chunk)
                digest.update(chunk)
            file.flush()
            os.fsync(file.fileno())
        if self.file_permissions_mode is not None:
            partial.chmod(self.file_permissions_mode)
        with partial.open("rb") as file:
            if hashlib.file_digest(file, "sha256").digest() != digest.digest():
                raise OSError(errno.EIO, os.strerror(errno.EIO), str(partial))

    def _put_in_place(self, partial: Path, name: str) -> str:
        """Rename it to `name`, or to a similar free name if this storage may not overwrite."""
        is_new = True
        if self._allow_overwrite:
            is_new = not os.path.lexists(self.path(name))
        else:
            name = self._reserve(name)
        try:
            os.replace(partial, self.path(name))
            sync_folder(partial.parent)
        except BaseException:
            if is_new:
                Path(self.path(name)).unlink(missing_ok=True)
            raise
        if is_new:
            note_written(self, name)
        return name

    def _reserve(self, name: str) -> str:
        while True:
            try:
                os.close(os.open(self.path(name), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
            except FileExistsError:
                name = self.get_available_name(name)
            else:
                return name

    def _make_folder(self, folder: Path) -> None:
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        for one in reversed(missing):
            one.mkdir(exist_ok=True)
            if self.directory_permissions_mode is not None:
                one.chmod(self.directory_permissions_mode)
            sync_folder(one.parent)


def sync_folder(folder: Path) -> None:
    """A renamed file survives a power cut only after its folder is synced."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
