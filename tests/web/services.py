"""A local web server that plays services and publishers, and records the requests."""

import json
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

from web import Guard, Pace


class Asked:
    """One request as it arrived."""

    def __init__(self, handler: BaseHTTPRequestHandler):
        self.method, self.path = handler.command, handler.path
        self.headers = {name.lower(): value for name, value in handler.headers.items()}


class Service:
    """Answers are given by path, each as often as it was added, the last one for ever; all else is 404."""

    def __init__(self, port: int):
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self.guard = Guard(exempt=frozenset({("127.0.0.1", port)}))
        self.pace = Pace(otherwise=0)
        self.asked: list[Asked] = []
        self.answers: dict[str, deque] = {}

    def answer(
        self, path: str, body: Any = b"", status: int = 200, kind: str = "", delay: float = 0, **headers: str
    ):
        if isinstance(body, dict | list):
            body, kind = json.dumps(body).encode(), kind or "application/json"
        body = body.encode() if isinstance(body, str) else body
        sent = {"Content-Type": kind or "text/plain"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        self.answers.setdefault(path, deque()).append((status, sent, body, delay))

    def redirect(self, path: str, to: str, status: int = 302):
        self.answer(path, status=status, Location=to)

    def reply(self, path: str) -> tuple:
        path = unquote(urlsplit(path).path)
        answers = self.answers.get(path)
        if not answers:
            return 404, {"Content-Type": "text/plain"}, b"Resource not found.", 0
        return answers.popleft() if len(answers) > 1 else answers[0]


@contextmanager
def running() -> Iterator[Service]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.service = Service(server.server_port)  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.service  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def do_GET(self):
        service = self.server.service
        service.asked.append(Asked(self))
        status, headers, body, delay = service.reply(self.path)
        try:
            time.sleep(delay)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)
        except OSError:
            pass  # the client had enough

    do_HEAD = do_GET


@contextmanager
def for_the_site(settings) -> Iterator[Service]:
    """All services that the site asks are one of our own, and nobody waits."""
    with running() as service:
        settings.LOOKUP = {
            "bases": dict.fromkeys(("crossref", "doi", "eutils", "ctxp", "pmc"), service.url),
            "guard": service.guard,
            "pace": service.pace,
            "sleep": lambda seconds: None,
            "timeout": 2,
        }
        yield service
