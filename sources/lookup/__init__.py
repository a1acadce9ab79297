"""Records by identifier: `look_up(text, fetcher)`. Reads from services, knows no database."""

from sources.lookup.fetch import Fetcher, LookUpFailed, NotFound, Offline, Refused
from sources.lookup.resolve import NothingToLookUp, look_up
