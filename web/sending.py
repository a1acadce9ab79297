"""Sends queued messages to the mail server: one at a time, outside transactions, each with a time limit."""

import datetime
import enum
import logging
import smtplib
import threading
from collections import Counter
from collections.abc import Callable

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.message import sanitize_address
from django.db import connection
from django.utils import timezone

from web.models import QueuedMail

logger = logging.getLogger(__name__)

MOST = 500  # messages in one run
MOST_UNREACHED = 2  # in a row: then the server is down, and the others need not wait for it one by one


class Outcome(enum.Enum):
    SENT = "sent"
    REFUSED = "refused"  # this message, for good
    POSTPONED = "postponed"  # this message, by the server
    UNREACHED = "unreached"  # the server itself: down, silent, wrong password


def send_due(*, clock: Callable[[], datetime.datetime] = timezone.now) -> Counter[Outcome]:
    """Send what is due. Raises RuntimeError inside a transaction. May run several times at once."""
    counted: Counter[Outcome] = Counter()
    unreached = 0
    while counted.total() < MOST and unreached < MOST_UNREACHED:
        mail = QueuedMail.objects.claim(clock())
        if mail is None:
            break
        outcome, error = _deliver(mail)
        _note(mail, outcome, error, clock())
        counted[outcome] += 1
        unreached = unreached + 1 if outcome is Outcome.UNREACHED else 0
    return counted


def _deliver(mail: QueuedMail) -> tuple[Outcome, str]:
    """Send one message in a session of its own, so that a failure doesn't affect the next one."""
    try:
        sanitize_address(mail.recipient, "utf-8")
    except ValueError as error:
        return Outcome.REFUSED, f"{type(error).__name__}: {error}"
    message = mail.as_message()
    try:
        message.message().as_bytes()
    except ValueError as error:  # such as an invalid DEFAULT_FROM_EMAIL, which the operator can fix
        return Outcome.POSTPONED, f"{type(error).__name__}: {error}"
    transport = get_connection(settings.MAIL_TRANSPORT)
    try:
        transport.send_messages([message])
    except smtplib.SMTPRecipientsRefused as error:
        return _judged(*next(iter(error.recipients.values())))
    except smtplib.SMTPDataError as error:
        return _judged(error.smtp_code, error.smtp_error)
    except Exception as error:  # whatever it is, keep the message and try again
        return Outcome.UNREACHED, f"{type(error).__name__}: {error}"
    finally:
        transport.close()
    return Outcome.SENT, ""


def _judged(code: int, reply: bytes | str) -> tuple[Outcome, str]:
    """RFC 5321, 4.2.1: after 5yz the same message is not sent again; after 4yz it is. 421 ends the whole session."""
    text = reply.decode(errors="replace") if isinstance(reply, bytes) else reply
    if code == 421:
        return Outcome.UNREACHED, f"{code} {text}"
    return Outcome.REFUSED if code >= 500 else Outcome.POSTPONED, f"{code} {text}"


def _note(mail: QueuedMail, outcome: Outcome, error: str, at: datetime.datetime) -> None:
    """Record the outcome. The log contains no address and no subject."""
    error = " ".join(error.split())
    if outcome is Outcome.SENT:
        mail.note_sent(at)
    elif outcome is Outcome.REFUSED:
        mail.note_refused(at, error)
        logger.error("Message %d was refused for good; see Outgoing messages in the admin.", mail.pk)
    else:
        mail.note_postponed(at, error)
        logger.warning("Message %d was not accepted on try %d and will be tried again.", mail.pk, mail.tries)


class Sender:
    """A thread that sends what is due, so the request that queued a message doesn't wait for the mail server.

    If the process is killed first, `send_mail_queue` sends the message.
    """

    def __init__(self):
        self._lock = threading.Lock()
        self._wanted = self._running = False

    def wake(self) -> None:
        with self._lock:
            self._wanted = True
            if self._running:
                return
            thread = threading.Thread(target=self._run, name="mail")
            thread.start()
            self._running = True

    def _run(self) -> None:
        try:
            while self._again():
                try:
                    send_due()
                except Exception:
                    logger.exception("The mail queue could not be sent; send_mail_queue will try again.")
        finally:
            connection.close()

    def _again(self) -> bool:
        """Whether anything was queued since the last check; checked under the lock, so no message is missed."""
        with self._lock:
            self._running, self._wanted = self._wanted, False
            return self._running


_sender = Sender()


def soon() -> None:
    """Send what is due without waiting for it."""
    if settings.MAIL_SENT_AFTER_COMMIT:
        _sender.wake()
