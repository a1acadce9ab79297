"""The site as visitors get it: a granian process of its own on a copy of the test's database."""

import http.client
import os
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from django.db import connection

HERE = Path(__file__).resolve().parents[1]
SETTINGS = {
    "SECRET_KEY": "a-long-random-text-of-more-than-fifty-characters-0123456789-abcdefghijk",
    "ALLOWED_HOSTS": "localhost",
    "USE_HTTPS": "0",
}


def sqlite_copy(folder: Path) -> Path:
    """The test's database in memory, as a file that another process can open."""
    file = folder / "db.sqlite3"
    with closing(sqlite3.connect(file)) as copy:
        connection.connection.backup(copy)
    return file


def postgres_url(port: int | None = None) -> str:
    """The test's database for another process; through a port of this machine, if one is given."""
    given = connection.settings_dict
    login = quote(given["USER"]) + (f":{quote(given['PASSWORD'])}" if given["PASSWORD"] else "")
    host = f"127.0.0.1:{port}" if port else f"{given['HOST']}:{given['PORT']}".rstrip(":")
    return f"postgres://{login}@{host}/{given['NAME']}"


class Site:
    def __init__(self, port: int, log: Path, pid: int):
        self.port, self.pid, self._log = port, pid, log

    @property
    def log(self) -> str:
        return self._log.read_text()

    def ask(self, path: str, method="GET", *, body=None, **headers):
        """The response with `text` and the `seconds` it took."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=40)) as line:
            began = time.monotonic()
            line.request(method, path, body, {"Host": "localhost", "Accept": "text/html"} | headers)
            response = line.getresponse()
            response.text = response.read().decode()
            response.seconds = time.monotonic() - began
        return response


GRANIAN = [
    str(Path(sys.executable).parent / "granian"),
    *("--interface", "wsgi", "--blocking-threads", "4", "mbc_site.wsgi:application"),
]
MANAGE = [sys.executable, "manage.py", "serve"]


def environment_of(folder: Path) -> dict[str, str]:
    """That of a process of the site whose files are in this folder."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return kept | SETTINGS | {"DATA_DIR": str(folder / "var")}


@contextmanager
def served(folder: Path, command: list[str] = GRANIAN, **variables: str):
    """A site with these settings; it is up when this is entered."""
    static = folder / "static"
    static.mkdir(exist_ok=True)
    (static / "site.css").write_text("main { color: black }")
    environment = environment_of(folder) | {"STATIC_ROOT": str(static)} | variables
    port, log = _free_port(), folder / "granian.log"
    with log.open("w") as output:
        process = subprocess.Popen(  # noqa: S603  our own arguments
            [*command, "--port", str(port)], cwd=HERE, env=environment, stdout=output, stderr=output
        )
    site = Site(port, log, process.pid)
    try:
        _wait_for(site, process)
        yield site
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(site: Site, process) -> None:
    for _ in range(300):
        assert process.poll() is None, site.log
        try:
            site.ask("/static/site.css")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"The site did not come up: {site.log}")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]
