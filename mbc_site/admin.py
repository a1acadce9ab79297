from axes import admin as of_axes
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.validators import MaxLengthValidator
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mbc_site import accounts  # noqa: F401  registers itself
from mbc_site.models import Organisation
from sources.history import HistoryAdmin


class LoginForm(AdminAuthenticationForm):
    """Django bounds the name in the page only; failed logins are kept in a column of 255 characters."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name = self.fields["username"]
        name.validators = [*name.validators, MaxLengthValidator(name.max_length)]


admin.site.login_form = LoginForm
admin.site.site_header = admin.site.site_title = _("Editing this site")
admin.site.index_title = _("What would you like to work on?")

# The database would find months with its own time zone data: mbc_site/zone_data.py.
for of_logins in (of_axes.AccessAttemptAdmin, of_axes.AccessLogAdmin, of_axes.AccessFailureLogAdmin):
    of_logins.date_hierarchy = None


@admin.register(Organisation)
class OrganisationAdmin(HistoryAdmin):
    def has_add_permission(self, request):
        return super().has_add_permission(request) and not Organisation.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        """There is one: the list leads straight to it."""
        only = Organisation.objects.first()
        if only and self.has_view_or_change_permission(request):
            return HttpResponseRedirect(reverse("admin:mbc_site_organisation_change", args=[only.pk]))
        return super().changelist_view(request, extra_context)
