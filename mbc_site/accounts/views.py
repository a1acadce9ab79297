"""Forgotten passwords and invitations: pages under /admin/ for people who are not logged in."""

import datetime

from django.contrib import admin
from django.contrib.auth import views as of_auth
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView

from mbc_site.accounts.forms import ForgottenPasswordForm
from mbc_site.accounts.links import INVITATION, NEW_PASSWORD, send_link
from mbc_site.accounts.password_forms import ChangeOwnForm, ChooseForm
from web.client_address import client_address
from web.rate_limits import is_allowed

HOUR = datetime.timedelta(hours=1)
MOST_OF_ONE_CONNECTION = 10
MOST_FOR_ONE_ADDRESS = 3


class OfTheAdmin:
    """Gives a page the header of the admin."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(**admin.site.each_context(self.request), **kwargs)


class ForgottenPassword(OfTheAdmin, FormView):
    """The answer is the same whether or not somebody has this address, so it tells no stranger who works here."""

    form_class = ForgottenPasswordForm
    template_name = "registration/forgotten_password.html"
    success_url = reverse_lazy("forgotten_password_done")
    extra_context = {"title": _("Forgot your password?")}

    @transaction.atomic
    def form_valid(self, form):
        at = timezone.now()
        connection = client_address(self.request)
        if not is_allowed("forgotten-password", connection, most=MOST_OF_ONE_CONNECTION, within=HOUR, at=at):
            return render(self.request, self.template_name, self.get_context_data(too_often=True), status=429)
        address = form.cleaned_data["email"].lower()
        if is_allowed("forgotten-password-of", address, most=MOST_FOR_ONE_ADDRESS, within=HOUR, at=at):
            for account in form.accounts():
                send_link(account, self.request, at=at)
        return HttpResponseRedirect(self.success_url)


class ForgottenPasswordDone(OfTheAdmin, TemplateView):
    template_name = "registration/forgotten_password_done.html"
    extra_context = {"title": _("Look into your mailbox")}


class ChoosePassword(OfTheAdmin, of_auth.PasswordResetConfirmView):
    """Django's own view keeps the token in the session and out of the address of the form."""

    form_class = ChooseForm
    template_name = "registration/choose_password.html"
    success_url = reverse_lazy("admin:index")
    post_reset_login = True
    post_reset_login_backend = "django.contrib.auth.backends.ModelBackend"

    def get_user(self, uidb64) -> User | None:
        user = super().get_user(uidb64)
        return user if user and user.is_active and user.is_staff else None


class AcceptInvitation(ChoosePassword):
    token_generator = INVITATION
    title = _("Welcome! Choose a password")


class ChooseNewPassword(ChoosePassword):
    token_generator = NEW_PASSWORD
    title = _("Choose a new password")


class ChangeOwnPassword(OfTheAdmin, of_auth.PasswordChangeView):
    """Somebody who is logged in."""

    form_class = ChangeOwnForm
    success_url = reverse_lazy("admin:password_change_done")
    title = _("Change your password")
