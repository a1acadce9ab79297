"""What a retraction means for articles: which sentences cite the source, and who is notified."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.markup.shared import keys_in
from articles.models import (
    Article,
    Citation,
    Edition,
    EditionReading,
    FurtherReading,
    SharedTextSource,
)
from sources.models import Notice, Source

LISTED = ""  # among sentences: the use as additional reading, which has none


@dataclass(frozen=True)
class Reliance:
    """An article that relies on a source, with the sentences that cite it; `is_reading`: listed as additional reading."""

    article: Article
    is_public: bool
    sentences: tuple[str, ...]
    is_reading: bool = False


# For each article: the sentences of its current edition, and those of its working copy and scheduled editions.
SentencesOf = dict[Article, tuple[list[str], list[str]]]


def publishing_problems(article: Article, edition: Edition | None = None) -> list[str]:
    """Why this working copy can't be published, or this edition of it can't be put back: each use of a
    retracted source that no editor has allowed.
    """
    cited = _(
        "%(source)s was retracted. It is cited here: “%(sentence)s” Cite another source, or say on the source’s page why it may stay."
    )
    listed = _(
        "%(source)s was retracted. It is listed as additional reading. Take it off the list, or say on the source’s page why it may stay."
    )
    citations = article.citations.filter(edition=edition).of_undecided_sources().select_related("source")
    listing = edition.readings if edition else article.further_reading
    readings = listing.of_undecided_sources().select_related("source")
    shown = _(
        "%(source)s was retracted, and the shared text “%(text)s” cites it. Change that text, or explain on the source’s page why it may stay cited."
    )
    shared = SharedTextSource.objects.of_undecided_sources().filter(
        text__key__in=keys_in((edition or article).body)
    )
    return [
        *(cited % {"source": row.source.label, "sentence": row.sentence[:300]} for row in citations),
        *(listed % {"source": row.source.label} for row in readings),
        *(
            shown % {"source": row.source.label, "text": row.text}
            for row in shared.select_related("source", "text")
        ),
    ]


def reliances(source: Source) -> list[Reliance]:
    """The articles that cite or list this source, in the current edition, in the working copy or in a
    scheduled edition, the public ones first.
    """
    return reliances_of([source])[source]


def reliances_of(sources: Sequence[Source]) -> dict[Source, list[Reliance]]:
    """The same for several sources, in as many queries as for one."""
    if not sources:
        return {}
    current = set(Edition.objects.current().values_list("pk", flat=True))
    waiting = set(Edition.objects.waiting().values_list("pk", flat=True))
    sentences_of: dict[Source, SentencesOf] = {source: {} for source in sources}
    for source, article, edition, sentence in _uses(sources):
        if edition is None or edition in current | waiting:
            public, working = sentences_of[source].setdefault(article, ([], []))
            (public if edition in current else working).append(sentence)
    return {source: _listed(articles) for source, articles in sentences_of.items()}


def _listed(sentences_of: SentencesOf) -> list[Reliance]:
    listed = [
        Reliance(
            article,
            is_public=bool(public),
            sentences=tuple(text for text in dict.fromkeys(public or working) if text != LISTED),
            is_reading=LISTED in (public or working),
        )
        for article, (public, working) in sentences_of.items()
    ]
    return sorted(listed, key=lambda reliance: (not reliance.is_public, reliance.article.title))


def concerns(article: Article) -> list[str]:
    """Each use, in the working copy, of a source with an expression of concern that nobody has decided about."""
    cited = _("%(source)s has an expression of concern. It is cited here: “%(sentence)s”")
    citations = article.citations.of_working_copies().of_doubted_sources().select_related("source")
    readings = article.further_reading.of_doubted_sources().select_related("source")
    listed = _("%(source)s has an expression of concern. It is listed as additional reading.")
    return [
        *(cited % {"source": row.source.label, "sentence": row.sentence[:300]} for row in citations),
        *(listed % {"source": row.source.label} for row in readings),
    ]


def _uses(sources: Sequence[Source]) -> Iterator[tuple[Source, Article, int | None, str]]:
    """Source, article, edition (None: the working copy) and sentence of each use, also of former editions."""
    by_key = {source.pk: source for source in sources}

    def used(row) -> Source:
        return by_key.get(row.source_id) or by_key[row.source.merged_into_id]

    for row in Citation.objects.of_sources(sources).select_related("article", "source"):
        yield used(row), row.article, row.edition_id, row.sentence
    for row in FurtherReading.objects.of_sources(sources).select_related("article", "source"):
        yield used(row), row.article, None, LISTED
    for row in EditionReading.objects.of_sources(sources).select_related("edition__article", "source"):
        yield used(row), row.edition.article, row.edition_id, LISTED
    for row in SharedTextSource.objects.of_sources(sources).select_related("text", "source"):
        yield from _shared_text_uses(row, used(row))


def _shared_text_uses(
    row: SharedTextSource, source: Source
) -> Iterator[tuple[Source, Article, int | None, str]]:
    uses = [(article, None) for article in Article.objects.with_shared_text(row.text)]
    editions = Edition.objects.with_shared_text(row.text).select_related("article")
    uses += [(edition.article, edition.pk) for edition in editions]
    for sentence in row.text.sentences_citing(source):
        for article, edition in uses:
            yield source, article, edition, sentence


def letter(notices: list[Notice]) -> tuple[str, str]:
    """Subject and text of the email to editors about new notices."""
    number = len({notice.source_id for notice in notices})
    subject = ngettext(
        "Please check: %(number)d source has a new retraction, correction or expression of concern",
        "Please check: %(number)d sources have new retractions, corrections or expressions of concern",
        number,
    ) % {"number": number}
    return subject, "\n\n".join(_paragraph(notice) for notice in notices)


def _paragraph(notice: Notice) -> str:
    lines = [f"{notice.get_kind_display().capitalize()}: {notice.source.reference_text}", notice.url]
    articles = reliances(notice.source)
    for reliance in articles:
        where = _("in the public article “%s”:") if reliance.is_public else _("in the draft of “%s”:")
        lines += [
            "  " + where % reliance.article.title,
            *(f"    – {sentence}" for sentence in reliance.sentences),
        ]
        lines += ["    – " + _("as additional reading")] if reliance.is_reading else []
    if not articles:
        lines.append("  " + _("No article cites it now."))
    return "\n".join(line for line in lines if line)
