"""As much of an S3-compatible service as the site uses, on loopback: docs.aws.amazon.com/AmazonS3/latest/API."""

import datetime
import threading
from contextlib import contextmanager
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, quote, unquote, urlsplit
from xml.sax.saxutils import escape

KEY, SECRET, BUCKET = "the-key", "the/secret", "pictures"
PAGE = 2  # files in one answer to a listing, so that tests see several


class Service:
    """`files` is name -> (bytes, when it was written). `asked` has the method and path of each request."""

    def __init__(self, server: ThreadingHTTPServer):
        self.files: dict[str, tuple[bytes, datetime.datetime]] = {}
        self.asked: list[tuple[str, str]] = []
        self.is_public = self.is_stopped = False
        self.server = server

    @property
    def url(self) -> str:
        """As STORAGE_URL."""
        return self.url_of()

    def url_of(self, *, key: str = KEY, bucket: str = BUCKET) -> str:
        return f"s3+http://{key}:{quote(SECRET, safe='')}@127.0.0.1:{self.server.server_port}/{bucket}"

    def stop(self) -> None:
        """Also for connections that are open."""
        self.is_stopped = True
        self.server.shutdown()
        self.server.server_close()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def handle_one(self):
        service = self.server.service
        if service.is_stopped:
            self.close_connection = True
            return None
        url = urlsplit(self.path)
        bucket, _slash, name = unquote(url.path).strip("/").partition("/")
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        service.asked.append((self.command, name))
        if trouble := self._trouble(bucket):
            return self._say(*trouble)
        if not name:
            return self._list(parse_qs(url.query))
        return getattr(self, f"_{self.command.lower()}")(service.files, name, body)

    do_GET = do_HEAD = do_PUT = do_DELETE = handle_one

    def _trouble(self, bucket: str) -> tuple[int, bytes] | None:
        signature = self.headers.get("Authorization", "")
        is_signed = f"Credential={KEY}/" in signature
        if not is_signed and not (self.server.service.is_public and not signature):
            return self._error(403, "InvalidAccessKeyId" if signature else "AccessDenied")
        return None if bucket == BUCKET else self._error(404, "NoSuchBucket")

    def _error(self, status: int, code: str) -> tuple[int, bytes]:
        return status, f"<Error><Code>{code}</Code><Message>It is {code}.</Message></Error>".encode()

    def _get(self, files, name, body):
        if name not in files:
            return self._say(*self._error(404, "NoSuchKey"))
        data, written_at = files[name]
        return self._say(200, data, **{"Last-Modified": format_datetime(written_at, usegmt=True)})

    _head = _get

    def _put(self, files, name, body):
        files[name] = (body, datetime.datetime.now(datetime.UTC))
        self._say(200)

    def _delete(self, files, name, body):
        files.pop(name, None)
        self._say(204)

    def _list(self, query: dict[str, list[str]]):
        prefix, marker = (query.get(name, [""])[0] for name in ("prefix", "marker"))
        names = sorted(n for n in self.server.service.files if n.startswith(prefix) and n > marker)
        listed = "".join(
            f"<Contents><Key>{escape(name)}</Key><Size>1</Size>"
            f"<LastModified>{self.server.service.files[name][1]:%Y-%m-%dT%H:%M:%S.000Z}</LastModified></Contents>"
            for name in names[:PAGE]
        )
        more = str(len(names) > PAGE).lower()
        self._say(
            200,
            f"<ListBucketResult><IsTruncated>{more}</IsTruncated>{listed}</ListBucketResult>".encode(),
        )

    def _say(self, status: int, data: bytes = b"", **headers: str):
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(data))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, *arguments):
        """Tests read `asked`."""


@contextmanager
def s3_service():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.service = Service(server)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.service
    finally:
        server.service.stop()
        thread.join()
