"""The page cache as a WSGI application in front of Django (docs/adr/0024-page-cache.md).

Every answer passes here. Those of public pages are kept and served again, without Django, while the counters of what
they show are as they were and nothing in them changes by itself. All texts are compressed, kept or not.
"""

import time
from collections.abc import Callable, Iterable

from django.conf import settings
from django.utils import timezone

from web.page_cache import counters
from web.page_cache import headers as of_headers
from web.page_cache.baked import WITHOUT_DATABASE
from web.page_cache.encoding import chosen
from web.page_cache.passing import Passing, close
from web.page_cache.public import ANSWER, Answer, PublicPage, public_page_at
from web.page_cache.queries import kept_query
from web.page_cache.requests import Requests, call, plain
from web.page_cache.store import Entry, Key, Store, Turns

PATIENCE = 5.0  # seconds a visitor waits for a page that is being made for another one
NOT_MODIFIED = "304 Not Modified"
OK = "200 OK"
MOST_PATHS = 20_000


class PageCache:
    """`application` makes the pages, and has `Lifetimes` inside; `cache_control` is what kept pages say. With no room
    nothing is kept."""

    def __init__(self, application: Callable, *, most_bytes: int, cache_control: str, requests: Requests):
        self.application = application
        self.requests = requests
        self.cache_control = cache_control
        self.store = Store(most_bytes)
        self.turns = Turns(PATIENCE)
        self.is_on = most_bytes > 0
        self.pages: dict[str, PublicPage] = {}  # of paths that were kept, for queries to ignore
        self._entries = self.store.entries
        self._scheme, self._cookie = requests.scheme_name, requests.session_cookie

    @classmethod
    def from_settings(cls, application: Callable) -> "PageCache":
        room = settings.PAGE_CACHE_MB * 1024 * 1024 if settings.PAGE_CACHE else 0
        caching = of_headers.cache_control(settings.PAGE_CACHE_CDN)
        return cls(application, most_bytes=room, cache_control=caching, requests=Requests.from_settings())

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        """First what is answered without Django, in as few steps as possible."""
        entry = self._entries.get(
            (
                environ.get(self._scheme),
                environ.get("HTTP_HOST"),
                environ["PATH_INFO"],
                environ["QUERY_STRING"],
            )
        )
        if (
            entry is None
            or not entry.since <= time.time() < entry.until
            or counters.database_is_away() is not None  # first, because it may wait for a late reading
            or not counters.is_fresh(entry.counters, entry.seen)
            or environ["REQUEST_METHOD"] != "GET"
            or self._cookie in environ.get("HTTP_COOKIE", "")
        ):
            return self._answer(environ, start_response)
        entry.was_used = True
        encoded = entry.encoded.get(chosen(environ.get("HTTP_ACCEPT_ENCODING", "")))
        has_copy = environ.get("HTTP_IF_NONE_MATCH")
        if encoded is None or (has_copy and has_copy != encoded.etag):
            return self._served(entry, environ, start_response)
        if has_copy:
            start_response(NOT_MODIFIED, encoded.headers_304)
            return []
        start_response(OK, encoded.headers)
        return encoded.body

    def _answer(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        """What needs more steps: another method, a query with names to ignore, or a page that is not kept yet."""
        page = self._page(environ)
        key = self._key(environ, page) if page else None
        if key:
            return self._kept(key, page, environ, start_response)
        passing = Passing(environ, *call(self.application, environ), is_public=page is not None)
        return passing.send(start_response)

    def _page(self, environ: dict) -> PublicPage | None:
        """What the view says that will answer, if it is a public page."""
        path = environ["PATH_INFO"]
        if not path.isascii() or not self.requests.may_be_answered(environ):
            return None
        return self.pages.get(path) or public_page_at(path)

    def _key(self, environ: dict, page: PublicPage) -> Key | None:
        query = kept_query(environ["QUERY_STRING"], page)
        if query is None or not self.is_on or not self.requests.may_be_kept(environ):
            return None
        return environ.get(self._scheme), environ.get("HTTP_HOST"), environ["PATH_INFO"], query

    def _kept(self, key: Key, page: PublicPage, environ: dict, start_response: Callable) -> Iterable[bytes]:
        """From the store, or made now: by this thread, or by another one that is at it already."""
        give_up = time.monotonic() + PATIENCE
        while time.monotonic() < give_up:
            if entry := self._valid(key):
                return self._served(entry, environ, start_response)
            with self.turns.take(key) as turn:
                if turn.is_ours:
                    made = self._made(key, page, environ)
                    turn.is_kept = isinstance(made, Entry)
            if turn.is_ours:
                return self._sent(made, environ, start_response)
            if not turn.is_kept:
                break
        return self._sent(self._made(key, page, environ), environ, start_response)

    def _valid(self, key: Key) -> Entry | None:
        """While the database is away, also a page that has changed by itself: better than none."""
        entry, away = self._entries.get(key), counters.database_is_away()
        if entry is None or not counters.is_fresh(entry.counters, entry.seen):
            return None
        if away is None:
            return entry if entry.since <= time.time() < entry.until else None
        return entry if away < WITHOUT_DATABASE else None

    def _made(self, key: Key, page: PublicPage, environ: dict) -> Entry | Passing:
        """Made by Django, and kept unless the answer says that it must not be."""
        answer, seen = Answer(page, timezone.now()), counters.seen()
        asked = plain(environ, QUERY_STRING=key[-1], **{ANSWER: answer})
        status, headers, body = call(self.application, asked)
        if status != OK:
            return self._refused(environ, asked, status, headers, body)
        is_same_for_all = of_headers.may_be_kept(headers)
        if not is_same_for_all or getattr(body, "streaming", False):
            return Passing(environ, status, headers, body, is_public=is_same_for_all)
        try:
            whole = b"".join(body)
        finally:
            close(body)
        since = time.time()
        if not answer.is_limited or since >= answer.until or not self.store.takes(len(whole)):
            return Passing(environ, status, headers, [whole], is_public=True)
        said = self._said(headers)
        entry = Entry.of(said, whole, counters=page.counters, seen=seen, since=since, until=answer.until)
        self._keep(key, page, entry)
        return entry

    def _refused(self, environ: dict, asked: dict, status: str, headers: list, body) -> Passing:
        """A redirect or an error may be about the names in the query that a page ignores."""
        if asked["QUERY_STRING"] != environ["QUERY_STRING"]:
            close(body)
            status, headers, body = call(self.application, environ)
        return Passing(environ, status, headers, body, is_public=of_headers.may_be_kept(headers))

    def _keep(self, key: Key, page: PublicPage, entry: Entry) -> None:
        self.store.put(key, entry)
        if len(self.pages) >= MOST_PATHS:
            self.pages.clear()
        self.pages[key[2]] = page

    def _said(self, headers: of_headers.Headers) -> of_headers.Headers:
        """What a kept page says in every encoding."""
        left_out = ["content-length", "etag", "last-modified"]
        if not of_headers.lasts_longer(headers):
            left_out.append("cache-control")
        said = of_headers.without(headers, *left_out)
        if "cache-control" in left_out:
            said.append(("Cache-Control", self.cache_control))
        return of_headers.with_vary(said)

    def _sent(self, made: Entry | Passing, environ: dict, start_response: Callable) -> Iterable[bytes]:
        if isinstance(made, Passing):
            return made.send(start_response)
        return self._served(made, environ, start_response)

    @staticmethod
    def _served(entry: Entry, environ: dict, start_response: Callable) -> Iterable[bytes]:
        encoded = entry.in_encoding(chosen(environ.get("HTTP_ACCEPT_ENCODING", "")))
        given = environ.get("HTTP_IF_NONE_MATCH")
        if given and of_headers.has_already(given, encoded.etag):
            start_response(NOT_MODIFIED, encoded.headers_304)
            return []
        start_response(OK, encoded.headers)
        return encoded.body if environ["REQUEST_METHOD"] == "GET" else []
