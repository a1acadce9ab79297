"""What visitors read: an immutable, numbered copy of an article, rendered once when it is published."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.editor import as_read, as_written, in_normal_form
from articles.markup import Numbering, Rendered, count_words, image_keys, render, render_inline, uses
from articles.models.citation import Citation
from articles.models.edition_queryset import EditionQuerySet
from articles.models.edition_rows import Byline, EditionFigure, EditionReading
from articles.models.images import Image
from articles.models.people import Person
from articles.models.publication import EditionIsFinal
from articles.models.report import REPORT_IS_OPEN
from articles.models.shown_picture import ShownPicture
from articles.standing import waiting_words
from editing.moments import in_words
from sources.models import Source

NOTE_NEEDED = _("Readers see what an update or a correction changed. Write a sentence about it.")
WORDS_A_MINUTE = 200  # words a minute: a tired adult reading plain words on a phone


TEXTS = ("title", "summary", "key_points", "body")
ONE_PARAGRAPH = ("title", "summary")  # plain, with nothing between their lines but a space
COPIED = (*TEXTS, "image", "reviewer", "reviewed_on", "next_review_on")


def render_texts(text) -> tuple[list[SafeString], Rendered]:
    """Key points and body of an article or edition, numbered as one page."""
    keys = [key for part in text.texts for use in uses(part) for key in use.keys]
    numbering = Numbering(Source.objects.canonical_keys(keys))
    points = [render_inline(line, numbering) for line in text.key_points.splitlines() if line.strip()]
    pictures = Image.objects.pictures(image_keys(text.body))
    return points, render(text.body, numbering, pictures)


def lead_picture_of(article) -> dict | None:
    """What an edition made of the working copy now would keep of its lead picture."""
    return article.image.shown.as_dict() if article.image else None


class Edition(models.Model):
    class Later(models.TextChoices):
        """What becomes of editions that wait for a later time than the one that is being published."""

        CALL_OFF = "call_off", _("Call off")
        KEEP = "keep", _("Keep")

    class ChangeKind(models.TextChoices):
        NEW = "new", _("New article")
        REVIEW = "review", _("Full review")
        UPDATE = "update", _("Medical update")
        CORRECTION = "correction", _("Correction")
        EDIT = "edit", _("Small edit")

    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind of change"), max_length=12, choices=ChangeKind)
    note = models.TextField(_("what changed"), blank=True)
    published_at = models.DateTimeField(_("public from"))
    published_by = models.ForeignKey(
        "auth.User", models.SET_NULL, null=True, related_name="+", verbose_name=_("published by")
    )
    # Kept when the account is deleted.
    published_by_name = models.CharField(max_length=200, blank=True, editable=False)
    # Called off before its time came: kept with its number, and never public.
    called_off_at = models.DateTimeField(_("called off"), null=True, blank=True, editable=False)
    called_off_by_name = models.CharField(max_length=200, blank=True, editable=False)

    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), blank=True)
    key_points = models.TextField(_("key points"), blank=True)
    body = models.TextField(_("text"), blank=True)
    image = models.ForeignKey(Image, models.PROTECT, null=True, blank=True, related_name="+")
    lead_picture = models.JSONField(
        null=True, editable=False
    )  # what readers see of the image: `ShownPicture`
    reviewer = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="editions_reviewed"
    )
    reviewed_on = models.DateField(null=True, blank=True)
    next_review_on = models.DateField(null=True, blank=True)
    authors = models.ManyToManyField(Person, through="Byline", related_name="editions_written")
    further_sources = models.ManyToManyField(Source, through="EditionReading", related_name="+")

    # Rendered once: a page view parses nothing (docs/architecture.md, "An edition keeps its rendered body").
    html = models.TextField(editable=False)
    key_points_html = models.JSONField(default=list, editable=False)
    contents = models.JSONField(default=list, editable=False)
    cited = models.JSONField(default=list, editable=False)  # source keys, in the order of their numbers
    further = models.JSONField(default=list, editable=False)  # source keys; EditionReading protects the rows
    uses = models.JSONField(default=dict, editable=False)  # source key -> anchors of its marks
    words = models.PositiveIntegerField(default=0, editable=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["article", "-number"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["article", "-published_at"], name="edition_newest"),
            models.Index(
                fields=["published_at"], name="edition_in_time"
            ),  # which is next: each kept page asks
        ]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="edition_number_once"),
            models.CheckConstraint(
                condition=~Q(kind__in=["update", "correction"]) | ~Q(note=""),
                name="edition_says_what_changed",
                violation_error_message=NOTE_NEEDED,
            ),
            models.CheckConstraint(
                condition=Q(called_off_at=None) | Q(called_off_at__lte=models.F("published_at")),
                name="edition_is_called_off_before_it_is_public",
                violation_error_message=_("This edition is public already, so it can’t be called off."),
            ),
            models.CheckConstraint(
                condition=Q(image=None, lead_picture__isnull=True)
                | Q(image__isnull=False, lead_picture__isnull=False),
                name="edition_keeps_its_picture",
            ),
        ]

    def __str__(self):
        return gettext("%(title)s, edition %(number)d") % {"title": self.title, "number": self.number}

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise EditionIsFinal("An edition is never changed; publish another one.")
        if type(self.article).objects.with_open_report().filter(pk=self.article_id).exists():
            raise ValidationError(REPORT_IS_OPEN, code="report_is_open")
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return self.article.get_absolute_url()

    def is_waiting(self, at=None) -> bool:
        """Whether its time is yet to come, and will."""
        return self.called_off_at is None and self.published_at > (at or timezone.now())

    @property
    def when(self) -> str:
        """Since or from when it is public, in words."""
        return in_words(self.published_at)

    @property
    def waiting_words(self) -> str:
        return waiting_words(self.number, self.published_at)

    def same_as(self, article) -> bool:
        """Whether readers would see no difference between this edition and one made of the working copy now."""
        is_same_copy = (
            all(getattr(self, name) == getattr(article, name) for name in COPIED if name not in TEXTS)
            and all(_is_read_alike(name, self, article) for name in TEXTS)
            and self.lead_picture == lead_picture_of(article)
            and self._people_and_readings() == article.people_and_readings()
        )
        return is_same_copy and self._is_drawn_alike(*render_texts(article))

    def _is_drawn_alike(self, points: list[SafeString], drawn: Rendered) -> bool:
        is_same_page = as_read(in_normal_form(self.html)) == as_read(in_normal_form(drawn.html))
        return is_same_page and list(map(as_read, self.key_points_html)) == list(map(as_read, points))

    def _people_and_readings(self) -> tuple[list[int], list[int]]:
        bylines = self.bylines.values_list("person_id", flat=True)
        return list(bylines), list(self.readings.values_list("source_id", flat=True))

    @property
    def log_url(self) -> str:
        """Where the log of changes leads: to the note on the page, if there is one."""
        return self.get_absolute_url() + ("#changes" if self.note else "")

    @classmethod
    def of(cls, article, **fields) -> "Edition":
        """An unsaved edition of the working copy as it stands, rendered: what a preview shows."""
        points, rendered = render_texts(article)
        copied = {name: getattr(article, name) for name in COPIED}
        return cls(
            article=article,
            lead_picture=lead_picture_of(article),
            html=rendered.html,
            key_points_html=[str(point) for point in points],
            contents=[heading.as_dict() for heading in rendered.contents],
            cited=rendered.cited,
            uses=rendered.uses,
            further=[row.source.key for row in article.further_reading.select_related("source")],
            words=count_words(article.body),
            **copied | fields,
        )

    def _copy_relations(self) -> None:
        rows = self.article.authorships.values_list("person_id", flat=True)
        Byline.objects.bulk_create(
            Byline(edition=self, person_id=person, position=place) for place, person in enumerate(rows, 1)
        )
        rows = self.article.further_reading.values_list("source_id", flat=True)
        EditionReading.objects.bulk_create(
            EditionReading(edition=self, source_id=source, position=place)
            for place, source in enumerate(rows, 1)
        )
        EditionFigure.objects.keep(self)
        Citation.objects.refresh(article=self.article, edition=self, texts=self.texts)

    @property
    def texts(self) -> list[str]:
        return [*self.key_points.splitlines(), self.body]

    @property
    def lead(self) -> ShownPicture | None:
        """The lead picture as it was when the edition was made."""
        return ShownPicture.read(self.lead_picture)

    @property
    def rendered_html(self) -> SafeString:
        return mark_safe(self.html)  # noqa: S308  the renderer's own output, kept in a column no form writes

    @property
    def rendered_key_points(self) -> list[SafeString]:
        return [mark_safe(point) for point in self.key_points_html]  # noqa: S308  as above

    @property
    def minutes(self) -> int:
        return max(1, round(self.words / WORDS_A_MINUTE))


def as_readers_see(name: str, text: str) -> str:
    """The text of one of the columns TEXTS, without what no page shows, such as a second space."""
    if name == "body":
        return as_read(as_written(text))
    lines = [as_read(line).strip(" ") for line in text.splitlines()]
    return (" " if name in ONE_PARAGRAPH else "\n").join(line for line in lines if line)


def _is_read_alike(name: str, edition: Edition, article) -> bool:
    one, other = (getattr(text, name) for text in (edition, article))
    return one == other or as_readers_see(name, one) == as_readers_see(name, other)
