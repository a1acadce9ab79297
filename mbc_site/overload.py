"""The answer to a request that found no place in the waiting room: 503, calm words, and when to come back.

It uses no database and must cost next to nothing while everybody comes at once, so people who only read share a page
that is made at most every ten seconds. Whoever sent a form gets a page of their own, with everything that was typed.
"""

import io
import logging
import threading
import time
from collections.abc import Callable, Iterable
from itertools import cycle

from django.core.exceptions import SuspiciousOperation
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.security import SecurityMiddleware

from mbc_site.failures import SAFE_METHODS, Writes, failure
from mbc_site.outages import Crowded
from mbc_site.security import SecurityHeadersMiddleware
from web import secret_paths

logger = logging.getLogger(__name__)

KEPT_FOR = 10  # seconds: the numbers for a crisis may have changed
REPORTED_EVERY = 60  # seconds
# Seconds after which browsers try again by themselves: not all of them in the same moment.
WAITS = (4, 7, 5, 8, 6, 9)
# What is shown there differs from what visitors get.
OWN_PAGES = ("/admin/", *secret_paths.PUBLIC)
STATUS = "503 Service Unavailable"


class Refusals:
    """A WSGI application. `clock` counts seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self._clock, self._waits, self._lock = clock, cycle(WAITS), threading.Lock()
        self._page, self._page_until = _page(_request()), clock() + KEPT_FOR
        self._number, self._report_at = 0, clock()

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        self._count()
        response = self._own_page(environ) or self._shared_page()
        wait = str(next(self._waits))
        headers = [*response.items(), ("Retry-After", wait), ("Content-Length", str(len(response.content)))]
        if environ["REQUEST_METHOD"] in SAFE_METHODS:
            headers.append(("Refresh", wait))
        start_response(STATUS, headers)
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else response.content]

    def _own_page(self, environ: dict) -> HttpResponse | None:
        """None if the request has no page of its own, or makes no sense."""
        if environ["REQUEST_METHOD"] in SAFE_METHODS and not environ["PATH_INFO"].startswith(OWN_PAGES):
            return None
        try:
            return _page(WSGIRequest(environ))
        except (ValueError, SuspiciousOperation):  # as an address that is not UTF-8
            return None

    def _shared_page(self) -> HttpResponse:
        """Whoever comes while it is made anew gets the last one."""
        if self._clock() >= self._page_until and self._lock.acquire(blocking=False):
            try:
                self._page, self._page_until = _page(_request()), self._clock() + KEPT_FOR
            finally:
                self._lock.release()
        return self._page

    def _count(self) -> None:
        """One line in the log at once, and then one a minute for all the others."""
        self._number += 1
        if self._clock() >= self._report_at:
            logger.warning("Too many requests at once: %d answered with 503.", self._number)
            self._number, self._report_at = 0, self._clock() + REPORTED_EVERY


def _request() -> WSGIRequest:
    """One for all who read. Its address is empty, which links and browsers take for the page they are on."""
    given = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/",
        "wsgi.input": io.BytesIO(),
        "HTTP_ACCEPT": "text/html",
    }
    request = WSGIRequest(given | {"wsgi.url_scheme": "https", "HTTP_X_FORWARDED_PROTO": "https"})
    request.get_full_path = str
    return request


def _page(request: WSGIRequest) -> HttpResponse:
    """With the headers that every answer of this site carries."""
    request.writes = Writes()
    response = failure(request, Crowded())
    del response.headers["Retry-After"]
    response = SecurityMiddleware(_nothing).process_response(request, response)
    response = XFrameOptionsMiddleware(_nothing).process_response(request, response)
    return SecurityHeadersMiddleware(lambda request: response)(request)


def _nothing(request) -> None:
    """Middleware must be given what comes after it, which is not asked here."""
