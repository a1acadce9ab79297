"""Records by identifier: `look_up(text, fetcher)`. Reads from services, knows no database."""

from sources.lookup.door import LookedUp, NothingToLookUp, look_up
from sources.lookup.fetch import Fetcher, LookUpFailed, NotFound, Offline, Refused

__all__ = [
    "Fetcher",
    "LookUpFailed",
    "LookedUp",
    "NotFound",
    "NothingToLookUp",
    "Offline",
    "Refused",
    "look_up",
]
