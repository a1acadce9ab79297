"""What an identifier leads to, before anything is saved: the source that is here already, or a record to look at."""

import datetime
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from sources import ama, csl, identifiers, integrity
from sources.adding import duplicates, importing, lookup_cache
from sources.models import CachedLookup, Source
from sources.models.importing import notes_on

BY_ITSELF = ("doi", "pmid", "pmcid")  # chapters of one book share its ISBN


@dataclass(frozen=True)
class Proposal:
    """Either `here`, which needs no adding, or `answer`, with what is `alike` and the `problems` of storing it."""

    here: Source | None = None
    answer: CachedLookup | None = None
    alike: list[Source] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def reference(self) -> SafeString:
        return ama.to_html(self.answer.item)

    @property
    def reference_text(self) -> str:
        return ama.to_text(self.answer.item)

    @property
    def notes(self) -> list[str]:
        return notes_on(self.answer.item)

    @property
    def status(self) -> integrity.Assessment:
        return integrity.assess(lookup_cache.reports(self.answer), checked=self.answer.reports_notices)


def propose(text: str, *, at: datetime.datetime) -> Proposal:
    """Asks a service only for what is not here. Raises LookUpFailed, whose `sentence` an editor can read."""
    known = Source.objects.select_related("merged_into")
    for kind, value in ((one.kind, one.value) for one in identifiers.find(text)[:1]):
        by_it = known.with_identifier(kind, value) if kind in BY_ITSELF else known.books_with(value)
        if found := by_it.first():
            return Proposal(here=found.merged_into or found)
    return of_answer(lookup_cache.get(text, at=at))


def of_answer(answer: CachedLookup) -> Proposal:
    columns = csl.from_csl(answer.item)
    same = Source.objects.same_work(answer.item)
    if same and any(_is_shared(columns, same, kind) for kind in BY_ITSELF):
        return Proposal(here=same, answer=answer)
    alike = dict.fromkeys([*([same] if same else []), *duplicates.near(columns)])
    return Proposal(answer=answer, alike=list(alike), problems=importing.unstorable(answer.item))


def _is_shared(columns: dict, source: Source, kind: str) -> bool:
    """Also an identifier that the source has from one that was merged into it."""
    theirs = {getattr(one, kind).lower() for one in (source, *source.merged_from.all())}
    return bool(columns[kind]) and columns[kind].lower() in theirs
