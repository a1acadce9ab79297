"""Queueing messages: each is a row in the caller's transaction and is sent after the commit.

`QueueBackend` is the site's EMAIL_BACKEND, so this includes Django's own messages and mails to ADMINS
(mbc_site/error_mails.py). Nothing else in the project imports django.core.mail; a test checks that.
"""

import datetime
import logging
import re
from collections.abc import Iterable
from email.utils import make_msgid, parseaddr

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail.backends.base import BaseEmailBackend
from django.core.validators import validate_email
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editing.text import storable
from web import sending
from web.models import TRIED_FOR, QueuedMail

logger = logging.getLogger(__name__)

LONGEST_SUBJECT = 200
LONGEST_ADDRESS = 320
LONGEST_TEXT = 200_000
NAMED = re.compile(r"[^<>]*<([^<>]*)>\s*")


def queue(
    subject: str,
    text: str,
    recipients: Iterable[str],
    *,
    at: datetime.datetime,
    html: str = "",
    sender: str = "",
    reply_to: str = "",
) -> list[QueuedMail]:
    """Queue one message for each recipient, who doesn't see the others.

    It is rolled back with the caller's transaction and sent right after the commit. A recipient that is not an email
    address is stored as given up, for staff to see. Texts that are too long are cut, and say so.
    """
    sender = "" if sender == settings.DEFAULT_FROM_EMAIL else _line(sender, LONGEST_ADDRESS)
    text, html = _bounded(text, html)
    addresses = list(dict.fromkeys(_address(one) for one in recipients))
    mails = [
        _or_given_up(
            QueuedMail(
                message_id=make_msgid(domain=_domain(sender or settings.DEFAULT_FROM_EMAIL)),
                sender=sender,
                recipient=_line(address, LONGEST_ADDRESS),
                reply_to=_line(reply_to, LONGEST_ADDRESS),
                subject=_line(subject, LONGEST_SUBJECT),
                text=text,
                html=html,
                queued_at=at,
                next_try_at=at,
                give_up_at=at + TRIED_FOR,
            ),
            at,
        )
        for address in addresses
    ]
    with transaction.atomic():
        QueuedMail.objects.bulk_create(mails)
        transaction.on_commit(sending.soon, robust=True)
    return mails


class QueueBackend(BaseEmailBackend):
    """Queues what Django and libraries send. Each recipient, also in cc and bcc, gets a message of their own."""

    def send_messages(self, email_messages) -> int:
        at = timezone.now()
        try:
            with transaction.atomic():
                return sum(bool(_queue_message(message, at)) for message in email_messages)
        except DatabaseError:
            if not self.fail_silently:
                raise
            logger.exception("A message could not be queued and is lost.")
            return 0


def _queue_message(message, at: datetime.datetime) -> list[QueuedMail]:
    """Raises ValueError for anything the queue can't store, so nothing is dropped silently."""
    alternatives = getattr(message, "alternatives", [])
    if message.attachments or message.extra_headers or message.content_subtype != "plain":
        raise ValueError(
            "The mail queue takes no attachments, no extra headers, and only plain text as the body."
        )
    if len(alternatives) > 1 or any(one.mimetype != "text/html" for one in alternatives):
        raise ValueError("The mail queue takes one alternative, which must be HTML.")
    return queue(
        str(message.subject),
        str(message.body),
        message.recipients(),
        at=at,
        html=str(alternatives[0].content) if alternatives else "",
        sender=message.from_email,
        reply_to=", ".join(message.reply_to),
    )


def _address(recipient: str) -> str:
    """The address without the name before it. Anything else is returned unchanged, to be refused as a whole.

    >>> _address("Ada <ada@example.org>"), _address("ada@example.org, rosalind@example.org")
    ('ada@example.org', 'ada@example.org, rosalind@example.org')
    """
    named = NAMED.fullmatch(recipient)
    return named[1] if named else recipient.strip()


def _or_given_up(mail: QueuedMail, at: datetime.datetime) -> QueuedMail:
    try:
        validate_email(mail.recipient)
    except ValidationError:
        mail.state, mail.ended_at = QueuedMail.State.GIVEN_UP, at
        mail.error = _("This is not an email address.")
        vars(mail).update(mail.texts_without_secrets())
    return mail


def _line(text: str, longest: int) -> str:
    """The text on one line, at most `longest` characters.

    >>> _line("Please look:\\r\\nBcc: everybody@example.org", 40)
    'Please look: Bcc: everybody@example.org'
    >>> _line("Please look at this", 10)
    'Please lo…'
    """
    line = " ".join(storable(text).split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def _bounded(text: str, html: str) -> tuple[str, str]:
    text, html = storable(text), storable(html)
    notes = []
    if len(text) > LONGEST_TEXT:
        notes.append(
            _("This message was too long. The last %d characters were left out.") % (len(text) - LONGEST_TEXT)
        )
    if len(html) > LONGEST_TEXT:
        notes.append(_("Its formatted version was too long and was left out."))
        html = ""
    return "\n\n".join([text[:LONGEST_TEXT], *(f"[{note}]" for note in notes)]), html


def _domain(sender: str) -> str:
    """
    >>> _domain("The site <website@bücher.example>"), _domain("nobody")
    ('xn--bcher-kva.example', 'localhost')
    """
    try:
        return (
            parseaddr(sender)[1].rpartition("@")[2].encode("idna").decode() if "@" in sender else "localhost"
        )
    except UnicodeError:
        return "localhost"
