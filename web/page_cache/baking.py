"""Writes public pages into files, with the same bytes and headers as the page cache sends."""

import os
import secrets
import shutil
import time
import zlib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from web.page_cache import baked, counters
from web.page_cache import headers as of_headers
from web.page_cache.baked import State
from web.page_cache.content_version import ContentVersion
from web.page_cache.encoding import BEST_QUALITY, BROTLI, GZIP, encode
from web.page_cache.requests import Requests
from web.page_cache.shared_marks import marks
from web.page_cache.store import Entry
from web.page_cache.wrapper import PageCache

SHORTEST = 3600  # seconds that a page must last to be worth a file
ROOM = 64 * 1024 * 1024
OF_ONE_ENCODING = ("content-type", "vary", "content-length", "etag", "content-encoding")
HEADERS = "headers.conf"
SOMETIME = (
    1_500_000_000  # web servers make an ETag of the time of a file: these are a digest of what is in it
)


class Outdated(Exception):
    """Something changed while the pages were made."""


@dataclass
class Baker:
    """`application` makes the pages. Only those are baked that name none of the counters in `without`."""

    application: Callable
    without: Collection[str] = ()
    number: int = 0
    _said: list[tuple[str, str]] | None = None
    _until: float = float("inf")
    _names: set[str] = field(default_factory=set)

    def __post_init__(self):
        caching = of_headers.cache_control(settings.PAGE_CACHE_CDN)
        requests = Requests.from_settings()
        self.cache = PageCache(self.application, most_bytes=ROOM, cache_control=caching, requests=requests)

    def bake(self, paths: Iterable[str]) -> Path:
        """The folder with the pages, which are served from now on. Raises Outdated."""
        counters.raise_now([])  # opens the file in which the processes of a host tell each other
        before = State.now(counters.COUNTERS, ContentVersion.objects.tokens(), marks.view, until=self._until)
        version = baked.folder() / f"v{secrets.token_hex(8)}"
        version.mkdir(parents=True)
        try:
            for path in paths:
                self._write(version, path)
            self._put_in_place(version, before)
        except BaseException:
            shutil.rmtree(version, ignore_errors=True)
            raise
        _remove_others(version)
        return version

    def entry(self, path: str) -> Entry | None:
        """The page as the cache keeps it, if it does."""
        environ = _environ(path, self.cache.requests.scheme_name)
        self.cache(environ, lambda status, headers: None)
        key = environ.get(self.cache.requests.scheme_name), environ["HTTP_HOST"], path, ""
        return self.cache.store.entries.get(key)

    def _write(self, version: Path, path: str) -> None:
        entry = self.entry(path)
        if entry is None or not self._is_worth_it(entry):
            return
        file = version / path.lstrip("/") / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        body = entry.body
        changed = SOMETIME + zlib.crc32(entry.digest.encode()) % 100_000_000
        gzipped, brotlied = encode(GZIP, body), encode(BROTLI, body, quality=BEST_QUALITY)
        for ending, data in (("", body), (".gz", gzipped), (".br", brotlied)):
            part = file.with_name(file.name + ending)
            part.write_bytes(data)
            os.utime(part, (changed, changed))
        self.number += 1
        self._until = min(self._until, entry.until)
        self._names |= {*entry.counters}

    def _is_worth_it(self, entry: Entry) -> bool:
        is_page = (of_headers.value(entry.headers, "content-type") or "").startswith("text/html")
        lasts = entry.until - time.time() >= SHORTEST
        return is_page and lasts and not {*entry.counters} & {*self.without} and self._says_the_same(entry)

    def _says_the_same(self, entry: Entry) -> bool:
        """A web server gives all files the same headers: those of the first page."""
        said = of_headers.without(entry.headers, *OF_ONE_ENCODING)
        self._said = self._said or said
        return said == self._said

    def _put_in_place(self, version: Path, before: State) -> None:
        """Whoever changes something from now on takes them away; what changed until now is noticed here."""
        names = sorted(self._names)
        state = State(
            tuple(names),
            {name: before.tokens[name] for name in names},
            {name: before.marks[name] for name in names},
            time.time(),
            self._until,
        )
        state.write(version)
        self._write_headers()
        os.sync()  # a power cut must not leave half a page under its name
        baked.put_in_place(version)
        if not state.holds(ContentVersion.objects.tokens(), marks.view):
            baked.withdraw()
            raise Outdated

    def _write_headers(self) -> None:
        """For nginx, which reads it when it starts."""
        lines = [f'add_header {name} "{_quoted(text)}" always;\n' for name, text in self._said or ()]
        file = baked.folder() / HEADERS
        text = "".join(lines)
        if not file.exists() or file.read_text() != text:
            file.write_text(text)


def is_right() -> bool:
    """Whether the pages that are served now may be served on."""
    known = baked.state()
    return known is not None and known.holds(ContentVersion.objects.tokens(), marks.view)


def _remove_others(version: Path) -> None:
    for other in baked.folder().glob("v*"):
        if other != version:
            shutil.rmtree(other, ignore_errors=True)


def _environ(path: str, scheme_name: str) -> dict:
    site = urlsplit(settings.SITE_ADDRESS)
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SCRIPT_NAME": "",
        "SERVER_NAME": site.hostname,
        "SERVER_PORT": str(site.port or ""),
        "HTTP_HOST": site.netloc,
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": BytesIO(),
        scheme_name: site.scheme,
    }


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
