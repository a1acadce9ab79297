"""Mails about errors of this site, for whoever runs it: which error, where and when, and nothing that a visitor sent."""

import datetime
import logging
import traceback
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.log import AdminEmailHandler

from web.secret_paths import without_secrets

HOUR = 60 * 60  # seconds
MOST_AN_HOUR = 10  # mails of one process
SENTENCES = """{what} at {address}, {at:%Y-%m-%d %H:%M:%S} UTC.

{stack}
What the error said may be about a person, so at most the log has it, at that time. This process tells you about the same
error once an hour, and about at most {most} errors an hour."""


class ErrorMails(AdminEmailHandler):
    """Writes to ADMINS, through the mail queue (web/mail.py), about requests that failed because of a bug.

    Django's report would hold what was typed, searched for and sent. An outage is no bug, and the queue is in the
    database, so there is no mail about one.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._told: dict[tuple, float] = {}  # kind and place of an error -> when a mail was sent

    def emit(self, record: logging.LogRecord) -> None:
        request, problem = getattr(record, "request", None), (record.exc_info or (None, None, None))[1]
        if settings.DEBUG or problem is None or getattr(request, "outage", ""):
            return
        path = getattr(request, "path", "")
        stack = traceback.extract_tb(problem.__traceback__)
        what = type(problem).__name__
        if self._is_news((what, stack[-1].filename, stack[-1].lineno), record.created):
            text = SENTENCES.format(
                what=what,
                address=path or record.name,
                at=datetime.datetime.fromtimestamp(record.created, datetime.UTC),
                stack="".join(stack.format()),
                most=MOST_AN_HOUR,
            )
            site = urlsplit(settings.SITE_ADDRESS).netloc
            subject = self.format_subject(f"Error on {site}: {what} at {path or record.name}")
            self.send_mail(without_secrets(subject, path), without_secrets(text, path), fail_silently=True)

    def _is_news(self, place: tuple, at: float) -> bool:
        """Called under the lock of the handler."""
        self._told = {one: told for one, told in self._told.items() if at - told < HOUR}
        if place in self._told or len(self._told) >= MOST_AN_HOUR:
            return False
        self._told[place] = at
        return True
