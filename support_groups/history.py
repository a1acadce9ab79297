"""What coordinators saved, version by version, and how one of them comes back."""

from contextlib import contextmanager

import reversion
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, connection, transaction
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from reversion.admin import VersionAdmin
from reversion.models import Version

from editing.read_only import ReadableAdmin
from editing.saving import SaveFirstAdmin

MOST_VERSIONS = 500


class HistoryAdmin(SaveFirstAdmin, ReadableAdmin, VersionAdmin):
    """A version brings back the one thing whose history it is in, with its rows.

    One thing is one revision: the library restores a whole revision, so what a list saves for several things at once
    must not be one.
    """

    kept_on_restore: tuple[str, ...] = ()  # columns that stay as they are now

    def changelist_view(self, request, extra_context=None):
        context = {"has_change_permission": self.has_change_permission(request), **(extra_context or {})}
        return super(VersionAdmin, self).changelist_view(request, context)  # without its revision

    @contextmanager
    def create_revision(self, request):
        """Record the object and its rows once, after everything is saved (`log_change`), not on every save."""
        with reversion.create_revision(manage_manually=True):
            reversion.set_user(request.user)
            yield

    def log_addition(self, request, obj, message):
        reversion.add_to_revision(obj)
        return super().log_addition(request, obj, message)

    def log_change(self, request, obj, message):
        if not getattr(request, "is_unchanged", False):
            reversion.add_to_revision(obj)
        return super().log_change(request, obj, message)

    def save_model(self, request, obj, form, change):
        with self.create_revision(request):
            super().save_model(request, obj, form, change)

    def _reversion_revisionform_view(self, request, version, template_name, extra_context=None):
        if version.content_type.model_class() is not self.model:
            raise Http404
        rows = self.model._default_manager.filter(pk=version.object_id)
        try:
            with transaction.atomic():
                before = rows.first()
                show = super()._reversion_revisionform_view
                response = show(request, version, template_name, extra_context)
                if request.method == "POST" and response.status_code == 302 and (now := rows.first()):
                    self._restored(now, before)
                connection.check_constraints()
        except (IntegrityError, ObjectDoesNotExist):
            told = _("This version names something that has been deleted since, so it cannot come back: %s")
            messages.error(request, told % version.object_repr)
            return HttpResponseRedirect(
                reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
            )
        return response

    def _restored(self, obj, before) -> None:
        if before:
            kept = {name: getattr(before, name) for name in self.kept_on_restore}
            self.model._default_manager.filter(pk=obj.pk).update(**kept)
        self.restored(obj, before)

    def restored(self, obj, before) -> None:
        """Called in the transaction that brought `obj` back; `before` is what was there, None if it was deleted."""


def was_ever(obj, name: str, *values: str) -> bool:
    """Whether a column of a thing ever had one of these values, as far as its history goes."""
    versions = Version.objects.get_for_object(obj)[:MOST_VERSIONS]
    return any(version.field_dict.get(name) in values for version in versions)
