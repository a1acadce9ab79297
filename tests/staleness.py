"""Readers of two hosts while somebody publishes: how old is what they get?

A host is a server with a DATA_DIR of its own; all share one database. The page that is read says its number in its
title, and publishing raises the number.
"""

import http.client
import re
import subprocess
import sys
import threading
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from tests.publisher import SLUG
from tests.served import HERE, environment_of

ADDRESS = f"/articles/{SLUG}/"

NUMBER = re.compile(r"<title>Number (\d+)\b")


@dataclass(frozen=True)
class Read:
    host: int
    asked: float  # monotonic, in seconds, before the request was sent
    number: int


@dataclass
class Record:
    """When each number was published, by the clock of the readers, and what they read."""

    published: dict[int, float] = field(default_factory=dict)
    reads: list[Read] = field(default_factory=list)

    def ages(self, host: int) -> list[float]:
        """For each stale read of a host, the seconds for which its successor had been public when it was asked for."""
        ages = (
            read.asked - self.published[read.number + 1]
            for read in self.reads
            if read.host == host and read.number + 1 in self.published
        )
        return [age for age in ages if age > 0]


class Readers:
    """Threads that read the page from the hosts in turn until they are stopped, about `most` times together."""

    def __init__(self, record: Record, ports: list[int], *, threads: int, most: int):
        self.record, self.ports, self.most = record, ports, most
        self.stop = threading.Event()
        self.failures: list[str] = []
        self._threads = [threading.Thread(target=self._read) for _ in range(threads)]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_problem):
        self.stop.set()
        for thread in self._threads:
            thread.join(30)

    @property
    def are_done(self) -> bool:
        return len(self.record.reads) >= self.most or bool(self.failures)

    def _read(self) -> None:
        lines = [http.client.HTTPConnection("127.0.0.1", port, timeout=20) for port in self.ports]
        try:
            while not (self.stop.is_set() or self.are_done):
                for host, line in enumerate(lines):
                    self._read_once(host, line)
        except OSError as problem:
            self.failures.append(repr(problem))
        finally:
            for line in lines:
                line.close()

    def _read_once(self, host: int, line: http.client.HTTPConnection) -> None:
        asked = time.monotonic()
        line.request("GET", ADDRESS, headers={"Host": "localhost", "Accept": "text/html"})
        response = line.getresponse()
        text = response.read().decode()
        found = NUMBER.search(text)
        if found is None:
            self.failures.append(f"{response.status} {text[:200]}")
        else:
            self.record.reads.append(Read(host, asked, int(found[1])))


def number_at(port: int) -> int:
    """One reading over a connection of its own."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as line:
        line.request("GET", ADDRESS, headers={"Host": "localhost", "Accept": "text/html"})
        return int(NUMBER.search(line.getresponse().read().decode())[1])


def publishing(folder: Path, *arguments: str, **variables: str) -> subprocess.Popen:
    """A publisher on the host whose files are in this folder. It prints when each number was public."""
    return subprocess.Popen(  # noqa: S603  our own arguments
        [sys.executable, "-W", "ignore", "-m", "tests.publisher", *arguments],
        cwd=HERE,
        env=environment_of(folder) | variables,
        stdout=subprocess.PIPE,
        text=True,
    )


def published_by(publisher: subprocess.Popen) -> dict[int, float]:
    """Number -> when it was public. Waits for the end of the process."""
    said, _errors = publisher.communicate(timeout=120)
    return {int(number): float(when) for number, when in map(str.split, said.splitlines())}
