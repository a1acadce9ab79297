"""What readers say about an article, and the answer, which only whoever has the code can read.

There is no name, no address and nothing else about who wrote it. Texts are deleted after a year (`purge`).
"""

import datetime
from statistics import median

from django.db import models
from django.db.models import Case, Count, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles import feedback_codes
from history.recording import name_of

LONGEST_TEXT, LONGEST_ANSWER = 3000, 5000
KEPT_FOR = datetime.timedelta(days=365)
FEWEST_ANSWERS = 5  # from which something can be said about how long an answer usually takes
MOST_ANSWERS = 1000  # the latest ones, which it is said of
OPEN_FIRST = Case(When(state="open", then=Value(0)), default=Value(1))
WITH_ITS_ARTICLE = (
    *("edition__title", "edition__number", "edition__published_at", "edition__kind"),
    *("edition__article__slug", "edition__article__title"),
)


class FeedbackQuerySet(models.QuerySet):
    def with_code(self, code: str):
        return self.filter(code_hash=feedback_codes.hashed(code))

    def open(self):
        """What somebody should read and answer."""
        return self.filter(state=Feedback.State.OPEN)

    def oldest_first(self):
        return self.order_by("sent_at", "pk")

    def with_article(self):
        """With the title of the edition that was read, and without any text of it."""
        own = [column.name for column in Feedback._meta.concrete_fields if column.name != "edition"]
        return self.select_related("edition__article").only(*own, *WITH_ITS_ARTICLE)

    def by_article(self) -> list[tuple[int, str, int, int]]:
        """Of each article that was written about: its key, title, how many are open, and how many there are."""
        rows = self.values("edition__article", "edition__article__title").order_by("edition__article__title")
        rows = rows.annotate(number_open=Count("pk", filter=Q(state="open")), number=Count("pk"))
        return list(rows.values_list("edition__article", "edition__article__title", "number_open", "number"))

    def take(self, edition, *, helpful: str, text: str, code: str, at: datetime.datetime) -> "Feedback":
        """Keep what somebody sent; sent twice, it is kept once. Nobody needs to answer what has no text."""
        state = Feedback.State.OPEN if text else Feedback.State.DONE
        values = {"edition": edition, "helpful": helpful, "text": text, "state": state, "sent_at": at}
        return self.get_or_create(code_hash=feedback_codes.hashed(code), defaults=values)[0]

    def mark(self, state: "Feedback.State") -> int:
        """Return how many were changed. What has an answer keeps it, and stays answered."""
        others = self.exclude(state__in=[state, Feedback.State.ANSWERED])
        return (others.exclude(text="") if state == Feedback.State.OPEN else others).update(state=state)

    def usual_wait(self, at: datetime.datetime) -> datetime.timedelta | None:
        """The median time from a question to its answer, of what was sent within the last year. None if too few were
        answered to say so.
        """
        answered = self.filter(sent_at__gt=at - KEPT_FOR, answered_at__lte=at).order_by("-answered_at")
        moments = answered.values_list("sent_at", "answered_at")[:MOST_ANSWERS]
        waits = [answered_at - sent_at for sent_at, answered_at in moments]
        return median(waits) if len(waits) >= FEWEST_ANSWERS else None

    def purge(self, at: datetime.datetime) -> int:
        """Delete what was sent more than a year ago, with its answer. Returns how many."""
        return self.filter(sent_at__lte=at - KEPT_FOR).delete()[0]


class Feedback(models.Model):
    class Helpful(models.TextChoices):
        YES = "yes", _("Yes")
        PARTLY = "partly", _("Partly")
        NO = "no", _("No")

    class State(models.TextChoices):
        OPEN = "open", _("to answer")
        ANSWERED = "answered", _("answered")
        DONE = "done", _("done, without an answer")
        SPAM = "spam", _("spam")

    edition = models.ForeignKey(
        "articles.Edition", models.PROTECT, verbose_name=_("edition"), related_name="feedback"
    )
    helpful = models.CharField(_("was it helpful"), max_length=10, choices=Helpful)
    text = models.TextField(_("what is missing"), blank=True)
    sent_at = models.DateTimeField(_("sent"))
    code_hash = models.CharField(max_length=64, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    answer = models.TextField(
        _("answer"),
        blank=True,
        max_length=LONGEST_ANSWER,
        help_text=_(
            "In plain words. Only the person who asked can read it, with her code. Web addresses become links. Don’t ask "
            "her for a name or medical facts: she can’t write back here."
        ),
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)
    answered_by_name = models.CharField(_("answered by"), max_length=200, blank=True, editable=False)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("question from a reader")
        verbose_name_plural = _("questions from readers")
        ordering = [OPEN_FIRST.asc(), "-sent_at", "-pk"]
        default_permissions = ("view", "change", "delete")
        indexes = [
            models.Index(fields=["state", "sent_at"], name="feedback_by_state"),
            models.Index(fields=["sent_at"], name="feedback_by_age"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="answered", answered_at__isnull=False) & ~Q(answer="")
                | ~Q(state="answered") & Q(answer="", answered_at=None, answered_by_name=""),
                name="feedback_is_answered_or_has_no_answer",
            ),
            models.CheckConstraint(
                condition=~Q(text="") | ~Q(state="open"), name="feedback_without_a_text_needs_no_answer"
            ),
        ]

    def __str__(self):
        """Never the text: this is kept in the history after the text is deleted."""
        return gettext("Question about “%(title)s”") % {"title": self.edition.title}

    @property
    def deleted_on(self) -> datetime.date:
        """The day on which `daily` deletes it."""
        return timezone.localdate(self.sent_at + KEPT_FOR)

    def set_answer(self, text: str, *, by, at: datetime.datetime | None = None) -> None:
        """Answer, correct the answer, or take it back with "". The first time is the one that counts. Does not save."""
        self.answer = text
        if not text:
            self.state = self.State.OPEN if self.text else self.State.DONE
            self.answered_at, self.answered_by_name = None, ""
        elif self.state != self.State.ANSWERED:
            self.state = self.State.ANSWERED
            self.answered_at, self.answered_by_name = at or timezone.now(), name_of(by)[:200]
