from axes import admin as of_axes
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editing.history import HistoryAdmin
from editing.menu import Job, Place
from editing.saving import SaveFirstAdmin
from history.models import Entry
from mbc_site.accounts import admin as accounts  # noqa: F401  these register themselves
from mbc_site.accounts import job_admin, log_entries  # noqa: F401
from mbc_site.accounts.forms import LoginForm
from mbc_site.accounts.words import InOurWords
from mbc_site.models import OrganizationDetails
from mbc_site.search_pages import admin as of_search  # noqa: F401  as does this one

admin.site.login_form = LoginForm
admin.site.site_header = admin.site.site_title = _("Editing this site")
admin.site.index_title = _("What would you like to work on?")


class LoginRecord(InOurWords, SaveFirstAdmin):
    """What axes records of logins. Staff may read it, and delete it to unlock an account, but not change it."""

    menu = Place(Job.PEOPLE)
    guide = "log-in"
    # Months would be counted by the database, with its own time zone data: mbc_site/zone_data.py.
    date_hierarchy = None
    # axes clears expired records at each login. Its action for that raises an exception anywhere else.
    actions: list[str] = []

    def has_change_permission(self, request, obj=None):
        return False


for model, axes_admin, one, several in (
    (AccessAttempt, of_axes.AccessAttemptAdmin, _("lockout or count of failures"), _("lockouts")),
    (AccessLog, of_axes.AccessLogAdmin, _("login"), _("logins")),
    (AccessFailureLog, of_axes.AccessFailureLogAdmin, _("failed login"), _("failed logins")),
):
    admin.site.unregister(model)
    words = {"one": one, "several": several}
    admin.site.register(model, type(f"{model.__name__}Admin", (LoginRecord, axes_admin), words))


@admin.register(Entry)
class EntryAdmin(SaveFirstAdmin, admin.ModelAdmin):
    """The page about all staff is mbc_site/activity.py. Nobody adds, changes or deletes an entry, superusers included."""

    menu = Place(Job.PEOPLE, 4)
    menu_url_name = "admin:activity"
    guide = "see-who-did-what"
    actions: list[str] = []

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        return HttpResponseRedirect(reverse("admin:activity"))


@admin.register(OrganizationDetails)
class OrganizationDetailsAdmin(HistoryAdmin):
    menu = Place(Job.SITE, 1)
    change_phrases = {
        "crisis_line_takes_texts": _("whether the crisis line answers text messages"),
        "funding": _("who pays"),
        "is_demonstration": _("whether this is a demonstration"),
    }
    guide = "pages-and-organization"

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not OrganizationDetails.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False

    def get_model_perms(self, request):
        """The menu of every page asks for this, and whether there is a row makes no difference to it."""
        return {
            "add": super().has_add_permission(request),
            "change": self.has_change_permission(request),
            "delete": False,
            "view": self.has_view_permission(request),
        }

    def changelist_view(self, request, extra_context=None):
        """There is only one, so the list leads straight to it."""
        only = OrganizationDetails.objects.first()
        if only and self.has_view_or_change_permission(request):
            return HttpResponseRedirect(reverse("admin:mbc_site_organizationdetails_change", args=[only.pk]))
        return super().changelist_view(request, extra_context)
