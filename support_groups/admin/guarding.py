"""A save over somebody else's newer one is refused, with what they changed."""

from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.db import transaction

from editing.keys import is_key
from support_groups.forms.concurrency import conflict, is_unchanged


class GuardedAdmin:
    """Mixed into an admin whose form is a GuardedForm."""

    def add_view(self, request, form_url="", extra_context=None):
        if self.is_only_shown(request):
            return self._only_shown(request, None, form_url, extra_context)
        return super().add_view(request, form_url, extra_context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if self.is_only_shown(request):
            return self._only_shown(request, object_id, form_url, extra_context)
        return super().change_view(request, object_id, form_url, extra_context)

    def _only_shown(self, request, *args):
        """Show the form without a transaction, a revision or a lock, because nothing is saved."""
        self.read(request)
        return self._changeform_view(request, *args)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Lock the object while saving, from the conflict check to the end of the save."""
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            self.read(request)
            request.conflict = self._conflict(request, object_id)
            if request.conflict:
                request.POST = request.conflict.data
            return super().changeform_view(request, object_id, form_url, extra_context)

    def read(self, request) -> None:
        """What is to be done with `request.POST` before anything else looks at it."""

    def is_only_shown(self, request) -> bool:
        """Whether this POST saves nothing."""
        return False

    def _conflict(self, request, object_id):
        pk = unquote(object_id) if object_id else ""
        thing = self.model.objects.select_for_update().filter(pk=pk).first() if is_key(pk) else None
        if thing is None or self.is_only_shown(request) or not self.has_change_permission(request, thing):
            return None
        names = flatten_fieldsets(self.get_fieldsets(request, thing))
        form = self.get_form(request, thing, change=True, fields=names)
        return (
            None if is_unchanged(request.POST, form, thing) else conflict(request.POST, form(instance=thing))
        )

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.conflict = getattr(request, "conflict", None)
        return form

    def render_change_form(self, request, context, *args, **kwargs):
        context["conflict"] = getattr(request, "conflict", None)
        return super().render_change_form(request, context, *args, **kwargs)
