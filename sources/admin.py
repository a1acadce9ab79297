from django.contrib import admin
from django.http import JsonResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from sources import identifiers
from sources.forms import SourceForm
from sources.history import HistoryAdmin
from sources.models import Source


@admin.register(Source)
class SourceAdmin(HistoryAdmin):
    form = SourceForm
    list_display = ["key", "title", "authors_text", "year", "evidence", "status"]
    list_filter = ["status", "evidence", "csl_type"]
    search_fields = ["title", "authors_text", "key", "doi", "pmid", "container_title"]
    search_help_text = _("Title, author, journal, key, DOI or PubMed number")
    actions = ["archive", "unarchive"]
    readonly_fields = ["reference"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "reference",
                    "csl_type",
                    "title",
                    "authors",
                    ("year", "month", "day"),
                    "evidence",
                    "key",
                ]
            },
        ),
        (
            _("Where it appeared"),
            {"fields": ["container_title", "container_title_short", ("volume", "issue", "page")]},
        ),
        (_("Where it can be found"), {"fields": ["doi", ("pmid", "pmcid"), "url", "accessed"]}),
        (
            _("Books, chapters, reports"),
            {"fields": ["publisher", "edition", "editors", "isbn"], "classes": ["collapse"]},
        ),
        (_("For staff"), {"fields": ["status", "notes"]}),
    ]

    @admin.display(description=_("as readers see it"))
    def reference(self, source):
        return source.reference if source and source.pk else _("after saving")

    def get_readonly_fields(self, request, obj=None):
        return [*self.readonly_fields, "key"] if obj else self.readonly_fields

    def get_urls(self):
        view = self.admin_site.admin_view
        return [path("find/", view(self.find_view), name="sources_source_find"), *super().get_urls()]

    def find_view(self, request):
        """Sources for the editor's citation dialog, and the identifiers that were pasted into it."""
        if not self.has_view_permission(request):
            return JsonResponse({"results": []}, status=403)
        asked = {name: value.replace("\x00", "")[:2000] for name, value in request.GET.items()}
        pasted = identifiers.find(asked.get("q", "")[:500])
        results = [
            {
                "key": source.key,
                "label": source.label,
                "title": source.title,
                "year": source.year,
                "reference": source.reference_text,
            }
            for source in dict.fromkeys(self._asked_for(request, asked, pasted))
        ]
        return JsonResponse(
            {"results": results, "identifiers": {found.kind: found.value for found in pasted}}
        )

    def _asked_for(self, request, asked, pasted):
        """By `q`: title, author, year, key, or any identifier or address; by `keys` or `pk`: these very sources."""
        if "keys" in asked:
            return Source.objects.filter(key__in=asked["keys"].split()[:100])
        if "pk" in asked:
            return filter(None, [self.get_object(request, asked["pk"])])
        active, words = Source.objects.active(), asked.get("q", "")[:500]
        found = [source for one in pasted for source in active.with_identifier(one.kind, one.value)]
        _scheme, is_address, address = words.strip().partition("://")
        if is_address:
            found += active.filter(url__icontains=address.removeprefix("www.").rstrip("/"))[:20]
        return [*found, *active.matching(words)[:20]]

    @admin.action(permissions=["change"], description=_("Archive: keep, but do not offer for new citations"))
    def archive(self, request, queryset):
        self._set_status(request, queryset, Source.Status.ARCHIVED)

    @admin.action(permissions=["change"], description=_("Take out of the archive"))
    def unarchive(self, request, queryset):
        self._set_status(request, queryset, Source.Status.ACTIVE)

    def _set_status(self, request, queryset, status):
        for source in queryset:
            source.status = status
            with self.create_revision(request):
                source.save()
        self.message_user(request, _("%d sources changed.") % queryset.count())
