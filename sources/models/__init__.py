from sources.models.cached_lookup import CachedLookup
from sources.models.importing import SourceImport, SourceImportRow
from sources.models.notice import Notice
from sources.models.queryset import SourceQuerySet
from sources.models.rendering import SourceRendering
from sources.models.source import Source
from sources.models.source_count import SourceCount
