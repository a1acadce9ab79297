"""A venue or an organization closes for some days: what that touches is shown before anything is saved."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from support_groups.forms.confirming import ClosingForm


class ClosingViews:
    """Mixed into the admin of venues and of organizations."""

    def get_urls(self):
        view, name = self.admin_site.admin_view, f"{self.opts.app_label}_{self.opts.model_name}_close"
        return [path("<int:pk>/close/", view(self.close_view), name=name), *super().get_urls()]

    def close_view(self, request, pk):
        house = self.get_object(request, str(pk))
        if house is None:
            raise Http404
        if not self.has_change_permission(request, house) or not request.user.has_perm(
            "support_groups.add_scheduleexception"
        ):
            raise PermissionDenied
        form = ClosingForm(request.POST if request.method == "POST" else None)
        touched = None
        if form.is_valid():
            if "_sure" in request.POST and form.cleaned_data["seen"] == form.days:
                return self._close(request, house, form.closure)
            touched = house.groups_meeting_on(form.closure.date_exception)
            form.data = form.data.copy()
            form.data["seen"] = form.days
        context = self.admin_site.each_context(request) | {
            "title": _("Close for some days: %s") % house,
            "opts": self.opts,
            "original": house,
            "form": form,
            "touched": touched,
        }
        return TemplateResponse(request, "admin/support_groups/closing.html", context)

    def _close(self, request, house, closure):
        with self.create_revision(request):
            setattr(closure, self.opts.model_name, house)
            closure.save()
            house.save()
            self.log_change(request, house, str(closure))
        messages.success(request, _("%s is closed on those days, and every group there says so.") % house)
        address = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return HttpResponseRedirect(reverse(address, args=[house.pk]))
