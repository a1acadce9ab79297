"""What the browser keeps of unsaved texts: whose it is, and when to forget it (static/editing/unsaved.js)."""

import re

from django.conf import settings
from django.utils.crypto import salted_hmac

NAME = "_unsaved"  # of the hidden input with the name under which the browser keeps what is typed
SENT = re.compile(r"([a-z0-9]{8,40})(?:\.(\d{1,16}))?\Z")  # the name and, in milliseconds, when it was sent
SECONDS_KEPT = 14 * 24 * 60 * 60


def name_sent(request) -> str:
    match = SENT.match(request.POST.get(NAME, ""))
    return match[1] if match else ""


def person(user) -> str:
    """A name for this account in the browser's storage. It differs between installations, and tells nothing."""
    return salted_hmac("editing.unsaved", str(user.pk)).hexdigest()[:16] if user.pk else ""


def forget_in_browser(request, response):
    """After a save: the browser forgets what it kept of this form until it was sent, and nothing typed since."""
    if match := SENT.match(request.POST.get(NAME, "")):
        response.set_cookie(
            f"saved-{match[1]}",
            match[2] or "0",
            max_age=SECONDS_KEPT,
            path=settings.SESSION_COOKIE_PATH,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Strict",
        )
    return response
