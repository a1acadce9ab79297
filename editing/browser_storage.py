"""What the browser keeps of unsaved texts: whose it is, and when to forget it (static/editing/unsaved.js)."""

import re

from django.conf import settings
from django.utils.crypto import salted_hmac

NAME = "_unsaved"  # of the hidden input with the name under which the browser keeps what is typed
IS_NAME = re.compile(r"[a-z0-9]{8,40}\Z")
SECONDS_KEPT = 14 * 24 * 60 * 60


def name_sent(request) -> str:
    name = request.POST.get(NAME, "")
    return name if IS_NAME.match(name) else ""


def person(user) -> str:
    """A name for this account in the browser's storage. It differs between installations, and tells nothing."""
    return salted_hmac("editing.unsaved", str(user.pk)).hexdigest()[:16] if user.pk else ""


def forget_in_browser(request, response):
    """After a save: the browser forgets what it kept of this form."""
    if name := name_sent(request):
        response.set_cookie(
            f"saved-{name}",
            "1",
            max_age=SECONDS_KEPT,
            path=settings.SESSION_COOKIE_PATH,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Strict",
        )
    return response
