from django import forms
from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _

from support_groups.admin.closing import ClosingViews
from support_groups.admin.guarding import GuardedAdmin
from support_groups.forms.organisation import OrganisationForm
from support_groups.forms.rows import ClosureForm, Rows
from support_groups.history import HistoryAdmin
from support_groups.models import DatedChange, Organisation


class ClosureInline(admin.TabularInline):
    model = DatedChange
    form = ClosureForm
    formset = Rows
    extra = 0
    verbose_name_plural = _("not as usual, for every group there")


@admin.register(Organisation)
class OrganisationAdmin(ClosingViews, GuardedAdmin, HistoryAdmin):
    form = OrganisationForm
    change_form_template = "admin/support_groups/house_change_form.html"
    list_display = ["name", "website", "phone", "groups_shown"]
    ordering = ["name", "pk"]  # said again, because counting would undo the model's
    search_fields = ["name", "description"]
    inlines = [ClosureInline]
    formfield_overrides = {
        models.TextField: {"widget": forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})}
    }
    fieldsets = [
        (
            None,
            {
                "description": _("Public: visitors read this."),
                "fields": ["opened", "name", "description", "website", ("email", "phone")],
            },
        ),
        (
            _("Notes for staff"),
            {
                "description": _("Private: never shown to visitors."),
                "classes": ["is-private"],
                "fields": ["notes"],
            },
        ),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(groups_counted=models.Count("groups"))

    @admin.display(description=_("groups"), ordering="groups_counted")
    def groups_shown(self, organisation):
        return organisation.groups_counted

    def restored(self, obj, before):
        """A restored version is written past `save`."""
        obj.groups.settle()
