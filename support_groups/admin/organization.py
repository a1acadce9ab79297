from django import forms
from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _

from editing.menu import Job, Place
from support_groups.admin.closures import ClosableAdmin, ClosureInline
from support_groups.admin.fieldsets import NOTES
from support_groups.admin.standing import of_organization
from support_groups.models import Organization


@admin.register(Organization)
class OrganizationAdmin(ClosableAdmin):
    menu = Place(Job.DIRECTORY, 3)
    guide = "venues-and-organizations"
    guides = {"close": "days-that-are-different-and-holidays"}
    list_display = ["name", "website", "phone", "groups_shown"]
    search_fields = ["name", "description"]
    inlines = [ClosureInline]
    not_kept = ("notes",)
    formfield_overrides = {
        models.TextField: {"widget": forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})}
    }
    fieldsets = [
        (
            None,
            {
                "description": _("Public. Visitors read this."),
                "fields": ["name", "description", "website", ("email", "phone")],
            },
        ),
        NOTES,
    ]

    def standing(self, obj):
        return of_organization(obj)
