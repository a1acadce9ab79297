"""Django's middleware for people who log in.

Visitors have no session and no account: cookies belong to the admin alone (`SESSION_COOKIE_PATH`). So requests for other
pages pass by, which also keeps a view there from reading `request.session`, `request.user` or messages by mistake: it
would make the page a private one, which no cache may keep.
"""

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware

ADMIN = "/admin/"


class ForStaff:
    """Mixed in before a middleware of Django."""

    def __call__(self, request):
        return (super().__call__ if request.path_info.startswith(ADMIN) else self.get_response)(request)


class StaffSessionMiddleware(ForStaff, SessionMiddleware):
    """`request.session`, inside the admin."""


class StaffAuthenticationMiddleware(ForStaff, AuthenticationMiddleware):
    """`request.user`, inside the admin."""


class StaffMessageMiddleware(ForStaff, MessageMiddleware):
    """Messages, inside the admin."""
