"""A lane's database connections: kept, moved from thread to thread, and opened again once the server closed them."""

import select
import threading

import pytest
from django.db import connection, connections

from tests.database_proxy import DatabaseProxy
from web import lanes
from web.lanes import Lane

only_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql" or not connection.settings_dict["HOST"],
    reason="asks PostgreSQL, by a port",
)
pytestmark = pytest.mark.django_db(transaction=True)


class CountingProxy(DatabaseProxy):
    """Counts the statements that pass: `Q` begins a simple query (PostgreSQL manual, 55.7)."""

    statements = 0

    def _pump(self, source, sink):
        if source.getpeername()[1] == self.target:
            return super()._pump(source, sink)
        return super()._pump(Counted(source, self), sink)


class Counted:
    def __init__(self, line, proxy):
        self.line, self.proxy = line, proxy

    def recv(self, size: int) -> bytes:
        data = self.line.recv(size)
        self.proxy.statements += data[:1] == b"Q"
        return data

    def __getattr__(self, name):
        return getattr(self.line, name)


@pytest.fixture
def door(monkeypatch):
    """A proxy that new lanes connect through."""
    proxy = CountingProxy(int(connection.settings_dict["PORT"] or 5432))
    monkeypatch.setitem(connection.settings_dict, "HOST", "127.0.0.1")
    monkeypatch.setitem(connection.settings_dict, "PORT", proxy.port)
    yield proxy
    proxy.refuse()


@pytest.fixture
def lane():
    lane = Lane()
    yield lane
    lane.enter()
    connections["default"].close()
    lane.leave()


def visit(lane, statement="SELECT 1"):
    """What one request with one statement gets, and its connection."""
    lane.enter()
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchone()[0], connections["default"].connection
    finally:
        lane.leave()


def test_a_lane_keeps_its_connection_whichever_thread_uses_it(lane):
    used = []
    for _ in range(3):
        thread = threading.Thread(target=lambda: used.append(visit(lane)[1]))
        thread.start()
        thread.join()

    assert len(set(map(id, used))) == 1


def test_a_thread_has_its_own_connection_back_afterwards(lane):
    before = connections["default"]

    lane.enter()
    assert connections["default"] is not before
    lane.leave()

    assert connections["default"] is before


@only_postgresql
def test_a_request_sends_its_own_statements_only(door, lane):
    visit(lane)
    before = door.statements

    for _ in range(3):
        visit(lane)

    assert door.statements - before == 3


@only_postgresql
def test_a_connection_that_rested_long_is_asked_once(door, lane, monkeypatch):
    visit(lane)
    before = door.statements

    monkeypatch.setattr(lanes, "RESTED", -1)
    visit(lane)

    assert door.statements - before == 2


@only_postgresql
def test_a_connection_that_the_server_ended_is_opened_again(lane):
    _one, first = visit(lane)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [first.info.backend_pid])

    one, second = visit(lane)

    assert one == 1
    assert second is not first


@only_postgresql
def test_a_connection_that_broke_is_opened_again(door, lane):
    _one, _first = visit(lane)
    door.break_connections()

    assert visit(lane)[0] == 1


@only_postgresql
def test_words_of_the_server_do_not_close_a_connection(lane):
    """Such as a setting that was changed for everybody: it is asked, and answers."""
    _one, first = visit(lane)
    lane.enter()
    with connection.cursor() as cursor:
        cursor.execute("LISTEN lanes")
    lane.leave()
    with connection.cursor() as cursor:
        cursor.execute("NOTIFY lanes")
    assert select.select([first], [], [], 20)[0]  # it has arrived

    assert visit(lane)[1] is first
