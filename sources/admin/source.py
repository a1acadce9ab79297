from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from editing.history import HistoryAdmin
from editing.menu import Job, Place
from sources.admin.adding import AddingViews
from sources.admin.citation_search import CitationSearchViews
from sources.admin.filters import NewsFilter, StatusFilter, UseFilter
from sources.admin.importing import SourceImportViews
from sources.admin.merging import MergingViews
from sources.admin.notices import NoticeViews, notices_of
from sources.csl import name_text
from sources.forms import SourceForm
from sources.forms.name_rows import with_names
from sources.integrity import IntegrityState
from sources.models import Source
from web import links


@admin.register(Source)
class SourceAdmin(
    CitationSearchViews, AddingViews, SourceImportViews, MergingViews, NoticeViews, HistoryAdmin
):
    menu = Place(Job.SOURCES, 1)
    guide = "add-a-source"
    guides = {"import": "import-sources"}
    change_phrases = {"save_anyway": _("that this is a different work")}
    form = SourceForm
    change_form_template = "admin/sources/source/change_form.html"
    change_list_template = "admin/sources/source/change_list.html"
    delete_confirmation_template = "admin/sources/source/delete_confirmation.html"
    delete_selected_confirmation_template = "admin/sources/source/delete_selected_confirmation.html"
    list_display = ["title_shown", "by", "year", "attention"]
    list_filter = [NewsFilter, StatusFilter, UseFilter, "integrity", "link", "evidence", "csl_type"]
    list_select_related = ["merged_into"]
    search_fields = ["title", "authors_text", "key", "doi", "pmid", "container_title"]
    search_help_text = _("Title, author, journal, key, DOI or PubMed number")
    actions = ["merge_selected", "archive", "unarchive"]
    readonly_fields = ["reference"]
    not_kept = ("notes",)
    buttons_that_only_show = ("_more",)
    readable_fields = {"authors": "authors_as_read", "editors": "editors_as_read", "csl_type": "kind_as_read"}
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "save_anyway",
                    "reference",
                    "csl_type",
                    "title",
                    "authors",
                    ("year", "month", "day", "season"),
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

    def changeform_view(self, request, *args, **kwargs):
        """The rows of names arrive as one value, which the guard against stale saves compares."""
        if request.method == "POST":
            request.POST = with_names(request.POST)
        return super().changeform_view(request, *args, **kwargs)

    @admin.display(description=_("as readers see it"))
    def reference(self, source):
        return source.reference if source and source.pk else _("after saving")

    @admin.display(description=_("authors"))
    def authors_as_read(self, source, request):
        return "; ".join(map(name_text, source.authors))

    @admin.display(description=_("editors"))
    def editors_as_read(self, source, request):
        return "; ".join(map(name_text, source.editors))

    @admin.display(description=_("kind of source"))
    def kind_as_read(self, source, request):
        return dict(Source.Kind.choices).get(source.csl_type, source.csl_type)

    @admin.display(description=_("title"), ordering="title_key")
    def title_shown(self, source):
        below = " · ".join(filter(None, [source.key, source.get_evidence_display()]))
        return format_html('{}<span class="quiet">{}</span>', source.title_text, below)

    @admin.display(description=_("authors"), ordering="first_author_key")
    def by(self, source):
        first = name_text(source.authors[0]) if source.authors else ""
        return _("%s et al") % first if len(source.authors) > 2 else source.authors_text

    @admin.display(description=_("alerts"), ordering="integrity")
    def attention(self, source):
        """Only what is not as it should be: a column of “active, nothing found, answers” hides the one that is not."""
        alerts = []
        if source.merged_into:
            alerts.append(_("merged into %s") % source.merged_into.key)
        elif source.is_archived:
            alerts.append(source.get_status_display())
        if source.needs_attention:
            alerts.append(format_html("<strong>{}</strong>", source.get_integrity_display()))
        elif source.integrity == IntegrityState.CORRECTED:
            alerts.append(source.get_integrity_display())
        if source.link == links.LinkStatus.BROKEN:
            alerts.append(_("broken web address"))
        return format_html_join(", ", "{}", ((text,) for text in alerts))

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj and not context.get("revert"):
            context |= {"notices": notices_of(obj), "merged_into": obj.merged_into}
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def get_search_results(self, request, queryset, search_term):
        """Where a source is picked for an article, as additional reading, only what may be cited anew is offered."""
        sources, may_repeat = super().get_search_results(request, queryset, search_term)
        return sources.active() if request.path == reverse("admin:autocomplete") else sources, may_repeat

    def get_readonly_fields(self, request, obj=None):
        return [*self.readonly_fields, "key"] if obj else self.readonly_fields

    @admin.action(
        permissions=["change"], description=_("Archive: keep it, but don’t offer it for new citations")
    )
    def archive(self, request, queryset):
        self._set_status(request, queryset, Source.Status.ARCHIVED)

    @admin.action(permissions=["change"], description=_("Take out of the archive"))
    def unarchive(self, request, queryset):
        self._set_status(request, queryset, Source.Status.ACTIVE)

    def _set_status(self, request, queryset, status):
        words = _("Archived.") if status == Source.Status.ARCHIVED else _("Taken out of the archive.")
        for source in queryset.exclude(status=status):
            source.status = status
            with self.create_revision(request):
                source.save()
                self.log_change(request, source, str(words))
        self.message_user(request, _("%d sources changed.") % queryset.count())
