"""One random number for each counter, in a small file that all processes of this host map into memory.

A process that has committed a change writes new numbers; the others see them at once, without a system call. Numbers
are only compared for equality, so two writers need no lock: whichever came last, everybody else's number is gone.
"""

import logging
import mmap
import os
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from web.page_cache import baked
from web.page_cache.names import COUNTERS, SIZE, SLOT, SLOTS

NAME = ".content-marks"
logger = logging.getLogger(__name__)


class SharedMarks:
    """`view[:SIZE]` are the marks as bytes. They are this process' own until the file is opened, and if it can't be."""

    def __init__(self):
        self.view: mmap.mmap | bytearray = bytearray(SIZE)
        self._file: tuple[int, int] | None = None

    def open(self, path: Path | None = None) -> None:
        """Map the file anew if it was replaced. The first time, all counters count as raised."""
        path = path or settings.DATA_DIR / NAME
        try:
            if self._file is None or self._file != _identity(path):
                self.view, self._file = _mapped(path)
        except OSError as problem:
            if self._file is not None or not any(self.view):
                logger.warning(
                    "Workers of this host can’t tell each other about changes at once: %s", problem
                )
                self._file, self.view = None, bytearray(os.urandom(SIZE))

    def raise_now(self, names: Iterable[str] = COUNTERS) -> None:
        names = tuple(names)
        for name in names:
            self.view[SLOTS[name]] = os.urandom(SLOT)
        baked.withdraw_changed(names)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _mapped(path: Path) -> tuple[mmap.mmap, tuple[int, int]]:
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        found = os.fstat(handle)
        if found.st_size < SIZE:
            # Real blocks: writing to a hole of a full disk through the map would kill the process. What others have
            # written in the meantime stays.
            os.posix_fallocate(handle, 0, SIZE)
            _give_to_owner_of(path.parent, handle)
        return mmap.mmap(handle, SIZE), (found.st_dev, found.st_ino)
    finally:
        os.close(handle)


def _give_to_owner_of(folder: Path, handle: int) -> None:
    """A command that root runs may be the first to need the file."""
    if os.geteuid() == 0:
        owner = folder.stat()
        os.fchown(handle, owner.st_uid, owner.st_gid)


marks = SharedMarks()
