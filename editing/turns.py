"""Long work in short turns, so that whoever else wants to save gets in between.

SQLite keeps no queue for its write lock: whoever waits looks again every tenth of a second. Many short transactions one
after the other would shut others out just as one long one does.
"""

import time
from collections.abc import Callable

from django.db import connection

TURN = 0.5  # seconds of saving, after which others have a chance
PAUSE = (
    0.12  # a little longer than SQLite waits before it looks again (sqliteDefaultBusyCallback in its main.c)
)


class Turns:
    """Ask for `next` between two transactions of a long work; it pauses when it is time."""

    def __init__(
        self, *, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ):
        self.clock, self.sleep = clock, sleep
        self.began = clock()

    def next(self) -> None:
        """PostgreSQL locks rows, not the file; inside a transaction (a command, which is all or nothing) a pause would
        only keep the lock longer."""
        if connection.vendor != "sqlite" or connection.in_atomic_block:
            return
        if self.clock() - self.began >= TURN:
            self.sleep(PAUSE)
            self.began = self.clock()
