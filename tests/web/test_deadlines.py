import io
import socket
import threading
import time

import pytest
from django.db import transaction

from tests.web.mail_servers import broken
from tests.web.services import running
from web import Client, Guard, Unreachable
from web.deadlines import TimedReader, left, within


def soon(seconds=0.3):
    return time.monotonic() + seconds


def test_no_time_is_left_after_the_deadline():
    assert 0 < left(soon()) <= 0.3
    with pytest.raises(TimeoutError):
        left(time.monotonic())


def test_a_function_brings_its_result_or_its_exception():
    assert within(soon(5), max, 1, 2) == 2
    with pytest.raises(ZeroDivisionError):
        within(soon(5), divmod, 1, 0)


def test_a_function_that_does_not_end_is_abandoned():
    ended = threading.Event()
    begun = time.monotonic()

    with pytest.raises(TimeoutError):
        within(soon(), ended.wait, 30)

    assert time.monotonic() - begun < 2
    ended.set()


def test_reads_end_together_however_often_a_byte_comes():
    here, there = socket.socketpair()
    stop = threading.Event()

    def drip():
        while not stop.wait(0.05):
            there.send(b"x")

    thread = threading.Thread(target=drip)
    thread.start()
    begun = time.monotonic()
    reader = TimedReader(here, soon())
    with pytest.raises(TimeoutError):
        io.BufferedReader(reader).read(1000)
    assert 0.25 < time.monotonic() - begun < 2
    stop.set()
    thread.join()
    reader.close()
    here.close()
    there.close()


def test_a_silent_name_server_is_abandoned_in_time():
    ended = threading.Event()
    begun = time.monotonic()

    with pytest.raises(Unreachable, match="did not answer in time"):
        Client({}, Guard(lambda host, port: ended.wait(30) and []), timeout=0.3).request(
            "GET", "http://mbc.example/"
        )

    assert time.monotonic() - begun < 2
    ended.set()


def test_all_redirects_share_the_time():
    with running() as service:
        for number in range(5):
            service.answer(f"/{number}", status=302, delay=0.25, Location=f"/{number + 1}")
        service.answer("/5", "hello")
        begun = time.monotonic()

        with pytest.raises(Unreachable, match="did not answer in time"):
            Client({}, service.guard, timeout=0.6).request_and_follow("GET", f"{service.url}/0")

        assert time.monotonic() - begun < 1.2


@pytest.mark.parametrize(
    "start",
    [
        b"HTTP/1.1 200 OK\r\nX-Slow: ",
        b"HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2328\r\n",
    ],
)
def test_a_slowly_dripping_answer_is_abandoned_in_time(start):
    def drip(client, stop):
        client.sendall(start)
        while not stop.wait(0.05):
            client.sendall(b"x")

    with broken(drip) as (_arrived, port):
        guard = Guard(exempt=frozenset({("127.0.0.1", port)}))
        begun = time.monotonic()

        with pytest.raises(Unreachable, match="did not answer in time"):
            Client({}, guard, timeout=0.4, most=100_000).request("GET", f"http://127.0.0.1:{port}/")

        assert time.monotonic() - begun < 2


@pytest.mark.django_db(transaction=True)
def test_no_request_is_made_inside_a_transaction():
    with running() as service:
        service.answer("/page", "hello")
        client = Client({}, service.guard)

        with pytest.raises(RuntimeError, match="inside a transaction"), transaction.atomic():
            client.request("GET", f"{service.url}/page")

        assert service.asked == []
        assert client.request("GET", f"{service.url}/page").status == 200


@pytest.mark.django_db
def test_the_transaction_of_a_test_does_not_count():
    with running() as service:
        assert Client({}, service.guard).request("GET", f"{service.url}/page").status == 404


def test_a_server_silent_during_the_tls_handshake_is_abandoned_in_time():
    with broken(lambda client, stop: stop.wait(30)) as (_arrived, port):
        guard = Guard(lambda host, port: ["127.0.0.1"], frozenset({("127.0.0.1", port)}))
        begun = time.monotonic()

        with pytest.raises(Unreachable, match="did not answer in time"):
            Client({}, guard, timeout=0.4).request("GET", f"https://mbc.example:{port}/")

        assert time.monotonic() - begun < 2
