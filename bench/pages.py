"""`make bench`: CPU and queries of the public pages, uncached, in this process.

Each request goes through the whole WSGI stack (middleware, view, template), on a temporary SQLite database with
the demonstration content and one article of the size peers were measured with: 1,640 words, ten sections, ten
sources, 63 more public articles behind the lists.
"""

import os
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import process_time
from wsgiref.util import setup_testing_defaults

ROOT = Path(__file__).resolve().parent.parent
ROUNDS, REQUESTS = 7, 100
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


def ask(application, path: str) -> int:
    environ = {"PATH_INFO": path, "HTTP_HOST": "bench.example", "REQUEST_METHOD": "GET"}
    setup_testing_defaults(environ)
    answers = []
    response = application(environ, lambda status, headers: answers.append(status))
    size = sum(len(part) for part in response)
    response.close()
    assert answers[0].startswith("200"), (path, answers)  # noqa: S101  a bench of error pages means nothing
    return size


def count_queries(application, path: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        ask(application, path)
    return len(captured)


def milliseconds(application, path: str) -> float:
    """CPU of one request: the median of some rounds."""
    rounds = []
    for _ in range(ROUNDS):
        start = process_time()
        for _ in range(REQUESTS):
            ask(application, path)
        rounds.append((process_time() - start) / REQUESTS * 1000)
    return median(rounds)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder, f"sqlite:///{folder}/bench.sqlite3")
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        call_command("load_demo", verbosity=0)
        from mbc_site.wsgi import application

        pages = {"article": add_articles(), "article list": "/articles/", "home": "/"}
        print(f"{'page':14}{'CPU ms':>8}{'queries':>9}{'bytes':>9}")
        for name, path in pages.items():
            size, queries = ask(application, path), count_queries(application, path)
            print(f"{name:14}{milliseconds(application, path):8.2f}{queries:9}{size:9}", flush=True)
        connection.close()


if __name__ == "__main__":
    main()
