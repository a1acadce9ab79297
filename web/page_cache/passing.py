"""Answers that are not kept, on their way to the client: compressed, with their length, and 304 for a copy that is right."""

import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from web.page_cache import headers as of_headers
from web.page_cache.encoding import GZIP, IDENTITY, SHORTEST, chosen, encode, encode_private, is_text
from web.page_cache.headers import Headers

OF_ONE_READER = "private, no-cache"  # a search: only its own browser keeps it, and asks each time
AS_GZIP = 16 + zlib.MAX_WBITS
LEVEL = 6
WITHOUT_BODY = ("1", "204", "304")


@dataclass
class Passing:
    """An answer as the application gave it. `is_public`: it is the same for everybody, although it is not kept."""

    environ: dict
    status: str
    headers: Headers
    body: Iterable[bytes]
    is_public: bool = False

    def send(self, start_response: Callable) -> Iterable[bytes]:
        if self._is_left_alone:
            start_response(self.status, self.headers)
            return self.body
        if self._is_stream:
            return self._streamed(start_response)
        return self._whole(start_response)

    @property
    def _is_left_alone(self) -> bool:
        """Files, pictures and what is encoded already: the server may have a better way to send them."""
        kind = of_headers.value(self.headers, "content-type") or ""
        is_encoded = of_headers.value(self.headers, "content-encoding") is not None
        is_file = hasattr(self.body, "filelike") or hasattr(self.body, "file_to_stream")
        return is_file or is_encoded or (self._is_stream and not is_text(kind))

    @property
    def _is_stream(self) -> bool:
        if isinstance(self.body, list | tuple) or of_headers.value(self.headers, "content-length"):
            return False
        return getattr(self.body, "streaming", True)

    @property
    def _encoding(self) -> str:
        """Gzip also where brotli would do: of a random length it hides the length of what it holds."""
        best = chosen(self.environ.get("HTTP_ACCEPT_ENCODING", ""))
        if self.is_public or best == IDENTITY:
            return best
        return chosen(self.environ["HTTP_ACCEPT_ENCODING"] + ", br;q=0")

    def _whole(self, start_response: Callable) -> list[bytes]:
        body = _joined(self.body)
        if self.status.startswith(WITHOUT_BODY):
            start_response(self.status, self.headers)
            return []
        headers = self._validated(body)
        encoding = IDENTITY
        if is_text(of_headers.value(headers, "content-type") or ""):
            headers = of_headers.with_vary(headers)
            encoding = self._encoding if len(body) >= SHORTEST else IDENTITY
        if encoding:
            body = encode(encoding, body) if self.is_public else encode_private(body)
            headers = _encoded(headers, encoding)
        return self._finished(headers, body, start_response)

    def _validated(self, body: bytes) -> Headers:
        """With an ETag, if the answer to the same question is the same for everybody."""
        headers = of_headers.without(self.headers, "content-length")
        is_good = self.is_public and self.status.startswith("200")
        if is_good and of_headers.value(headers, "etag") is None:
            headers.append(("ETag", of_headers.etag(of_headers.digest(headers, body), IDENTITY)))
        if is_good and of_headers.value(headers, "cache-control") is None:
            headers.append(("Cache-Control", OF_ONE_READER))
        return headers

    def _finished(self, headers: Headers, body: bytes, start_response: Callable) -> list[bytes]:
        etag, given = of_headers.value(headers, "etag"), self.environ.get("HTTP_IF_NONE_MATCH")
        if etag and given and self.status.startswith("200") and of_headers.has_already(given, etag):
            start_response("304 Not Modified", of_headers.of_304(headers))
            return []
        start_response(self.status, [*headers, ("Content-Length", str(len(body)))])
        return [] if self.environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _streamed(self, start_response: Callable) -> Iterable[bytes]:
        """Nobody knows its length yet, so it has none of the headers that depend on it."""
        headers = of_headers.with_vary(self.headers)
        accepts = chosen(self.environ.get("HTTP_ACCEPT_ENCODING", "") + ", br;q=0") == GZIP
        if not accepts or self.environ["REQUEST_METHOD"] == "HEAD":
            start_response(self.status, headers)
            return self.body
        start_response(self.status, _encoded(headers, GZIP))
        return Compressed(self.body)


class Compressed:
    """A body of unknown length, compressed as it comes. The server closes it."""

    def __init__(self, body: Iterable[bytes]):
        self.body = body

    def __iter__(self) -> Iterator[bytes]:
        packer = zlib.compressobj(LEVEL, zlib.DEFLATED, AS_GZIP)
        for chunk in self.body:
            if packed := packer.compress(chunk):
                yield packed
        yield packer.flush()

    def close(self) -> None:
        close(self.body)


def close(body: Iterable[bytes]) -> None:
    """Ends Django's request, and with it the use of its database connection."""
    if hasattr(body, "close"):
        body.close()


def _joined(body: Iterable[bytes]) -> bytes:
    try:
        return b"".join(body)
    finally:
        close(body)


def _encoded(headers: Headers, encoding: str) -> Headers:
    """An ETag names one encoding."""
    changed = [
        (name, f'{text[:-1]}-{encoding}"' if name.lower() == "etag" and text.endswith('"') else text)
        for name, text in headers
    ]
    return [*changed, ("Content-Encoding", encoding)]
