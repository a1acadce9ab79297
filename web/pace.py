"""Rate limits: one request to a host at a time, and a pause between two."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Pace:
    """The pauses in seconds, by host or by any other name that several hosts share.

    It knows the threads of one process. Several processes each keep it, which is why the pauses are longer than
    the services demand.
    """

    pauses: Mapping[str, float] = field(default_factory=dict)
    otherwise: float = 1.0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _locks: dict[str, threading.Lock] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def turn(self, name: str) -> Iterator[None]:
        with self._locks.setdefault(name, threading.Lock()):
            wait = self._last.get(name, float("-inf")) + self.pauses.get(name, self.otherwise) - self.clock()
            if wait > 0:
                self.sleep(wait)
            self._last[name] = self.clock()
            yield
