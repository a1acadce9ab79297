from sources.models.cached_lookup import CachedLookup
from sources.models.importing import Import, ImportRow
from sources.models.notice import Notice
from sources.models.queryset import SourceQuerySet
from sources.models.source import Source

__all__ = ["CachedLookup", "Import", "ImportRow", "Notice", "Source", "SourceQuerySet"]
