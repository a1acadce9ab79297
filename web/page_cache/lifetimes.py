"""Until when a page of now stays as it is, from what its view and the apps say (web/page_cache/moments.py)."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import Error

from web.page_cache import counters, moments
from web.page_cache.public import ANSWER, Answer, being_made


@dataclass(frozen=True)
class Remembered:
    """The next moment of a counter, asked `at` a moment, when the counters were as `seen`."""

    seen: bytes
    at: datetime.datetime
    moment: datetime.datetime | None

    def holds(self, counter: str, at: datetime.datetime) -> bool:
        is_before = self.moment is None or at < self.moment
        return self.at <= at and is_before and counters.is_fresh((counter,), self.seen)


class Lifetimes:
    """A WSGI application right in front of Django's, where the request still has its database connection.

    What apps say of a counter is asked of them once, and again after a change or when the moment has passed.
    """

    def __init__(self, application: Callable):
        self.application = application
        self._remembered: dict[str, Remembered] = {}

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        answer = environ.get(ANSWER)
        with being_made(answer):
            response = self.application(environ, start_response)
        if answer is not None and getattr(response, "status_code", None) == 200:
            self._limit(answer)
        return response

    def _limit(self, answer: Answer) -> None:
        """Without an answer from the database, the page is not kept."""
        try:
            for moment in answer.page.until:
                answer.changes_at(moment(answer.at))
            for counter in answer.page.counters:
                answer.changes_at(self._next(counter, answer.at))
        except Error:
            return
        answer.is_limited = True

    def _next(self, counter: str, at: datetime.datetime) -> datetime.datetime | None:
        remembered = self._remembered.get(counter)
        if remembered is None or not remembered.holds(counter, at):
            seen, found = counters.seen(), moments.of_counter(counter, at)
            remembered = self._remembered[counter] = Remembered(seen, at, found)
        return remembered.moment
