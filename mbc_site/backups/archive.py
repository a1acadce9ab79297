"""The one file of a backup: a tar of the database, pictures and originals, and a manifest with every checksum."""

import hashlib
import io
import json
import tarfile
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import BinaryIO

FORMAT = 1
DATABASE = "database.sqlite3"
MANIFEST, CHECKSUM = "manifest.json", "manifest.sha256"
CHUNK = 1024 * 1024


class BackupProblem(Exception):
    """Carries a message for the operator: what is wrong, and what to do."""


@dataclass
class Manifest:
    made_at: str
    version: str  # of the program
    database: str  # sqlite or postgresql: where it came from
    migrations: dict[str, list[str]]  # app -> what was applied
    rows: dict[str, int]  # table -> number of rows
    missing: list[str] = field(default_factory=list)  # files of pictures that were already missing
    members: dict[str, dict] = field(default_factory=dict)  # name -> {"size", "sha256"}
    format: int = FORMAT


class _Hashing:
    """Hashes what is read through it."""

    def __init__(self, file: BinaryIO):
        self.file, self.digest = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(size)
        self.digest.update(data)
        return data


class Writer:
    def __init__(self, file: BinaryIO):
        self.tar = tarfile.TarFile(fileobj=file, mode="w")
        self.members = {}

    def add(self, name: str, opened: Callable[[], BinaryIO]) -> None:
        """Leave out a file that was removed in the meantime: the copied database doesn't refer to it."""
        try:
            file = opened()
        except FileNotFoundError:
            return
        with file:
            info = tarfile.TarInfo(name)
            info.size = file.seek(0, 2)
            file.seek(0)
            hashing = _Hashing(file)
            self.tar.addfile(info, hashing)
            self.members[name] = {"size": info.size, "sha256": hashing.digest.hexdigest()}

    def close(self, manifest: Manifest) -> None:
        manifest.members = self.members
        data = json.dumps(asdict(manifest), indent=1).encode()
        for name, content in ((MANIFEST, data), (CHECKSUM, hashlib.sha256(data).hexdigest().encode())):
            info = tarfile.TarInfo(name)
            info.size = len(content)
            self.tar.addfile(info, io.BytesIO(content))
        self.tar.close()


class Backup:
    """A backup file that is open for reading."""

    def __init__(self, tar: tarfile.TarFile):
        self.tar = tar
        self.infos = {info.name: info for info in tar.getmembers()}
        self.manifest = self._manifest()
        if self.infos.keys() - {MANIFEST, CHECKSUM} != self.manifest.members.keys():
            raise BackupProblem("The backup is damaged: files are missing.")
        if DATABASE not in self.infos or not all(map(_is_safe, self.infos.values())):
            raise BackupProblem("The backup is damaged, or it was not made by this site.")

    def _manifest(self) -> Manifest:
        try:
            data = self.tar.extractfile(MANIFEST).read()
            checksum = self.tar.extractfile(CHECKSUM).read().decode()
        except KeyError as problem:
            raise BackupProblem("This is not a backup of this site, or its end is cut off.") from problem
        if hashlib.sha256(data).hexdigest() != checksum:
            raise BackupProblem("The backup is damaged: its list of contents was changed.")
        values = json.loads(data)
        if values["format"] > FORMAT:
            raise BackupProblem(
                "The backup was made by a newer version of this program. Upgrade the program first."
            )
        return Manifest(**values)

    def check(self) -> None:
        """Read every file to its end. Raises BackupProblem at the first that doesn't match its checksum."""
        for name in self.manifest.members:
            self._copy(name, None)

    def extract(self, name: str, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            self._copy(name, file)
            file.flush()

    def _copy(self, name: str, target: BinaryIO | None) -> None:
        source = _Hashing(self.tar.extractfile(self.infos[name]))
        while chunk := source.read(CHUNK):
            if target:
                target.write(chunk)
        if source.digest.hexdigest() != self.manifest.members[name]["sha256"]:
            raise BackupProblem(f"The backup is damaged: {name} is not what was backed up.")


def _is_safe(info: tarfile.TarInfo) -> bool:
    """Whether it is an ordinary file in one of the places where backups put files."""
    path = PurePosixPath(info.name)
    is_known = info.name in (DATABASE, MANIFEST, CHECKSUM) or path.parts[0] in ("media", "private")
    return info.isreg() and is_known and not path.is_absolute() and ".." not in path.parts


@contextmanager
def opened(path: Path):
    damaged = f"{path} is not a backup of this site, or it is damaged."
    try:
        with tarfile.open(path, "r:") as tar:
            try:
                backup = Backup(tar)
            except (ValueError, KeyError, TypeError, AttributeError) as problem:  # not our list of contents
                raise BackupProblem(damaged) from problem
            yield backup
    except FileNotFoundError as problem:
        raise BackupProblem(f"There is no file {problem.filename}.") from problem
    except (tarfile.TarError, EOFError) as problem:
        raise BackupProblem(damaged) from problem
