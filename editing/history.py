"""The history of what staff saved, version by version, and how to restore a version."""

from contextlib import contextmanager
from contextvars import ContextVar

import reversion
from django.contrib import messages
from django.contrib.admin.utils import quote
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, connection, transaction
from django.dispatch import receiver
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from reversion.admin import VersionAdmin
from reversion.errors import RevertError
from reversion.models import Version
from reversion.signals import post_revision_commit

from editing.history_views import HistoryViews
from editing.moments import in_words
from editing.pickers import PickerAdmin
from editing.read_only import ReadableAdmin
from editing.saving import SaveFirstAdmin
from history import recording
from history.recording import happened, noting

__all__ = ["HistoryAdmin", "SluggedAdmin", "happened", "is_restoring", "was_ever"]

MOST_VERSIONS = 500
with_history: set[type] = set()  # the models of every `HistoryAdmin`
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


def is_latest_version(obj) -> bool:
    """Whether the history already ends with the columns as they are stored now."""
    version = Version.objects.get_for_object(obj).first()
    if version is None:
        return False
    try:
        recorded = version.field_dict
    except RevertError:  # it has other columns than the model has now
        return False
    columns = [column.attname for column in obj._meta.concrete_fields]
    return all(recorded.get(name) == getattr(obj, name) for name in columns if name in recorded)


@receiver(post_revision_commit, dispatch_uid="editing.record_versions")
def record_versions(sender, revision, versions, **kwargs):
    """An entry of the history for each record; rows have none of their own."""
    for version in versions:
        if version._model in with_history:
            recording.commit(version, revision.get_comment() or _("Saved."))


class _OneRevisionEach(VersionAdmin):
    """The library puts all that a list saves into one revision, and restores a whole revision at once."""

    def changelist_view(self, request, extra_context=None):
        context = {"has_change_permission": self.has_change_permission(request), **(extra_context or {})}
        return super(VersionAdmin, self).changelist_view(request, context)  # skip its revision


class HistoryAdmin(HistoryViews, SaveFirstAdmin, ReadableAdmin, PickerAdmin, _OneRevisionEach):
    """The base of every admin whose objects keep a history. Restoring a version restores one object with its rows."""

    kept_on_restore: tuple[str, ...] = ()  # columns that keep their present values

    def __init__(self, model, admin_site):
        super().__init__(model, admin_site)
        with_history.add(model)

    @contextmanager
    def create_revision(self, request):
        """Record an object with its rows once, after everything is saved (`log_change`), not on every save."""
        with noting(), reversion.create_revision(manage_manually=True):
            reversion.set_user(request.user)
            yield

    def log_addition(self, request, obj, message):
        self._record(obj)
        return super().log_addition(request, obj, message)

    def log_change(self, request, obj, message):
        """With a version of its own if no save is under way, as in a list, and the record changed."""
        if getattr(request, "is_unchanged", False):
            return super().log_change(request, obj, message)
        message = getattr(request, "restored", "") or message
        if not reversion.is_active():
            return self._log_alone(request, obj, message)
        self._record(obj)
        return super().log_change(request, obj, message)

    def _log_alone(self, request, obj, message):
        stored = self.model._default_manager.get(pk=obj.pk)
        if is_latest_version(stored):
            return super().log_change(request, obj, message)
        with self.create_revision(request):
            self._record(stored)
            return super().log_change(request, stored, message)

    def _record(self, obj) -> None:
        if reversion.is_active():
            reversion.add_to_revision(obj)

    def _reversion_revisionform_view(self, request, version, template_name, extra_context=None):
        if version.content_type.model_class() is not self.model:
            raise Http404
        rows = self.model._default_manager.filter(pk=version.object_id)
        try:
            with transaction.atomic():
                before = (rows.select_for_update() if request.method == "POST" else rows).first()
                self.guard_restoring(request, before, version.object_id)
                request.restored = _restored(version, before)
                extra_context = (extra_context or {}) | self.restore_preview(request, before, version)
                with restoring():
                    response = super()._reversion_revisionform_view(
                        request, version, template_name, extra_context
                    )
                if request.method == "POST" and response.status_code == 302 and (obj := rows.first()):
                    self._finish_restoring(obj, before)
                    for sentence in self.restoring_notes(request, obj):
                        messages.info(request, sentence)
                    response = HttpResponseRedirect(self.history_page("change", quote(obj.pk)))
                connection.check_constraints()
        except (IntegrityError, ObjectDoesNotExist, RevertError):
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


def _restored(version, before) -> str:
    words = _("Restored the version of %s.") if before else _("Recovered, as it was on %s.")
    return words % in_words(version.revision.date_created)


class SluggedAdmin(HistoryAdmin):
    """Records with a public address: restoring a slug leads the address of until now to the restored one."""

    def restored(self, obj, before) -> None:
        obj.keep_address(before.slug if before else None)
