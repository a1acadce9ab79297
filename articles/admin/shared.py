from django.contrib import admin
from django.http import JsonResponse
from django.template.loader import render_to_string
from django.urls import path
from django.utils.translation import gettext_lazy as _

from articles.admin.shown_in_texts import ShownInTexts
from articles.admin.texts_in_words import TextsInWords
from articles.forms import SharedTextForm
from articles.models import Edition, Page, SharedText
from editing.history import HistoryAdmin
from editing.menu import Job, Place


@admin.register(SharedText)
class SharedTextAdmin(ShownInTexts, TextsInWords, HistoryAdmin):
    menu = Place(Job.WRITE, 4)
    guide = "callouts-and-shared-texts"
    finder = "with_shared_text"
    change_phrases = {
        "reviewed_on": _("the date of the last review"),
        "is_small_edit": _("that it is a small edit"),
    }
    form = SharedTextForm
    list_display = ["title", "key", "reviewer", "reviewed_on", "updated_at"]
    search_fields = ["title", "key", "body"]
    prepopulated_fields = {"key": ["title"]}
    autocomplete_fields = ["reviewer"]
    readonly_fields = ["public_pages"]
    fields = ["title", "key", "body", "public_pages", "reviewer", "reviewed_on", "is_small_edit"]
    readable_fields = {"body": "text_as_read"}

    class Media:
        css = {"all": ["editor/admin.css"]}

    def get_readonly_fields(self, request, obj=None):
        return [*self.readonly_fields, "key"] if obj else self.readonly_fields

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields

    @admin.display(description=_("text"))
    def text_as_read(self, text, request):
        return render_to_string("admin/articles/_shared_as_read.html", {"text": text}, request)

    @admin.display(description=_("shown in"))
    def public_pages(self, text):
        """Where readers will see the next save."""
        titles = [
            edition.title for edition in Edition.objects.current().with_shared_text(text).order_by("title")
        ]
        titles += [page.title for page in Page.objects.published().with_shared_text(text)]
        return ", ".join(titles) or _("nothing public yet")

    def get_urls(self):
        view = self.admin_site.admin_view
        return [path("find/", view(self.find_view), name="articles_sharedtext_find"), *super().get_urls()]

    def find_view(self, request):
        """All shared texts, for the editor's callout dialog."""
        if not self.has_view_permission(request):
            return JsonResponse({"results": []}, status=403)
        return JsonResponse({"results": list(SharedText.objects.values("key", "title"))})
