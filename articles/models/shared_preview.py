"""A preview that somebody without an account reads through a link: the text as it was when it was shared."""

import hashlib
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.report import ReportLine
from editing.text import clean
from history.recording import name_of

DEFAULT_DAYS, MOST_DAYS = 14, 60
TOKEN_BYTES = 24
LONGEST_COMMENT, LONGEST_NAME = 2000, 100
MOST_COMMENTS = 300  # through one link
KEPT_FOR = timedelta(days=30)  # the text, after the link has ended
TOO_LONG = _("A link can be open for %(most)d days at most.") % {"most": MOST_DAYS}
HAS_ENDED = _("This link doesn’t work any more, so the comment was not sent.")
TOO_MANY = _("This link has as many comments as it can take. Please write to the person who sent it.")


@dataclass(frozen=True)
class Frozen:
    """A rendered working copy (articles/previews.py)."""

    title: str
    html: str
    passages: list[str]


class SharedPreviewQuerySet(models.QuerySet):
    def with_token(self, token: str):
        return self.filter(token_hash=_hashed(token))

    def open(self, at: datetime):
        return self.filter(revoked_at=None, expires_at__gt=at)

    def without_texts(self):
        """For lists: each text is as long as its article. `has_text` says whether it is still kept."""
        return self.defer("html", "passages").annotate(has_text=~Q(html=""))

    def share(self, article, frozen: Frozen, *, by, for_whom: str, days: int, at: datetime, once=None):
        """The new preview and its token, which is stored nowhere. Raises ValidationError if it is open for too long."""
        if not 1 <= days <= MOST_DAYS:
            raise ValidationError(TOO_LONG, code="too_long")
        token = secrets.token_urlsafe(TOKEN_BYTES)
        preview = self.create(
            article=article,
            token_hash=_hashed(token),
            once=once or uuid.uuid4(),
            for_whom=clean(for_whom).strip(),
            made_by_name=name_of(by),
            created_at=at,
            expires_at=at + timedelta(days=days),
            title=frozen.title,
            html=frozen.html,
            passages=frozen.passages,
        )
        return preview, token

    def purge(self, at: datetime) -> int:
        """Erase the texts of links that ended a month ago; the comments stay. Returns how many."""
        ended = Q(expires_at__lte=at - KEPT_FOR) | Q(revoked_at__lte=at - KEPT_FOR)
        return self.filter(ended).exclude(html="").update(html="", passages=[])


class SharedPreview(models.Model):
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="shared_previews")
    token_hash = models.CharField(max_length=64, unique=True)
    once = models.UUIDField(unique=True, default=uuid.uuid4)  # of the form: sent twice, it makes one link
    for_whom = models.CharField(_("for whom"), max_length=LONGEST_NAME)
    reader_name = models.CharField(max_length=LONGEST_NAME, blank=True)  # as given with the first comment
    made_by_name = models.CharField(_("made by"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("made"))
    expires_at = models.DateTimeField(_("works until"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    revoked_by_name = models.CharField(max_length=200, blank=True)
    # Days, not moments: who reads when is nobody's business, and programs that check mail open links too.
    days_opened = models.PositiveIntegerField(default=0)
    last_opened_on = models.DateField(null=True, blank=True)

    title = models.CharField(max_length=200)
    html = models.TextField(blank=True)
    passages = models.JSONField(default=list)

    objects = SharedPreviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("shared preview")
        verbose_name_plural = _("shared previews")
        ordering = ["-created_at", "-pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="shared_preview_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=False) | Q(revoked_by_name=""),
                name="shared_preview_revoker_needs_a_time",
            ),
        ]

    def __str__(self):
        return f"{self.title} ({self.for_whom})"

    is_preview = True  # for the line on paper, which then doesn't print the address

    def is_open(self, at=None) -> bool:
        """The twin of `SharedPreview.objects.open(at)`."""
        return self.revoked_at is None and self.expires_at > (at or timezone.now())

    def revoke(self, *, by, at=None) -> bool:
        """Return whether it was open."""
        at = at or timezone.now()
        rows = SharedPreview.objects.open(at).filter(pk=self.pk)
        is_done = bool(rows.update(revoked_at=at, revoked_by_name=name_of(by)))
        self.refresh_from_db(fields=["revoked_at", "revoked_by_name"])
        return is_done

    def note_opened(self, day) -> None:
        """Count a day on which it was opened, once: reading it again writes nothing."""
        if self.last_opened_on == day:
            return
        others = SharedPreview.objects.filter(pk=self.pk).exclude(last_opened_on=day)
        others.update(last_opened_on=day, days_opened=F("days_opened") + 1)

    def comment(self, number: int, text: str, *, name: str, at: datetime) -> ReportLine:
        """Add a comment on a passage to the report of the article. The same one twice is one, unless the first is ticked.

        Raises ValidationError if the link has ended or is full, IndexError if there is no such passage.
        """
        text, name = clean(text).strip()[:LONGEST_COMMENT], clean(name).strip()[:LONGEST_NAME]
        with transaction.atomic():
            preview = SharedPreview.objects.select_for_update().get(pk=self.pk)
            if not preview.is_open(at):
                raise ValidationError(HAS_ENDED, code="has_ended")
            if not 1 <= number <= len(preview.passages):
                raise IndexError(number)
            same = self.comments.open().filter(line=number, text=text).first()
            if same:
                return same
            if self.comments.count() >= MOST_COMMENTS:
                raise ValidationError(TOO_MANY, code="too_many")
            if not preview.reader_name:
                SharedPreview.objects.filter(pk=self.pk).update(reader_name=name)
            return self._add_comment(number, text, preview.passages[number - 1], name, at)

    def _add_comment(self, number: int, text: str, passage: str, name: str, at: datetime) -> ReportLine:
        return ReportLine.objects.create(
            article_id=self.article_id,
            preview=self,
            kind=ReportLine.Kind.COMMENT,
            position=number,
            line=number,
            text=text,
            passage=passage.removesuffix("…"),
            author_name=name,
            made_at=at,
        )


def _hashed(token: str) -> str:
    """The token has 192 random bits, so a plain hash can't be turned around."""
    return hashlib.sha256(token.encode()).hexdigest()
