"""How many requests are worked on, wait, and are told to come back."""

import threading
from contextlib import contextmanager

import pytest
from django.db import connections
from django.http import HttpResponse, StreamingHttpResponse

from web.lanes import Lane
from web.waiting_room import WaitingRoom

LONG = 20  # seconds: nothing of this waits so long


class Work:
    """An application whose requests take until they are let go."""

    def __init__(self):
        self.begun, self.go = threading.Semaphore(0), threading.Event()

    def __call__(self, environ, start_response):
        self.begun.release()
        assert self.go.wait(LONG)
        start_response("200 OK", [])
        return HttpResponse("done")


def refuse(environ, start_response):
    start_response("503 Service Unavailable", [])
    return [b"come back"]


def ask(room, **environ) -> tuple[str, bytes]:
    said = []
    body = room(environ, lambda *started: said.append(started[0]))
    text = b"".join(body)
    getattr(body, "close", int)()
    return said[0], text


@contextmanager
def asking(room, number: int, **environ):
    """So many requests in threads of their own; a list of their answers, complete afterwards."""
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(ask(room, **environ))) for _ in range(number)]
    for thread in threads:
        thread.start()
    yield answers
    for thread in threads:
        thread.join(LONG)


def test_some_are_worked_on_some_wait_and_the_rest_is_told_at_once_to_come_back():
    work = Work()
    room = WaitingRoom(work, lanes=2, seats=1, refuse=refuse, patience=LONG)

    with asking(room, 2) as first:
        assert work.begun.acquire(timeout=LONG)
        assert work.begun.acquire(timeout=LONG)
        with asking(room, 4) as later:
            while len(later) < 3:  # one of the four waits
                threading.Event().wait(0.01)
            assert not work.begun.acquire(blocking=False)
            work.go.set()

    assert first == [("200 OK", b"done")] * 2
    assert sorted(later) == [("200 OK", b"done"), *[("503 Service Unavailable", b"come back")] * 3]
    assert ask(room) == ("200 OK", b"done")


def test_nobody_waits_longer_than_the_patience():
    work = Work()
    room = WaitingRoom(work, lanes=1, seats=1, refuse=refuse, patience=0.05)

    with asking(room, 1) as first:
        assert work.begun.acquire(timeout=LONG)
        assert ask(room) == ("503 Service Unavailable", b"come back")
        assert ask(room) == ("503 Service Unavailable", b"come back")  # the seat is free again
        work.go.set()

    assert first == [("200 OK", b"done")]


def test_a_failure_leaves_the_lane():
    def fails(environ, start_response):
        raise ValueError("a bug")

    room = WaitingRoom(fails, lanes=1, seats=1, refuse=refuse, patience=0)

    for _ in range(3):
        with pytest.raises(ValueError, match="a bug"):
            room({}, refuse)


def test_a_connection_that_cannot_even_be_looked_at_leaves_the_lane(monkeypatch):
    def application(environ, start_response):
        start_response("200 OK", [])
        return HttpResponse("a page")

    room = WaitingRoom(application, lanes=1, seats=1, refuse=refuse, patience=0)
    of_thread = connections["default"]
    with monkeypatch.context() as patch:
        patch.setattr(Lane, "_close_if_lost", lambda lane, connection: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            ask(room)

    assert connections["default"] is of_thread
    assert ask(room) == ("200 OK", b"a page")


def test_a_page_leaves_its_lane_before_it_is_sent_and_is_closed_once():
    closed = []

    class Page(HttpResponse):
        def close(self):
            closed.append(self)
            super().close()

    def application(environ, start_response):
        start_response("200 OK", [])
        return Page("a page")

    room = WaitingRoom(application, lanes=1, seats=1, refuse=refuse, patience=0)

    unread = room({}, lambda *started: None)

    assert ask(room) == ("200 OK", b"a page")
    assert b"".join(unread) == b"a page"
    unread.close()
    assert len(closed) == 2


def test_streams_keep_their_lanes_but_never_all_of_them():
    closed = []

    def application(environ, start_response):
        start_response("200 OK", [])
        if environ:
            return HttpResponse("a page")
        stream = StreamingHttpResponse(iter([b"1", b"2"]))
        stream._resource_closers.append(lambda: closed.append(connections["default"]))
        return stream

    room = WaitingRoom(application, lanes=2, seats=1, refuse=refuse, patience=0)
    of_thread = connections["default"]

    slow = room({}, lambda *started: None)
    of_lane = connections["default"]

    with asking(room, 1) as second:
        pass
    with asking(room, 1, page=True) as page:
        pass
    assert (second, page) == ([("503 Service Unavailable", b"come back")], [("200 OK", b"a page")])
    assert len(closed) == 1  # that of the second
    slow.close()
    slow.close()
    assert closed[1:] == [of_lane]
    assert connections["default"] is of_thread
    assert [ask(room), ask(room)] == [("200 OK", b"12")] * 2
