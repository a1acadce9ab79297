"""Which errors of a database or disk are outages, and what to tell the person who sent the request.

An outage is not a bug: the site answers 503 and logs one line. Everything else stays a 500 with its stack trace. Codes and names: PostgreSQL manual, appendix A; https://www.sqlite.org/rescode.html.
"""

import errno
import re
import sqlite3
import traceback
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import DatabaseError, InterfaceError, OperationalError
from django.utils.translation import gettext_lazy as _

from articles.storage import StorageAway


@dataclass(frozen=True)
class Outage:
    """`cause` is for the log, `sentence` for the person; `retry_after` is in seconds."""

    cause: str
    sentence: str
    retry_after: int


AWAY = Outage(
    "the database does not answer",
    _("We can’t reach our records right now. Please try again in a minute or two."),
    30,
)
BUSY = Outage(
    "the database is busy",
    _("Somebody else is saving right now. Please try again in a minute."),
    60,
)
SLOW = Outage(
    "the database took too long",
    _("This took too long, so we stopped it. Please try again in a minute."),
    60,
)
FULL = Outage(
    "the disk is full",
    _("Our storage is full, so nothing can be saved until whoever runs this site makes room."),
    600,
)
READ_ONLY = Outage(
    "the database or the disk is read-only",
    _("Nothing can be saved right now. Please try again in a few minutes."),
    300,
)
FILES_AWAY = Outage(
    "the service that keeps the files can’t be used",
    _("We can’t reach our pictures right now. Please try again in a minute or two."),
    30,
)
CROWDED = Outage(
    "too many requests at once",
    _("Many people are using this site right now. Please try again in a few seconds."),
    5,
)
NOT_MIGRATED = Outage(
    "the database lacks what this version needs: run “manage.py migrate”",
    _("We’re updating this site. Please try again in a few minutes."),
    60,
)


class Crowded(Exception):
    """A request found no place in the waiting room (web/waiting_room.py)."""


# By the start of PostgreSQL's error code; the longest match counts.
POSTGRESQL = {
    "08": AWAY,  # connection exception
    "25006": READ_ONLY,
    "25P03": AWAY,  # ended after idling in a transaction
    "42703": NOT_MIGRATED,  # no such column
    "42P01": NOT_MIGRATED,  # no such table
    "40": BUSY,  # deadlock, serialization failure
    "53": AWAY,  # too many connections, out of memory
    "53100": FULL,
    "55P03": BUSY,  # lock not available
    "57": AWAY,  # shutting down, starting up
    "57014": SLOW,  # statement timeout
    "58": AWAY,  # the server's own disk
    "58P01": None,  # a file missing on the server is damage, so it stays an error
}
# By the start of SQLite's error name.
SQLITE = {
    "SQLITE_BUSY": BUSY,
    "SQLITE_LOCKED": BUSY,
    "SQLITE_FULL": FULL,
    "SQLITE_READONLY": READ_ONLY,
    "SQLITE_CANTOPEN": AWAY,
    "SQLITE_PERM": AWAY,
    "SQLITE_IOERR": AWAY,
}
# SQLite has one error name for all faults of a statement.
NO_SUCH = re.compile("no such (table|column)|table .* has no column")
DISK = {errno.ENOSPC: FULL, errno.EDQUOT: FULL, errno.EROFS: READ_ONLY}


def outage_behind(problem: BaseException | None) -> Outage | None:
    """The outage that caused this exception, directly or through a chain; None if there is none."""
    return next(filter(None, map(_outage, _chain(problem))), None)


def outcome_is_open(problem: BaseException) -> bool:
    """Whether the connection broke during a commit, so the commit may or may not have happened."""
    return outage_behind(problem) is AWAY and any(
        frame.f_code.co_name == "_commit" for link in _chain(problem) for frame, _line in _frames(link)
    )


def cause_of(problem: BaseException) -> str:
    """One line for the log: what is wrong, and what the database said."""
    cause = next(link for link in _chain(problem) if _outage(link))
    first, *_rest = str(cause).splitlines() or [type(cause).__name__]
    return f"{_outage(cause).cause} ({first.strip()})"


def _chain(problem: BaseException | None) -> Iterator[BaseException]:
    while problem is not None:
        yield problem
        problem = problem.__cause__ or problem.__context__


def _frames(problem: BaseException):
    return traceback.walk_tb(problem.__traceback__)


def _outage(problem: BaseException) -> Outage | None:
    if isinstance(problem, DatabaseError | InterfaceError):
        return _database_outage(problem)
    if isinstance(problem, StorageAway):
        return FILES_AWAY
    if isinstance(problem, OSError):
        return DISK.get(problem.errno)
    return CROWDED if isinstance(problem, Crowded) else None


def _database_outage(problem: DatabaseError | InterfaceError) -> Outage | None:
    driver = problem.__cause__
    if name := getattr(driver, "sqlite_errorname", None):
        is_missing = name == "SQLITE_ERROR" and NO_SUCH.match(str(driver))
        return NOT_MIGRATED if is_missing else _longest(SQLITE, name)
    if code := getattr(driver, "pgcode", None):
        return _longest(POSTGRESQL, code)
    # psycopg2 gives no code if it could not connect or the connection broke. sqlite3 errors without a name are bugs.
    is_lost = isinstance(problem, OperationalError | InterfaceError) and not isinstance(driver, sqlite3.Error)
    return AWAY if is_lost else None


def _longest(table: dict[str, Outage | None], name: str) -> Outage | None:
    return table[max(fits, key=len)] if (fits := [key for key in table if name.startswith(key)]) else None
