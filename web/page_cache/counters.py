"""What a kept page depends on, and whether it still holds. Every call but the late one of `database_is_away` only reads
memory.

    before = counters.seen()  # before rendering, so that a change during it is noticed
    page = render()
    …
    counters.is_fresh((ARTICLES, SITE), before)
"""

from collections.abc import Iterable

from web.page_cache.names import ARTICLES, COUNTERS, DIRECTORY, SITE, SIZE, SLOTS, SOURCES
from web.page_cache.polling import poller
from web.page_cache.shared_marks import marks
from web.page_cache.writes import raise_after_commit

__all__ = ["ARTICLES", "COUNTERS", "DIRECTORY", "SITE", "SOURCES"]
__all__ += [
    "are_followed",
    "database_is_away",
    "is_fresh",
    "raise_after_commit",
    "raise_now",
    "seen",
    "start",
]


def start() -> None:
    """Begin to read the database's counters. For processes that serve pages; commands only raise counters."""
    marks.open()
    poller.start()


def are_followed() -> bool:
    """Whether this process knows of every change within a second: after `start`, and while the database answers."""
    return poller.is_wanted and poller.away_for() is None


def seen() -> bytes:
    """All counters as they stand now. Compare two of these first: mostly nothing has changed at all."""
    return marks.view[:SIZE] + poller.tokens


def is_fresh(names: Iterable[str], before: bytes) -> bool:
    """Whether none of these counters was raised since `before` was seen."""
    now = marks.view[:SIZE] + poller.tokens
    if now == before:
        return True
    raised, polled = now[:SIZE], now[SIZE:]
    return all(
        before[:SIZE][SLOTS[name]] == raised[SLOTS[name]]
        and before[SIZE:][SLOTS[name]] == polled[SLOTS[name]]
        for name in names
    )


def raise_now(names: Iterable[str] = COUNTERS) -> None:
    """Tell the other processes of this host of a change that is not in the database, or in another one."""
    marks.open()
    marks.raise_now(names)


def database_is_away() -> float | None:
    """Seconds since the database's counters were last read, or None if that was within a second.

    Other hosts' changes may be missing for that long. Waits at most a second for a reading that is late.
    """
    return poller.away_for()
