"""Time limits for whole exchanges with other machines.

A socket's timeout applies to each read, so a server that sends a byte every nine seconds never exceeds ten. Code that
talks to another machine therefore has a deadline on the monotonic clock, and each step gets the time that is left.
"""

import io
import queue
import socket
import threading
import time
from collections.abc import Callable
from typing import Any

from django.db import connection


def left(deadline: float) -> float:
    """The seconds until the deadline, more than 0. Raises TimeoutError when it has passed."""
    seconds = deadline - time.monotonic()
    if seconds <= 0:
        raise TimeoutError("timed out")
    return seconds


def refuse_in_transaction() -> None:
    """Raises RuntimeError inside a transaction, as `atomic(durable=True)` does, so nothing waits for another machine while
    holding a lock. The transaction that a test runs in does not count."""
    blocks = connection.atomic_blocks
    if blocks and not blocks[-1]._from_testcase:
        raise RuntimeError("Another machine was about to be asked inside a transaction.")


def within(deadline: float, function: Callable, *arguments: Any) -> Any:
    """The result of a function without a timeout of its own, such as a name look-up. Raises TimeoutError.

    The function runs in a thread of its own; a result after the deadline is discarded.
    """
    outcome: queue.SimpleQueue = queue.SimpleQueue()

    def run():
        try:
            outcome.put((function(*arguments), None))
        except BaseException as error:
            outcome.put((None, error))

    threading.Thread(target=run, daemon=True).start()
    try:
        result, error = outcome.get(timeout=left(deadline))
    except queue.Empty:
        raise TimeoutError("timed out") from None
    if error is not None:
        raise error
    return result


class TimedReader(io.RawIOBase):
    """Reads from a socket; all reads together end by the deadline."""

    def __init__(self, sock: socket.socket, deadline: float):
        super().__init__()
        self.sock, self.deadline = sock, deadline
        self.stream = sock.makefile("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int | None:
        self.sock.settimeout(left(self.deadline))
        return self.stream.readinto(buffer)  # type: ignore[attr-defined]

    def close(self) -> None:
        self.stream.close()
        super().close()
