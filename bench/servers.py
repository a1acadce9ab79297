"""A server on one core of this machine and wrk on another: requests a second, and what each costs the server."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.request import Request, urlopen

SERVER_CORE, CLIENT_CORE = "0", "1"
SECONDS = 2
CLIENTS = int(os.environ.get("BENCH_CLIENTS", "32"))
FEW = 4  # of a page that is made anew: more would wait, and some be told to come back
GRANIAN = str(Path(sys.executable).with_name("granian"))


@dataclass(frozen=True)
class Server:
    """`address` is where it listens; `process` started it, and its children do the work."""

    address: str
    process: subprocess.Popen

    def cpu(self) -> float:
        """Microseconds of CPU that it and its children have used."""
        pids = [self.process.pid, *_children(self.process.pid)]
        return sum(_used(pid) for pid in pids) * 1_000_000


@dataclass(frozen=True)
class Target:
    """What is asked of which server. `status` is what it must answer: a bench of error pages means nothing."""

    name: str
    server: Server
    path: str
    headers: tuple[str, ...] = ()
    status: int = 200
    clients: int = CLIENTS

    def measure(self) -> tuple[float, float]:
        """Requests a second, and microseconds of the server's CPU for one."""
        before = self.server.cpu()
        number, seconds = _wrk(self.server.address + self.path, self.headers, self.clients)
        return number / seconds, (self.server.cpu() - before) / number


@contextmanager
def started(command: list[str], port: int, **variables: str) -> Iterator[Server]:
    """It listens when this is entered, on 127.0.0.1 only."""
    pinned = ["taskset", "-c", SERVER_CORE, *command]
    process = subprocess.Popen(pinned, env=os.environ | variables, stdout=subprocess.DEVNULL)  # noqa: S603  our own arguments
    try:
        _wait_for(port, process)
        yield Server(f"http://127.0.0.1:{port}", process)
    finally:
        process.terminate()
        process.wait(30)


def compare(targets: list[Target], rounds: int) -> None:
    """All targets in turn, several times, so that a busy moment of the machine meets all of them."""
    for target in targets:
        _check(target)
    found: dict[str, list[tuple[float, float]]] = {target.name: [] for target in targets}
    for _round in range(rounds):
        for target in targets:
            found[target.name].append(target.measure())
    first = median(cpu for _rate, cpu in found[targets[0].name])
    print(
        f"wrk with {CLIENTS} clients on core {CLIENT_CORE}, servers on core {SERVER_CORE}, median of {rounds}"
    )
    print(f"{'':34}{'requests/s':>12}{'CPU us':>10}{'times':>8}")
    for name, measured in found.items():
        rate, cpu = (median(column) for column in zip(*measured, strict=True))
        print(f"{name:34}{rate:12,.0f}{cpu:10.1f}{cpu / first:8.2f}")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def answer(url: str, headers: tuple[str, ...] = ()) -> tuple[int, dict[str, str]]:
    """Status and headers, also of an answer that urllib takes for an error."""
    asked = Request(url, headers=dict(header.split(": ", 1) for header in headers))  # noqa: S310  our own server
    try:
        with urlopen(asked, timeout=30) as response:  # noqa: S310
            return response.status, dict(response.headers)
    except OSError as problem:
        if not hasattr(problem, "code"):
            raise
        return problem.code, dict(problem.headers)


def _check(target: Target) -> None:
    status, _headers = answer(target.server.address + target.path, target.headers)
    if status != target.status:
        raise SystemExit(f"{target.name}: {target.path} answers {status} instead of {target.status}.")


def _wrk(url: str, headers: tuple[str, ...], clients: int) -> tuple[int, float]:
    if shutil.which("wrk") is None:
        raise SystemExit("wrk is missing. On Debian: apt-get install wrk")
    command = ["taskset", "-c", CLIENT_CORE, "wrk", "-t1", f"-c{clients}", f"-d{SECONDS}", "--timeout", "30"]
    command += [part for header in headers for part in ("-H", header)]
    said = subprocess.run([*command, url], capture_output=True, text=True, check=True).stdout  # noqa: S603
    number, seconds = re.search(r"(\d+) requests in ([\d.]+)s", said).groups()
    if "Non-2xx" in said and "If-None-Match" not in "".join(headers):
        raise SystemExit(f"{url} answered with errors:\n{said}")
    return max(int(number), 1), float(seconds)


def _wait_for(port: int, process: subprocess.Popen) -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise SystemExit("The server did not start; what it says is above.")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The server did not come up within 30 seconds.")


def _children(pid: int) -> list[int]:
    listed = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False).stdout  # noqa: S603, S607
    direct = [int(line) for line in listed.split()]
    return direct + [one for child in direct for one in _children(child)]


def _used(pid: int) -> float:
    """Seconds on a processor, also of threads that have ended."""
    user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
