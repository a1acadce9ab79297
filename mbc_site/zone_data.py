"""Time zone data comes from the pinned `tzdata` package, never from the machine the site runs on.

Governments change their clocks at short notice, and a machine's own data is as old as its last upgrade. Settings call
`use_pinned` before anything else. PostgreSQL has data of its own, so queries don't calculate with time zones.
"""

import datetime
import os
import time
import zoneinfo
from pathlib import Path

import tzdata

A_YEAR = datetime.timedelta(days=365)


def use_pinned() -> None:
    """Make Python read only the package, and the C library, which formats times in the log, the same files."""
    zoneinfo.reset_tzpath(to=[])
    zoneinfo.ZoneInfo.clear_cache()
    os.environ["TZDIR"] = str(Path(tzdata.__file__).parent / "zoneinfo")
    os.environ.pop(
        "TZ", None
    )  # Django sets it next; the C library rereads its files only if the name changes
    time.tzset()


def released_about(version: str = tzdata.IANA_VERSION) -> datetime.date:
    """About when a release appeared. It is named by its year and a letter, and there is at most about one each month.

    >>> released_about("2026a"), released_about("2026f")
    (datetime.date(2026, 1, 1), datetime.date(2026, 6, 1))
    """
    year, letter = int(version[:4]), version[4:5] or "a"
    return datetime.date(year, min(ord(letter) - ord("a"), 11) + 1, 1)


def is_older_than_a_year(today: datetime.date, version: str = tzdata.IANA_VERSION) -> bool:
    """Whether it is time to upgrade `tzdata`.

    >>> is_older_than_a_year(datetime.date(2026, 6, 1), "2025b"), is_older_than_a_year(datetime.date(2026, 6, 1), "2025f")
    (True, False)
    """
    return today > released_about(version) + A_YEAR
