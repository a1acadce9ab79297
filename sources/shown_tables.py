"""Which tables of this app visitors see."""

from web.page_cache.names import SOURCES
from web.page_cache.shown_tables import Shown, declare

SHOWN = {
    "sources.Notice": Shown(SOURCES),
    "sources.Source": Shown(SOURCES),
}
NOT_SHOWN = {
    "sources.CachedLookup": "answers of other services, before somebody adds them",
    "sources.SourceImport": "waits for an editor's decisions",
    "sources.SourceImportRow": "waits for an editor's decisions",
}

declare(SHOWN, NOT_SHOWN)
