"""The import report of an article: what a person should look at before the draft is published, line by line.

Rows, not JSON on the article: two colleagues can tick lines at once, and restoring an older text leaves them alone.
"""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.manuscripts import place_words
from editing.moments import in_words
from history.recording import name_of

REPORT_IS_OPEN = _("The import report is open. Tick its lines, then close it.")
LINES_ARE_OPEN = _("Some lines of the report are not ticked yet. Tick them first.")
REPORT_IS_CLOSED = _("The report is closed. Open it again to change its lines.")
EDITION_WAITS = _(
    "Edition %(number)d waits for %(when)s and would become public although the report is open. Call it off first."
)
LINES_ARE_GONE = _(
    "The lines of this report were deleted with the article. Compare the draft with your file yourself."
)


class ReportLineQuerySet(models.QuerySet):
    def of_import(self):
        return self.exclude(kind=ReportLine.Kind.COMMENT)

    def comments(self):
        return self.filter(kind=ReportLine.Kind.COMMENT)

    def open(self):
        return self.filter(ticked_at=None)


class ReportLine(models.Model):
    """One thing to look at. Written by an import or by a reader of a shared preview; only its tick changes."""

    class Kind(models.TextChoices):
        CHECK = "check", _("Please check")
        LEFT_OUT = "left_out", _("Left out")
        MISSING = "missing", _("Not taken over")
        THIRD_PARTY = "third_party", _("Belongs to somebody else")
        COMMENT = "comment", _("Comment")

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="report_lines")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    # Where in the imported file: a part (articles.manuscripts.PARTS) and a line, 0 if it has none.
    part = models.CharField(max_length=20, blank=True)
    line = models.PositiveIntegerField(default=0)
    text = models.TextField(blank=True)
    before = models.TextField(blank=True)  # the words of the file around those of `text`
    after = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    passage = models.TextField(blank=True)  # words to find in the draft; "" if the line has no place there
    # Of a comment: the shared text it is about, who wrote it, and when.
    preview = models.ForeignKey(
        "articles.SharedPreview", models.CASCADE, null=True, blank=True, related_name="comments"
    )
    author_name = models.CharField(max_length=100, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    ticked_at = models.DateTimeField(null=True, blank=True)
    ticked_by_name = models.CharField(max_length=200, blank=True)

    objects = ReportLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of the report")
        verbose_name_plural = _("lines of the report")
        ordering = ["article", "position", "pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(ticked_at__isnull=False) | Q(ticked_by_name=""),
                name="report_line_name_needs_a_tick",
            ),
            models.CheckConstraint(
                condition=Q(kind="comment", preview__isnull=False, made_at__isnull=False)
                | (~Q(kind="comment") & Q(preview=None, made_at=None)),
                name="report_line_is_a_comment_on_a_shared_preview",
            ),
        ]

    def __str__(self):
        return f"{self.place}: {self.reason or self.text[:200]}"

    @property
    def place(self) -> str:
        return place_words(self.part, self.line)

    @property
    def is_comment(self) -> bool:
        return self.kind == self.Kind.COMMENT

    def tick(self, *, by, at=None) -> None:
        """Record who has dealt with it. A second tick changes nothing. Raises ValidationError if the report is closed."""
        self._set_tick(by=by, at=at or timezone.now())

    def untick(self) -> None:
        """Raises ValidationError if the report is closed."""
        self._set_tick(by=None, at=None)

    def _set_tick(self, *, by, at) -> None:
        with transaction.atomic():
            self.article.lock_report(for_line=self)
            rows = ReportLine.objects.filter(pk=self.pk)
            if at:
                rows.open().update(ticked_at=at, ticked_by_name=name_of(by))
            else:
                rows.update(ticked_at=None, ticked_by_name="")
        self.refresh_from_db(fields=["ticked_at", "ticked_by_name"])


class ReportedModel(models.Model):
    """The state of the import report, in columns of the article: it survives a restore, and no join is needed."""

    report_opened_at = models.DateTimeField(null=True, blank=True, editable=False)  # null: there is no report
    report_closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    report_closed_by_name = models.CharField(max_length=200, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def has_report(self) -> bool:
        return self.report_opened_at is not None

    @property
    def has_open_report(self) -> bool:
        """Whether the report holds up publishing."""
        return self.has_report and self.report_closed_at is None

    def close_report(self, *, by, at=None) -> bool:
        """Record who closed it; return whether it was open. Leaves the text and its token alone.

        Raises ValidationError while a line of the import is not ticked.
        """
        with transaction.atomic():
            if not self.lock_report().has_open_report:
                return False
            if self.report_lines.of_import().open().exists():
                raise ValidationError(LINES_ARE_OPEN, code="lines_are_open")
            self._write_report(report_closed_at=at or timezone.now(), report_closed_by_name=name_of(by))
        return True

    def reopen_report(self) -> bool:
        """Return whether it was closed. Its ticks stay. Raises ValidationError while an edition waits for its time."""
        with transaction.atomic():
            article = self.lock_report()
            if not article.has_report or article.has_open_report:
                return False
            if waiting := article.editions.waiting().order_by("published_at").first():
                values = {"number": waiting.number, "when": in_words(waiting.published_at)}
                raise ValidationError(EDITION_WAITS, code="edition_waits", params=values)
            self._write_report(report_closed_at=None, report_closed_by_name="")
        return True

    def lock_report(self, *, for_line: ReportLine | None = None):
        """The article as stored, locked, so that nobody closes the report while somebody changes a line.

        Raises ValidationError for a line that the closed report no longer lets anybody change.
        """
        article = type(self).objects.select_for_update().get(pk=self.pk)
        if for_line and not for_line.is_comment and not article.has_open_report:
            raise ValidationError(REPORT_IS_CLOSED, code="report_is_closed")
        return article

    def restore_report(self) -> None:
        """After the article was deleted and recovered: its lines are gone, so an open report says so."""
        if self.has_open_report and not self.report_lines.exists():
            self.report_lines.create(position=1, kind=ReportLine.Kind.CHECK, reason=LINES_ARE_GONE)

    def _write_report(self, **values) -> None:
        type(self).objects.filter(pk=self.pk).update(**values)
        for name, value in values.items():
            setattr(self, name, value)
