"""`make bench-growth`: what pages and files cost with 1,000, 10,000 and 100,000 articles, sources and groups.

Each size is a process of its own, with a database that is made anew and thrown away: SQLite, or on the PostgreSQL
server that DATABASE_URL names. A file that grows with its contents (an export, a part of the sitemap) is measured per
entry. What a worker remembers while nothing changes is remembered here, too, but no page is kept. In the end: which page
costs more than twice what it costs at the smallest size, and which is larger than 60 KB compressed. BENCH_GROUPS bounds
the groups, whose search rows take longest to make. BENCH_SIZES=1000,10000 measures less, BENCH_ONLY=topic only pages with that word in their name, and
BENCH_REQUESTS=100000 sends that many requests to see whether memory grows (5,000 otherwise).
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from itertools import cycle, islice
from time import perf_counter

import finder
import library
from measuring import Request, ask, cost, held
from pages import prepare

SIZES = [int(size) for size in os.environ.get("BENCH_SIZES", "1000,10000,100000").split(",")]
ONLY = os.environ.get("BENCH_ONLY", "")
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
REQUESTS = int(os.environ.get("BENCH_REQUESTS", "5000"))
ENTRIES = 2000  # of a file, to measure one
MOST_PACKED, MOST_TIMES = 60_000, 2
COLUMNS = ("milliseconds", "cpu", "calls", "queries", "peak", "size", "packed")


def pages() -> Iterator[tuple[str, str]]:
    """Name and address of pages whose cost should not grow."""
    from articles.models import Article, Person, Topic
    from sources.models import Source

    article = Article.objects.filter(slug__startswith="bench").order_by("pk")
    topic, person = Topic.objects.order_by("pk")[1], Person.objects.order_by("pk")[1]
    often, seldom = Source.objects.order_by("pk").first(), Source.objects.order_by("pk").last()
    yield "home", "/"
    yield from _deep("articles", "/articles/")
    yield from _deep("topic", topic.get_absolute_url())
    yield from _deep("person", person.get_absolute_url())
    yield from _deep("changes", "/articles/changes/")
    yield "feed", "/articles/feed/"
    yield "article", article[7].get_absolute_url()
    yield "article since", article[5].get_absolute_url() + "since/1/"
    yield "sources of an article", article[7].get_absolute_url() + "sources.json"
    yield from _deep("sources", "/sources/")
    yield "sources, words", "/sources/?q=bone+study+7"
    yield "sources, topic", f"/sources/?topic={topic.slug}"
    yield "sources, kind and year", "/sources/?kind=book&year=2013"
    yield "source, cited often", often.get_absolute_url()
    yield "source, cited seldom", seldom.get_absolute_url()
    yield from directory_pages()
    yield "healthz", "/healthz"
    yield "readyz", "/readyz"


def directory_pages() -> Iterator[tuple[str, str]]:
    from support_groups.models import Group

    group = Group.objects.order_by("pk").first().get_absolute_url()
    near = "place=Akron,+OH&radius=50&fit=mbc&lang=en&day=tuesday"
    yield from _deep("finder", "/support-groups/")
    yield "finder, place and filters", f"/support-groups/?{near}"
    yield "finder, nothing found", "/support-groups/?place=Nome,+AK&how=in-person&fit=mbc&lang=ko&day=sunday"
    yield "sheet", f"/support-groups/sheet/?{near}"
    yield "calendar of a search", f"/support-groups/calendar.ics?{near}"
    yield "group", group
    yield "calendar of a group", group + "calendar.ics"


def _deep(name: str, address: str) -> Iterator[tuple[str, str]]:
    """The first page of a list, the one in the middle, and the last."""
    from django.test import Client

    yield f"{name}, first page", address
    text = Client(SERVER_NAME="bench.example").get(address).content.decode()
    last = max(map(int, re.findall(r"[?;]page=(\d+)", text)), default=1)
    for place, number in (("middle", last // 2), ("last", last)):
        if number > 1:
            yield f"{name}, {place} page", f"{address}?page={number}"


def files() -> Iterator[tuple[str, Request]]:
    """What is measured per entry."""
    yield "sitemap, index", Request("/sitemap.xml", b"<sitemap>")
    from mbc_site.sitemaps import SITEMAPS

    for name in ("articles", "sources", "groups"):
        number = SITEMAPS[name].files()[0][0]
        yield f"sitemap, {name}", Request(f"/sitemap-{name}-{number}.xml", b"<url>")
    starts = {"json": b"\n  {\n", "bib": b"\n}\n", "ris": b"ER  - ", "txt": b"\n"}
    for ending, start in starts.items():
        yield f"sources as {ending}", Request(f"/sources/export.{ending}", start, ENTRIES)
    yield "groups as csv", Request("/support-groups/export.csv", b"\n", ENTRIES)
    yield "groups as json", Request("/support-groups/export.json", b', "status": "', ENTRIES)


def fill(size: int) -> None:
    from django.db import connection
    from django.utils import timezone

    began, at = perf_counter(), timezone.now()
    library.fill(size, at)
    finder.GROUPS = min(size, finder.GROUPS)
    finder.fill(at)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    print(f"{connection.vendor}, {size} of each, filled in {perf_counter() - began:.0f} s", flush=True)


def measure() -> dict[str, dict]:
    """Name of a page -> its cost."""
    from django.core.wsgi import get_wsgi_application

    from web.page_cache import counters

    application, found = get_wsgi_application(), {}
    counters.start()  # as a worker does
    requests = [(name, Request(address)) for name, address in pages()] + list(files())
    print(f"{'':30}" + "".join(f"{name:>13}" for name in COLUMNS))
    for name, request in requests:
        if ONLY in name:
            found[name] = asdict(cost(application, request, ROUNDS))
            print(f"{name:30}" + "".join(f"{found[name][column]:13.1f}" for column in COLUMNS), flush=True)
    watch_memory(application, [request for _name, request in requests if not request.entry])
    return found


def watch_memory(application, requests: list[Request]) -> None:
    """What the process holds, a few times in the course of many requests."""
    step = max(1, REQUESTS // 5)
    for number, request in enumerate(islice(cycle(requests), REQUESTS)):
        if number % step == 0:
            print(f"after {number:6} requests {held():8.1f} MB", flush=True)
        ask(application, request)
    print(f"after {REQUESTS:6} requests {held():8.1f} MB", flush=True)


def one_size(size: int, result: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder, os.environ.get("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3"))
        from django.db import connection

        connection.settings_dict["TEST"]["NAME"] = connection.settings_dict["NAME"] + "_growth"
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            fill(size)
            found = measure()
        finally:
            connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
    with open(result, "w") as file:
        json.dump(found, file)


def compare(by_size: dict[int, dict[str, dict]]) -> None:
    """Each page at the largest size beside the smallest, and what is more than it may be."""
    least, most = min(by_size), max(by_size)
    print(f"\n{'':30}{'ms':>8}{'CPU':>8}{'calls':>8}{'queries':>9}   times, {least} to {most}")
    for name in by_size[most]:
        small, large = by_size[least].get(name), by_size[most][name]
        if not small:
            continue
        times = [large[column] / max(small[column], 0.001) for column in ("milliseconds", "cpu", "calls")]
        marks = [f"  MORE THAN {MOST_TIMES} TIMES" if max(times) > MOST_TIMES else ""]
        marks += [f"  {large['packed'] / 1000:.0f} KB COMPRESSED" if large["packed"] > MOST_PACKED else ""]
        queries = f"{small['queries']}-{large['queries']}"
        print(f"{name:30}" + "".join(f"{value:8.2f}" for value in times) + f"{queries:>9}" + "".join(marks))


def main() -> None:
    by_size = {}
    for size in SIZES:
        with tempfile.NamedTemporaryFile("r") as result:
            subprocess.run([sys.executable, __file__, str(size), result.name], check=True)  # noqa: S603  ourselves
            by_size[size] = json.load(result)
    compare(by_size)


if __name__ == "__main__":
    one_size(int(sys.argv[1]), sys.argv[2]) if len(sys.argv) > 1 else main()
