"""A worker reads the counters of the database, and says for how long it could not."""

import os
import time

import pytest
from django.db import OperationalError, connection, connections

from tests.factories import make_topic
from web.models import ContentVersion
from web.page_cache.names import ARTICLES, COUNTERS, SLOTS
from web.page_cache.polling import OLDEST, Poller

pytestmark = pytest.mark.django_db


@pytest.fixture
def poller():
    """It is asked to read by the test; no thread does."""
    one = Poller()
    one.is_wanted = one._is_running = True
    one.read(time.monotonic())
    return one


def raised(before: bytes, poller: Poller) -> set[str]:
    return {name for name in COUNTERS if poller.tokens[SLOTS[name]] != before[SLOTS[name]]}


def read_without_database(poller, monkeypatch):
    def refuse(*_args):
        raise OperationalError("server closed the connection unexpectedly")

    # The poller closes what it can't use, which is the connection of this test.
    monkeypatch.setattr(connections["default"], "close", lambda: None)
    with connection.execute_wrapper(refuse):
        poller.read(time.monotonic())


def test_what_another_host_changed_is_known_after_the_next_reading(poller):
    before = poller.tokens
    make_topic()
    poller.read(time.monotonic())

    assert raised(before, poller) == {ARTICLES}


def test_nothing_is_raised_by_reading_again_or_folding(poller):
    make_topic()
    poller.read(time.monotonic())
    before = poller.tokens

    ContentVersion.objects.fold()
    poller.read(time.monotonic())

    assert raised(before, poller) == set()


def test_one_reading_is_one_query(poller, django_assert_num_queries):
    with django_assert_num_queries(1):
        poller.read(time.monotonic())


def test_it_is_current_for_a_second_from_the_beginning_of_a_reading(poller):
    began = time.monotonic()
    poller.read(began)

    assert poller.good_until == began + OLDEST
    assert poller.away_for() is None


def test_it_says_for_how_long_the_database_has_been_away(poller, monkeypatch, caplog):
    poller.read(time.monotonic() - 100)
    read_without_database(poller, monkeypatch)
    read_without_database(poller, monkeypatch)

    assert 100 <= poller.away_for() < 200
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_after_an_outage_everything_counts_as_raised(poller, monkeypatch):
    before = poller.tokens
    read_without_database(poller, monkeypatch)
    poller.read(time.monotonic())

    assert raised(before, poller) == {*COUNTERS}
    assert poller.away_for() is None


def test_a_forked_process_relies_on_nothing_that_its_parent_read(poller):
    pid = os.fork()
    if pid == 0:
        os._exit(0 if poller.good_until == 0.0 and not poller._is_running else 1)

    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


def test_a_process_that_serves_nothing_starts_no_thread_and_makes_no_promise():
    one = Poller()

    assert one.away_for() is None
    assert one._is_running is False
    assert one.is_wanted is False
