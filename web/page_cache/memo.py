"""Parts that many pages share, such as the footer: made once, and again when what they show changes."""

from collections.abc import Callable, Hashable
from typing import TypeVar

from django.db import connection

from web.page_cache import counters

Made = TypeVar("Made")


class Memo:
    """Remembers values that depend on some counters and on a key, such as the language.

    Nothing is remembered where nobody reads the database's counters (commands, tests), while they can't be read, or
    inside a transaction, which may see its own changes before others do.
    """

    MOST = 256  # keys are few: a language, an entry of the menu

    def __init__(self, *names: str):
        self.names = names
        self._made: dict[Hashable, tuple[bytes, object]] = {}

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` returned last time, unless a counter was raised since. Callers must not change it."""
        if connection.in_atomic_block or not counters.are_followed():
            return make()
        before, made = self._made.get(key, (b"", None))
        if not before or not counters.is_fresh(self.names, before):
            before = counters.seen()  # before reading, so that a change meanwhile is noticed
            made = make()
            if len(self._made) >= self.MOST:
                self._made.clear()
            self._made[key] = before, made
        return made
