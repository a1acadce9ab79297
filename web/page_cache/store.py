"""The kept answers of one worker: bounded in bytes, least recently used out, one render at a time for each page."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from web.page_cache import headers as of_headers
from web.page_cache.encoding import BROTLI, IDENTITY, decode, encode, is_text
from web.page_cache.headers import Headers

Key = tuple[str | None, str | None, str, str]  # scheme, host, path and query
OVERHEAD = 3000  # bytes of an answer besides its bodies: headers, key, objects
LARGEST_SHARE = 8  # no answer takes more than this part of the room


@dataclass(frozen=True, slots=True)
class Encoded:
    """An answer as it is sent in one encoding: ready lists for WSGI, which nobody may change."""

    etag: str
    headers: Headers
    headers_304: Headers
    body: list[bytes]


@dataclass(slots=True)
class Entry:
    """An answer that is kept. `seen` are the counters as they were before it was made; `since` and `until` are seconds
    since 1970 between which the page does not change by itself.
    """

    counters: tuple[str, ...]
    seen: tuple
    since: float
    until: float
    digest: str
    headers: Headers  # without those that differ between encodings
    packed: bytes
    packing: str
    encoded: dict[str, Encoded] = field(default_factory=dict)
    was_used: bool = False

    @classmethod
    def of(cls, headers: Headers, body: bytes, **more) -> "Entry":
        is_packed = is_text(of_headers.value(headers, "content-type") or "")
        packing = BROTLI if is_packed else IDENTITY
        digest = of_headers.digest(headers, body)
        return cls(digest=digest, headers=headers, packed=encode(packing, body), packing=packing, **more)

    @property
    def is_text(self) -> bool:
        return self.packing != IDENTITY

    @property
    def body(self) -> bytes:
        return decode(self.packing, self.packed)

    @property
    def size(self) -> int:
        """Bytes, with the gzip body that a client may ask for."""
        return len(self.packed) * (2 if self.is_text else 1) + OVERHEAD

    def in_encoding(self, encoding: str) -> Encoded:
        """Made once for each. A body as it is isn't kept: hardly anybody asks for it, and it is five times as long."""
        encoding = encoding if self.is_text else IDENTITY
        made = self.encoded.get(encoding) or self._made(encoding)
        if encoding or not self.is_text:
            self.encoded[encoding] = made
        return made

    def _made(self, encoding: str) -> Encoded:
        body = self.packed if encoding == self.packing else encode(encoding, self.body)
        etag = of_headers.etag(self.digest, encoding)
        headers = [*self.headers, ("ETag", etag)]
        if encoding:
            headers.append(("Content-Encoding", encoding))
        headers.append(("Content-Length", str(len(body))))
        return Encoded(etag, headers, of_headers.of_304(headers), [body])


class Store:
    """Entries by key. Reading takes no lock: `entries.get(key)`, and `was_used` marks what was read."""

    def __init__(self, most_bytes: int):
        self.most_bytes = most_bytes
        self.entries: dict[Key, Entry] = {}
        self.bytes = 0
        self._lock = threading.Lock()

    def takes(self, length: int) -> bool:
        """Whether an answer of this many bytes may be kept."""
        return length <= self.most_bytes // LARGEST_SHARE

    def put(self, key: Key, entry: Entry) -> None:
        with self._lock:
            self._remove(key)
            self.entries[key] = entry
            self.bytes += entry.size
            self._make_room()

    def _remove(self, key: Key) -> None:
        if entry := self.entries.pop(key, None):
            self.bytes -= entry.size

    def _make_room(self) -> None:
        """Throw the oldest out that nobody has read since it was last looked at (second chance)."""
        while self.bytes > self.most_bytes:
            key, entry = next(iter(self.entries.items()))
            del self.entries[key]
            if entry.was_used:
                entry.was_used = False
                self.entries[key] = entry
            else:
                self.bytes -= entry.size


@dataclass
class Turn:
    """Whether this thread makes the answer, or another one did while this one waited; `is_kept` says whether one is
    worth waiting for.
    """

    is_ours: bool
    is_kept: bool = False
    is_over: threading.Event = field(default_factory=threading.Event)


class Turns:
    """One thread at a time makes the answer for a key. The others wait for it, for `patience` seconds at most."""

    def __init__(self, patience: float):
        self.patience = patience
        self._running: dict[Key, Turn] = {}

    @contextmanager
    def take(self, key: Key) -> Iterator[Turn]:
        ours = Turn(is_ours=True)
        running = self._running.setdefault(key, ours)
        if running is not ours:
            running.is_over.wait(self.patience)
            yield Turn(is_ours=False, is_kept=running.is_kept)
            return
        try:
            yield ours
        finally:
            del self._running[key]
            ours.is_over.set()
