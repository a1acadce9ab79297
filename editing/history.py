"""The history of what staff saved, version by version, and how to restore a version."""

from contextlib import contextmanager
from contextvars import ContextVar

import reversion
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, connection, transaction
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from reversion.admin import VersionAdmin
from reversion.models import Version

from editing.pickers import PickerAdmin
from editing.read_only import ReadableAdmin
from editing.saving import SaveFirstAdmin

MOST_VERSIONS = 500
_restoring: ContextVar[bool] = ContextVar("restoring", default=False)


def is_restoring() -> bool:
    """Whether a raw save comes from restoring a version. `loaddata` also saves raw, but brings derived data along.

    The library's own view restores outside of any revision."""
    return _restoring.get() or reversion.is_active()


@contextmanager
def restoring():
    token = _restoring.set(True)
    try:
        yield
    finally:
        _restoring.reset(token)


def was_ever(obj, name: str, *values: str) -> bool:
    """Whether a column of this object ever had one of these values, as far back as its history goes."""
    versions = Version.objects.get_for_object(obj)[:MOST_VERSIONS]
    return any(version.field_dict.get(name) in values for version in versions)


class _OneRevisionEach(VersionAdmin):
    """The library puts all that a list saves into one revision, and restores a whole revision at once."""

    def changelist_view(self, request, extra_context=None):
        context = {"has_change_permission": self.has_change_permission(request), **(extra_context or {})}
        return super(VersionAdmin, self).changelist_view(request, context)  # skip its revision


class HistoryAdmin(SaveFirstAdmin, ReadableAdmin, PickerAdmin, _OneRevisionEach):
    """The base of every admin whose objects keep a history. Restoring a version restores one object with its rows."""

    kept_on_restore: tuple[str, ...] = ()  # columns that keep their present values

    @contextmanager
    def create_revision(self, request):
        """Record an object with its rows once, after everything is saved (`log_change`), not on every save."""
        with reversion.create_revision(manage_manually=True):
            reversion.set_user(request.user)
            yield

    def log_addition(self, request, obj, message):
        self._record(obj)
        return super().log_addition(request, obj, message)

    def log_change(self, request, obj, message):
        if not getattr(request, "is_unchanged", False):
            self._record(obj)
        return super().log_change(request, obj, message)

    def _record(self, obj) -> None:
        if reversion.is_active():
            reversion.add_to_revision(obj)

    def save_model(self, request, obj, form, change):
        """The editable columns of a list: a revision for each object. A change form already has one."""
        if reversion.is_active():
            return super().save_model(request, obj, form, change)
        with self.create_revision(request):
            super().save_model(request, obj, form, change)
            reversion.add_to_revision(obj)

    def _reversion_revisionform_view(self, request, version, template_name, extra_context=None):
        if version.content_type.model_class() is not self.model:
            raise Http404
        rows = self.model._default_manager.filter(pk=version.object_id)
        try:
            with transaction.atomic():
                before = (rows.select_for_update() if request.method == "POST" else rows).first()
                self.guard_restoring(request, before, version.object_id)
                with restoring():
                    response = super()._reversion_revisionform_view(
                        request, version, template_name, extra_context
                    )
                if request.method == "POST" and response.status_code == 302 and (obj := rows.first()):
                    self._finish_restoring(obj, before)
                connection.check_constraints()
        except (IntegrityError, ObjectDoesNotExist):
            message = _("This version can't be restored because it refers to something that was deleted: %s")
            messages.error(request, message % version.object_repr)
            address = f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"
            return HttpResponseRedirect(reverse(address))
        return response

    def _finish_restoring(self, obj, before) -> None:
        if before and self.kept_on_restore:
            kept = {name: getattr(before, name) for name in self.kept_on_restore}
            self.model._default_manager.filter(pk=obj.pk).update(**kept)
            obj = self.model._default_manager.get(pk=obj.pk)
        self.restored(obj, before)

    def restored(self, obj, before) -> None:
        """Called in the transaction that restored `obj`. `before` is what it was until now, None if it was deleted."""


class SluggedAdmin(HistoryAdmin):
    """Records with a public address: restoring a slug leads the address of until now to the restored one."""

    def restored(self, obj, before) -> None:
        obj.keep_address(before.slug if before else None)
