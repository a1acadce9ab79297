"""The history of a record: a list of entries, two versions compared, and what restoring one would change."""

from django.contrib import messages
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from reversion.errors import RevertError
from reversion.models import Version

from editing.keys import is_key
from editing.moments import in_words
from editing.versions import differences, reading_of
from history.models import Entry
from history.recording import type_of

ENTRIES_ON_PAGE = 50
NOW = "now"  # in place of the key of a version


class HistoryViews:
    """Mixed into `HistoryAdmin`."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_compare"
        view = self.admin_site.admin_view(self.compare_view)
        return [path("<path:object_id>/history/compare/", view, name=name), *super().get_urls()]

    def history_page(self, name: str, *keys) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}", args=keys)

    def history_view(self, request, object_id, extra_context=None):
        obj, answer = self._seen(request, object_id)
        if answer:
            return answer
        entries = Entry.objects.of(type_of(self.model), obj.pk).defer("version__serialized_data")
        page = Paginator(entries, ENTRIES_ON_PAGE).get_page(request.GET.get("page"))
        compared = _mark_versions(page)
        context = self._context(request, obj, _("History of “%s”") % obj) | {
            "page": page,
            "newer": compared[0] if compared else None,
            "older": compared[1] if len(compared) > 1 else None,
            "may_compare": bool(compared),
            "may_restore": self.has_change_permission(request, obj),
            "compare_address": self.history_page("compare", quote(obj.pk)),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/history.html", context)

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

    def _seen(self, request, object_id):
        """The record, or else the answer that says why not."""
        key = unquote(object_id)
        obj = self.get_object(request, key)
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        if obj is None:
            return None, self._get_obj_does_not_exist_redirect(request, self.opts, key)
        return obj, None

    def _version(self, obj, key: str) -> Version | str | None:
        if key == NOW:
            return NOW
        if not is_key(key):
            return None
        versions = Version.objects.get_for_object(obj).select_related("revision")
        return versions.filter(pk=key).first()

    def _context(self, request, obj, title: str) -> dict:
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": obj,
            "title": title,
        }


def _mark_versions(page) -> list[int]:
    """Give each version one line that offers it: that of the entry which made it, the oldest. Newest first."""
    makers = {entry.version_id: entry for entry in page if entry.version_id}
    for entry in page:
        entry.when = in_words(entry.at)
        entry.has_radio = entry.version_id is not None and makers[entry.version_id] is entry
    return list(makers)
