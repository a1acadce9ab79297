"""One request through the whole WSGI stack of this process, and what it costs."""

import re
import sys
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time
from wsgiref.util import setup_testing_defaults

BLOCK = 4096  # bytes, as the kernel counts memory
HIGHEST = re.compile(r"VmHWM:\s+(\d+) kB")


@dataclass(frozen=True)
class Request:
    """`entry` is what each entry of a file begins with; then costs are those of one entry, among the first `most`."""

    address: str
    entry: bytes = b""
    most: int = 0


@dataclass(frozen=True)
class Cost:
    """Of a page, or of an entry of a file."""

    milliseconds: float
    cpu: float  # milliseconds of this process
    calls: float  # of Python functions
    queries: int  # of the whole answer
    peak: float  # MB above what the process held before, of the whole answer
    size: float  # bytes
    packed: float  # bytes, compressed


def environment(address: str, **headers: str) -> dict:
    """Of a request as a server hands it over; `headers` are named as there: HTTP_ACCEPT_ENCODING."""
    path, _, query = address.partition("?")
    environ = {
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "HTTP_HOST": "bench.example",
        "REQUEST_METHOD": "GET",
    }
    setup_testing_defaults(environ)
    return environ | headers


def ask(application: Callable, request: Request, pack: bool = False) -> tuple[int, int, int]:
    """Bytes, packed bytes and entries of an answer, of which no more is kept than one piece."""
    statuses: list[str] = []
    response = application(environment(request.address), lambda status, headers, *_: statuses.append(status))
    size = packed = entries = 0
    packer = zlib.compressobj(6)
    try:
        for piece in response:
            size += len(piece)
            packed += len(packer.compress(piece)) if pack else 0
            entries += piece.count(request.entry) if request.entry else 0
            if request.most and entries >= request.most:
                break
    finally:
        response.close()
    if not statuses[0].startswith("200"):
        raise SystemExit(f"{request.address} answers {statuses[0]}: a bench of error pages means nothing.")
    return size, packed + len(packer.flush()), max(entries, 1)


def cost(application: Callable, request: Request, rounds: int) -> Cost:
    """The best of some rounds, after one that fills what the process keeps."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def one() -> None:
        ask(application, request)

    size, packed, entries = ask(application, request, pack=True)
    with CaptureQueriesContext(connection) as captured:
        one()
    queries = len(captured)  # the next request empties the log
    times = [_timed(one) for _round in range(rounds)]
    wall, cpu = (min(column) for column in zip(*times, strict=True))
    values = [value / entries for value in (wall, cpu, calls(one))]
    return Cost(*values, queries, peak(one), size / entries, packed / entries)


def _timed(one: Callable) -> tuple[float, float]:
    began, used = perf_counter(), process_time()
    one()
    return (perf_counter() - began) * 1000, (process_time() - used) * 1000


def calls(one: Callable) -> int:
    """Calls of Python functions, without those in C: the same however busy the machine is."""
    counted = 0

    def count(frame, event, argument):
        nonlocal counted
        counted += event == "call"

    sys.setprofile(count)
    try:
        one()
    finally:
        sys.setprofile(None)
    return counted


def held() -> float:
    """MB of memory that this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * BLOCK / 2**20


def peak(one: Callable) -> float:
    """MB above what the process holds before."""
    before = held()
    Path("/proc/self/clear_refs").write_text("5")  # forget the highest value so far
    one()
    return max(0.0, int(HIGHEST.search(Path("/proc/self/status").read_text())[1]) / 1024 - before)
