"""Setting the password of somebody else's account, on a page of the admin."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters

from history.recording import name_of
from mbc_site.accounts.password_forms import SetForColleagueForm


class PasswordAdmin:
    """A mixin for the admin of accounts; list it before Django's, whose page it replaces."""

    change_password_form = SetForColleagueForm

    @method_decorator(sensitive_post_parameters())
    def user_change_password(self, request, id, form_url=""):
        account = self.get_object(request, unquote(id))
        if not self.has_change_permission(request, account):
            raise PermissionDenied
        if account is None:
            raise Http404
        form = self.change_password_form(account, request.POST or None)
        if form.is_valid():
            return self._set_password(request, form)
        context = self.admin_site.each_context(request) | {
            "title": gettext("Set a password for %s") % name_of(account),
            "form": form,
            "opts": self.opts,
            "original": account,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/auth/user/change_password.html", context)

    def _set_password(self, request, form) -> HttpResponseRedirect:
        account = form.save()
        self.log_change(request, account, gettext("Set a new password."))
        update_session_auth_hash(request, account)
        words = gettext("%s logs in with the new password from now on. The old one no longer works.")
        messages.success(request, words % name_of(account))
        return HttpResponseRedirect(reverse("admin:auth_user_change", args=[account.pk]))
