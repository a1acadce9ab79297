"""What the admin says after it did something: one short sentence, in place of Django's ("was changed successfully. You
may edit it again below")."""

from django.contrib import messages
from django.contrib.admin.utils import quote
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

INSTEAD = {
    "No action selected.": gettext_lazy("Choose what to do with the rows you ticked. Nothing was changed."),
    "Items must be selected in order to perform actions on them. No items have been changed.": gettext_lazy(
        "Tick the rows first. Nothing was changed."
    ),
}


class OutcomeAdmin:
    """A mixin; list it before ModelAdmin. `SaveFirstAdmin` contains it."""

    def response_add(self, request, obj, post_url_continue=None):
        request.outcome = self._with_link(request, _("“{}” was added."), obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        request.outcome = self._with_link(request, _("“{}” was saved."), obj)
        return super().response_change(request, obj)

    def response_delete(self, request, obj_display, obj_id):
        request.outcome = _("“%s” was deleted.") % obj_display
        return super().response_delete(request, obj_display, obj_id)

    def delete_queryset(self, request, queryset):
        number = len(queryset)
        super().delete_queryset(request, queryset)
        request.outcome = ngettext("%d was deleted.", "%d were deleted.", number) % number

    def changelist_view(self, request, extra_context=None):
        if request.method == "POST" and "_save" in request.POST:
            request.outcome = _("What you changed in the list was saved.")
        return super().changelist_view(request, extra_context)

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        request.outcome = _("That page doesn’t exist. Perhaps somebody deleted what it was about.")
        return super()._get_obj_does_not_exist_redirect(request, opts, object_id)

    def _with_link(self, request, sentence: str, obj):
        """The way back to a record whose form was left."""
        if "_continue" in request.POST or not self.has_view_or_change_permission(request, obj):
            return format_html(sentence, obj)
        address = reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_change", args=[quote(obj.pk)])
        return format_html(sentence, format_html('<a href="{}">{}</a>', address, obj))

    def message_user(self, request, message, level=messages.INFO, *args, **kwargs):
        outcome, request.outcome = getattr(request, "outcome", ""), ""
        if getattr(request, "is_unchanged", False) and level == messages.SUCCESS:
            outcome = _("Nothing changed, so there was nothing to save.")
        in_stock = next((ours for stock, ours in INSTEAD.items() if message == _(stock)), message)
        super().message_user(request, outcome or in_stock, level, *args, **kwargs)
