"""The messages of this site until they are sent, and for some time afterwards."""

import datetime
from email.utils import format_datetime
from typing import Self

from django.core.mail import EmailMultiAlternatives
from django.db import models, transaction
from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from web.page_cache.content_version import ContentVersion  # noqa: F401  a table of this app
from web.rate_limits import CountedRequest  # noqa: F401  a table of this app
from web.secret_paths import has_lost_secrets, without_secrets

# Longer than any delivery takes. A sender that hasn't reported by then was killed.
CLAIMED_FOR = datetime.timedelta(minutes=10)
FIRST_WAIT = datetime.timedelta(minutes=5)
LONGEST_WAIT = datetime.timedelta(hours=2)
# RFC 5321, 4.5.4.1: "the give-up time generally needs to be at least 4-5 days".
TRIED_FOR = datetime.timedelta(days=5)
FEWEST_TRIES = 5
LATE = datetime.timedelta(hours=1)
TEXT_KEPT_FOR = datetime.timedelta(days=7)
KEPT_FOR = datetime.timedelta(days=90)

HEADERS = ("message_id", "sender", "recipient", "reply_to", "subject")


def _on_one_line() -> Q:
    """No header may contain a line break, after which another header could begin."""
    condition = Q()
    for name in HEADERS:
        condition &= ~Q(**{f"{name}__contains": "\n"}) & ~Q(**{f"{name}__contains": "\r"})
    return condition


class QueuedMailQuerySet(models.QuerySet):
    def waiting(self) -> Self:
        return self.filter(state=QueuedMail.State.WAITING)

    def given_up(self) -> Self:
        """Messages that reached nobody."""
        return self.filter(state=QueuedMail.State.GIVEN_UP)

    def late(self, at: datetime.datetime) -> Self:
        """Messages that have waited for more than an hour: the mail server or the cron job isn't working."""
        return self.waiting().filter(queued_at__lt=at - LATE)

    def late_and_given_up(self, at: datetime.datetime, *, since: datetime.datetime) -> tuple[int, int]:
        """How many messages are late, and how many were given up since then. One query."""
        late = Q(state=QueuedMail.State.WAITING, queued_at__lt=at - LATE)
        given_up = Q(state=QueuedMail.State.GIVEN_UP, ended_at__gt=since)
        numbers = self.aggregate(late=Count("pk", filter=late), given_up=Count("pk", filter=given_up))
        return numbers["late"], numbers["given_up"]

    def free(self, at: datetime.datetime) -> Self:
        """Messages that nobody is sending right now."""
        return self.filter(Q(claimed_until=None) | Q(claimed_until__lte=at))

    def due(self, at: datetime.datetime) -> Self:
        return self.waiting().free(at).filter(next_try_at__lte=at).order_by("next_try_at", "pk")

    def claim(self, at: datetime.datetime) -> "QueuedMail | None":
        """The next message, which no other sender gets for ten minutes.

        On any database, one UPDATE decides between two senders that want the same message. `durable` refuses a caller
        inside a transaction, so nothing talks to a mail server while holding a lock.
        """
        for mail in self.due(at)[:10]:
            mine = self.due(at).filter(pk=mail.pk, tries=mail.tries)
            with transaction.atomic(durable=True):
                is_mine = mine.order_by().update(claimed_until=at + CLAIMED_FOR, tries=F("tries") + 1)
            if is_mine:
                mail.tries += 1
                return mail
        return None

    def try_again(self, at: datetime.datetime) -> int:
        """Make messages due now, with five more days, that were given up or are waiting for a later try.

        A message whose link was erased is left alone: what it is about must be sent anew.
        """
        rows = self.exclude(state=QueuedMail.State.SENT).free(at)
        whole = [mail.pk for mail in rows if not has_lost_secrets(f"{mail.text}{mail.html}")]
        return rows.filter(pk__in=whole).update(
            state=QueuedMail.State.WAITING,
            next_try_at=at,
            give_up_at=at + TRIED_FOR,
            claimed_until=None,
            ended_at=None,
            tries=0,
        )

    def give_up(self, at: datetime.datetime) -> int:
        with transaction.atomic():
            rows = self.waiting().free(at).select_for_update()
            ended = {"state": QueuedMail.State.GIVEN_UP, "ended_at": at, "claimed_until": None}
            return sum(
                rows.filter(pk=mail.pk).update(**ended, **mail.texts_without_secrets()) for mail in rows
            )

    def purge(self, at: datetime.datetime) -> tuple[int, int]:
        """Erase texts a week after sending; delete messages 90 days after they ended. Returns how many of each.

        Erases secret addresses in messages that an earlier version gave up and kept as they were.
        """
        for mail in self.given_up():
            if (texts := mail.texts_without_secrets()) != {"text": mail.text, "html": mail.html}:
                self.filter(pk=mail.pk, state=QueuedMail.State.GIVEN_UP).update(**texts)
        old = self.filter(state=QueuedMail.State.SENT, ended_at__lte=at - TEXT_KEPT_FOR)
        emptied = old.exclude(text="", html="").update(text="", html="")
        deleted, _by_model = self.filter(ended_at__lte=at - KEPT_FOR).delete()
        return emptied, deleted


class QueuedMail(models.Model):
    """One message to one recipient. Created by `web.mail.queue` and never edited."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENT = "sent", _("sent")
        GIVEN_UP = "given_up", _("given up")

    message_id = models.CharField(_("Message-ID"), max_length=320, unique=True)
    # Empty means DEFAULT_FROM_EMAIL at the time of sending, so fixing the setting fixes waiting messages.
    sender = models.CharField(_("from"), max_length=320, blank=True)
    recipient = models.CharField(_("to"), max_length=320)
    reply_to = models.CharField(_("replies to"), max_length=320, blank=True)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"), blank=True)
    html = models.TextField(_("formatted text"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    queued_at = models.DateTimeField(_("queued"))
    next_try_at = models.DateTimeField(_("next try"))
    give_up_at = models.DateTimeField(_("tried until"))
    claimed_until = models.DateTimeField(_("claimed for sending until"), null=True, blank=True)
    tries = models.PositiveIntegerField(_("tries"), default=0)
    ended_at = models.DateTimeField(_("sent or given up"), null=True, blank=True)
    error = models.CharField(_("last error"), max_length=300, blank=True)

    objects = QueuedMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("outgoing messages")
        ordering = ["-queued_at", "-pk"]
        default_permissions = ("view",)
        permissions = [("manage_mail", "Can send messages again and give them up")]
        indexes = [
            models.Index(fields=["next_try_at"], condition=Q(state="waiting"), name="mail_due"),
        ]
        constraints = [
            models.CheckConstraint(condition=_on_one_line(), name="mail_headers_on_one_line"),
            models.CheckConstraint(
                condition=Q(state="waiting", ended_at=None)
                | Q(state__in=["sent", "given_up"], ended_at__isnull=False, claimed_until=None),
                name="mail_ended_or_waiting",
            ),
        ]

    def __str__(self):
        return f"{self.subject} ({self.recipient})"

    def as_message(self) -> EmailMultiAlternatives:
        """The same message on each try, with the Message-ID and date it was queued with."""
        message = EmailMultiAlternatives(
            self.subject,
            self.text,
            self.sender or None,
            [self.recipient],
            reply_to=[self.reply_to] if self.reply_to else None,
            headers={
                "Message-ID": self.message_id,
                "Date": format_datetime(self.queued_at),
                "Auto-Submitted": "auto-generated",  # RFC 3834: keeps out-of-office replies from answering
            },
        )
        if self.html:
            message.attach_alternative(self.html, "text/html")
        return message

    def note_sent(self, at: datetime.datetime) -> None:
        """Overrides whatever another sender wrote in the meantime, because the mail server has the message."""
        self._end(QueuedMail.objects.filter(pk=self.pk), state=self.State.SENT, at=at, error="")

    def note_refused(self, at: datetime.datetime, error: str) -> None:
        """Trying again would not help."""
        self._end(self._as_claimed(), state=self.State.GIVEN_UP, at=at, error=error)

    def note_postponed(self, at: datetime.datetime, error: str) -> None:
        """Wait twice as long after each try, up to two hours. After five days, give up, for staff to see."""
        if at >= self.give_up_at and self.tries >= FEWEST_TRIES:
            self.note_refused(at, error)
            return
        wait = min(FIRST_WAIT * 2 ** min(self.tries - 1, 10), LONGEST_WAIT)
        self._write(self._as_claimed(), next_try_at=at + wait, error=error)

    def texts_without_secrets(self) -> dict[str, str]:
        """What is kept of a message that has ended: whoever reads the database or its backups must not get in."""
        return {"text": without_secrets(self.text), "html": without_secrets(self.html)}

    def _end(self, rows: QueuedMailQuerySet, *, state: str, at: datetime.datetime, error: str) -> None:
        self._write(rows, state=state, ended_at=at, error=error, **self.texts_without_secrets())

    def _as_claimed(self) -> QueuedMailQuerySet:
        """This row, or none if the claim expired and another sender has taken or ended the message."""
        return QueuedMail.objects.waiting().filter(pk=self.pk, tries=self.tries)

    def _write(self, rows: QueuedMailQuerySet, **values) -> None:
        if "error" in values:
            values["error"] = values["error"][:300]
        rows.update(claimed_until=None, **values)
