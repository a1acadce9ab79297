"""What an identifier leads to before anything is saved: a source that is already here, or a record to look at."""

import datetime
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from sources import ama, csl, identifiers, integrity
from sources.adding import duplicates, importing, lookup_cache
from sources.models import CachedLookup, Source
from sources.models.importing import notes_on

UNIQUE_KINDS = ("doi", "pmid", "pmcid")  # chapters of one book share its ISBN


@dataclass(frozen=True)
class Proposal:
    """Either an `existing` source, or a `record` to add, with sources that could be the same (`alike`) and the
    `problems` that keep it from being stored."""

    existing: Source | None = None
    record: CachedLookup | None = None
    alike: list[Source] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def reference(self) -> SafeString:
        return ama.to_html(self.record.item)

    @property
    def reference_text(self) -> str:
        return ama.to_text(self.record.item)

    @property
    def notes(self) -> list[str]:
        return notes_on(self.record.item)

    @property
    def assessment(self) -> integrity.Assessment:
        return integrity.assess(lookup_cache.reports(self.record), checked=self.record.reports_notices)


def propose(text: str, *, at: datetime.datetime) -> Proposal:
    """Looks up only what is not here. Raises LookUpFailed, whose `sentence` an editor can read."""
    sources = Source.objects.select_related("merged_into")
    for identifier in identifiers.find(text)[:1]:
        kind, value = identifier.kind, identifier.value
        matches = sources.with_identifier(kind, value) if kind in UNIQUE_KINDS else sources.books_with(value)
        if match := matches.first():
            return Proposal(existing=match.merged_into or match)
    return of_record(lookup_cache.get(text, at=at))


def of_record(record: CachedLookup) -> Proposal:
    columns = csl.from_csl(record.item)
    same = Source.objects.same_work(record.item)
    if same and any(_is_shared(columns, same, kind) for kind in UNIQUE_KINDS):
        return Proposal(existing=same, record=record)
    alike = dict.fromkeys([*([same] if same else []), *duplicates.near(columns)])
    return Proposal(
        record=record, alike=list(alike), problems=importing.unstorable(Source.from_csl(record.item, key="a"))
    )


def _is_shared(columns: dict, source: Source, kind: str) -> bool:
    """Also an identifier that the source has from one that was merged into it."""
    values = {getattr(row, kind).lower() for row in source.rows}
    return bool(columns[kind]) and columns[kind].lower() in values
