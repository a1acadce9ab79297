"""`make bench-load`: what a server takes, driven by wrk: a constant body through the same granian, a static file, and our
pages from the cache, as a 304, and made anew. All in one run, because only ratios of one run mean something.

The server has one core, wrk another, both on 127.0.0.1. BENCH_ROUNDS (5) times two seconds each.
"""

import os
import sys
import tempfile
from pathlib import Path

from pages import add_articles, prepare
from servers import FEW, GRANIAN, Server, Target, answer, compare, free_port, started

HERE = Path(__file__).resolve().parent
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
HOST = "Host: bench.example"
PACKED = "Accept-Encoding: gzip, br"
SEARCH = "/support-groups/?place=Akron,+OH&radius=50&fit=mbc"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder, f"sqlite:///{folder}/bench.sqlite3")
        article = fill()
        threads = ["--blocking-threads", "34"]  # as many as `manage.py serve` has
        constant, site = free_port(), free_port()
        with (
            started(
                [
                    GRANIAN,
                    "--interface",
                    "wsgi",
                    *threads,
                    "--no-log",
                    "--port",
                    str(constant),
                    "constant:application",
                ],
                constant,
                PYTHONPATH=str(HERE),
            ) as floor,
            started(
                [sys.executable, "manage.py", "serve", "--port", str(site)], site, SERVER_WORKERS="1"
            ) as server,
        ):
            compare([Target("constant body of 9.9 KB", floor, "/"), *targets(server, article)], ROUNDS)


def fill() -> str:
    """The address of the article that is measured."""
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    call_command("load_demo", verbosity=0)
    article = add_articles()
    connection.close()
    return article


def targets(server: Server, article: str) -> list[Target]:
    """The static file has the name that pages use: with a hash of what is in it."""
    from django.templatetags.static import static

    _status, headers = answer(server.address + article, (HOST, PACKED))
    same = f"If-None-Match: {headers['etag']}"
    return [
        Target("static file", server, static("site.css"), (HOST, PACKED)),
        Target("article, from the cache", server, article, (HOST, PACKED)),
        Target("article, 304", server, article, (HOST, PACKED, same), 304),
        Target("home, from the cache", server, "/", (HOST, PACKED)),
        Target("article, made anew", server, article, (HOST, PACKED, "Cookie: sessionid=x"), clients=FEW),
        Target("finder with filters, made anew", server, SEARCH, (HOST, PACKED), clients=FEW),
    ]


if __name__ == "__main__":
    main()
