"""Actions on several groups at once: confirm, pause, close. Each asks before it saves anything."""

from django.contrib import admin, messages
from django.db import transaction
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from support_groups.forms.status_actions import CloseForm, ConfirmForm, PauseForm
from support_groups.models import Group


class StatusActions:
    """Mixin for the group admin."""

    @admin.action(permissions=["change"], description=_("Confirm today…"))
    def confirm_today(self, request, queryset):
        def confirm(group, values):
            group.confirm(on=timezone.localdate(), user=request.user, **values)

        return self._ask(
            request, queryset, ConfirmForm, confirm, gettext("Confirm today"), gettext("Confirmed.")
        )

    @admin.action(permissions=["change"], description=_("Pause until…"))
    def pause(self, request, queryset):
        def pause(group, values):
            group.status, group.paused_until = Group.Status.PAUSED, values["until"]
            group.save()

        groups = queryset.exclude(status__in=[Group.Status.DRAFT, Group.Status.CLOSED])
        return self._ask(request, groups, PauseForm, pause, gettext("Pause"), gettext("Paused."))

    @admin.action(permissions=["change"], description=_("Close: it has stopped meeting…"))
    def close(self, request, queryset):
        def close(group, values):
            group.status = Group.Status.CLOSED
            group.save()

        groups = queryset.exclude(status=Group.Status.DRAFT)
        return self._ask(request, groups, CloseForm, close, gettext("Close"), gettext("Closed."))

    def _ask(self, request, queryset, form_class, change, title, result):
        """The page between choosing an action and doing it; None leads back to the list."""
        groups = list(queryset)
        if not groups:
            messages.warning(
                request,
                _(
                    "None of the selected groups can be changed this way. List a draft before you pause or close it."
                ),
            )
            return None
        form = form_class(request.POST if "_confirm" in request.POST else None)
        if form.is_valid():
            for group in groups:
                self._apply(request, group, change, form.cleaned_data, result)
            number = len(groups)
            message = ngettext("%(result)s %(number)d group.", "%(result)s %(number)d groups.", number)
            messages.success(request, message % {"result": result, "number": number})
            return None
        context = self.admin_site.each_context(request) | {
            "title": title,
            "opts": self.opts,
            "form": form,
            "groups": groups,
            "action": request.POST.get("action", ""),
        }
        return TemplateResponse(request, "admin/support_groups/group/action.html", context)

    def _apply(self, request, group, change, values, result) -> None:
        with self.create_revision(request), transaction.atomic():
            change(Group.objects.select_for_update().get(pk=group.pk), values)
            self.log_change(request, group, result)
