"""Requests to a WSGI application as a server sends them, without a server."""

from dataclasses import dataclass, field
from io import BytesIO

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from web.page_cache import counters
from web.page_cache.lifetimes import Lifetimes
from web.page_cache.requests import Requests
from web.page_cache.wrapper import PageCache

NO_CACHE = "public, no-cache"


@dataclass
class Answered:
    status: int
    pairs: list[tuple[str, str]]
    body: bytes

    @property
    def headers(self) -> dict[str, str]:
        found = {name.lower(): text for name, text in self.pairs}
        assert len(found) == len(self.pairs), self.pairs
        return found


def environment(path: str, method: str = "GET", **headers: str) -> dict:
    """`path` may have a query. Headers are named as in an environment, without HTTP_: `Accept_Encoding="gzip"`."""
    path, _question_mark, query = path.partition("?")
    names = {f"HTTP_{name.upper()}": text for name, text in headers.items()}
    return {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SCRIPT_NAME": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        **names,
    }


def ask(application, path: str, method: str = "GET", *, environ: dict | None = None, **headers) -> Answered:
    started: list = []

    def start_response(status, pairs, exc_info=None):
        started[:] = [int(status.split()[0]), list(pairs)]

    answer = application(environment(path, method, **headers) | (environ or {}), start_response)
    try:
        body = b"".join(answer)
    finally:
        if hasattr(answer, "close"):
            answer.close()
    return Answered(started[0], started[1], body)


@dataclass
class Made:
    """A page cache in front of the site, and how many requests reached the site behind it."""

    most_bytes: int = 10_000_000
    cache_control: str = NO_CACHE
    paths: list[str] = field(default_factory=list)

    def __post_init__(self):
        # Tests end with their transaction, not with a request.
        for signal in (request_started, request_finished):
            signal.disconnect(close_old_connections)
        counters.raise_now([])  # opens the file in which the processes of a host tell each other
        self.site = Lifetimes(WSGIHandler())
        self.cache = PageCache(
            self._count,
            most_bytes=self.most_bytes,
            cache_control=self.cache_control,
            requests=Requests.from_settings(),
        )

    def close(self):
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)

    def _count(self, environ, start_response):
        self.paths.append(environ["PATH_INFO"])
        return self.site(environ, start_response)

    def ask(self, path: str, method: str = "GET", **more) -> Answered:
        return ask(self.cache, path, method, **more)

    def afresh(self, path: str, **more) -> Answered:
        """As the site answers without the cache."""
        return ask(self.site, path, **more)
