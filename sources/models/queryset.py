"""Which sources: the questions that the rest of the site asks the bibliography."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from sources import csl
from sources.comparison import PARTS
from sources.integrity import IntegrityState, NoticeKind
from sources.integrity.notices import GRAVE

if TYPE_CHECKING:
    from sources.models.source import Source


class _TakenKeys:
    """Asked about candidates that start alike (redig2013, redig2013b, …): fetches those keys, not every one."""

    def __init__(self, queryset):
        self.queryset = queryset
        self.start: str | None = None
        self.keys: set[str] = set()

    def __contains__(self, key: str) -> bool:
        if self.start is None or not key.startswith(self.start):
            self.start = key
            self.keys = set(self.queryset.filter(key__startswith=key).values_list("key", flat=True))
        return key in self.keys


class SourceQuerySet(models.QuerySet):
    def active(self):
        """Sources that may be cited anew."""
        return self.filter(status=self.model.Status.ACTIVE, merged_into=None)

    def listed(self):
        """The public bibliography. An archived source stays in it: editions may rest on it."""
        return self.filter(merged_into=None)

    def undecided(self):
        """Retracted sources about which no editor has said why they may stay cited."""
        return self.filter(
            integrity__in=[IntegrityState.RETRACTED, IntegrityState.PARTIALLY_RETRACTED],
            notices__kind__in=GRAVE,
            notices__acknowledged_at=None,
            notices__applies=True,
        ).distinct()

    def doubted(self):
        """Sources that their journal warned of, about which no editor has said anything yet."""
        return self.filter(
            integrity=IntegrityState.CONCERN,
            notices__kind=NoticeKind.CONCERN,
            notices__acknowledged_at=None,
            notices__applies=True,
        ).distinct()

    def matching(self, words: str):
        """Every word somewhere in title, authors, journal, year, key or an identifier."""
        found = self
        for word in words.split()[:8]:
            found = found.filter(
                Q(title__icontains=word)
                | Q(authors_text__icontains=word)
                | Q(container_title__icontains=word)
                | Q(container_title_short__icontains=word)
                | Q(key__icontains=word)
                | Q(doi__iexact=word)
                | Q(pmid=word)
                | Q(pmcid__iexact=word)
                | (Q(year=int(word)) if word.isdecimal() and len(word) == 4 else Q())
            )
        return found

    def with_identifier(self, kind: str, value: str):
        """Sources with this DOI, PMID, PMCID or ISBN; the DOI is compared without regard to case."""
        lookup = {"doi": "doi__iexact", "pmid": "pmid", "pmcid": "pmcid__iexact", "isbn": "isbn"}[kind]
        return self.filter(**{lookup: value}) if value else self.none()

    def books_with(self, isbn: str):
        """Without chapters and papers, which carry the ISBN of the book they are in."""
        return self.with_identifier("isbn", isbn).exclude(csl_type__in=PARTS)

    def same_work(self, item: dict) -> "Source | None":
        """The source that this CSL-JSON item describes, if it is here: by DOI, PMID, PMCID, ISBN, then by title.

        Titles of two works can be the same ("What is cancer?"), so the first author must agree too, and neither
        identifiers nor years may differ.
        """
        columns = csl.from_csl(item)
        for kind in ("doi", "pmid", "pmcid"):
            found = self.with_identifier(kind, columns[kind]).first()
            if found:
                return found.merged_into or found
        found = self.books_with(columns["isbn"]).first() if columns["csl_type"] not in PARTS else None
        if found:
            return found.merged_into or found
        title, author = csl.title_key(columns["title"])[:300], csl.first_author_key(columns["authors"])[:100]
        for found in self.filter(title_key=title, first_author_key=author).exclude(title_key="")[:20]:
            differs = any(
                columns[name] and getattr(found, name) and columns[name] != getattr(found, name)
                for name in ("doi", "pmid", "pmcid", "isbn", "year")
            )
            if not differs:
                return found.merged_into or found
        return None

    def add(self, item: dict, **fields) -> "Source":
        """A saved source of this CSL-JSON item, under a key made for it."""
        source = self.model.from_csl(item, key=self.free_key(item), **fields)
        source.save()
        return source

    def free_key(self, item: dict) -> str:
        return csl.suggest_key(item, _TakenKeys(self))

    def canonical_keys(self, keys: Iterable[str]) -> dict[str, str]:
        """Each known key with the key that stands for it now: its own, or that of the source it was merged into."""
        return {key: source.key for key, source in self.by_keys(keys).items()}

    def by_keys(self, keys: Iterable[str]) -> dict[str, "Source"]:
        """The source that stands for each known key now; a key of a merged source finds what it was merged into."""
        found = self.filter(key__in=set(keys)).select_related("merged_into")
        return {source.key: source.merged_into or source for source in found}
