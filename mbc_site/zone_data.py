"""The time zone data of this site: that of the pinned `tzdata` package, never that of the machine it runs on.

Governments change their clocks at short notice, and a machine's own data is as old as its last upgrade. Settings call
`use_pinned` before anything else. PostgreSQL has data of its own, so queries do no arithmetic on time zones.
"""

import os
import time
import zoneinfo
from pathlib import Path

import tzdata


def use_pinned() -> None:
    """Python reads the package alone; the C library, which writes the times of the log, is shown the same files."""
    zoneinfo.reset_tzpath(to=[])
    zoneinfo.ZoneInfo.clear_cache()
    os.environ["TZDIR"] = str(Path(tzdata.__file__).parent / "zoneinfo")
    os.environ.pop("TZ", None)  # Django sets it next; the C library reads other files only for another name
    time.tzset()
