"""Which tables of this app visitors see."""

from web.page_cache.names import SOURCES
from web.page_cache.shown_tables import Shown, declare

# Written for each source while `daily` checks them one after another. The day of the last answer is shown.
CHECKS = ("integrity_attempted_at", "link_checked_on", "link_failed_on")
SHOWN = {
    "sources.Notice": Shown(SOURCES),
    "sources.Source": Shown(SOURCES, hidden=(*CHECKS, "notes")),
}
NOT_SHOWN = {
    "sources.CachedLookup": "answers of other services, before somebody adds them",
    "sources.SourceCount": "counted by triggers in the transaction of a change to the sources",
    "sources.SourceImport": "waits for an editor's decisions",
    "sources.SourceRendering": "what a page shows of a source anyway, kept",
    "sources.SourceImportRow": "waits for an editor's decisions",
}

declare(SHOWN, NOT_SHOWN)
