"""The kept answers of one worker: bounded, the least used out, one render at a time."""

import threading

import pytest

from web.page_cache.store import OVERHEAD, Entry, Store, Turns

HEADERS = [("Content-Type", "image/png")]


def entry(body=b"x") -> Entry:
    return Entry.of(HEADERS, body, counters=(), seen=b"", since=0, until=1)


def key(n):
    return "http", "localhost", f"/{n}/", ""


def test_it_never_holds_more_bytes_than_it_may():
    store = Store(10 * (OVERHEAD + 1000))

    for n in range(50):
        store.put(key(n), entry(b"x" * 1000))
        assert store.bytes == sum(each.size for each in store.entries.values()) <= store.most_bytes

    assert list(store.entries) == [key(n) for n in range(40, 50)]


def test_what_was_read_stays_and_what_nobody_read_goes():
    store = Store(3 * (OVERHEAD + 1))
    for n in range(3):
        store.put(key(n), entry())
    store.entries[key(0)].was_used = True

    store.put(key(3), entry())
    store.put(key(4), entry())

    assert set(store.entries) == {key(0), key(3), key(4)}

    store.put(key(5), entry())
    store.put(key(6), entry())

    assert key(0) not in store.entries


def test_a_new_answer_takes_the_place_of_the_old_one():
    store = Store(10_000_000)
    store.put(key(1), entry(b"x" * 500))
    store.put(key(1), entry(b"x" * 700))

    assert (len(store.entries), store.bytes) == (1, 700 + OVERHEAD)


def test_one_answer_does_not_take_all_the_room():
    store = Store(8000)

    assert (store.takes(1000), store.takes(1001)) == (True, False)


def test_a_text_is_kept_in_its_shortest_form_and_read_in_any():
    words = b"<p>Some plain words.</p>" * 500
    kept = Entry.of([("Content-Type", "text/html")], words, counters=(), seen=b"", since=0, until=1)

    assert kept.size < len(words) / 2
    assert kept.body == words
    assert kept.in_encoding("").body == [words]
    assert set(kept.encoded) == set()
    assert kept.in_encoding("br") is kept.in_encoding("br")
    assert kept.in_encoding("gzip") is kept.in_encoding("gzip")


def test_one_thread_makes_a_page_while_the_others_wait():
    turns, made, seen = Turns(patience=20), [], []
    is_made, may_end = threading.Event(), threading.Event()

    def ask():
        with turns.take(key(1)) as turn:
            if turn.is_ours:
                made.append(True)
                is_made.set()
                may_end.wait(20)
                turn.is_kept = True
        seen.append(turn.is_kept)

    threads = [threading.Thread(target=ask) for _ in range(5)]
    threads[0].start()
    assert is_made.wait(20)
    for thread in threads[1:]:
        thread.start()
    may_end.set()
    for thread in threads:
        thread.join(20)

    assert seen == [True] * 5
    assert len(made) <= 5  # whoever came after the end of a turn has one of their own
    assert turns._running == {}


def test_nobody_waits_longer_than_they_have_patience():
    turns = Turns(patience=0.01)
    with turns.take(key(1)) as first, turns.take(key(1)) as second, turns.take(key(2)) as other:
        assert (first.is_ours, second.is_ours, other.is_ours) == (True, False, True)
        assert not second.is_kept


def test_a_turn_ends_also_if_the_page_could_not_be_made():
    turns = Turns(patience=20)
    with pytest.raises(ZeroDivisionError), turns.take(key(1)):
        1 / 0  # noqa: B018

    with turns.take(key(1)) as turn:
        assert turn.is_ours
