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
        """Editions whose time is yet to come."""
        return self.filter(published_at__gt=at or timezone.now())

    def for_change_log(self, at=None):
        """Editions in the log of changes: their time has come, a newer one was not public before them (then
        nobody ever read them), and they are more than a small edit."""
        at = at or timezone.now()
        overtaking = self.model.objects.filter(
            article=OuterRef("article"),
            number__gt=OuterRef("number"),
            published_at__lte=OuterRef("published_at"),
        )
        return self.filter(~Exists(overtaking), published_at__lte=at).exclude(kind=self.model.ChangeKind.EDIT)

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
        first = self.model.objects.filter(article=OuterRef("article")).order_by("published_at", "number")
        return (
            self.select_related("article", "reviewer")
            .annotate(first_published_at=Subquery(first.values("published_at")[:1]))
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
