"""The working copy: what staff edit. Visitors never read it; they read its editions."""

import uuid
from functools import reduce
from operator import or_

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.editor import BodyField
from articles.markup import Rendered
from articles.models.address import SluggedModel
from articles.models.citation import Citation, SourceUseQuerySet
from articles.models.edition import Edition, EditionReading, render_texts
from articles.models.images import Image
from articles.models.people import Person
from articles.models.shared import SharedText, SharedTextSource
from articles.models.topic import Topic
from editing.text import CONTROLS
from sources.models import Source

RESERVED_SLUGS = ["feed", "topics", "changes"]


class ArticleQuerySet(models.QuerySet):
    def published(self, at=None):
        """Articles that visitors may read at this moment: one edition's time has come and nobody withdrew it."""
        at = at or timezone.now()
        due = Edition.objects.filter(article=OuterRef("pk"), published_at__lte=at)
        return self.filter(Exists(due), Q(withdrawn_at=None) | Q(withdrawn_at__gt=at))

    def with_public_state(self, at=None):
        """Each article with `is_public`, `newest`, the number of the edition visitors read, and `waits_until`, when
        the next edition is due."""
        at = at or timezone.now()
        due = Edition.objects.due(at).filter(article=OuterRef("pk"))
        waiting = Edition.objects.filter(article=OuterRef("pk"), published_at__gt=at).order_by("published_at")
        public = Article.objects.published(at).filter(pk=OuterRef("pk"))
        return self.annotate(
            newest=Subquery(due.values("number")[:1]),
            waits_until=Subquery(waiting.values("published_at")[:1]),
            is_public=Exists(public),
        )

    def with_figure(self, image: Image):
        return self.filter(body__contains=f'data-image="{image.key}"')

    def with_shared_text(self, text):
        return self.filter(body__contains=f'data-text="{text.key}"')

    def resting_on_retractions(self, at=None):
        """Articles that cite or list a retracted source nobody has decided on, or show a shared text that does: in the
        working copy, in the current edition, or in one scheduled for later."""
        read = Q(edition__in=Edition.objects.current(at)) | Q(edition__in=Edition.objects.waiting(at))
        citations = Citation.objects.filter(Q(edition=None) | read, article=OuterRef("pk"))
        listed = FurtherReading.objects.filter(article=OuterRef("pk"))
        published = EditionReading.objects.filter(read, edition__article=OuterRef("pk"))
        uses = [Q(Exists(rows.of_undecided_sources())) for rows in (citations, listed, published)]
        bad = SharedTextSource.objects.of_undecided_sources()
        for text in SharedText.objects.filter(uses__in=bad).distinct():
            shown = Edition.objects.with_shared_text(text).filter(article=OuterRef("pk"))
            uses.append(Q(pk__in=Article.objects.with_shared_text(text)))
            uses += [Q(Exists(rows)) for rows in (shown.current(at), shown.waiting(at))]
        return self.filter(reduce(or_, uses))

    def overdue(self, today=None):
        """Articles whose next review was due before today, the longest overdue first."""
        today = today or timezone.localdate()
        return self.filter(next_review_on__lt=today).order_by("next_review_on", "pk")


class Article(SluggedModel):
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(
        _("summary"),
        max_length=400,
        blank=True,
        help_text=_("One or two sentences under the title and in lists."),
    )
    topics = models.ManyToManyField(
        Topic,
        blank=True,
        related_name="articles",
        verbose_name=_("topics"),
        help_text=_("The first in the list of topics leads back from the article."),
    )
    image = models.ForeignKey(
        Image, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("lead picture")
    )
    key_points = models.TextField(
        _("key points"),
        blank=True,
        help_text=_("The short version: three to five sentences, one on each line."),
    )
    body = BodyField(_("text"), blank=True)
    authors = models.ManyToManyField(Person, through="Authorship", related_name="articles_written")
    reviewer = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles_reviewed",
        verbose_name=_("medical reviewer"),
    )
    reviewed_on = models.DateField(
        _("last reviewed"),
        null=True,
        blank=True,
        help_text=_("When the reviewer last checked the whole text. A small edit does not change it."),
    )
    next_review_on = models.DateField(_("next review due"), null=True, blank=True)
    related = models.ManyToManyField("self", blank=True, verbose_name=_("related articles"))
    further_sources = models.ManyToManyField(
        Source, through="FurtherReading", related_name="further_reading_of"
    )
    import_report = models.JSONField(
        default=list, editable=False
    )  # [{"line", "text", "reason"}] until dismissed
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    edit_token = models.UUIDField(default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["title", "pk"]
        permissions = [("publish_article", _("Can publish and withdraw articles"))]
        constraints = [
            models.CheckConstraint(
                condition=~Q(slug__in=RESERVED_SLUGS),
                name="article_slug_is_not_reserved",
                violation_error_message=_(
                    "The addresses “feed”, “topics” and “changes” are taken by the site itself."
                ),
            ),
            models.CheckConstraint(
                condition=Q(reviewed_on=None)
                | Q(next_review_on=None)
                | Q(next_review_on__gt=models.F("reviewed_on")),
                name="article_next_review_follows_the_last",
                violation_error_message=_("The next review must come after the last one."),
            ),
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        """Saves the text, a new edit token, and the citations derived from the text, together or not at all."""
        self.edit_token = uuid.uuid4()
        for name in ("title", "summary", "key_points"):
            setattr(self, name, CONTROLS.sub("", getattr(self, name)))
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "edit_token", "updated_at"}
        with transaction.atomic():
            super().save(*args, **kwargs)
            Citation.objects.derive(article=self, texts=self.texts)

    def get_absolute_url(self):
        return reverse("articles:article", args=[self.slug])

    @property
    def texts(self) -> list[str]:
        """All texts of the page that may cite, in the order in which readers meet them."""
        return [*self.key_points.splitlines(), self.body]

    @property
    def current_edition(self):
        return self.edition_at()

    def edition_at(self, at=None):
        """The newest edition whose time has come, or None. Says nothing about withdrawal."""
        return self.editions.due(at).first()

    def is_published(self, at=None) -> bool:
        """The twin of `Article.objects.published(at)`."""
        at = at or timezone.now()
        return self.editions.due(at).exists() and (self.withdrawn_at is None or self.withdrawn_at > at)

    def has_been_public(self) -> bool:
        return self.editions.exists()

    def rendered(self) -> Rendered:
        """The working copy's body as it would be published now."""
        return render_texts(self)[1]

    def publish(self, *, by, kind, note="", at=None):
        """A new numbered edition of the working copy as it stands. Returns the edition."""
        with transaction.atomic():
            edition = Edition.objects.publish(self, by=by, kind=kind, note=note, at=at)
            if edition.published_at <= timezone.now():
                self.put_back()
        return edition

    def withdraw(self, at=None) -> None:
        self._set_withdrawn(at or timezone.now())

    def put_back(self) -> None:
        self._set_withdrawn(None)

    def _set_withdrawn(self, at) -> None:
        """Leaves the text and its token alone: whoever is writing meanwhile has nothing to be told."""
        self.withdrawn_at = at
        Article.objects.filter(pk=self.pk).update(withdrawn_at=at)


class Authorship(models.Model):
    article = models.ForeignKey(Article, models.CASCADE, related_name="authorships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="authorships", verbose_name=_("author"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "person"],
                name="authorship_once",
                violation_error_message=_("This author is listed already."),
            )
        ]

    def __str__(self):
        return f"{self.person} ({self.article})"


class FurtherReading(models.Model):
    """A source worth reading that the text does not cite."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="further_reading")
    source = models.ForeignKey(
        Source, models.PROTECT, related_name="further_readings", verbose_name=_("source")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = SourceUseQuerySet.as_manager()

    class Meta:
        verbose_name = _("additional reading")
        verbose_name_plural = _("additional reading")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "source"],
                name="further_reading_once",
                violation_error_message=_("This source is listed already."),
            )
        ]

    def __str__(self):
        return f"{self.source} ({self.article})"
