"""Links that set a password, once: in an invitation, or after a password was forgotten.

Django's token covers the password, the last login and the email address, so a link ends as soon as one of them changes.
"""

import datetime

from django.contrib.auth.models import User
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import base36_to_int, urlsafe_base64_encode
from django.utils.translation import gettext as _

from editing.moments import in_words
from mbc_site.models import OrganizationDetails
from web import mail


class LinkTokens(PasswordResetTokenGenerator):
    """`purpose` keeps a token for one purpose from serving another. PASSWORD_RESET_TIMEOUT is the longest time."""

    def __init__(self, purpose: str, valid_for: datetime.timedelta):
        super().__init__()
        self.key_salt = f"mbc_site.accounts.links.{purpose}"
        self.valid_for = valid_for

    def check_token(self, user, token) -> bool:
        if not super().check_token(user, token):
            return False
        age = self._num_seconds(self._now()) - base36_to_int(token.partition("-")[0])
        return age <= self.valid_for.total_seconds()


INVITATION = LinkTokens("invitation", datetime.timedelta(days=7))
NEW_PASSWORD = LinkTokens("new-password", datetime.timedelta(hours=24))


def is_invited(account: User) -> bool:
    """Whether the account has never been used: no password was chosen, and nobody logged in."""
    return account.last_login is None and not account.has_usable_password()


def send_link(account: User, request, *, at: datetime.datetime) -> datetime.datetime:
    """Queue the mail that fits: an invitation, or a link for a new password. Returns until when its link works."""
    if is_invited(account):
        tokens, view, template = INVITATION, "accept_invitation", "registration/invitation.txt"
        subject = _("Your account for editing %s")
    else:
        tokens, view, template = NEW_PASSWORD, "choose_new_password", "registration/new_password.txt"
        subject = _("A new password for editing %s")
    key = urlsafe_base64_encode(force_bytes(account.pk))
    ends_at = at + tokens.valid_for
    organization = OrganizationDetails.objects.current()
    context = {
        "account": account,
        "organization": organization,
        "sender": request.user if request.user.is_authenticated else None,
        "link": request.build_absolute_uri(reverse(view, args=[key, tokens.make_token(account)])),
        "login": request.build_absolute_uri(reverse("admin:login")),
        "ends": in_words(ends_at, at),
    }
    mail.queue(subject % organization.name, render_to_string(template, context), [account.email], at=at)
    return ends_at
