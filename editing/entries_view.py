"""The history of a record as a list of entries, newest first."""

from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from editing.moments import in_words
from history.models import Entry
from history.recording import type_of

ENTRIES_ON_PAGE = 50


class EntriesView:
    """Mixed into `SaveFirstAdmin`; list it before ModelAdmin. Versions, if there are any, are offered beside them."""

    def history_page(self, name: str, *keys) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}", args=keys)

    def history_view(self, request, object_id, extra_context=None):
        obj, answer = self._seen(request, object_id)
        if answer:
            return answer
        entries = Entry.objects.of(type_of(self.model), obj.pk).defer("version__serialized_data")
        page = Paginator(entries, ENTRIES_ON_PAGE).get_page(request.GET.get("page"))
        compared = _mark_versions(page)
        context = self._context(request, obj, _("History of “%s”") % self.shown_name(obj)) | {
            "page": page,
            "newer": compared[0] if compared else None,
            "older": compared[1] if len(compared) > 1 else None,
            "may_compare": bool(compared),
            "may_restore": self.has_change_permission(request, obj),
            "compare_address": self.history_page("compare", quote(obj.pk)) if compared else "",
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/history.html", context)

    def shown_name(self, obj) -> str:
        """What people call the record, in headings."""
        return str(obj)

    def _seen(self, request, object_id):
        """The record, or else the answer that says why not."""
        key = unquote(object_id)
        obj = self.get_object(request, key)
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        if obj is None:
            return None, self._get_obj_does_not_exist_redirect(request, self.opts, key)
        return obj, None

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
