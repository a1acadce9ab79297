"""Lanes: how many requests a process works on at once, and with them how many database connections it holds.

A connection belongs to a lane and not to a thread, so a process never has more connections than lanes, whichever server
runs it and however many threads that starts.
"""

import select
import time

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

# Seconds at rest after which a connection is asked whether it still answers: a router may have forgotten it silently.
RESTED = 30


class Lane:
    """The database connections of one request at a time, opened when they are needed and kept for the next one."""

    def __init__(self):
        self._connections = {alias: connections.create_connection(alias) for alias in connections}
        for connection in self._connections.values():
            connection.inc_thread_sharing()  # one thread after the other uses it
        self._of_thread: dict[str, BaseDatabaseWrapper] = {}
        self._left_at = 0.0

    def enter(self) -> None:
        """Make these the connections of this thread. Each that the server has closed is opened again when needed."""
        self._of_thread = {one.alias: one for one in connections.all(initialized_only=True)}
        for alias, connection in self._connections.items():
            connections[alias] = connection
        for connection in self._connections.values():
            self._close_if_lost(connection)

    def leave(self) -> None:
        for alias in self._connections:
            del connections[alias]
        for alias, connection in self._of_thread.items():
            connections[alias] = connection
        self._left_at = time.monotonic()

    def _close_if_lost(self, connection) -> None:
        """Ask the server only if there is a reason to: CONN_HEALTH_CHECKS would send a statement with every request."""
        if connection.connection is None or connection.vendor != "postgresql":
            return
        rested = time.monotonic() - self._left_at > RESTED
        if (rested or _has_news(connection.connection)) and not connection.is_usable():
            connection.close()


def _has_news(connection) -> bool:
    """Whether the server said something to a connection at rest, which it hardly does unless it closes it."""
    if connection.closed:
        return True
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN)
    return bool(poll.poll(0))
