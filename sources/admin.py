from django.contrib import admin
from django.http import JsonResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _
from reversion.admin import VersionAdmin

from sources import identifiers
from sources.forms import SourceForm
from sources.models import Source


@admin.register(Source)
class SourceAdmin(VersionAdmin):
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
        """Sources for the citation dialog: by title, author, year, key, or whatever identifier was pasted."""
        if not self.has_view_permission(request):
            return JsonResponse({"results": []}, status=403)
        text = request.GET.get("q", "")[:500].replace("\x00", "")
        found = list(Source.objects.active().matching(text)[:20])
        for identifier in identifiers.find(text):
            found += Source.objects.active().with_identifier(identifier.kind, identifier.value)
        results = [
            {
                "key": source.key,
                "label": source.label,
                "title": source.title,
                "year": source.year,
                "reference": source.reference_text,
            }
            for source in dict.fromkeys(found)
        ]
        return JsonResponse({"results": results})

    @admin.action(description=_("Archive: keep, but do not offer for new citations"))
    def archive(self, request, queryset):
        self._set_status(request, queryset, Source.Status.ARCHIVED)

    @admin.action(description=_("Take out of the archive"))
    def unarchive(self, request, queryset):
        self._set_status(request, queryset, Source.Status.ACTIVE)

    def _set_status(self, request, queryset, status):
        for source in queryset:
            source.status = status
            source.save()
        self.message_user(request, _("%d sources changed.") % queryset.count())
