"""Whether working copies differ from the editions last made of them, asked of the database: no body is loaded."""

import datetime

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from articles.models.article_rows import Authorship, FurtherReading
from articles.models.edition import COPIED, Edition
from articles.models.edition_rows import Byline, EditionFigure, EditionReading
from articles.models.images import Image
from articles.models.shown_picture import SHOWN

NEVER = datetime.date.min
# Columns that may be empty, with a value that no row has: NULL equals nothing in SQL.
EMPTY = {"image": 0, "reviewer": 0, "reviewed_on": NEVER, "next_review_on": NEVER}


def unpublished() -> Q:
    """For articles: there is an edition, and the last one that wasn't called off differs in something it copies."""
    same = Q(
        *(_same_column(name) for name in COPIED),
        Q(image=None) | _as_the_image_is("image", "lead_picture"),
        ~Q(Exists(_changed_figures())),
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


def _as_the_image_is(image: str, kept: str, columns=SHOWN) -> Q:
    """Of a row that refers to an image and keeps what it said: the image still says that."""
    same = {column: KeyTextTransform(column, OuterRef(kept)) for column in columns}
    return Q(Exists(Image.objects.filter(pk=OuterRef(image), **same)))


def _changed_figures():
    """Of an edition around them, the pictures in its text that have changed since. One with a caption in the text
    doesn't show its own."""
    without_caption = [column for column in SHOWN if column != "caption"]
    unchanged = _as_the_image_is("image", "shown") | (
        Q(has_own_caption=True) & _as_the_image_is("image", "shown", without_caption)
    )
    return EditionFigure.objects.filter(edition=OuterRef("pk")).filter(~unchanged)


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
