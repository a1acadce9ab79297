"""Several processes, on one host and on two, while somebody publishes: nobody reads an old page."""

import os
import signal
import time

import pytest
from django.db import connection

from tests.factories import make_published
from tests.publisher import SLUG
from tests.served import GRANIAN, postgres_url, served, sqlite_copy
from tests.staleness import Readers, Record, number_at, published_by, publishing

pytestmark = pytest.mark.django_db(transaction=True)
only_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql" or not connection.settings_dict["HOST"],
    reason="SQLite has one host",
)
TWO_WORKERS = [*GRANIAN, "--workers", "2"]


@pytest.fixture
def database(tmp_path):
    """Where the processes find the article."""
    make_published(title="Number 0", slug=SLUG)
    url = postgres_url() if connection.vendor == "postgresql" else f"sqlite:///{sqlite_copy(tmp_path)}"
    return {"DATABASE_URL": url}


@pytest.fixture
def host(tmp_path, database):
    (tmp_path / "one").mkdir()
    with served(tmp_path / "one", TWO_WORKERS, **database) as site:
        yield site


@pytest.fixture
def another_host(tmp_path, database):
    (tmp_path / "two").mkdir()
    with served(tmp_path / "two", **database) as site:
        yield site


def wait_for(number: int, *sites) -> None:
    """Until each of these hosts says so, several times, because it has several workers."""
    for _ in range(300):
        if all(number_at(site.port) == number for site in sites for _ in range(8)):
            return
        time.sleep(0.1)
    raise AssertionError([number_at(site.port) for site in sites])


def test_no_worker_of_the_host_that_published_serves_an_old_page(host, tmp_path, database):
    record = Record()
    with Readers(record, [host.port], threads=4, most=100_000) as readers:
        record.published = published_by(publishing(tmp_path / "one", "1", "12", "0.05", **database))

    assert readers.failures == []
    assert len(record.published) == 12
    assert len(record.reads) > 50
    assert record.ages(0) == []


@only_postgresql
def test_another_host_follows(host, another_host, tmp_path, database):
    wait_for(0, host, another_host)

    published_by(publishing(tmp_path / "one", "1", "1", "0", **database))

    wait_for(1, another_host)


def test_a_change_of_which_nobody_was_told_is_noticed(host, tmp_path, database):
    wait_for(0, host)
    publisher = publishing(tmp_path / "one", "1", "1", "0", "killed", **database)
    published_by(publisher)

    assert publisher.returncode == -signal.SIGKILL
    wait_for(1, host)


@only_postgresql
def test_a_host_that_was_asleep_asks_the_database_before_it_answers(host, another_host, tmp_path, database):
    wait_for(0, another_host)
    processes = [another_host.pid, *children_of(another_host.pid)]
    for pid in processes:
        os.kill(pid, signal.SIGSTOP)
    try:
        published_by(publishing(tmp_path / "one", "1", "1", "0", **database))
        time.sleep(1.1)  # nothing that was read before counts any more
    finally:
        for pid in processes:
            os.kill(pid, signal.SIGCONT)

    assert number_at(another_host.port) == 1


def children_of(pid: int) -> list[int]:
    with open(f"/proc/{pid}/task/{pid}/children") as file:
        return [int(child) for child in file.read().split()]
