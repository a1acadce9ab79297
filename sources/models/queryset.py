"""Queries on sources for the rest of the site."""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.db import models
from django.db.models import Case, F, Q, When, Window
from django.db.models.functions import RowNumber

from sources import csl
from sources.csl import PARTS_OF_BOOKS
from sources.integrity import IntegrityState, NoticeKind
from sources.integrity.notices import GRAVE
from sources.look_alikes import told_apart
from sources.models.monitored import Monitored
from sources.models.notice import NoticeStatus

LOOKUPS = {"doi": "doi__iexact", "pmid": "pmid", "pmcid": "pmcid__iexact", "isbn": "isbn"}
DISTINGUISHING = ("doi", "pmid", "pmcid", "isbn", "year")  # columns in which one work cannot have two values


class _TakenKeys:
    """Candidate keys start alike (redig2013, redig2013b, …), so only the keys that start so are fetched."""

    def __init__(self, queryset):
        self.queryset = queryset
        self.starts: tuple[str, ...] = ()
        self.keys: set[str] = set()

    def __contains__(self, key: str) -> bool:
        if not key.startswith(self.starts):
            self.fetch([key])
        return key in self.keys

    def fetch(self, starts: Iterable[str]) -> None:
        """One query."""
        self.starts += (*starts,)
        same = Q(*(Q(key__startswith=start) for start in starts), _connector=Q.OR)
        self.keys |= set(self.queryset.filter(same).values_list("key", flat=True))


class SourceQuerySet(models.QuerySet):
    def active(self):
        """Sources that may be cited anew."""
        return self.filter(status=self.model.Status.ACTIVE, merged_into=None)

    def labels_apart(self, sources) -> dict[str, str]:
        """The key of each of these sources -> its label, with words of the title if another active source has the same
        label. One query."""
        firsts = {(source.first_author_key, source.year) for source in sources}
        same = Q()
        for author, year in firsts:
            same |= Q(first_author_key=author, year=year)
        others = self.active().filter(same) if firsts else ()
        everyone = {source.key: source for source in [*others, *sources]}
        return told_apart([(key, source.label, source.title_text) for key, source in everyone.items()])

    def listed(self):
        """The public bibliography. An archived source stays in it, because editions may cite it."""
        return self.filter(merged_into=None)

    def with_renderings(self):
        """Sources with what was kept of how pages show them; see `sources/renderings.py`."""
        return self.select_related("rendering")

    def undecided(self):
        """Retracted sources for which no editor has said why they may stay cited."""
        return self._unacknowledged([IntegrityState.RETRACTED, IntegrityState.PARTIALLY_RETRACTED], GRAVE)

    def doubted(self):
        """Sources with an expression of concern that no editor has acknowledged."""
        return self._unacknowledged([IntegrityState.CONCERN], [NoticeKind.CONCERN])

    def with_open_notices(self):
        """Sources with a retraction or an expression of concern that nobody has decided about."""
        sources = self.model.objects
        return self.filter(
            Q(pk__in=sources.undecided().values("pk")) | Q(pk__in=sources.doubted().values("pk"))
        )

    def first_to_decide(self, number: int):
        """The first of the retracted and the first of the doubted ones, by key; each with `is_doubted`."""
        is_doubted = Case(When(integrity=IntegrityState.CONCERN, then=True), default=False)
        place = Window(RowNumber(), partition_by=F("is_doubted"), order_by="key")
        listed = self.with_open_notices().annotate(is_doubted=is_doubted).annotate(place=place)
        return listed.filter(place__lte=number).order_by("key")

    def _unacknowledged(self, states, kinds):
        return self.filter(
            integrity__in=states,
            notices__kind__in=kinds,
            notices__acknowledged_at=None,
            notices__status__in=[NoticeStatus.APPLIES, NoticeStatus.PENDING],
        ).distinct()

    def matching(self, words: str):
        """Every word somewhere in title, authors, journal, year, key or an identifier."""
        sources = self
        for word in words.split()[:8]:
            sources = sources.filter(
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
        return sources

    def with_identifier(self, kind: str, value: str):
        """Sources with this DOI, PMID, PMCID or ISBN; the DOI is compared without regard to case."""
        return self.filter(**{LOOKUPS[kind]: value}) if value else self.none()

    def books_with(self, isbn: str):
        """Without chapters and papers, which carry the ISBN of the book they are in."""
        return self.with_identifier("isbn", isbn).exclude(csl_type__in=PARTS_OF_BOOKS)

    def same_work(self, item: dict) -> Monitored | None:
        """The source that this CSL-JSON item describes, if there is one: by DOI, PMID, PMCID, ISBN, then by title."""
        columns = csl.from_csl(item)
        match = self._same_identifier(columns) or self._same_title(columns)
        return match and (match.merged_into or match)

    def _same_identifier(self, columns: dict) -> Monitored | None:
        for kind in ("doi", "pmid", "pmcid"):
            if match := self.with_identifier(kind, columns[kind]).first():
                return match
        return None if columns["csl_type"] in PARTS_OF_BOOKS else self.books_with(columns["isbn"]).first()

    def _same_title(self, columns: dict) -> Monitored | None:
        """Two works can have the same title ("What is cancer?"), so the first author must agree too, and neither
        identifiers nor years may differ."""
        title, author = csl.title_key(columns["title"])[:300], csl.first_author_key(columns["authors"])[:100]
        for candidate in self.filter(title_key=title, first_author_key=author).exclude(title_key="")[:20]:
            pairs = [(columns[name], getattr(candidate, name)) for name in DISTINGUISHING]
            if not any(one and other and one != other for one, other in pairs):
                return candidate
        return None

    def add(self, item: dict, **fields) -> Monitored:
        """A saved source of this CSL-JSON item, under a key made for it."""
        source = self.model.from_csl(item, key=self.free_key(item), **fields)
        source.save()
        return source

    def add_all(self, sources: Sequence[Monitored]) -> None:
        """Save new sources, none of them merged, in one query. What pages print of them is rendered
        later, by `rebuild_renderings` and `daily`: an import of thousands doesn't wait for it."""
        for source in sources:
            source.derive()
        self.bulk_create(sources)

    def free_key(self, item: dict) -> str:
        return csl.suggest_key(item, _TakenKeys(self))

    def free_keys(self, items: Iterable[dict]) -> list[str]:
        """A key for each of these items, in two queries, unless a key is so long that its variants start in another way."""
        items = list(items)
        taken, best = _TakenKeys(self), Counter(csl.suggest_key(item) for item in items)
        wanted = {*self.filter(key__in=best).values_list("key", flat=True)}
        wanted |= {key for key, number in best.items() if number > 1}
        if wanted:
            taken.fetch(sorted(wanted))
        taken.starts = (*taken.starts, *(key for key in best if key not in wanted))
        keys = []
        for item in items:
            keys.append(csl.suggest_key(item, taken))
            taken.keys.add(keys[-1])
        return keys

    def canonical_keys(self, keys: Iterable[str]) -> dict[str, str]:
        """Each known key with the key that replaces it now: its own, or that of the source it was merged into."""
        rows = self.filter(key__in=set(keys)).values_list("key", "merged_into__key")
        return {key: present or key for key, present in rows}

    def ids_of(self, keys: Iterable[str]) -> dict[str, int]:
        """Each known key with the primary key of what `by_keys` finds, without reading the sources."""
        rows = self.filter(key__in=set(keys)).values_list("key", "merged_into_id", "pk")
        return {key: present or pk for key, present, pk in rows}

    def by_keys(self, keys: Iterable[str]) -> dict[str, Monitored]:
        """The source for each known key now; the key of a merged source finds the source it was merged into."""
        sources = self.filter(key__in=set(keys)).select_related("merged_into")
        return {source.key: source.merged_into or source for source in sources}
