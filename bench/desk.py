"""`make bench-desk`: what staff wait for while they write: opening, saving, comparing and advising on a text of 150 KB.

The text cites 200 sources. Each request is whole (middleware, view, template), in this process, on a database that is
made anew and thrown away: SQLite, or the PostgreSQL server that DATABASE_URL names. "Python calls" don't depend on
what else the machine does.
"""

import cProfile
import os
import pstats
import random
import tempfile
from collections.abc import Callable
from statistics import median
from time import perf_counter, process_time

from pages import prepare

SIZE, SOURCES = 150_000, 200
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "7"))
PROFILE = os.environ.get("BENCH_PROFILE")  # the name of a step: print where its time goes
CHANGED = 300  # paragraphs
chance = random.Random(1)  # noqa: S311  not for secrets


def vocabulary() -> list[str]:
    starts, ends = (
        "b br c d f fl g h k l m n p pr r s st t tr v w",
        "a an ar e en er i in o on or u ay ess ing",
    )
    syllables = [start + end for start in starts.split() for end in ends.split()]
    return ["".join(chance.choices(syllables, k=chance.choice([1, 2, 2, 3]))) for _ in range(3000)]


class Writer:
    """Writes paragraphs of unlike sentences, with a heading now and then, and cites every source."""

    def __init__(self, keys: list[str]):
        self.keys, self.words = keys, vocabulary()
        self.weights = [1 / rank for rank in range(1, len(self.words) + 1)]

    def sentence(self) -> str:
        return " ".join(chance.choices(self.words, self.weights, k=chance.randint(8, 20))).capitalize()

    def paragraph(self, key: str = "") -> str:
        mark = f'<sup class="citation" data-source="{key}" data-locator="p. 4">{key}</sup>' if key else ""
        return f"<p>{self.sentence()}. {self.sentence()}, {self.sentence().lower()}.{mark}</p>"

    def body(self) -> str:
        parts, size = [], 0
        while size < SIZE:
            if len(parts) % 8 == 0:
                parts.append(f"<h2>{self.sentence()}</h2>")
            parts.append(self.paragraph(self.keys[len(parts) % len(self.keys)]))
            size += len(parts[-1])
        return "\n".join(parts)

    def rewritten(self, body: str, most: int) -> str:
        """With so many of the paragraphs changed by one word in each sentence."""
        lines = body.splitlines()
        for line in range(1, len(lines) - 1):
            if lines[line].startswith("<p>") and most > 0:
                lines[line] = lines[line].replace(". ", " afresh. ").replace(", ", " today, ")
                most -= 1
        return "\n".join(lines)


class Desk:
    """An article that is public and changed since, and an administrator in front of it."""

    def __init__(self):
        from django.contrib.auth.models import User
        from django.test import Client

        from articles.models import Article, Edition
        from sources.models import Source

        keys = [f"bench{n}" for n in range(SOURCES)]
        Source.objects.bulk_create(
            Source(
                key=key,
                csl_type="article-journal",
                title=f"A study of {key}",
                authors=[{"family": "Bench", "given": "A. B."}],
                container_title="Journal of Benches",
                year=2020,
            )
            for key in keys
        )
        self.writer = Writer(keys)
        self.body = self.writer.body()
        self.client = Client(SERVER_NAME="bench.example")
        self.client.force_login(
            User.objects.create_superuser("bench"), "django.contrib.auth.backends.ModelBackend"
        )
        self.article = Article.objects.create(title="Bench", slug="bench", summary="A bench.", body=self.body)
        self.article.publish(by=None, kind=Edition.ChangeKind.NEW)
        self.form = f"/admin/articles/article/{self.article.pk}/change/"

    def get(self, name: str) -> None:
        response = self.client.get(self.form.replace("change", name) if name else self.form)
        assert response.status_code == 200, (name, response)  # noqa: S101  an error page means nothing

    def sent(self) -> dict:
        from lxml import html

        form = html.fromstring(self.client.get(self.form).content).get_element_by_id("article_form")
        sent: dict[str, list[str]] = {}
        for name, value in form.form_values():
            sent.setdefault(name, []).append(value)
        return sent

    def changed(self) -> dict:
        body = self.writer.rewritten(self.article.body, 5) + self.writer.paragraph()
        return self.sent() | {"body": body}

    def save(self, sent: dict) -> None:
        response = self.client.post(self.form, sent)
        assert response.status_code == 302, response.content[:3000]  # noqa: S101

    def rewrite(self, paragraphs: int) -> None:
        self.save(self.sent() | {"body": self.writer.rewritten(self.body, paragraphs)})


def steps(desk: Desk) -> dict[str, tuple[Callable, Callable]]:
    """Name -> what is made ready before each time, and what is measured with that."""
    from articles.advice import advise
    from articles.markup import to_text
    from articles.models import Article
    from editing.differences import word_changes

    texts = [to_text(desk.body), to_text(desk.writer.body())]

    def nothing():
        return None

    return {
        "open the form": (nothing, lambda _: desk.get("change")),
        "save a changed text": (desk.changed, desk.save),
        "save, nothing changed": (desk.sent, desk.save),
        "publish page": (lambda: desk.rewrite(CHANGED), lambda _: desk.get("publish")),
        "history": (nothing, lambda _: desk.get("history")),
        "preview": (
            nothing,
            lambda _: desk.client.get(f"/admin/articles/article/{desk.article.pk}/preview/"),
        ),
        "advice": (nothing, lambda _: advise(Article.objects.get(pk=desk.article.pk).body)),
        "compare two unlike texts": (nothing, lambda _: word_changes(*texts)),
    }


def forget() -> None:
    """What this process remembers of the text: on a site, another process may have shown the form."""
    from articles.editor import as_written
    from articles.markup import clean

    clean.cache_clear()
    as_written.cache_clear()


def measure(name: str, ready: Callable, step: Callable) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        given = ready()
        before = len(captured)
        step(given)
        queries = len(captured) - before
    wall, cpu = [], []
    for _round in range(ROUNDS):
        given = ready()
        forget()
        began, used = perf_counter(), process_time()
        step(given)
        wall.append((perf_counter() - began) * 1000)
        cpu.append((process_time() - used) * 1000)
    given, profile = ready(), cProfile.Profile()
    forget()
    profile.runcall(step, given)
    calls = pstats.Stats(profile)
    print(f"{name:28}{median(wall):8.0f}{median(cpu):8.0f}{queries:9}{calls.total_calls:11,}", flush=True)
    if name == PROFILE:
        calls.sort_stats("cumulative").print_stats(70)
        calls.sort_stats("tottime").print_stats(30)
        if os.environ.get("BENCH_CALLERS"):
            calls.print_callers(os.environ["BENCH_CALLERS"])


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder, os.environ.get("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3"))
        from django.db import connection

        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            desk = Desk()
            print(f"{connection.vendor}: a text of {len(desk.body) // 1000} KB, median of {ROUNDS}")
            print(f"{'step':28}{'ms':>8}{'CPU ms':>8}{'queries':>9}{'calls':>11}")
            for name, (ready, step) in steps(desk).items():
                if not PROFILE or name == PROFILE:
                    measure(name, ready, step)
        finally:
            connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


if __name__ == "__main__":
    main()
