"""What became of an article since one of its editions, for whoever holds that edition on paper."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone

from articles.models import Article, Edition, FormerAddress, SharedText
from articles.wording_changes import WordingChanges, wording_changes
from sources.models import Notice, Source

LONGEST_NUMBER = 6  # digits
IN_LOG = ("number", "kind", "note", "published_at", "title", "cited", "further", "article")
SHOWN = ("html", "key_points_html")


@dataclass(frozen=True)
class Retraction:
    source: Source
    on: datetime.date | None
    is_still_used: bool  # whether the article cites or lists it now


@dataclass(frozen=True)
class ChangesSince:
    article: Article
    printed: Edition | None  # None: there never was a public edition of that number
    current: Edition | None  # None: the article was withdrawn
    later: tuple[Edition, ...] = ()  # the newest first
    retractions: tuple[Retraction, ...] = ()
    wordings: WordingChanges = field(
        default_factory=WordingChanges
    )  # of the texts and numbers that the printed edition shows

    @property
    def are_any(self) -> bool:
        return bool(self.later or self.retractions or self.wordings.are_certain)


def moved_to(slug: str) -> str | None:
    """Where an article went that once had this address."""
    path = Article(slug=slug).get_absolute_url()
    return FormerAddress.objects.filter(path=path).values_list("leads_to", flat=True).first()


def changes_since(slug: str, number: str, *, at: datetime.datetime | None = None) -> ChangesSince | None:
    """`number` as it stands in the address. None if no article was ever public there."""
    at = at or timezone.now()
    article = Article.objects.filter(slug=slug).only("slug", "withdrawn_at").first()
    public = list(article.editions.due(at).only(*IN_LOG)) if article else []
    if not public:
        return None
    is_withdrawn = article.withdrawn_at is not None and article.withdrawn_at <= at
    current = None if is_withdrawn else public[0]
    printed = next((edition for edition in public if edition.number == _parsed(number)), None)
    if printed is None or is_withdrawn:
        return ChangesSince(article, printed, current)
    later = public[: public.index(printed)]
    printed.refresh_from_db(fields=SHOWN)
    texts = SharedText.objects.used_in(printed.html)
    wordings = wording_changes(printed, texts)
    retractions = _retractions(
        [printed, *later], current, texts.values(), wordings.cited, printed.published_at
    )
    return ChangesSince(
        article,
        printed,
        current,
        tuple(later),
        tuple(retractions),
        wordings,
    )


def _parsed(number: str) -> int | None:
    is_number = number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER
    return int(number) if is_number else None


def _retractions(
    editions: list[Edition],
    current: Edition,
    texts: Iterable[SharedText],
    cited_in_texts: Iterable[str],
    since: datetime.datetime,
) -> Iterable[Retraction]:
    """Sources of these editions and texts that were found to be retracted since then. One that was cited although it was
    retracted already is marked on the page itself.
    """
    keys = [key for edition in editions for key in _keys(edition)]
    by_key = Source.objects.by_keys([*keys, *cited_in_texts])
    in_texts = Source.objects.filter(shared_text_uses__text__in=texts) if texts else ()
    used = {by_key[key] for key in _keys(current) if key in by_key} | {*in_texts}
    retracted = {source.pk: source for source in (*by_key.values(), *in_texts) if source.is_retracted}
    if not retracted:
        return
    notices = Notice.objects.grave().applying().filter(source__in=retracted, found_at__gt=since)
    days = dict(notices.order_by("found_at").values_list("source", "published_on"))
    for key, day in days.items():
        yield Retraction(retracted[key], day, retracted[key] in used)


def _keys(edition: Edition) -> list[str]:
    return [*edition.cited, *edition.further]
