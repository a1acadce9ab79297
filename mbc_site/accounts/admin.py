"""Accounts in the admin: a colleague is added with name, email and job, and chooses the password herself."""

import datetime

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editing.addresses import post_only
from editing.menu import Job, Place
from editing.moments import in_words
from editing.saving import SaveFirstAdmin
from history.recording import name_of
from mbc_site.accounts.forms import AccountForm, ColleagueForm
from mbc_site.accounts.jobs import jobs_in_words, may_manage
from mbc_site.accounts.links import is_invited, send_link
from mbc_site.accounts.password_admin import PasswordAdmin
from mbc_site.accounts.words import InOurWords
from web.rate_limits import is_allowed

admin.site.unregister(User)

HOUR = datetime.timedelta(hours=1)
MOST_LINKS = 5


@admin.register(User)
class AccountAdmin(InOurWords, PasswordAdmin, SaveFirstAdmin, UserAdmin):
    """Logging in is no change that another editor must see, and saving must not undo it: those columns are read only."""

    one, several = _("colleague"), _("accounts")
    as_record = _("account")
    menu = Place(Job.PEOPLE, 2)
    guide = "add-a-colleague"
    is_kept_in_browser = False
    change_phrases = {
        "email": _("the email address"),
        "jobs": _("the jobs"),
        "active": _("whether the account is active"),
        "user_permissions": _("the permissions besides those of the jobs"),
    }
    form = AccountForm
    add_form = ColleagueForm
    add_form_template = None
    after_saving = {"_send_link": "send_link_view"}
    list_display = ["name_shown", "email", "jobs_shown", "is_active", "logged_in_shown"]
    list_filter = ["is_active", "is_superuser", "groups"]
    filter_horizontal = ["user_permissions"]
    readonly_fields = ["logged_in_shown", "added_shown", "password_shown"]
    add_fieldsets = [(None, {"fields": ["name", "email", "jobs"]})]
    fieldsets = [
        (None, {"fields": ["name", "email", "jobs", "active"]}),
        (
            _("More"),
            {
                "classes": ["collapse"],
                "fields": [
                    "username",
                    "password_shown",
                    "logged_in_shown",
                    "added_shown",
                    "user_permissions",
                ],
            },
        ),
    ]

    def get_urls(self):
        view = self.admin_site.admin_view(post_only(self.send_link_view))
        return [path("<int:pk>/send-link/", view, name="auth_user_send_link"), *super().get_urls()]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def get_form(self, request, obj=None, **kwargs):
        form_class = super().get_form(request, obj, **kwargs)
        return type(form_class.__name__, (form_class,), {"giver": request.user})

    def has_change_permission(self, request, obj=None):
        may_change = super().has_change_permission(request, obj)
        return may_change and (obj is None or may_manage(request.user, obj))

    def has_delete_permission(self, request, obj=None):
        may_delete = super().has_delete_permission(request, obj)
        return may_delete and (obj is None or (obj != request.user and may_manage(request.user, obj)))

    def get_deleted_objects(self, objs, request):
        """Only the accounts: what these people did stays, by name."""
        missing = (
            {self.opts.verbose_name}
            if any(not self.has_delete_permission(request, one) for one in objs)
            else set()
        )
        return [str(one) for one in objs], {self.opts.verbose_name_plural: len(objs)}, missing, []

    @admin.display(description=_("name"), ordering="last_name")
    def name_shown(self, user):
        return name_of(user)

    @admin.display(description=_("job"))
    def jobs_shown(self, user):
        return jobs_in_words(user) or "–"

    @admin.display(description=_("last logged in"), ordering="last_login")
    def logged_in_shown(self, user):
        return in_words(user.last_login) if user.last_login else _("never")

    @admin.display(description=_("added"))
    def added_shown(self, user):
        return in_words(user.date_joined)

    @admin.display(description=_("password"))
    def password_shown(self, user):
        address = reverse("admin:auth_user_password_change", args=[user.pk])
        return format_html('<a href="{}">{}</a>', address, _("Set a password for this account"))

    def save_related(self, request, form, formsets, change):
        """The invitation is queued in the transaction that adds the account."""
        super().save_related(request, form, formsets, change)
        if not change:
            self._send_link(request, form.instance)

    def response_add(self, request, obj, post_url_continue=None):
        return HttpResponseRedirect(reverse("admin:auth_user_changelist"))

    def shown_name(self, obj) -> str:
        return name_of(obj)

    def delete_view(self, request, object_id, extra_context=None):
        account = self.get_object(request, unquote(object_id))
        named = {"shown_name": self.shown_name(account)} if account else {}
        return super().delete_view(request, object_id, named | (extra_context or {}))

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj:
            context["shown_name"] = self.shown_name(obj)
        if obj and obj.is_active and obj.email and self.has_change_permission(request, obj):
            context["link_button"] = (
                gettext("Send the invitation again")
                if is_invited(obj)
                else gettext("Send a link for a new password")
            )
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    @method_decorator(transaction.atomic)
    def send_link_view(self, request, pk):
        account = self.get_object(request, str(pk))
        if account is None:
            raise Http404
        if not self.has_change_permission(request, account):
            raise PermissionDenied
        if not (account.is_active and account.is_staff and account.email):
            messages.error(
                request, gettext("No link was sent: the account is not active, or has no email address.")
            )
        elif not is_allowed("link", str(pk), most=MOST_LINKS, within=HOUR, at=timezone.now()):
            messages.error(request, gettext("No link was sent: five were sent within an hour. Wait a while."))
        else:
            self._send_link(request, account)
            self.log_change(request, account, gettext("Sent a link to set a password."))
        return HttpResponseRedirect(reverse("admin:auth_user_change", args=[pk]))

    def _send_link(self, request, account: User) -> None:
        ends_at = send_link(account, request, at=timezone.now())
        sent = gettext(
            "A message to %(email)s is on its way. Its link to choose a password works until %(ends)s."
        )
        messages.success(request, sent % {"email": account.email, "ends": in_words(ends_at)})
