"""Everything the article page shows, gathered in as few queries as it takes.

The same page is made of the edition visitors read and, for a preview, of an unsaved edition of the working copy.
"""

import datetime
from dataclasses import dataclass

from django.db.models import OuterRef
from django.utils import timezone
from django.utils.safestring import SafeString

from articles.markup.back_links import back_links
from articles.markup.callouts import framed_in
from articles.markup.shared import anchor, slots_in
from articles.models import Article, Edition, Person, SharedText, Topic
from articles.models.edition_queryset import OF_A_LINE
from editing.compiled_queries import CompiledQuery, Keys, moment, text
from editing.json_rows import JsonRows, instances
from sources.models import Source
from sources.renderings import entry_of

MOST_RELATED = 4
OF_AN_AUTHOR = ("id", "name", "slug", "credentials", "role", "bio", "disclosures")
UNREAD = ("body", "key_points", "article__body", "article__key_points")  # long, and no page shows them


@dataclass(frozen=True)
class NumberedSource:
    number: int
    source: Source
    anchors: list[str]  # of its marks in the text

    @property
    def entry(self) -> SafeString:
        return entry_of(self.source, back_links(self.number, self.anchors))


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
    def further_entries(self) -> list[SafeString]:
        return [entry_of(source) for source in self.further_reading]

    @property
    def main_topic(self) -> Topic | None:
        return self.topics[0] if self.topics else None


def published_page(slug: str, at=None) -> ArticlePage | None:
    """The page visitors read at this moment, or None."""
    at = at or timezone.now()
    edition = next(iter(_published(slug=slug, at=at)), None)
    if edition is None:
        return None
    authors = instances(Person, edition.author_rows)
    return _page(edition, edition, edition.first_published_at, authors=authors, at=at)


def preview_page(article: Article, at=None) -> ArticlePage:
    """The page as it would be if the working copy were published now."""
    at = at or timezone.now()
    edition = Edition.of(article, number=0, published_at=at)
    authors = [row.person for row in article.authorships.select_related("person")]
    current = Edition.objects.current(at).filter(article=article).with_first_published_at(at).first()
    first = current and current.first_published_at
    around = Article.objects.filter(pk=article.pk).annotate(**_around(OuterRef("pk"), at)).get()
    return _page(edition, around, first, authors=authors, at=at, is_preview=True)


def _around(article: OuterRef, at) -> dict[str, JsonRows]:
    """What the page says besides its edition, for a query that can refer to the article so."""
    log = Edition.objects.for_change_log(at).filter(article=article).order_by("-published_at", "-number")
    related = Edition.objects.current(at).filter(article__related=article)
    return {
        "topic_rows": JsonRows(
            Topic.objects.with_public_articles(at).filter(articles=article), "id", "title", "slug"
        ),
        "log_rows": JsonRows(log, "published_at", "kind", "note"),
        "related_rows": JsonRows(related[:MOST_RELATED], "id", *OF_A_LINE),
    }


def _published_editions():
    at = moment("at")
    authors = Person.objects.filter(bylines__edition=OuterRef("pk")).order_by("bylines__position")
    return (
        Edition.objects.current(at)
        .filter(article__slug=text("slug"))
        .select_related("article", "reviewer")
        .defer(*UNREAD)
        .with_first_published_at(at)
        .annotate(author_rows=JsonRows(authors, *OF_AN_AUTHOR), **_around(OuterRef("article"), at))
    )


_published = CompiledQuery(_published_editions)
_sources = CompiledQuery(
    lambda: Source.objects.filter(key__in=Keys("keys")).select_related("rendering", "merged_into__rendering")
)


def _page(
    edition: Edition, around, first_published_at, *, authors: list[Person], at, is_preview: bool = False
) -> ArticlePage:
    """`around` has the rows of `_around`."""
    keys = {*edition.cited, *edition.further}
    sources = {row.key: row.merged_into or row for row in _sources(keys=keys)} if keys else {}
    return ArticlePage(
        edition=edition,
        article=edition.article,
        authors=authors,
        topics=instances(Topic, around.topic_rows),
        sources=_numbered(edition, sources),
        further_reading=_further(edition, sources),
        changes=instances(Edition, around.log_rows),
        first_published_at=first_published_at,
        related=instances(Edition, around.related_rows),
        today=timezone.localdate(at),
        shared=SharedText.objects.used_in(edition.html),
        is_preview=is_preview,
    )


def _numbered(edition: Edition, sources: dict[str, Source]) -> list[NumberedSource]:
    return [
        NumberedSource(number, sources[key], edition.uses.get(key, []))
        for number, key in enumerate(edition.cited, 1)
        if key in sources
    ]


def _further(edition: Edition, sources: dict[str, Source]) -> list[Source]:
    """Each once, without those cited in the text: since the edition was made, two sources may have been merged."""
    cited = {sources[key] for key in edition.cited if key in sources}
    listed = dict.fromkeys(sources[key] for key in edition.further if key in sources)
    return [source for source in listed if source not in cited]
