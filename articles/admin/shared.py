from django.contrib import admin
from django.http import JsonResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from articles.admin.as_read import as_read
from articles.admin.autocomplete import TolerantAutocomplete
from articles.forms import SharedTextForm
from articles.models import Article, Edition, Page, SharedText
from sources.history import HistoryAdmin


@admin.register(SharedText)
class SharedTextAdmin(TolerantAutocomplete, HistoryAdmin):
    form = SharedTextForm
    list_display = ["title", "key", "reviewer", "reviewed_on", "updated_at"]
    search_fields = ["title", "key", "body"]
    prepopulated_fields = {"key": ["title"]}
    autocomplete_fields = ["reviewer"]
    readonly_fields = ["shown_in"]
    read_as = {"body": "text_as_read"}
    fields = ["title", "key", "body", "shown_in", "reviewer", "reviewed_on", "is_small_edit"]

    class Media:
        css = {"all": ["editor/admin.css"]}

    def get_readonly_fields(self, request, obj=None):
        return [*self.readonly_fields, "key"] if obj else self.readonly_fields

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields

    @admin.display(description=_("text"))
    def text_as_read(self, text):
        return as_read("_shared_as_read.html", text=text)

    @admin.display(description=_("shown in"))
    def shown_in(self, text):
        """What changes for readers with the next save."""
        titles = [edition.title for edition in Edition.objects.current().showing(text).order_by("title")]
        titles += [page.title for page in Page.objects.published().showing(text)]
        return ", ".join(titles) or _("nothing that is public yet")

    def get_urls(self):
        view = self.admin_site.admin_view
        return [path("find/", view(self.find_view), name="articles_sharedtext_find"), *super().get_urls()]

    def find_view(self, request):
        """All of them, for the editor's callout dialog."""
        if not self.has_view_permission(request):
            return JsonResponse({"results": []}, status=403)
        return JsonResponse({"results": list(SharedText.objects.values("key", "title"))})

    def get_deleted_objects(self, objs, request):
        """A text that something shows stays."""
        deleted, counts, missing, protected = super().get_deleted_objects(objs, request)
        kinds = ((Article, _("Article: %s")), (Edition, _("Edition: %s")), (Page, _("Page: %s")))
        shown = [
            told % found for text in objs for model, told in kinds for found in model.objects.showing(text)
        ]
        return deleted, counts, set() if shown else missing, [*protected, *shown]
