"""Pauses in long work, so that others can save in between.

SQLite keeps no queue for its write lock: a waiting connection tries again every tenth of a second. Many short
transactions in a row would shut others out just as one long transaction does.
"""

import time
from collections.abc import Callable

from django.db import connection

WORK = 0.5  # seconds of saving before others get a chance
# A little longer than SQLite waits before it tries again (sqliteDefaultBusyCallback in its main.c).
PAUSE = 0.12


class Pauses:
    """Call `take` between two transactions of a long task; it pauses when it is time."""

    def __init__(
        self, *, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ):
        self.clock, self.sleep = clock, sleep
        self.began = clock()

    def take(self) -> None:
        """No pause on PostgreSQL, which locks rows, not the file; nor inside a transaction (an all-or-nothing command),
        where a pause would only hold the lock longer."""
        if connection.vendor != "sqlite" or connection.in_atomic_block:
            return
        if self.clock() - self.began >= WORK:
            self.sleep(PAUSE)
            self.began = self.clock()
