"""Which editions visitors read, which wait, and which the log of changes lists."""

from django.db import models, transaction
from django.db.models import Exists, Max, OuterRef, Q, Subquery
from django.utils import timezone

from articles.models.address import FormerAddress
from articles.models.body_queryset import BodyQuerySet
from editing.text import CONTROLS


class EditionIsFinal(TypeError):
    """Editions are never changed; publish another one."""


class EditionQuerySet(BodyQuerySet):
    def due(self, at=None):
        """Editions whose time has come, newest first.

        The newest is the one copied last. By date instead, an edition that had waited for its time would
        put its older text over a correction made while it waited.
        """
        return self.filter(published_at__lte=at or timezone.now()).order_by("-number")

    def current(self, at=None):
        """The one edition of each public article that visitors read at this moment."""
        at = at or timezone.now()
        newer = self.model.objects.filter(
            article=OuterRef("article"), number__gt=OuterRef("number"), published_at__lte=at
        )
        return self.filter(
            ~Exists(newer),
            Q(article__withdrawn_at=None) | Q(article__withdrawn_at__gt=at),
            published_at__lte=at,
        )

    def waiting(self, at=None):
        """Editions whose time is yet to come, and will."""
        at = at or timezone.now()
        return self.read(at).filter(published_at__gt=at)

    def read(self, at=None):
        """Editions without those that nobody ever reads: a newer one was or will be public before them, or was a new
        article, because their time came while the article was withdrawn."""
        newer = self.model.objects.filter(article=OuterRef("article"), number__gt=OuterRef("number"))
        overtaking = newer.filter(published_at__lte=OuterRef("published_at"))
        starting = newer.filter(kind=self.model.ChangeKind.NEW, published_at__lte=at or timezone.now())
        return self.filter(~Exists(overtaking), ~Exists(starting))

    def for_change_log(self, at=None):
        """Editions in the log of changes: their time has come, somebody could read them, and they are more than a
        small edit."""
        at = at or timezone.now()
        return self.read(at).filter(published_at__lte=at).exclude(kind=self.model.ChangeKind.EDIT)

    def with_first_published_at(self, at=None):
        """Editions with `first_published_at`, since when visitors could read the article."""
        read = self.model.objects.read(at).filter(article=OuterRef("article")).order_by("published_at")
        return self.annotate(first_published_at=Subquery(read.values("published_at")[:1]))

    def public_log(self, at=None):
        """The changes of all public articles, newest first."""
        at = at or timezone.now()
        return (
            self.for_change_log(at)
            .filter(Q(article__withdrawn_at=None) | Q(article__withdrawn_at__gt=at))
            .select_related("article")
            .only("title", "kind", "note", "published_at", "article__slug")
            .order_by("-published_at", "-pk")
        )

    def for_lists(self):
        """Editions without their texts, with what a line in a list says of them."""
        return (
            self.select_related("article", "reviewer")
            .with_first_published_at()
            .only(
                *(
                    "title",
                    "summary",
                    "kind",
                    "note",
                    "number",
                    "published_at",
                    "reviewed_on",
                    "words",
                    "cited",
                ),
                *("article__slug", "reviewer__slug"),
                *("reviewer__name", "reviewer__credentials", "reviewer__role"),
            )
        )

    def update(self, **fields):
        raise EditionIsFinal("Editions are never changed; publish another one.")

    def publish(self, article, *, by, kind, note="", at=None) -> models.Model:
        """Copy and render the working copy under the next number, with its authors, readings and citations."""
        now = timezone.now()
        with transaction.atomic():
            article = type(article).objects.select_for_update().get(pk=article.pk)
            number = (article.editions.aggregate(last=Max("number"))["last"] or 0) + 1
            edition = self.model.of(
                article,
                number=number,
                kind=kind,
                note=CONTROLS.sub("", note),
                published_by=by,
                published_by_name=(by.get_full_name() or by.get_username()) if by else "",
                published_at=at or now,
            )
            edition.save()
            edition._copy_relations()
            FormerAddress.objects.filter(path=article.get_absolute_url()).delete()
        return edition
