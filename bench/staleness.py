"""`make bench-staleness`: how old a page may be that a server sends while somebody publishes, in seconds.

Two hosts (servers with a DATA_DIR of their own, two workers each) on one PostgreSQL database, which DATABASE_URL names and
which must be empty. Readers ask both in turn, 10,000 times together, while a process on the first host publishes. Then
a publisher is killed as soon as its change is committed, before it can tell anybody. Everything stays on this machine.
"""

import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.publisher import SLUG  # noqa: E402
from tests.served import GRANIAN, environment_of, served  # noqa: E402
from tests.staleness import Readers, Record, number_at, published_by, publishing  # noqa: E402

READS = int(os.environ.get("BENCH_READS", "10000"))
PUBLISHED = int(os.environ.get("BENCH_PUBLISHED", "100"))
KILLED, WATCHED = 5, 3  # publishers, seconds after each of them
LONGEST = 300  # seconds
ARTICLE = f"""
from articles.models import Article, Edition
article = Article.objects.create(title="Number 0", slug="{SLUG}", summary="One sentence.", body="<p>Some words.</p>")
article.publish(by=None, kind=Edition.ChangeKind.NEW)
"""


def main() -> None:
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        sys.exit("Set DATABASE_URL to an empty PostgreSQL database: two hosts can't share a SQLite file.")
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folders = [Path(name, host) for host in ("first", "second")]
        for folder in folders:
            folder.mkdir()
        database = {"DATABASE_URL": url}
        _manage(folders[0], database, "migrate", "-v0")
        _manage(folders[0], database, "shell", "-v0", "-c", ARTICLE)
        command = [*GRANIAN, "--workers", "2"]
        ports = [stack.enter_context(served(folder, command, **database)).port for folder in folders]
        record = _read(ports, folders[0], database)
        print(f"{len(record.reads)} reads, {len(record.published)} publications")
        for host, place in enumerate(("the host that published", "the other host")):
            ages = record.ages(host)
            print(f"{place}: {len(ages)} stale, the oldest by {max(ages, default=0):.3f} s")
        _die(ports, folders[0], database)


def _manage(folder: Path, database: dict, *arguments: str) -> None:
    command = [sys.executable, "-W", "ignore", "manage.py", *arguments]
    subprocess.run(command, cwd=ROOT, env=environment_of(folder) | database, check=True)  # noqa: S603  our own arguments


def _read(ports: list[int], folder: Path, database: dict) -> Record:
    record, give_up = Record(), time.monotonic() + LONGEST
    with Readers(record, ports, threads=4, most=READS) as readers:
        record.published = published_by(publishing(folder, "1", str(PUBLISHED), "0.1", **database))
        while not readers.are_done and time.monotonic() < give_up:
            time.sleep(0.1)
    if readers.failures:
        sys.exit(f"A reader failed: {readers.failures[0]}")
    return record


def _die(ports: list[int], folder: Path, database: dict) -> None:
    """Publish and be killed, several times; print how long each host then went on with the page before."""
    old = [0.0, 0.0]
    for number in range(PUBLISHED + 1, PUBLISHED + 1 + KILLED):
        publishing(folder, str(number), str(number), "0", "killed", **database).wait()
        killed = time.monotonic()
        while (asked := time.monotonic() - killed) < WATCHED:
            for host, port in enumerate(ports):
                if number_at(port) != number:
                    old[host] = max(old[host], asked)
    for place, seconds in zip(("its host", "the other host"), old, strict=True):
        print(f"{KILLED} publishers were killed; {place} sent the page before for {seconds:.3f} s at most")


if __name__ == "__main__":
    main()
