"""What staff saved, version by version, and how one of them comes back."""

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

from editing.read_only import ReadableAdmin
from editing.saving import SaveFirstAdmin

_restoring: ContextVar[bool] = ContextVar("restoring", default=False)


def is_restoring() -> bool:
    """Whether what is written raw now is an old version. `loaddata` also writes raw, and brings what is derived along.

    The library's own view writes outside of any revision."""
    return _restoring.get() or reversion.is_active()


@contextmanager
def restoring():
    token = _restoring.set(True)
    try:
        yield
    finally:
        _restoring.reset(token)


class HistoryAdmin(SaveFirstAdmin, ReadableAdmin, VersionAdmin):
    """A version that comes back brings back the one thing whose history it is in, with its parts, and nothing else.

    The library restores a whole revision, everything that one request saved. So what the list of things saves
    (an action, the editable columns) is a revision for each thing, and a version of another kind is not found.
    """

    kept_on_restore: tuple[str, ...] = ()  # columns that stay as they are now

    def changelist_view(self, request, extra_context=None):
        context = {"has_change_permission": self.has_change_permission(request), **(extra_context or {})}
        return super(VersionAdmin, self).changelist_view(request, context)

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
                with restoring():
                    response = super()._reversion_revisionform_view(
                        request, version, template_name, extra_context
                    )
                if before and request.method == "POST" and response.status_code == 302 and rows.exists():
                    rows.update(**{name: getattr(before, name) for name in self.kept_on_restore})
                    self.restored(rows.get(), before)
                connection.check_constraints()
        except (IntegrityError, ObjectDoesNotExist):
            told = _("This version names something that has been deleted since, so it cannot come back: %s")
            messages.error(request, told % version.object_repr)
            return HttpResponseRedirect(
                reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
            )
        return response

    def restored(self, obj, before) -> None:
        """Called in the transaction that brought `obj` back; `before` is what was there."""
