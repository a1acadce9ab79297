"""Counting searches that found nothing, so that staff learn what is missing: after the answer, and never instead of one.

Only what is likely to be a word for something is counted. Whatever looks like somebody's address, number or story is not.
"""

import datetime
import logging
import queue
import re
import threading
import unicodedata
from collections.abc import Mapping

from django.conf import settings
from django.db import connection
from django.utils.timezone import localdate

from mbc_site.search_pages.models import LONGEST, MissedSearch

logger = logging.getLogger(__name__)

MOST_WORDS = 4
MOST_DIGITS = 4  # altogether: stage 4, CDK4/6, 2026; no telephone number, ZIP code or date of birth
LONGEST_WORD, LONGEST_CODE = 30, 8  # letters of a word, and of one with a digit, such as PIK3CA
LONGEST_QUEUE = 100
WORD = re.compile(r"[^\W_]+(?:['’+/.-][^\W_]+)*[+-]?")
LIKE_AN_ADDRESS = re.compile(r"@|://|\bwww\.|\w\.[^\W\d_]{2}")
ASKED_AGAIN = ("no-cache", "max-age=0")


def countable(words: str) -> str:
    """The words as they are counted, in small letters; "" for what is not.

    >>> countable("  Port-a-Cath  rash "), countable("CDK4/6"), countable("¿tos seca?")
    ('port-a-cath rash', 'cdk4/6', 'tos seca')
    >>> {countable(each) for each in ("ada@example.org", "555 0142", "44301", "3/14/1962", "www.example.org", "Passw0rd99")}
    {''}
    >>> countable("my husband left me when they found it"), countable("e"), countable("e" * 70)
    ('', '', '')
    """
    text = unicodedata.normalize("NFKC", words).lower()
    if LIKE_AN_ADDRESS.search(text) or sum(letter.isdigit() for letter in text) > MOST_DIGITS:
        return ""
    parts = [part.strip('?!¿¡.,;:"“”„«»()…') for part in text.split()]
    parts = [part for part in parts if part]
    text = " ".join(parts)
    is_short = len(parts) <= MOST_WORDS and 2 <= len(text) <= LONGEST
    return text if is_short and all(_is_a_word(part) for part in parts) else ""


def _is_a_word(part: str) -> bool:
    has_digit = any(letter.isdigit() for letter in part)
    return bool(WORD.fullmatch(part)) and len(part) <= (LONGEST_CODE if has_digit else LONGEST_WORD)


def is_asked_anew(meta: Mapping[str, str]) -> bool:
    """Whether a request is a search, and not the same page again: coming back to it and reloading are not counted."""
    caching = meta.get("HTTP_CACHE_CONTROL", "").lower()
    is_again = "HTTP_IF_NONE_MATCH" in meta or any(word in caching for word in ASKED_AGAIN)
    return meta.get("REQUEST_METHOD") == "GET" and not is_again and "HTTP_SEC_PURPOSE" not in meta


class Counter:
    """A thread that counts what was missed, so that no visitor waits for it. It ends when there is nothing to count.

    What comes while too much waits is not counted, and neither is anything while the database takes no writes.
    """

    def __init__(self):
        self._lock = threading.Lock()
        self._waiting: queue.SimpleQueue[tuple[str, datetime.date]] = queue.SimpleQueue()
        self._running = False

    def add(self, words: str, day: datetime.date) -> None:
        with self._lock:
            if self._waiting.qsize() >= LONGEST_QUEUE:
                return
            self._waiting.put((words, day))
            if not self._running:
                self._running = True
                threading.Thread(target=self._run, name="missed-searches").start()

    def _run(self) -> None:
        try:
            while (one := self._next()) is not None:
                count(*one)
        finally:
            connection.close()

    def _next(self) -> tuple[str, datetime.date] | None:
        """Decided under the lock, so that nothing is left waiting."""
        with self._lock:
            if self._waiting.empty():
                self._running = False
                return None
            return self._waiting.get()


_counter = Counter()


def count_later(words: str, at: datetime.datetime) -> None:
    """Without waiting for the database."""
    if settings.MISSED_SEARCHES_COUNTED and (counted := countable(words)):
        _counter.add(counted, localdate(at))


def count(words: str, day: datetime.date) -> None:
    """The log has only the kind of an error: a database repeats in its sentence what it was given."""
    try:
        MissedSearch.objects.count_one(words, on=day)
    except Exception as problem:  # whatever it is, a number is missing and nothing else
        logger.warning("A search without a result was not counted: %s.", type(problem).__name__)
