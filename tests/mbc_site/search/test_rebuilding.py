"""Everything is indexed anew while people search and publish, also if that is killed in the middle."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from threading import Event, Thread, current_thread

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection

from mbc_site.search import rebuilding, search, state, weights
from mbc_site.search.engines import engine
from mbc_site.search.models import IndexMark, SearchDocument, SearchWord
from tests.factories import make_page
from tests.served import HERE, environment_of, postgres_url, sqlite_copy

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)


@pytest.fixture
def _noon():
    with time_machine.travel(NOW, tick=False):
        yield


def titles(words):
    return sorted("".join(part.text for part in hit.title) for hit in search(words, is_exact=True).hits)


class Site:
    """Processes on this database: of SQLite on a copy, a file."""

    def __init__(self, folder):
        is_file = connection.vendor == "sqlite"
        url = f"sqlite:///{sqlite_copy(folder)}" if is_file else postgres_url()
        self.environment = environment_of(folder) | {"DATABASE_URL": url, "DEBUG": "1"}

    def start(self, *what):
        command = [sys.executable, "-m", "tests.searcher", *what]
        return subprocess.Popen(  # noqa: S603  our own arguments
            command, cwd=HERE, env=self.environment, stdout=subprocess.PIPE, text=True
        )

    def run(self, *what):
        process = self.start(*what)
        output, _ = process.communicate(timeout=120)
        assert process.returncode == 0
        return sorted(output.splitlines())


@pytest.mark.parametrize(
    ("stopped_before", "number"),
    [('INSERT INTO "mbc_site_searchdocument"', 1), ("INSERT INTO mbc_site_searchword", 2)],
    ids=["while it replaces documents", "while it counts words"],
)
def test_a_rebuild_that_is_killed_leaves_an_index_that_works_and_the_next_completes_it(
    stopped_before, number, tmp_path
):
    """One document was found before, and `number` are when it is killed. The wrong letter needs the vocabulary, too."""
    both = [make_page(title=title).title for title in ("Quokkas", "Quokkas, too")]
    engine().remove([SearchDocument.objects.get(title=both[1]).pk])
    site = Site(tmp_path)
    assert site.run("find", "quokkaz") == both[:1]

    rebuild = site.start("rebuild", stopped_before)
    try:
        assert os.WIFSTOPPED(os.waitpid(rebuild.pid, os.WUNTRACED)[1])
        assert site.run("find", "quokkaz") == both[:number]
    finally:
        rebuild.kill()
    rebuild.communicate(timeout=20)
    assert rebuild.returncode == -signal.SIGKILL

    assert site.run("find", "quokkaz") == both[:number]
    assert site.run("rebuild") == ["2 records indexed."]
    assert site.run("find", "quokkaz") == both


@pytest.mark.usefixtures("_noon")
def test_what_is_written_between_two_steps_of_a_rebuild_is_found_at_once_and_afterwards(monkeypatch):
    monkeypatch.setattr(rebuilding, "AT_ONCE", 1)
    first, second, third = (make_page(title=f"Wombats {number}") for number in (1, 2, 3))
    steps = rebuilding.rebuild()
    next(steps)

    for page, title in ((first, "Quokkas 1"), (third, "Quokkas 3")):
        page.title = title
        page.save()
    second.delete()
    make_page(title="Quokkas 4")
    for _ in [None, *steps]:
        assert titles("wombats") == []
        assert titles("quokkas") == ["Quokkas 1", "Quokkas 3", "Quokkas 4"]

    assert SearchWord.objects.get(word="quokkas").documents == 3
    assert not SearchWord.objects.filter(word="wombats").exists()


@pytest.mark.usefixtures("_noon")
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time")
def test_what_is_published_while_a_rebuild_writes_is_not_lost_and_readers_find_all_the_time(monkeypatch):
    page = make_page(title="Quokkas")
    read, written, errors, indexed = Event(), Event(), [], weights.indexed

    def slowly(text):
        """Of the rebuild: it has read what the page said and taken it out of the index."""
        if current_thread() is rebuild:
            read.set()
            written.wait(1)
        return indexed(text)

    def rebuild_all():
        try:
            call_command("rebuild_search")
        except Exception as problem:
            errors.append(problem)
        finally:
            connection.close()

    monkeypatch.setattr(weights, "indexed", slowly)
    rebuild = Thread(target=rebuild_all)
    rebuild.start()
    assert read.wait(20)
    assert titles("quokkas") == ["Quokkas"]
    page.title = "Quokkas and wombats"
    page.save()
    written.set()
    waiting = IndexMark.objects.exists()
    assert titles("wombats") == titles("quokkas") == ["Quokkas and wombats"]
    rebuild.join(60)

    assert (errors, waiting) == ([], False)
    assert titles("wombats") == titles("quokkas") == ["Quokkas and wombats"]
    assert SearchWord.objects.get(word="quokkas").documents == 1
    assert state.is_behind() == []
