"""A thread of each worker that reads the database's counters twice a second: for changes made on other hosts, and by
processes that were killed between their commit and telling us."""

import logging
import os
import threading
import time

from django.db import Error, connection

from web.page_cache import baked
from web.page_cache.content_version import ContentVersion
from web.page_cache.names import COUNTERS, SIZE, SLOT
from web.page_cache.shared_marks import marks

INTERVAL = 0.5  # seconds from the beginning of one reading to the next
OLDEST = 1.0  # seconds: what was read counts for so long, from the beginning of the reading
PATIENCE = 1.0  # seconds that a request waits for a late reading
OUTAGE_STEP = 1 << 48  # after an outage all counters count as raised: it may be another database now
logger = logging.getLogger(__name__)


class Poller:
    """`tokens` are what was last read, as bytes, in the order of COUNTERS. `good_until` is on the monotonic clock."""

    def __init__(self):
        self.tokens = bytes(SIZE)
        self.good_until = float("inf")  # nothing is promised before `start`
        self.is_wanted = False
        self._forget()
        os.register_at_fork(after_in_child=self._forget)

    def _forget(self) -> None:
        """In a forked process there is no thread, and nothing that was held in the parent may be waited for."""
        self._lock = threading.Lock()
        self._answered = threading.Condition()
        self._hurry = threading.Event()
        self._is_running = False
        self._is_away = False
        self._outages = 0
        self._succeeded_at = time.monotonic()
        if self.is_wanted:
            self.good_until = 0.0

    def start(self) -> None:
        """Start the thread of this process. Harmless if it runs."""
        with self._lock:
            if not self._is_running:
                self.is_wanted = self._is_running = True
                self.good_until = 0.0
                threading.Thread(target=self._run, name="content-versions", daemon=True).start()

    def away_for(self) -> float | None:
        """Seconds since the database last answered, or None if that was within a second.

        A reading that is late, because this process was suspended or forked, is waited for.
        """
        asked = time.monotonic()
        if asked < self.good_until:
            return None
        self.start()
        self._hurry.set()
        with self._answered:
            self._answered.wait_for(lambda: self._is_away or self.good_until > asked, PATIENCE)
        if self.good_until > asked:
            return None
        self._is_away = True  # the next request doesn't wait for a database that has fallen silent
        return time.monotonic() - self._succeeded_at

    def _run(self) -> None:
        while True:
            began = time.monotonic()
            self.read(began)
            self._hurry.wait(max(0.0, began + INTERVAL - time.monotonic()))
            self._hurry.clear()

    def read(self, began: float) -> None:
        """Read the counters once. Raises nothing, because the thread must go on."""
        try:
            marks.open()
            tokens = ContentVersion.objects.tokens()
        except Exception as problem:
            self._failed(problem)
        else:
            self._succeeded(began, tokens)
        with self._answered:
            self._answered.notify_all()

    def _succeeded(self, began: float, tokens: dict[str, int]) -> None:
        baked.withdraw_old({} if self._is_away else tokens, marks.view)
        if self._is_away:
            self._outages += 1
            logger.info("The counters of public content can be read again.")
        numbers = (tokens.get(name, 0) + self._outages * OUTAGE_STEP for name in COUNTERS)
        self.tokens = b"".join((number % (1 << 63)).to_bytes(SLOT, "little") for number in numbers)
        self._is_away = False
        self._succeeded_at = began
        self.good_until = began + OLDEST

    def _failed(self, problem: Exception) -> None:
        if not self._is_away:
            first, *_more = str(problem).splitlines() or [type(problem).__name__]
            logger.warning(
                "The counters of public content can’t be read. Kept pages go on for a while: %s", first
            )
        self._is_away = True
        if time.monotonic() - self._succeeded_at > baked.WITHOUT_DATABASE:
            baked.withdraw()
        try:
            connection.close()
        except Error:
            logger.debug("A broken connection could not be closed.", exc_info=True)


poller = Poller()
