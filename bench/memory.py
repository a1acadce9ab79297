"""`make bench-memory`: whether one worker's memory stays flat over 100,000 requests (BENCH_REQUESTS).

Like a worker: the application that servers are given, with its page cache. Most requests are answered from it; one in
fifty is a search, always another one; after every 2,000 something is published, so that all pages are made again. The
database is made anew, with the demonstration, and thrown away.
"""

import os
import random
from collections.abc import Callable, Iterator
from itertools import islice

import pages
from measuring import held

REQUESTS = int(os.environ.get("BENCH_REQUESTS", "100000"))
A_SEARCH, A_PUBLICATION = 50, 2000  # one of so many requests
LINES = 10
PLACES = "Akron,+OH 44308 Ohio Boston,+MA 10001 Texas Seattle,+WA Nome,+AK".split()
WORDS = "rest pain sleep bone scan nurse plan walk tired help".split()
PACKED = {"HTTP_ACCEPT_ENCODING": "gzip, br"}
chance = random.Random(1)  # noqa: S311  not for secrets


def requests(addresses: list[str]) -> Iterator[str]:
    number = 0
    while True:
        for address in addresses:
            number += 1
            yield (
                search(number)
                if number % A_SEARCH == 0
                else f"{address.partition('?')[0]}?utm_source=n{number}"
            )


def search(number: int) -> str:
    """One that nobody has asked before."""
    word = f"{chance.choice(WORDS)}+{number}"
    if number % (2 * A_SEARCH):
        return f"/sources/?q={word}"
    return f"/support-groups/?place={chance.choice(PLACES)}&radius=50&q={word}&day=tuesday"


def run(site: Callable, addresses: list[str]) -> None:
    from web.page_cache import counters

    for number, address in enumerate(islice(requests(addresses), REQUESTS)):
        if number % max(1, REQUESTS // LINES) == 0:
            print(f"after {number:7} requests {held():8.1f} MB", flush=True)
        if number % A_PUBLICATION == 0:
            counters.raise_now()
        status, _headers, _size = pages.answered(site, address, **PACKED)
        if status != "200":
            raise SystemExit(f"{address} answers {status}: a bench of error pages means nothing.")
    print(f"after {REQUESTS:7} requests {held():8.1f} MB")


def main() -> None:
    from django.core.management import call_command

    call_command("load_demo", verbosity=0)
    addresses = list(pages.pages().values())
    from mbc_site import wsgi

    run(wsgi.application, addresses)


if __name__ == "__main__":
    pages.with_database(main)
