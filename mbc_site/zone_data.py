"""Time zone data comes from the pinned `tzdata` package, never from the machine the site runs on.

Governments change their clocks at short notice, and a machine's own data is as old as its last upgrade. Settings call
`use_pinned` before anything else. PostgreSQL has data of its own, so queries don't calculate with time zones.
"""

import os
import time
import zoneinfo
from pathlib import Path

import tzdata


def use_pinned() -> None:
    """Make Python read only the package, and the C library, which formats times in the log, the same files."""
    zoneinfo.reset_tzpath(to=[])
    zoneinfo.ZoneInfo.clear_cache()
    os.environ["TZDIR"] = str(Path(tzdata.__file__).parent / "zoneinfo")
    # Django sets it next; the C library rereads its files only if the name changes.
    os.environ.pop("TZ", None)
    time.tzset()
