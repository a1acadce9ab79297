"""Entries of the history about accounts: signed in, signed out, failed, locked out. With the address it came from."""

from axes.helpers import get_client_username, get_cool_off
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext as _

from editing.text import one_line
from history.models import Entry
from history.recording import name_of
from web.client_address import client_address


@receiver(user_logged_in, dispatch_uid="mbc_site.signed_in")
def signed_in(sender, request, user, **kwargs):
    _record(request, Entry.Kind.SIGNED_IN, _("Signed in."), by=user)


@receiver(user_logged_out, dispatch_uid="mbc_site.signed_out")
def signed_out(sender, request, user, **kwargs):
    if user is not None:
        _record(request, Entry.Kind.SIGNED_OUT, _("Signed out."), by=user)


@receiver(user_login_failed, dispatch_uid="mbc_site.sign_in_failed")
def sign_in_failed(sender, credentials, request=None, **kwargs):
    """Attempts during a lockout are not recorded, so nobody can fill the table."""
    if request is not None and not getattr(request, "axes_locked_out", False):
        name = get_client_username(request, credentials) or ""
        _record(
            request, Entry.Kind.SIGN_IN_FAILED, _("Tried to sign in, with a wrong name or password."), name
        )


@receiver(user_locked_out, dispatch_uid="mbc_site.locked_out")
def locked_out(sender, request, username, **kwargs):
    """Once for each lockout."""
    name, since = _typed(username), timezone.now() - get_cool_off(request)
    lockouts = Entry.objects.filter(kind=Entry.Kind.LOCKED_OUT, by_name=name, at__gt=since)
    if not lockouts.filter(ip_address=client_address(request) or None).exists():
        _record(request, Entry.Kind.LOCKED_OUT, _("Locked out after too many failed attempts."), name)


def _record(request, kind: str, words: str, name: str = "", by=None) -> None:
    Entry.objects.create(
        at=timezone.now(),
        kind=kind,
        # Without a reference, so that an account nobody used can be deleted.
        by_name=name_of(by) or _typed(name),
        words=words,
        ip_address=client_address(request) or None,
    )


def _typed(name: str | None) -> str:
    return one_line(name or "")[:255]
