"""Jobs in the admin: groups of permissions."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from editing.menu import Job, Place
from editing.saving import SaveFirstAdmin
from mbc_site.accounts.jobs import may_edit_job, permissions_to_give
from mbc_site.accounts.words import InOurWords

admin.site.unregister(Group)


@admin.register(Group)
class JobAdmin(InOurWords, SaveFirstAdmin, GroupAdmin):
    """Nobody widens a job beyond what she may do herself, and so her own."""

    one, several = _("job"), _("jobs")
    menu = Place(Job.PEOPLE, 3)
    guide = "add-a-colleague"
    is_kept_in_browser = False
    list_display = ["name"]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "name":
            kwargs["error_messages"] = {"required": _("Type a name for the job.")}
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (
            obj is None or may_edit_job(request.user, obj)
        )

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (
            obj is None or may_edit_job(request.user, obj)
        )

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        if db_field.name == "permissions":
            kwargs["queryset"] = permissions_to_give(request.user)
        return super().formfield_for_manytomany(db_field, request=request, **kwargs)
