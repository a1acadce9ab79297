"""A file is complete or absent, whatever stops the write."""

import errno
import os
import random
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from articles import pictures, storage
from articles.storage import WholeFileStorage, undone_on_failure
from tests.factories import picture_bytes

DATA = bytes(range(256)) * 40


class Full(ContentFile):
    """A file that fails after so many bytes are written."""

    def __init__(self, data, after):
        super().__init__(data)
        self.after = after

    def chunks(self, chunk_size=None):
        yield from (bytes([byte]) for byte in self.file.getvalue()[: self.after])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("kind", ["default", "private"])
def test_an_interrupted_write_leaves_no_file(kind, tmp_path):
    for after in range(0, 64):
        with pytest.raises(OSError, match="No space"):
            storages[kind].save("images/a.png", Full(DATA, after))

    assert files(tmp_path) == []


def test_an_interrupted_write_keeps_the_existing_file(tmp_path):
    storages["default"].save("images/a.png", ContentFile(b"whole"))

    with pytest.raises(OSError, match="No space"):
        storages["default"].save("images/a.png", Full(DATA, 9))

    assert [path.read_bytes() for path in files(tmp_path)] == [b"whole"]


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_late_disk_error_leaves_no_file(call, tmp_path, monkeypatch):
    def fail(*args):
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(storage.os, call, fail)
    with pytest.raises(OSError, match="Input/output"):
        storages["private"].save("images/a.png", ContentFile(DATA))

    assert files(tmp_path) == []


def test_a_file_that_reads_back_differently_is_an_error(tmp_path, monkeypatch):
    def lose(handle):
        if stat.S_ISREG(os.fstat(handle).st_mode):
            os.ftruncate(handle, 100)

    monkeypatch.setattr(storage.os, "fsync", lose)

    with pytest.raises(OSError, match="Input/output"):
        storages["private"].save("images/a.png", ContentFile(DATA))

    assert files(tmp_path) == []


def test_originals_of_one_name_do_not_replace_each_other(tmp_path):
    one = storages["private"].save("images/a.png", ContentFile(b"one"))
    two = storages["private"].save("images/a.png", ContentFile(b"two"))

    assert one != two
    assert [(tmp_path / "private" / name).read_bytes() for name in (one, two)] == [b"one", b"two"]


def test_new_files_are_removed_when_their_row_is_rolled_back(tmp_path):
    storages["default"].save("old.png", ContentFile(b"old"))

    def fail_late():
        with undone_on_failure():
            with undone_on_failure():
                storages["private"].save("inner.png", ContentFile(DATA))
            storages["default"].save("old.png", ContentFile(b"replaced"))
            storages["default"].save("new.png", ContentFile(DATA))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_late()

    assert [path.name for path in files(tmp_path)] == ["old.png"]


def test_a_file_larger_than_the_system_allows_leaves_no_file(tmp_path):
    """RLIMIT_FSIZE stops the real system call in the middle."""
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000));"
        "from django.conf import settings; settings.configure();"
        "from django.core.files.base import ContentFile;"
        "from articles.storage import WholeFileStorage;"
        f"WholeFileStorage({str(tmp_path)!r}).save('a.png', ContentFile(bytes(9000)))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)  # noqa: S603

    assert "File too large" in done.stderr
    assert files(tmp_path) == []


@pytest.mark.timeout(120)
def test_a_kill_at_any_moment_leaves_only_whole_files(tmp_path):
    data = picture_bytes(900, 700)
    names = {one.name("a") for one in pictures.encode(data).renditions}
    (tmp_path / "in.png").write_bytes(data)
    code = (
        "from django.conf import settings; settings.configure();"
        "from pathlib import Path; from django.core.files.base import ContentFile;"
        "from articles import pictures; from articles.storage import WholeFileStorage;"
        f"store = WholeFileStorage({str(tmp_path / 'media')!r}, allow_overwrite=True);"
        f"made = pictures.encode(Path({str(tmp_path / 'in.png')!r}).read_bytes()).renditions;"
        "ContentFile.DEFAULT_CHUNK_SIZE = 8;"  # most of the time is spent in the middle of a file
        "print('ready', flush=True)\n"
        "while True:\n"
        "    for one in made: store.save(one.name('a'), ContentFile(one.data))"
    )
    chance = random.Random(8)  # noqa: S311
    for _attempt in range(12):
        process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)  # noqa: S603
        process.stdout.readline()
        time.sleep(chance.random() / 20)
        process.kill()
        process.wait()
        process.stdout.close()

        for path in files(tmp_path / "media"):
            name = path.relative_to(tmp_path / "media").as_posix()
            if not path.name.startswith("."):
                assert name in names
                assert pictures.is_as_named(name, path.read_bytes())


def test_the_site_stores_all_its_files_this_way():
    from mbc_site import settings

    assert {settings.STORAGES[kind]["BACKEND"] for kind in ("default", "private")} == {
        f"{WholeFileStorage.__module__}.{WholeFileStorage.__name__}"
    }
