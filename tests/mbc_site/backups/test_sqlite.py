"""`backup` and `restore` on SQLite, tried as an operator tries them."""

import io
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import threading
import time
from contextlib import closing
from functools import partial

import pytest

from tests.mbc_site.backups.sites import ROOT, Site


@pytest.fixture(scope="module")
def original(tmp_path_factory) -> Site:
    """Made once; tests only read it."""
    return Site(tmp_path_factory.mktemp("original")).fill()


@pytest.fixture(scope="module")
def backup(original, tmp_path_factory):
    path = tmp_path_factory.mktemp("kept") / "backup.tar"
    original.run("backup", path)
    return path


@pytest.fixture
def other(original, tmp_path) -> Site:
    """The same site, some days later."""
    shutil.copytree(original.folder, tmp_path / "other", ignore=shutil.ignore_patterns("backups"))
    site = Site(tmp_path / "other")
    with closing(sqlite3.connect(site.database)) as connection, connection:
        connection.execute("UPDATE auth_user SET first_name = 'Later'")
    (site.folder / "private/images/later.png").write_bytes(b"later")
    return site


def test_a_restored_site_is_the_same_to_the_last_byte(original, backup, tmp_path):
    site = Site(tmp_path / "new")

    assert "Restored." in site.run("restore", backup)

    assert site.state() == original.state()
    assert backup.stat().st_mode & 0o777 == 0o600


def test_the_replaced_site_is_kept_and_can_be_restored(other, original, backup):
    before = other.state()
    marks = (other.folder / ".content-marks").read_bytes()

    output = other.run("restore", backup, "--yes")

    assert other.state() == original.state()
    assert (other.folder / ".content-marks").read_bytes() != marks  # processes that were missed read anew
    kept = next(other.folder.glob("backups/before-restore-*.tar"))
    assert f"The present site is backed up in {kept}." in output
    other.run("restore", kept, "--yes")
    assert other.state() == before


def test_without_an_answer_nothing_is_replaced(other, backup):
    before = other.state()

    output = other.run("restore", backup, code=1, stdin=subprocess.DEVNULL)

    assert "There is already a site here." in output
    assert other.state() == before


def test_leftover_files_beside_the_database_do_no_harm(other, original, backup):
    """A leftover -wal file would be read as the restored database's own and corrupt it."""
    copy = other.folder / "copy.sqlite3"
    with closing(sqlite3.connect(other.database)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("UPDATE auth_user SET first_name = 'In the WAL'")
        connection.commit()
        for end in ("", "-wal", "-shm"):
            shutil.copy(f"{other.database}{end}", f"{copy}{end}")
    for end in ("", "-wal", "-shm"):
        shutil.copy(f"{copy}{end}", f"{other.database}{end}")
    copy.unlink()

    other.run("restore", backup, "--yes")

    assert other.state() == original.state()
    assert not other.database.with_name("db.sqlite3-wal").exists()


def test_a_broken_database_is_replaced_and_kept_unchanged(other, original, backup):
    other.database.write_bytes(b"not a database" * 1000)

    output = other.run("restore", backup, "--yes")

    assert "cannot be backed up" in output
    assert other.state() == original.state()
    assert next(other.folder.glob(".before-restore-*/db.sqlite3")).read_bytes().startswith(b"not a database")


def test_pictures_whose_database_is_lost_are_kept(other, original, backup):
    other.database.unlink()

    other.run("restore", backup, "--yes")

    assert other.state() == original.state()
    assert next(other.folder.glob("private/.before-restore-*/images/later.png")).read_bytes() == b"later"


@pytest.mark.parametrize("statement", ["SELECT 1", "SELECT * FROM auth_user", "BEGIN IMMEDIATE"])
def test_it_refuses_while_another_process_has_the_database_open(other, backup, statement):
    before = other.state()
    code = f"import sqlite3; c = sqlite3.connect({str(other.database)!r}); c.execute({statement!r}); print(1); input()"
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-uc", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    process.stdout.readline()
    try:
        output = other.run("restore", backup, "--yes", code=1)
    finally:
        process.communicate(b"\n")

    assert f"The database is open in another process (process {process.pid}: " in output
    assert other.state() == before


def test_it_refuses_while_the_site_is_served_even_without_visitors(other, backup):
    code = "import mbc_site.wsgi; print(1); input()"
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-uc", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=other.environment,
        cwd=ROOT,
    )
    process.stdout.readline()
    try:
        assert "The site is running" in other.run("restore", backup, "--yes", code=1)
    finally:
        process.communicate(b"\n")


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.999])
def test_a_backup_that_is_cut_off_is_refused(other, backup, part, tmp_path):
    before = other.state()
    data = backup.read_bytes()
    (tmp_path / "cut.tar").write_bytes(data[: int(len(data.rstrip(b"\0")) * part)])

    other.run("restore", tmp_path / "cut.tar", "--yes", code=1)

    assert other.state() == before


@pytest.mark.parametrize("name", ["database.sqlite3", "media", "private", "manifest.json"])
def test_one_changed_byte_is_noticed(backup, name, tmp_path):
    site, data = Site(tmp_path / "new"), bytearray(backup.read_bytes())
    with tarfile.open(backup) as tar:
        info = next(info for info in tar.getmembers() if info.name.startswith(name))
    data[info.offset_data + info.size // 2] ^= 1
    (tmp_path / "changed.tar").write_bytes(data)

    assert "damaged" in site.run("restore", tmp_path / "changed.tar", "--check", code=1)


@pytest.mark.parametrize("name", ["../evil", "/evil", "media/../../evil", "elsewhere/evil"])
def test_a_file_cannot_be_put_elsewhere(backup, name, tmp_path):
    from mbc_site.backups import archive

    info = tarfile.TarInfo(name)
    with (tmp_path / "evil.tar").open("wb") as file, archive.opened(backup) as good:
        writer = archive.Writer(file)
        (tmp_path / "database").write_bytes(b"x")
        opened = partial((tmp_path / "database").open, "rb")
        writer.add(archive.DATABASE, opened)
        writer.add(info.name, opened)
        writer.close(good.manifest)

    with (
        pytest.raises(archive.BackupProblem, match="not made by this site"),
        archive.opened(tmp_path / "evil.tar"),
    ):
        pass


def test_a_backup_of_a_newer_version_is_refused(original, backup, tmp_path):
    shutil.copytree(original.folder, tmp_path / "newer", ignore=shutil.ignore_patterns("backups"))
    newer = Site(tmp_path / "newer")
    with closing(sqlite3.connect(newer.database)) as connection, connection:
        connection.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('articles', '0999_later', '2030-01-01')"
        )
    newer.run("backup", tmp_path / "newer.tar")

    output = Site(tmp_path / "new").run("restore", tmp_path / "newer.tar", code=1)

    assert "made by a newer version of this program" in output
    assert "articles 0999_later" in output


def test_a_backup_of_an_older_version_is_migrated(original, tmp_path):
    shutil.copytree(original.folder, tmp_path / "older", ignore=shutil.ignore_patterns("backups"))
    older, new = Site(tmp_path / "older"), Site(tmp_path / "new")
    older.run("migrate", "-v0", "reversion", "0001")
    older.run("backup", tmp_path / "older.tar")

    new.run("restore", tmp_path / "older.tar")

    new.run("migrate", "--check")
    assert "Ada" in new.shell("from articles.models import Person; print(Person.objects.get())")


def test_a_site_in_use_is_backed_up_whole(original, tmp_path):
    """One hundred writes in a second, two rows each; a copy has both or neither."""
    shutil.copytree(original.folder, tmp_path / "busy", ignore=shutil.ignore_patterns("backups"))
    busy, done = Site(tmp_path / "busy"), threading.Event()
    written = []

    def write():
        with closing(sqlite3.connect(busy.database, timeout=20)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            while not done.is_set():
                for key in ("first", "second"):
                    connection.execute(
                        "INSERT INTO django_session (session_key, session_data, expire_date) VALUES (?, ?, ?)",
                        (f"{key}{len(written)}", "x" * 500, "2030-01-01"),
                    )
                connection.commit()
                written.append(time.monotonic())
                time.sleep(0.01)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        busy.run("backup", tmp_path / "busy.tar")
    finally:
        done.set()
        writer.join()
    copy = Site(tmp_path / "copy")
    copy.run("restore", tmp_path / "busy.tar")

    with closing(sqlite3.connect(copy.database)) as connection:
        counted = "SELECT COUNT(*) FROM django_session WHERE session_key LIKE ?"
        firsts, seconds = (
            connection.execute(counted, (f"{key}%",)).fetchone()[0] for key in ("first", "second")
        )
    assert 0 < firsts == seconds < len(written)


def test_a_full_disk_leaves_no_file_under_the_final_name(original, tmp_path):
    """RLIMIT_FSIZE stops the real system call; smaller than the database, then between database and archive."""
    for limit in (100_000, original.database.stat().st_size + 1000):
        code = (
            "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
            f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}));"
            "sys.argv = ['manage.py', 'backup', sys.argv[1]]; import manage; manage.main()"
        )
        target = tmp_path / "backups" / "full.tar"
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-c", code, str(target)],
            env=original.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )

        assert done.returncode == 1
        assert done.stderr.startswith("CommandError: The backup was not made: "), done.stderr
        assert list(target.parent.iterdir()) == []


def test_a_picture_whose_file_is_missing_is_reported(original, tmp_path):
    shutil.copytree(original.folder, tmp_path / "gap", ignore=shutil.ignore_patterns("backups"))
    site = Site(tmp_path / "gap")
    lost = next((site.folder / "media").rglob("*.webp"))
    lost.unlink()

    output = site.run("backup", tmp_path / "gap.tar")

    assert f"Already missing, so not in the backup: media/images/{lost.name}" in output


def test_a_file_that_is_not_a_backup_is_refused_with_a_sentence(tmp_path):
    site = Site(tmp_path / "new")
    with tarfile.open(tmp_path / "a.tar", "w") as tar:
        tar.addfile(tarfile.TarInfo("readme"), io.BytesIO())
    (tmp_path / "b.tar").write_bytes(b"text")

    assert "is not a backup of this site" in site.run("restore", tmp_path / "a.tar", code=1)
    assert "is not a backup of this site" in site.run("restore", tmp_path / "b.tar", code=1)
    assert "There is no file" in site.run("restore", tmp_path / "c.tar", code=1)
