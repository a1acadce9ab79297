"""Mail servers on this machine: one that works as instructed, and some that don't work."""

import asyncio
import email
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email.message import Message

from aiosmtpd.controller import Controller


class Postbox:
    """A mail server, or what it was told to be. `taken` holds what arrived whole, whatever it answered then."""

    def __init__(self):
        self.taken: list[tuple[str, Message]] = []
        self.sessions = 0
        self.replies: dict[str, str] = {}  # by recipient, at RCPT
        self.at_mail = "250 fine"
        self.at_data = "250 taken"
        self.dies_after_data = False
        self.seconds_at_rcpt = self.seconds_at_data = 0.0
        self.named = 0  # how often a recipient was named

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.sessions += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.at_mail.startswith("250"):
            envelope.mail_from = address
        return self.at_mail

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.named += 1
        await asyncio.sleep(self.seconds_at_rcpt)
        reply = self.replies.get(address, "250 fine")
        if reply.startswith("250"):
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(self, server, session, envelope):
        for recipient in envelope.rcpt_tos:
            self.taken.append((recipient, email.message_from_bytes(envelope.content)))
        if self.dies_after_data:
            server.transport.abort()
        await asyncio.sleep(self.seconds_at_data)
        return self.at_data

    @property
    def recipients(self) -> list[str]:
        return [recipient for recipient, _message in self.taken]

    @property
    def message_ids(self) -> list[str]:
        return [message["Message-ID"] for _recipient, message in self.taken]


@contextmanager
def working(**options) -> Iterator[tuple[Postbox, int]]:
    """A postbox and its port."""
    postbox, port = Postbox(), free_port()
    controller = Controller(postbox, hostname="127.0.0.1", port=port, ready_timeout=30, **options)
    controller.start()
    postbox.sessions = 0
    try:
        yield postbox, port
    finally:
        controller.stop()


@contextmanager
def broken(talk: Callable[[socket.socket, threading.Event], None]) -> Iterator[tuple[list[float], int]]:
    """A server that talks to each client as the function does; the times of their arrival, and its port."""
    arrived: list[float] = []
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)

        def listen():
            while not stop.is_set():
                try:
                    client, _address = server.accept()
                except TimeoutError:
                    continue
                arrived.append(time.monotonic())
                with client, suppress(OSError):
                    talk(client, stop)

        thread = threading.Thread(target=listen)
        thread.start()
        try:
            yield arrived, server.getsockname()[1]
        finally:
            stop.set()
            thread.join()


def silent(client: socket.socket, stop: threading.Event) -> None:
    """Accepts a connection and stays silent."""
    client.settimeout(0.05)
    while not stop.is_set():
        try:
            if not client.recv(1000):
                return
        except TimeoutError:
            continue


def dripping(client: socket.socket, stop: threading.Event) -> None:
    """A greeting that goes on and on, a byte at a time."""
    client.sendall(b"220-")
    while not stop.wait(0.1):
        client.sendall(b"x")


def silent_at_quit(client: socket.socket, stop: threading.Event) -> None:
    """Accepts a message and then falls silent."""
    client.settimeout(5)
    lines = client.makefile("rb")
    client.sendall(b"220 here\r\n")
    is_text = False
    for line in lines:
        if is_text and line != b".\r\n":
            continue
        word = line[:4].upper()
        if word == b"QUIT":
            return silent(client, stop)
        is_text = word == b"DATA"
        client.sendall(b"354 go on\r\n" if is_text else b"250 fine\r\n")
    return None


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]
