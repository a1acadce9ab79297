"""Everything the article page shows, gathered in as few queries as it takes.

The same page is made of the edition visitors read and, for a preview, of an unsaved edition of the working copy.
"""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from articles.markup.callouts import framed_in
from articles.markup.citations import letters
from articles.markup.shared import anchor, slots_in
from articles.models import Article, Edition, Person, SharedText, Topic
from sources.models import Source


@dataclass(frozen=True)
class NumberedSource:
    number: int
    source: Source
    back_links: list[tuple[str, str]]  # letter, anchor of the mark in the text


@dataclass(frozen=True)
class ArticlePage:
    edition: Edition
    article: Article
    authors: list[Person]
    topics: list[Topic]
    sources: list[NumberedSource]
    further_reading: list[Source]
    changes: list[Edition]
    first_published_at: datetime.datetime | None  # None: not public yet
    related: list[Edition]
    today: datetime.date
    shared: dict[str, SharedText]
    is_preview: bool = False

    @property
    def review_is_overdue(self) -> bool:
        due = self.edition.next_review_on
        return due is not None and due < self.today

    @property
    def contents(self) -> list[dict]:
        """The edition's sections. A shared text is listed under its present title, and only while it exists."""
        titles = {anchor(key): text.title for key, text in self.shared.items()}
        listed = [
            heading | {"text": titles.get(heading["id"], heading["text"])}
            for heading in self.edition.contents
        ]
        gone = {anchor(key) for key in slots_in(self.edition.html)} - titles.keys()
        return [heading for heading in listed if heading["id"] not in gone]

    @property
    def when_to_call(self) -> list[dict]:
        """The sections that say when to call somebody: the first of the article's own and the first shared one."""
        own, shared = framed_in(self.edition.html), slots_in(self.edition.html)
        found = {*own[:1], *[anchor(key) for key in shared if key in self.shared][:1]}
        return [heading for heading in self.contents if heading["id"] in found]

    @property
    def main_topic(self) -> Topic | None:
        return self.topics[0] if self.topics else None


def published_page(slug: str, at=None) -> ArticlePage | None:
    """The page visitors read at this moment, or None."""
    at = at or timezone.now()
    edition = (
        Edition.objects.current(at)
        .filter(article__slug=slug)
        .select_related("article", "reviewer", "image")
        .with_first_published_at(at)
        .first()
    )
    if edition is None:
        return None
    authors = [row.person for row in edition.bylines.select_related("person")]
    return _page(edition, edition.first_published_at, authors=authors, at=at)


def preview_page(article: Article, at=None) -> ArticlePage:
    """The page as it would be if the working copy were published now."""
    edition = Edition.of(article, number=0, published_at=at or timezone.now())
    authors = [row.person for row in article.authorships.select_related("person")]
    current = Edition.objects.current(at).filter(article=article).with_first_published_at(at).first()
    first = current and current.first_published_at
    return _page(edition, first, authors=authors, at=at, is_preview=True)


def _page(
    edition: Edition, first_published_at, *, authors: list[Person], at=None, is_preview: bool = False
) -> ArticlePage:
    article = edition.article
    sources = Source.objects.by_keys([*edition.cited, *edition.further])
    log = (
        article.editions.for_change_log(at)
        .only("published_at", "kind", "note", "article")
        .order_by("-published_at", "-number")
    )
    return ArticlePage(
        edition=edition,
        article=article,
        authors=authors,
        topics=list(article.topics.with_public_articles(at)),
        sources=_numbered(edition, sources),
        further_reading=_further(edition, sources),
        changes=list(log),
        first_published_at=first_published_at,
        related=list(Edition.objects.current(at).for_lists().filter(article__related=article)[:4]),
        today=timezone.localdate(at),
        shared=SharedText.objects.used_in(edition.html),
        is_preview=is_preview,
    )


def _numbered(edition: Edition, sources: dict[str, Source]) -> list[NumberedSource]:
    return [
        NumberedSource(
            number,
            sources[key],
            [(letters(place), anchor) for place, anchor in enumerate(edition.uses.get(key, []))],
        )
        for number, key in enumerate(edition.cited, 1)
        if key in sources
    ]


def _further(edition: Edition, sources: dict[str, Source]) -> list[Source]:
    """Each once, without those cited in the text: since the edition was made, two sources may have been merged."""
    cited = {sources[key] for key in edition.cited if key in sources}
    listed = dict.fromkeys(sources[key] for key in edition.further if key in sources)
    return [source for source in listed if source not in cited]
