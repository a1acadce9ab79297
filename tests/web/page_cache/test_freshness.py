"""A kept page is served only while nothing it shows has changed."""

import threading

import pytest

from articles.models import Article, Page
from mbc_site.models import OrganizationDetails
from support_groups.models import Group
from tests.factories import make_edition, make_group, make_page, make_published
from web.page_cache import counters, wrapper
from web.page_cache.polling import poller

ARTICLE, CIRCLE, ROBOTS = "/articles/bone-pain/", "/support-groups/circle/", "/robots.txt"


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def things(db):
    make_page(title="How we work", slug="how")
    make_published(title="Bone pain", slug="bone-pain")
    make_group(name="The circle", slug="circle")


def test_a_change_is_seen_at_once_and_only_where_it_is_shown(site, things, commit):
    for path in (ARTICLE, CIRCLE):
        site.ask(path)

    with commit():
        article = Article.objects.get()
        article.title = "Bones that hurt"
        make_edition(article)

    assert b"Bones that hurt" in site.ask(ARTICLE).body
    site.ask(CIRCLE)
    assert site.paths == [ARTICLE, CIRCLE, ARTICLE]

    with commit():
        Group.objects.update(name="The square")

    assert b"The square" in site.ask(CIRCLE).body
    site.ask(ARTICLE)
    assert site.paths == [ARTICLE, CIRCLE, ARTICLE, CIRCLE]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda: Page.objects.update(title="Who we are"), b"Who we are"),
        (lambda: OrganizationDetails.objects.create(name="Our house"), b"Our house"),
    ],
)
def test_what_every_page_shows_is_right_on_every_page(site, things, commit, change, words):
    for path in (ARTICLE, CIRCLE, "/"):
        site.ask(path)

    with commit():
        change()

    for path in (ARTICLE, CIRCLE, "/"):
        assert words in site.ask(path).body


def test_a_page_that_was_being_made_during_a_change_is_shown_once_and_not_kept(site, things):
    made_by = site.cache.application

    def changing(environ, start_response):
        answer = made_by(environ, start_response)
        counters.raise_now([counters.ARTICLES])
        return answer

    site.cache.application = changing
    site.ask(ARTICLE)
    site.cache.application = made_by

    for _ in range(2):
        site.ask(ARTICLE)

    assert site.paths == [ARTICLE, ARTICLE]


def test_ten_visitors_at_once_make_one_page(site):
    begun, may_end, statuses = threading.Event(), threading.Event(), []
    made_by = [site.ask(ROBOTS)]
    site.cache.store.entries.clear()
    number_made = []

    def slowly(environ, start_response):
        number_made.append(True)
        begun.set()
        may_end.wait(20)
        environ["mbc_site.answer"].is_limited = True
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [made_by[0].body]

    site.cache.application = slowly
    threads = [threading.Thread(target=lambda: statuses.append(site.ask(ROBOTS).status)) for _ in range(10)]
    threads[0].start()
    assert begun.wait(20)
    for thread in threads[1:]:
        thread.start()
    may_end.set()
    for thread in threads:
        thread.join(20)

    assert statuses == [200] * 10
    assert len(number_made) == 1


def test_visitors_do_not_wait_one_after_the_other_for_what_is_not_kept(site):
    """All of them are in the site at the same time."""
    together = threading.Barrier(5, timeout=20)
    statuses = []

    def refusing(environ, start_response):
        if len(threads) == 5 and threading.current_thread() is not threads[0]:
            together.wait()
        start_response("503 Service Unavailable", [("Content-Type", "text/plain")])
        return [b"Come back"]

    site.cache.application = refusing
    begun, may_end = threading.Event(), threading.Event()

    def first(environ, start_response):
        begun.set()
        may_end.wait(20)
        site.cache.application = refusing
        together.wait()
        return refusing(environ, start_response)

    site.cache.application = first
    threads = [threading.Thread(target=lambda: statuses.append(site.ask(ROBOTS).status)) for _ in range(5)]
    threads[0].start()
    assert begun.wait(20)
    site.cache.application = refusing
    for thread in threads[1:]:
        thread.start()
    may_end.set()
    for thread in threads:
        thread.join(30)

    assert statuses == [503] * 5


@pytest.mark.parametrize(("away", "is_kept"), [(599.0, True), (600.0, False)])
def test_without_the_database_kept_pages_go_on_for_ten_minutes(site, monkeypatch, away, is_kept):
    site.ask(ROBOTS)
    site.ask("/")
    monkeypatch.setattr(poller, "away_for", lambda: away)
    monkeypatch.setattr(wrapper.time, "time", lambda: 4e9)

    for path in (ROBOTS, "/"):
        site.ask(path)

    assert site.paths == ([ROBOTS, "/"] if is_kept else [ROBOTS, "/"] * 2)


def test_without_the_database_a_change_that_this_host_knows_of_counts(site, monkeypatch):
    site.ask(ROBOTS)
    monkeypatch.setattr(poller, "away_for", lambda: 1.0)
    counters.raise_now([counters.SITE])

    site.ask(ROBOTS)

    assert site.paths == [ROBOTS, ROBOTS]


def test_a_page_made_of_search_rows_that_were_behind_is_not_kept(site, things):
    """A search reads them as they are while somebody else writes. The next one finds them up to date."""
    for _ in range(3):
        assert site.ask("/support-groups/").status == 200

    assert site.paths == ["/support-groups/"] * 2
