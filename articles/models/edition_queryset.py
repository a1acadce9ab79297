"""Which editions visitors read, which wait, and which the log of changes lists."""

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from articles.models.appearance import Place
from articles.models.body_queryset import BodyQuerySet
from articles.models.publication import PublicationQuerySet

# A newer edition takes an older one's place when its own time comes (docs/adr/0012-scheduled-editions.md).
FOLLOWS = Q(published_at__gt=OuterRef("published_at")) | Q(
    published_at=OuterRef("published_at"), number__gt=OuterRef("number")
)

OF_A_LINE = (
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
        "lead_picture",
    ),
    *("article__id", "article__slug"),
    *("reviewer__id", "reviewer__slug", "reviewer__name", "reviewer__credentials", "reviewer__role"),
)


class EditionQuerySet(PublicationQuerySet, BodyQuerySet):
    def in_force(self):
        """Editions that nobody called off."""
        return self.filter(called_off_at=None)

    def last_made(self):
        """Of each article, the edition with the highest number that nobody called off."""
        newer = self._others().filter(number__gt=OuterRef("number"))
        return self.in_force().filter(~Exists(newer))

    def due(self, at=None):
        """Editions whose time has come, the one that came last first."""
        return (
            self.in_force()
            .filter(published_at__lte=at or timezone.now())
            .order_by("-published_at", "-number")
        )

    def current(self, at=None):
        """The one edition of each public article that visitors read at this moment."""
        at = at or timezone.now()
        newer = self._others().filter(FOLLOWS, published_at__lte=at)
        return self.in_force().filter(
            ~Exists(newer),
            Q(article__withdrawn_at=None) | Q(article__withdrawn_at__gt=at),
            published_at__lte=at,
        )

    def waiting(self, at=None):
        """Editions whose time is yet to come, and will."""
        at = at or timezone.now()
        return self.read(at).filter(published_at__gt=at)

    def read(self, at=None):
        """Editions without those that nobody ever reads: they were called off, another one took their place at the
        very moment they became public, or their time came while the article was withdrawn, so that a later one was a
        new article."""
        overtaking = self._others().filter(
            published_at=OuterRef("published_at"), number__gt=OuterRef("number")
        )
        starting = self._others().filter(
            FOLLOWS, kind=self.model.ChangeKind.NEW, published_at__lte=at or timezone.now()
        )
        return self.in_force().filter(~Exists(overtaking), ~Exists(starting))

    def _others(self):
        return self.model.objects.in_force().filter(article=OuterRef("article"))

    def for_change_log(self, at=None):
        """Editions in the log of changes: their time has come, somebody could read them, and they are more than a
        small edit."""
        at = at or timezone.now()
        return self.read(at).filter(published_at__lte=at).exclude(kind=self.model.ChangeKind.EDIT)

    def with_first_published_at(self, at=None):
        """Editions with `first_published_at`, since when visitors could read the article."""
        read = self.model.objects.read(at).filter(article=OuterRef("article")).order_by("published_at")
        return self.annotate(first_published_at=Subquery(read.values("published_at")[:1]))

    def listed(self, at=None):
        """The same editions as `current`, found in their list: quick, if it is cut or ordered as the list is."""
        return self._appearing(Place.LIST, at)

    def public_log(self, at=None):
        """The changes of all public articles, newest first."""
        return self._appearing(Place.CHANGES, at).for_log().newest_first()

    def newest_first(self):
        """Of editions in a list, those that appeared last come first."""
        return self.order_by("-appearances__begins_at", "-appearances__edition_id")

    def _appearing(self, place: Place, at):
        at = at or timezone.now()
        return self.filter(
            appearances__owner=0,
            appearances__place=place,
            appearances__begins_at__lte=at,
            appearances__ends_at__gt=at,
        )

    def for_log(self):
        """Editions with what the log of changes says of them."""
        return self.select_related("article").only("title", "kind", "note", "published_at", "article__slug")

    def for_lists(self):
        """Editions without their texts, with what a line in a list says of them."""
        return self.select_related("article", "reviewer").only(*OF_A_LINE)
