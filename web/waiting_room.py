"""A bounded number of requests is worked on at once, a bounded number waits, and all others are told to come back.

Without it, each thread of the server opens a database connection until the database refuses everybody. Kept pages and
static files are served in front of this room: they need no database, so they never wait.
"""

import queue
import threading
from collections.abc import Callable, Iterable

from web.lanes import Lane

PATIENCE = 5.0  # seconds that a request waits at most

Application = Callable[[dict, Callable], Iterable[bytes]]


class WaitingRoom:
    """A WSGI application in front of Django's.

    Up to `lanes` requests are worked on at once, `seats` more wait for a lane, and `refuse` answers all others: a WSGI
    application that uses no database. The response is Django's own, so what a view left on it can be read.
    """

    def __init__(
        self,
        application: Application,
        *,
        lanes: int,
        seats: int,
        refuse: Application,
        patience: float = PATIENCE,
    ):
        self.application, self.refuse, self.patience = application, refuse, patience
        self._lanes: queue.LifoQueue[Lane] = (
            queue.LifoQueue()
        )  # the same few are used while there is little to do
        for _ in range(lanes):
            self._lanes.put(Lane())
        self._seats = threading.Semaphore(seats)
        # A streamed answer keeps its lane until its reader has it all. Slow readers must leave some for everybody else.
        self._streams = threading.Semaphore(max(1, lanes // 2))

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        lane = self._free_lane()
        if lane is None:
            return self.refuse(environ, start_response)
        try:
            lane.enter()
            response, started = self._answer(environ)
        except BaseException:
            self._release(lane)
            raise
        if not getattr(response, "streaming", False):
            self._finish(response, lane)
        elif not self._stream(response, lane):
            return self.refuse(environ, start_response)
        start_response(*started)
        return response

    def _free_lane(self) -> Lane | None:
        try:
            return self._lanes.get_nowait()
        except queue.Empty:
            return self._free_lane_soon() if self._seats.acquire(blocking=False) else None

    def _free_lane_soon(self) -> Lane | None:
        try:
            return self._lanes.get(timeout=self.patience)
        except queue.Empty:
            return None
        finally:
            self._seats.release()

    def _answer(self, environ: dict) -> tuple[Iterable[bytes], tuple]:
        """The response, and what it says to `start_response`."""
        started = []
        response = self.application(environ, lambda *said: started.append(said))
        return response, started[0]

    def _finish(self, response, lane: Lane) -> None:
        """A whole page is in memory: end the request now, so that no lane waits for a visitor with a slow line."""
        try:
            response.close()
        finally:
            self._release(lane)
        response.close = _nothing  # the server closes it, too

    def _stream(self, response, lane: Lane) -> bool:
        """Keep the lane until the server closes the response; or end it here, if too many are streamed already."""
        has_place = self._streams.acquire(blocking=False)
        close = response.close

        def close_once():
            response.close = _nothing
            try:
                close()
            finally:
                self._release(lane)
                if has_place:
                    self._streams.release()

        response.close = close_once
        if not has_place:
            close_once()
        return has_place

    def _release(self, lane: Lane) -> None:
        lane.leave()
        self._lanes.put(lane)


def _nothing() -> None:
    pass
