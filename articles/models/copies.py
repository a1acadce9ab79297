"""Whether working copies differ from the editions last made of them, asked of the database: no body is loaded."""

import datetime

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from articles.models.article_rows import Authorship, FurtherReading
from articles.models.edition import COPIED, Edition
from articles.models.edition_rows import Byline, EditionReading

NEVER = datetime.date.min
# Columns that may be empty, with a value that no row has: NULL equals nothing in SQL.
EMPTY = {"image": 0, "reviewer": 0, "reviewed_on": NEVER, "next_review_on": NEVER}


def unpublished() -> Q:
    """For articles: there is an edition, and the last one that wasn't called off differs in something it copies."""
    same = Q(
        *(_same_column(name) for name in COPIED),
        *_same_rows(Authorship, Byline, "person"),
        *_same_rows(FurtherReading, EditionReading, "source"),
    )
    return Q(Exists(Edition.objects.filter(article=OuterRef("pk")).last_made().filter(~same)))


def _same_column(name: str) -> Q:
    """Of an edition and of the article around it."""
    if name not in EMPTY:
        return Q(**{name: OuterRef(name)})
    empty = Value(EMPTY[name])
    return Q(Exact(Coalesce(F(name), empty), Coalesce(OuterRef(name), empty)))


def _same_rows(rows, copies, column: str) -> tuple[Q, ...]:
    """The rows of the article have the order of their copies, which are numbered from one."""
    of_article = rows.objects.filter(article=OuterRef("article"))
    before = of_article.filter(
        Q(position__lt=OuterRef("position")) | Q(position=OuterRef("position"), pk__lte=OuterRef("pk"))
    )
    copied = copies.objects.filter(
        edition=OuterRef(OuterRef("pk")), position=OuterRef("place"), **{column: OuterRef(column)}
    )
    moved = of_article.annotate(place=_number_of(before, "article")).filter(~Exists(copied))
    of_edition = copies.objects.filter(edition=OuterRef("pk"))
    same_number = Exact(_number_of(of_article, "article"), _number_of(of_edition, "edition"))
    return Q(same_number), ~Q(Exists(moved))


def _number_of(rows, column: str):
    return Coalesce(Subquery(rows.order_by().values(column).annotate(number=Count("pk")).values("number")), 0)
