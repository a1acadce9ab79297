"""What many pages share is made once, until a counter that it names is raised."""

import pytest
from django.db import transaction

from web.page_cache import counters
from web.page_cache.memo import Memo
from web.page_cache.names import ARTICLES, SITE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def followed(monkeypatch):
    """As in a worker whose poller has just read the database."""
    monkeypatch.setattr(counters, "are_followed", lambda: True)
    counters.raise_now([])  # opens the file of this host, after which all counters count as raised


@pytest.fixture
def made():
    return []


@pytest.fixture
def ask(made):
    memo = Memo(SITE)

    def get(key="en"):
        return memo.get(key, lambda: made.append(key) or f"{key} {len(made)}")

    return get


def test_it_is_made_once_for_each_key(followed, ask, made):
    assert [ask("en"), ask("en"), ask("es"), ask("en")] == ["en 1", "en 1", "es 2", "en 1"]


def test_it_is_made_again_after_its_own_counter_was_raised(followed, ask):
    ask()
    counters.raise_after_commit([ARTICLES])
    assert ask() == "en 1"

    counters.raise_after_commit([SITE])

    assert ask() == "en 2"


def test_a_change_while_it_is_made_is_not_missed(followed):
    memo, made = Memo(SITE), []

    def make():
        made.append(1)
        if len(made) == 1:
            counters.raise_after_commit([SITE])
        return len(made)

    assert [memo.get("", make), memo.get("", make), memo.get("", make)] == [1, 2, 2]


def test_inside_a_transaction_nothing_is_remembered(followed, ask):
    with transaction.atomic():
        assert [ask(), ask()] == ["en 1", "en 2"]

    assert ask() == "en 3"


def test_nothing_is_remembered_where_nobody_reads_the_counters(ask):
    assert counters.are_followed() is False
    assert [ask(), ask()] == ["en 1", "en 2"]


def test_odd_keys_do_not_fill_the_memory(followed):
    memo = Memo(SITE)
    for number in range(3 * Memo.MOST):
        memo.get(number, lambda: 1)

    assert len(memo._made) <= Memo.MOST
