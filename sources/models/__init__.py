from sources.models.answer import KeptAnswer
from sources.models.importing import Import, ImportRow
from sources.models.notice import Notice
from sources.models.queryset import SourceQuerySet
from sources.models.source import Source

__all__ = ["Import", "ImportRow", "KeptAnswer", "Notice", "Source", "SourceQuerySet"]
