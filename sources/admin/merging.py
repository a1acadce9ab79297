"""Merging duplicates: choose which source to keep, see where each is used, and merge on a second click."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import PROTECT
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editing.keys import is_key
from sources.adding.duplicates import CannotMerge, column_names, differences, merge
from sources.models import Source

MOST = 20
LIST_FILTERS = "_changelist_filters"  # Django's name for the filters of the list from which a page was opened


def uses(source: Source) -> list[str]:
    """Where a source is used: the rows of other apps that protect it from deletion, in their own words."""
    texts = []
    for relation in Source._meta.related_objects:
        if relation.on_delete is PROTECT and relation.related_model is not Source:
            texts += map(str, relation.related_model._default_manager.filter(**{relation.field.name: source}))
    return texts


class MergingViews:
    """Mixed into the source admin."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [path("merge/", view(self.merge_view), name="sources_source_merge"), *super().get_urls()]

    @admin.action(description=gettext_lazy("Merge duplicates"), permissions=["change"])
    def merge_selected(self, request, queryset):
        pks = [source.pk for source in queryset.filter(merged_into=None)[: MOST + 1]]
        if not 2 <= len(pks) <= MOST:
            sentence = _("Select 2 to %d sources that are the same work and have not been merged.")
            messages.error(request, sentence % MOST)
            return None
        query = {"pk": pks, LIST_FILTERS: request.GET.urlencode()}
        return HttpResponseRedirect(f"{reverse('admin:sources_source_merge')}?{urlencode(query, doseq=True)}")

    def get_deleted_objects(self, objs, request):
        """A merged source stays: texts, their history and outside links may hold its key, and a free key would be
        given to the next similar source."""
        deleted, counts, missing, protected = super().get_deleted_objects(objs, request)
        merged = [source for source in objs if source.merged_into_id is not None]
        sentence = _("“%(key)s” was merged into “%(into)s”, so links to its key must still work.")
        keep = [sentence % {"key": source.key, "into": source.merged_into.key} for source in merged]
        return deleted, counts, set() if keep else missing, [*protected, *keep]

    def merge_view(self, request):
        if not self.has_change_permission(request):
            raise PermissionDenied
        sources = _chosen(request)
        if len(sources) < 2:
            messages.error(request, _("There are no longer two sources to merge."))
            return HttpResponseRedirect(_list_address(request))
        if request.method == "POST" and (response := self._merged(request, sources)):
            return response
        different = differences(sources)
        context = self.admin_site.each_context(request) | {
            "title": _("Merge sources"),
            "opts": self.opts,
            "sources": [(source, uses(source)) for source in sources],
            "differences": [(column_names([name]), values) for name, values in different.items()],
            "different_names": column_names(different),
            "different": ",".join(different),
            "is_confirmed": request.POST.get("although") == ",".join(different),
            "stays": request.POST.get("stays", ""),
            "list_address": _list_address(request),
        }
        return TemplateResponse(request, "admin/sources/source/merge.html", context)

    def _merged(self, request, sources):
        stays = next((source for source in sources if str(source.pk) == request.POST.get("stays")), None)
        if stays is None:
            messages.error(request, _("Choose the source to keep."))
            return None
        return self._merge(request, sources, stays)

    def _merge(self, request, sources, stays):
        others = [source for source in sources if source != stays]
        although = request.POST.get("although", "").split(",")
        try:
            with transaction.atomic():
                for duplicate in others:
                    merge(duplicate, stays, by=request.user, although=although)
                    self.log_change(request, duplicate, _("Merged into %s.") % stays.key)
        except CannotMerge as reason:
            messages.error(request, str(reason))
            return None
        address = reverse("admin:sources_source_change", args=[stays.pk])
        messages.success(
            request,
            format_html(
                _("Merged: {keys}. Articles that cite them now show {link}."),
                keys=", ".join(source.key for source in others),
                link=format_html('<a href="{}">{}</a>', address, stays),
            ),
        )
        return HttpResponseRedirect(_list_address(request))


def _chosen(request) -> list[Source]:
    pks = [int(pk) for pk in request.GET.getlist("pk")[:MOST] if is_key(pk)]
    return list(Source.objects.filter(pk__in=pks, merged_into=None))


def _list_address(request) -> str:
    """The list with the filters and the page that it had."""
    filters = request.GET.get(LIST_FILTERS, "")
    return f"{reverse('admin:sources_source_changelist')}?{filters}".removesuffix("?")
