"""The history of a record: a list of entries, two versions compared, and what restoring one would change."""

from django.contrib import messages
from django.contrib.admin.utils import quote
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from reversion.errors import RevertError
from reversion.models import Version

from editing.entries_view import EntriesView
from editing.keys import is_key
from editing.moments import in_words
from editing.versions import differences, reading_of

NOW = "now"  # in place of the key of a version


class HistoryViews(EntriesView):
    """Mixed into `HistoryAdmin`."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_compare"
        view = self.admin_site.admin_view(self.compare_view)
        return [path("<path:object_id>/history/compare/", view, name=name), *super().get_urls()]

    def compare_view(self, request, object_id):
        obj, answer = self._seen(request, object_id)
        if answer:
            return answer
        history = HttpResponseRedirect(self.history_page("history", quote(obj.pk)))
        versions = [self._version(obj, request.GET.get(name, "")) for name in ("a", "b")]
        if None in versions or versions[0] == versions[1]:
            messages.warning(request, _("Choose two different versions to compare."))
            return history
        older, newer = sorted(versions, key=lambda each: (each == NOW, getattr(each, "pk", 0)))
        try:
            readings = [
                reading_of(self, request, obj, None if each == NOW else each) for each in (older, newer)
            ]
        except RevertError as error:
            messages.error(request, str(error))
            return history
        context = self._context(request, obj, _("Compare versions of “%s”") % obj) | {
            "older": older,
            "newer": None if newer == NOW else newer,
            "older_when": in_words(older.revision.date_created),
            "newer_when": "" if newer == NOW else in_words(newer.revision.date_created),
            "differences": differences(*readings),
            "may_restore": self.has_change_permission(request, obj),
        }
        return TemplateResponse(request, "admin/compare.html", context)

    def restore_preview(self, request, obj, version) -> dict:
        """For the page that restores a version: what it would change, and what it leaves alone.

        Raises ObjectDoesNotExist if the version refers to something that was deleted.
        """
        before = reading_of(self, request, obj) if obj else None
        after = reading_of(self, request, obj or version._object_version.object, version)
        if after.is_broken:
            raise ObjectDoesNotExist
        return {
            "differences": differences(before, after) if before else [],
            "version": version,
            "version_when": in_words(version.revision.date_created),
            "notes": self.restoring_notes(request, obj) if obj else [],
        }

    def restoring_notes(self, request, obj) -> list[str]:
        """Sentences for that page and for after it, such as which edition waits and which one visitors read."""
        return []

    def _version(self, obj, key: str) -> Version | str | None:
        if key == NOW:
            return NOW
        if not is_key(key):
            return None
        versions = Version.objects.get_for_object(obj).select_related("revision")
        return versions.filter(pk=key).first()
