"""Public pages as files, for a web server to send by itself: which are right, and taking them away when they are not.

`bake` writes them into a folder of their own and makes `current` a link to it. Whoever learns that something changed, or
that a moment has come, removes the link, and the web server asks the site again.
"""

import json
import os
import time
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from web.page_cache.names import SLOTS

CURRENT = "current"
STATE = "state.json"
WITHOUT_DATABASE = 600  # seconds that kept pages go on while the counters can’t be read


@dataclass(frozen=True)
class State:
    """What baked pages depend on: the counters that they name, as they were before the pages were made, in the database
    and in the file of this host; and the seconds since 1970 between which no page changes by itself.
    """

    names: tuple[str, ...]
    tokens: dict[str, int]
    marks: dict[str, str]
    since: float
    until: float

    @classmethod
    def now(cls, names: Collection[str], tokens: Mapping[str, int], marks, *, until: float) -> "State":
        return cls(
            tuple(names),
            {name: tokens.get(name, 0) for name in names},
            {name: marks[SLOTS[name]].hex() for name in names},
            time.time(),
            until,
        )

    def holds(self, tokens: Mapping[str, int], marks) -> bool:
        now = State.now(self.names, tokens, marks, until=self.until)
        same = (self.tokens, self.marks) == (now.tokens, now.marks)
        return same and self.since <= now.since < self.until

    def write(self, folder: Path) -> None:
        (folder / STATE).write_text(json.dumps(asdict(self)))


def folder() -> Path:
    return Path(settings.DATA_DIR) / "baked"


def state() -> State | None:
    """Of the pages that are served now, if there are any. What can't be read is taken away."""
    try:
        text = (folder() / CURRENT / STATE).read_text()
        values = json.loads(text)
        return State(**values | {"names": tuple(values["names"])})
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError):
        withdraw()
        return None


def withdraw() -> None:
    with suppress(FileNotFoundError):
        (folder() / CURRENT).unlink()


def withdraw_changed(names: Collection[str]) -> None:
    """These counters were raised."""
    if os.path.lexists(folder() / CURRENT):
        known = state()
        if known is None or set(known.names) & set(names):
            withdraw()


def withdraw_old(tokens: Mapping[str, int], marks) -> None:
    """Unless the pages are right, with the counters as they are now."""
    if os.path.lexists(folder() / CURRENT):
        known = state()
        if known is None or not known.holds(tokens, marks):
            withdraw()


def put_in_place(version: Path) -> None:
    """Serve this folder, at once."""
    link = folder() / f".{version.name}"
    link.symlink_to(version.name)
    os.replace(link, folder() / CURRENT)
