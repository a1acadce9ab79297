"""The working copy: what staff edit. Visitors never read it; they read its editions."""

import uuid

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.editor import BodyField
from articles.key_points import KeyPointsField
from articles.markup import Rendered
from articles.models.address import SluggedModel
from articles.models.article_queryset import ArticleQuerySet
from articles.models.citation import Citation
from articles.models.edition import Edition, render_texts
from articles.models.images import Image
from articles.models.people import Person
from articles.models.report import ReportedModel
from articles.models.topic import Topic
from editing.text import CONTROLS
from history.recording import ensure_recorded
from sources.models import Source
from web.paths import path_with

RESERVED_SLUGS = ["feed", "topics", "changes"]


class Article(ReportedModel, SluggedModel):
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
        help_text=_("The article’s breadcrumb leads to the one that comes first in the list of topics."),
    )
    image = models.ForeignKey(
        Image, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("lead picture")
    )
    key_points = KeyPointsField(
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
        help_text=_("When the reviewer last checked the whole text. A small edit doesn’t change it."),
    )
    next_review_on = models.DateField(_("next review due"), null=True, blank=True)
    related = models.ManyToManyField("self", blank=True, verbose_name=_("related articles"))
    further_sources = models.ManyToManyField(
        Source, through="FurtherReading", related_name="further_reading_of"
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    edit_token = models.UUIDField(default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["title", "pk"]
        indexes = [
            models.Index(fields=["-updated_at", "-id"], name="article_last_changed"),
            models.Index(
                fields=["withdrawn_at"],
                condition=Q(withdrawn_at__isnull=False),
                name="article_withdrawn_in_time",
            ),
        ]
        permissions = [("publish_article", _("Can publish and withdraw articles"))]
        constraints = [
            models.CheckConstraint(
                condition=~Q(slug__in=RESERVED_SLUGS),
                name="article_slug_is_not_reserved",
                violation_error_message=_(
                    "The site itself uses the addresses “feed”, “topics” and “changes”. Choose another one."
                ),
            ),
            models.CheckConstraint(
                condition=Q(reviewed_on=None)
                | Q(next_review_on=None)
                | Q(next_review_on__gt=models.F("reviewed_on")),
                name="article_next_review_follows_the_last",
                violation_error_message=_("The next review must come after the last one."),
            ),
            models.CheckConstraint(
                condition=Q(report_closed_at=None, report_closed_by_name="")
                | Q(report_opened_at__isnull=False, report_closed_at__isnull=False),
                name="article_report_is_opened_before_it_is_closed",
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
            Citation.objects.refresh(article=self, texts=self.texts)

    def get_absolute_url(self):
        return path_with("articles:article", self.slug)

    @property
    def texts(self) -> list[str]:
        """All texts of the page that may cite, in the order in which readers meet them."""
        return [*self.key_points.splitlines(), self.body]

    def people_and_readings(self) -> tuple[list[int], list[int]]:
        """The keys of the authors and of the additional reading, in their order."""
        authors = self.authorships.values_list("person_id", flat=True)
        return list(authors), list(self.further_reading.values_list("source_id", flat=True))

    @property
    def current_edition(self):
        return self.edition_at()

    def edition_at(self, at=None):
        """The edition whose time came last, or None. Says nothing about withdrawal."""
        return self.editions.due(at).first()

    def is_published(self, at=None) -> bool:
        """The twin of `Article.objects.published(at)`."""
        at = at or timezone.now()
        return self.editions.due(at).exists() and (self.withdrawn_at is None or self.withdrawn_at > at)

    def has_editions(self) -> bool:
        """Whether visitors have read it, or will on a day that is set."""
        return self.editions.exists()

    def has_public_address(self) -> bool:
        return self.has_editions()

    def has_been_public(self, at=None) -> bool:
        """Whether visitors could read an edition at that time or before. Its time may have come while the article was
        withdrawn; then nobody could."""
        read = self.editions.due(at)
        if self.withdrawn_at:
            read = read.filter(published_at__lt=self.withdrawn_at)
        return read.exists()

    def rendered(self) -> Rendered:
        """The working copy's body as it would be published now."""
        return render_texts(self)[1]

    def publish(self, *, by, kind, note="", at=None, later=None):
        """Copy the working copy into a new numbered edition, and return it. Raises what `Edition.objects.publish` does."""
        with transaction.atomic():
            edition = Edition.objects.publish(self, by=by, kind=kind, note=note, at=at, later=later)
            if edition.published_at <= timezone.now():
                self.put_back()
        return edition

    def withdraw(self, at=None, *, by=None, later=None) -> None:
        """Raises ValidationError if editions wait and `later` (`Edition.Later`) doesn't say what becomes of them."""
        with transaction.atomic():
            Article.objects.select_for_update().get(pk=self.pk)
            Edition.objects.answer_for_waiting(self, later=later, by=by)
            self._set_withdrawn(at or timezone.now())
            ensure_recorded(self, gettext("Withdrew the article."), by=by)

    def put_back(self) -> None:
        if self.withdrawn_at:
            ensure_recorded(self, gettext("Put the article back."))
        self._set_withdrawn(None)

    def _set_withdrawn(self, at) -> None:
        """Leaves the text and its token alone, so nobody who is writing gets a warning."""
        self.withdrawn_at = at
        Article.objects.filter(pk=self.pk).update(withdrawn_at=at)
