"""What is done to several groups at once: confirmed today, paused, closed. Each asks before anything is saved."""

from django.contrib import admin, messages
from django.db import transaction
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from support_groups.forms.confirming import CloseForm, ConfirmForm, PauseForm
from support_groups.models import Group


class StandingActions:
    """Mixed into the group admin."""

    @admin.action(permissions=["change"], description=_("Confirm today…"))
    def confirm_today(self, request, queryset):
        def confirm(group, chosen):
            group.confirm(on=timezone.localdate(), user=request.user, **chosen)

        return self._ask(
            request, queryset, ConfirmForm, confirm, gettext("Confirm today"), gettext("Confirmed.")
        )

    @admin.action(permissions=["change"], description=_("Pause until…"))
    def pause(self, request, queryset):
        def pause(group, chosen):
            group.status, group.paused_until = Group.Status.PAUSED, chosen["until"]
            group.save()

        groups = queryset.exclude(status__in=[Group.Status.DRAFT, Group.Status.CLOSED])
        return self._ask(request, groups, PauseForm, pause, gettext("Pause"), gettext("Paused."))

    @admin.action(permissions=["change"], description=_("Close: it has stopped meeting…"))
    def close(self, request, queryset):
        def close(group, chosen):
            group.status = Group.Status.CLOSED
            group.save()

        groups = queryset.exclude(status=Group.Status.DRAFT)
        return self._ask(request, groups, CloseForm, close, gettext("Close"), gettext("Closed."))

    def _ask(self, request, queryset, form_class, do, title, told):
        """The page between choosing an action and doing it; None leads back to the list."""
        groups = list(queryset)
        if not groups:
            messages.warning(request, _("None of these can be changed that way: a draft is not listed yet."))
            return None
        form = form_class(request.POST if "_sure" in request.POST else None)
        if form.is_valid():
            for group in groups:
                self._do(request, group, do, form.cleaned_data, told)
            number = len(groups)
            message = ngettext("%(told)s %(number)d group.", "%(told)s %(number)d groups.", number)
            messages.success(request, message % {"told": told, "number": number})
            return None
        context = self.admin_site.each_context(request) | {
            "title": title,
            "opts": self.opts,
            "form": form,
            "groups": groups,
            "action": request.POST.get("action", ""),
        }
        return TemplateResponse(request, "admin/support_groups/group/action.html", context)

    def _do(self, request, group, do, chosen, told) -> None:
        with self.create_revision(request), transaction.atomic():
            do(Group.objects.select_for_update().get(pk=group.pk), chosen)
            self.log_change(request, group, told)
