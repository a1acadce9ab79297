"""`make bench`: what one page of each kind costs: made anew (miss), from the page cache (hit), and if the browser has it
already (304).

Each request goes through the whole WSGI stack, in this process. The database is made anew and thrown away: SQLite, or on
the PostgreSQL server that DATABASE_URL names. It has the demonstration content and an article of the size peers were
measured with: 1,640 words, ten sections, ten sources, with 63 more public articles behind the lists.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import thread_time

from measuring import calls, environment

ROOT = Path(__file__).resolve().parent.parent
ROUNDS, MISSES, HITS = 5, 20, 1000
MOST_CALLS_OF_A_HIT = 100  # more is a page that was made
SECTIONS, WORDS_EACH = 10, 164


def prepare(folder: str, database: str) -> None:
    sys.path.insert(0, str(ROOT))
    os.environ.update(
        DJANGO_SETTINGS_MODULE="mbc_site.settings",
        DATA_DIR=folder,
        DATABASE_URL=database,
        DEBUG="0",
        SECRET_KEY="only-for-the-bench",  # noqa: S106
        ALLOWED_HOSTS="bench.example",
        USE_HTTPS="0",
        STATIC_ROOT=f"{folder}/static",
        LOG_LEVEL="ERROR",
    )
    import django
    from django.core.management import call_command

    django.setup()
    call_command("collectstatic", verbosity=0, interactive=False)


def add_articles() -> str:
    """The measured article's address."""
    from articles.models import Article, Authorship, Edition, Person, Topic
    from sources.models import Source

    sources = list(Source.objects.order_by("pk")[:SECTIONS])
    mark = '<sup class="citation" data-source="{}">x</sup>'
    sections = [
        f"<h2>Section {n}</h2><p>{'word ' * (WORDS_EACH // 2)}.{mark.format(source.key)}</p>"
        f"<p>{'word ' * (WORDS_EACH // 2)}.</p>"
        for n, source in enumerate(sources, 1)
    ]
    for n in range(64):
        article = Article.objects.create(
            title=f"Measured {n}", slug=f"measured-{n}", summary="One sentence.", body="".join(sections)
        )
        Authorship.objects.create(article=article, person=Person.objects.first())
        article.topics.set(Topic.objects.all()[:2])
        article.related.set(Article.objects.exclude(pk=article.pk)[:4])
        article.publish(by=None, kind=Edition.ChangeKind.NEW)
    return "/articles/measured-0/"


def pages() -> dict[str, str]:
    """Kind -> address of one page of it."""
    from articles.models import Topic
    from sources.models import Source
    from support_groups.models import Group

    article = add_articles()
    place = "place=Akron,+OH&radius=50&fit=mbc&lang=en&day=tuesday"
    return {
        "article": article,
        "article list": "/articles/",
        "topic": Topic.objects.first().get_absolute_url(),
        "changes": "/articles/changes/",
        "home": "/",
        "source": Source.objects.order_by("pk").first().get_absolute_url(),
        "sources": "/sources/",
        "finder": "/support-groups/",
        "finder, filters": f"/support-groups/?{place}",
        "group": Group.objects.order_by("pk").first().get_absolute_url(),
        "calendar": Group.objects.order_by("pk").first().get_absolute_url() + "calendar.ics",
        "feed": "/articles/feed/",
        "sitemap": "/sitemap.xml",
        "healthz": "/healthz",
    }


def answered(application: Callable, address: str, **headers: str) -> tuple[str, dict[str, str], int]:
    """Status, headers and bytes of one answer."""
    said: list = []
    response = application(
        environment(address, **headers), lambda status, given, *_: said.extend((status, given))
    )
    size = sum(map(len, response))
    getattr(response, "close", int)()
    return said[0][:3], {name.title(): value for name, value in said[1]}, size


def cpu(one: Callable, times: int) -> float:
    """Milliseconds of this thread for one request: the best of some rounds, as the least disturbed."""
    return min(_cpu(one, times) for _round in range(ROUNDS))


def _cpu(one: Callable, times: int) -> float:
    began = thread_time()
    for _ in range(times):
        one()
    return (thread_time() - began) / times * 1000


def queries(application: Callable, address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        answered(application, address)
    return len(captured)


def measure(name: str, address: str, *, django: Callable, made: Callable, site: Callable) -> None:
    """`django` is asked in this thread's connection, `made` answers without the cache, `site` with it."""
    status, _headers, size = answered(made, address)
    if status != "200":
        raise SystemExit(f"{address} answers {status}: a bench of error pages means nothing.")
    miss = cpu(lambda: answered(made, address), MISSES)
    number = calls(lambda: answered(made, address))
    packed = {"HTTP_ACCEPT_ENCODING": "gzip, br"}
    answered(site, address, **packed)
    _status, headers, sent = answered(site, address, **packed)
    line = f"{name:16}{miss:8.2f}{number:9,}{queries(django, address):8}{size:9,}{sent:8,}"
    print(line + kept(site, address, packed | {"HTTP_IF_NONE_MATCH": headers.get("Etag", "")}), flush=True)


def kept(site: Callable, address: str, asked: dict[str, str]) -> str:
    """Microseconds and calls of a hit and of a 304; a dash for a page that is not kept."""
    columns = ""
    for expected in ("200", "304"):
        headers = asked if expected == "304" else {"HTTP_ACCEPT_ENCODING": "gzip, br"}
        number = calls(lambda: answered(site, address, **headers))  # noqa: B023  called at once
        status, _headers, _size = answered(site, address, **headers)
        is_kept = status == expected and number < MOST_CALLS_OF_A_HIT
        hit = cpu(lambda: answered(site, address, **headers), HITS) * 1000 if is_kept else 0  # noqa: B023
        columns += f"{hit:8.1f}{number:7}" if is_kept else f"{'–':>8}{'–':>7}"
    return columns


def with_database(run: Callable[[], None]) -> None:
    """In a database that is made anew and thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder, os.environ.get("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3"))
        from django.db import connection

        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            run()
        finally:
            connection.close()
            connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


def run() -> None:
    from django.core.management import call_command
    from django.db import connection

    call_command("load_demo", verbosity=0)
    addresses = pages()
    from mbc_site import wsgi

    cache = wsgi.application.application
    print(f"{connection.vendor}; CPU of this process, best of {ROUNDS}; calls are those of Python functions")
    print(f"{'':16}{'miss':>33}{'bytes':>18}{'hit':>15}{'304':>15}")
    print(
        f"{'page':16}{'ms':>8}{'calls':>9}{'queries':>8}{'plain':>9}{'sent':>8}{'us':>8}{'calls':>7}{'us':>8}{'calls':>7}"
    )
    for name, address in addresses.items():
        measure(name, address, django=wsgi.django_application, made=cache.application, site=wsgi.application)


if __name__ == "__main__":
    with_database(run)
