"""What venues and organizations have in common for staff: their groups, and days on which they are closed."""

from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _

from editing.history import HistoryAdmin
from editing.rows import RowInline
from support_groups.admin.closing import ClosingViews
from support_groups.forms.rows import ClosureForm
from support_groups.models import ScheduleException


class ClosureInline(RowInline, admin.TabularInline):
    model = ScheduleException
    form = ClosureForm
    verbose_name_plural = _("not as usual, for every group there")


class HouseAdmin(ClosingViews, HistoryAdmin):
    change_form_template = "admin/support_groups/house_change_form.html"
    ordering = ["name", "pk"]  # said again, because counting would undo the model's

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(groups_counted=models.Count("groups"))

    @admin.display(description=_("groups"), ordering="groups_counted")
    def groups_shown(self, house):
        return house.groups_counted
