"""A whole site in a folder of its own, run as an operator runs it: by commands, in processes of their own."""

import hashlib
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
CONTENT = """
from tests.factories import make_article, make_group, make_image, make_person, make_published, make_source
from django.contrib.auth.models import User
import reversion
make_image(key="one", title="Größe 東京 🎗")
with reversion.create_revision():
    person = make_person(name="Ada")
make_published(body="<p>" + "Long “text”. " * 20000 + "</p>", authors=[person])
make_source(extra={"z": [1, 2.5, None, "ü"], "a": {"b": True}})
make_group(languages=(), audiences=())
gone = make_person(name="Gone")
gone.delete()
User.objects.create_superuser("vera", password="x")
"""


@dataclass
class Site:
    folder: Path
    database_url: str = ""

    @property
    def database(self) -> Path:
        return self.folder / "db.sqlite3"

    @property
    def environment(self) -> dict[str, str]:
        url = self.database_url or f"sqlite:///{self.database}"
        return os.environ | {
            "DATA_DIR": str(self.folder),
            "DATABASE_URL": url,
            "DEBUG": "1",
            "SECRET_KEY": "tests",
        }

    def run(self, *arguments, code: int = 0, **options) -> str:
        """What it says, on both streams."""
        command = [sys.executable, "-W", "ignore", "manage.py", *map(str, arguments)]
        done = subprocess.run(  # noqa: S603  our own arguments
            command, env=self.environment, cwd=ROOT, capture_output=True, text=True, check=False, **options
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    def shell(self, code: str) -> str:
        return self.run("shell", "-v0", "-c", code)

    def fill(self) -> "Site":
        self.run("migrate", "-v0")
        self.shell(CONTENT)
        return self

    def files(self) -> dict[str, str]:
        """Everything but hidden files and backups, with what is in it; the database by its rows."""
        found = {}
        for label in ("media", "private"):
            for path in (self.folder / label).rglob("*"):
                name = path.relative_to(self.folder)
                if path.is_file() and not any(part.startswith(".") for part in name.parts):
                    found[str(name)] = hashlib.sha256(path.read_bytes()).hexdigest()
        return found

    def state(self) -> tuple[list[str], dict[str, str]]:
        with closing(sqlite3.connect(self.database)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            return list(connection.iterdump()), self.files()
