"""Which articles cite or list a source now, and in which sentences. Drafts and old editions don't count."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef
from django.utils import timezone

from articles.markup import shared
from articles.models import Citation, Edition, EditionReading, SharedText
from editing.compiled_queries import CompiledQuery, Keys, moment
from sources.models import Source
from web.pages import page_of

ON_A_PAGE = 50
SAID = ("title", "uses", "article__slug")


@dataclass(frozen=True)
class CitingArticle:
    title: str
    url: str  # of the first mark that leads to the source
    sentences: list[str]  # none if the source is only listed


_merged = CompiledQuery(
    lambda: Source.objects.filter(merged_into__in=Keys("sources")).values_list("pk", "key")
)
_texts = CompiledQuery(lambda: SharedText.objects.filter(uses__source__in=Keys("sources")).distinct())


def _editions():
    """By the rows of the source, not by the editions: of those there may be a hundred thousand."""
    uses = [rows.objects.filter(source__in=Keys("sources")) for rows in (Citation, EditionReading)]
    showing = Edition.objects.filter(pk__in=Keys("showing")).order_by().values("pk")
    of_source = [rows.order_by().exclude(edition=None).values("edition") for rows in uses]
    current = Edition.objects.current(moment("at")).filter(pk__in=showing.union(*of_source))
    return current.order_by("title", "pk").values_list("pk", flat=True)


_in_order = CompiledQuery(_editions)
_named = CompiledQuery(
    lambda: Edition.objects.filter(pk__in=Keys("editions")).select_related("article").only(*SAID).order_by()
)

_sentences = CompiledQuery(
    lambda: (
        Citation.objects.filter(source__in=Keys("sources"), edition__in=Keys("editions"))
        .order_by("edition", "position")
        .values_list("edition", "key", "source__key", "sentence")
    )
)
_counted = CompiledQuery(
    lambda: (
        Citation.objects.filter(
            Exists(Edition.objects.current(moment("at")).filter(pk=OuterRef("edition"))),
            source__in=Keys("sources"),
        )
        .order_by()
        .values_list("source")
        .annotate(Count("article", distinct=True))
    )
)


def numbers(sources: Iterable[Source], at: datetime.datetime | None = None) -> dict[int, int]:
    """How many articles cite each of these, by primary key."""
    return dict(_counted(sources=[source.pk for source in sources], at=at or timezone.now()))


def citing_articles(source: Source, page: str | None = None, at: datetime.datetime | None = None) -> Page:
    """Some of the articles, by title: the page that an address asks for. Raises NoSuchPage."""
    names = {source.pk: source.key, **dict(_merged(sources=[source.pk]))}
    texts = _texts(sources=[*names])
    showing = {edition: text for text in texts for edition in _showing(text)}
    found = _in_order(sources=[*names], showing=[*showing], at=at or timezone.now())
    shown = page_of(Paginator(found, ON_A_PAGE), page)
    shown.object_list = _articles(shown.object_list, names, showing)
    return shown


def _showing(text: SharedText) -> Sequence[int]:
    return Edition.objects.with_shared_text(text).order_by().values_list("pk", flat=True)


def _articles(
    keys: Sequence[int], names: dict[int, str], showing: dict[int, SharedText]
) -> list[CitingArticle]:
    editions = {edition.pk: edition for edition in _named(editions=keys)}
    marks = defaultdict(list)
    for edition, *mark in _sentences(sources=[*names], editions=keys):
        marks[edition].append(mark)
    return [
        _article(editions[key], marks[key], showing.get(key), set(names.values()))
        for key in keys
        if key in editions
    ]


def _article(edition: Edition, marks: list, text: SharedText | None, names: set[str]) -> CitingArticle:
    if marks:
        key, present, _sentence = marks[0]
        anchors = edition.uses.get(key) or edition.uses.get(present) or [""]
        anchor, sentences = anchors[0], [sentence for _key, _present, sentence in marks]
    else:
        anchor = shared.anchor(text.key) if text else ""
        sentences = text.sentences_with(names) if text else []
    url = edition.get_absolute_url() + (f"#{anchor}" if anchor else "")
    return CitingArticle(edition.title, url, list(dict.fromkeys(sentences)))
