"""What the admins of venues and organizations share: their groups, and closing them for some days."""

from collections.abc import Iterator

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editing.history import HistoryAdmin
from editing.rows import RowInline
from support_groups.admin.standing import Fact, stored
from support_groups.forms.rows import ClosureForm
from support_groups.forms.status_actions import ClosingForm
from support_groups.models import ScheduleException


class ClosureInline(RowInline, admin.TabularInline):
    model = ScheduleException
    form = ClosureForm
    verbose_name_plural = _("schedule exceptions, for every group there")


class ClosableAdmin(HistoryAdmin):
    """Closing shows which groups it affects before anything is saved."""

    change_form_template = "admin/support_groups/closable_change_form.html"
    ordering = ["name", "pk"]  # counting groups drops the model's ordering

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(groups_counted=models.Count("groups"))

    def standing(self, obj) -> Iterator[Fact]:
        """The facts of the bar under its title."""
        raise NotImplementedError

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj and obj.pk and not context.get("revert"):
            context["standing"] = list(self.standing(stored(request, obj)))
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    @admin.display(description=_("groups"), ordering="groups_counted")
    def groups_shown(self, obj):
        return obj.groups_counted

    def get_urls(self):
        view, name = self.admin_site.admin_view, f"{self.opts.app_label}_{self.opts.model_name}_close"
        return [path("<int:pk>/close/", view(self.close_view), name=name), *super().get_urls()]

    def close_view(self, request, pk):
        obj = self.get_object(request, str(pk))
        if obj is None:
            raise Http404
        may_add = request.user.has_perm("support_groups.add_scheduleexception")
        if not may_add or not self.has_change_permission(request, obj):
            raise PermissionDenied
        form = ClosingForm(request.POST if request.method == "POST" else None)
        affected = None
        if form.is_valid():
            if "_confirm" in request.POST and form.is_previewed:
                return self._close(request, obj, form.closure)
            affected = obj.groups_meeting_on(form.closure.date_exception)
            form.set_previewed()
        context = self.admin_site.each_context(request) | {
            "title": gettext("Close for some days: %s") % obj,
            "opts": self.opts,
            "original": obj,
            "form": form,
            "affected": affected,
        }
        return TemplateResponse(request, "admin/support_groups/close.html", context)

    def _close(self, request, obj, closure):
        with self.create_revision(request):
            setattr(closure, self.opts.model_name, obj)
            closure.save()
            obj.save()
            self.log_change(request, obj, str(closure))
        messages.success(
            request, gettext("%s is closed on those days, and each of its groups says so.") % obj
        )
        address = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return HttpResponseRedirect(reverse(address, args=[obj.pk]))
