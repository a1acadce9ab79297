"""What staff do for the search: other words for the same thing, and what visitors looked for in vain."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from editing.history import HistoryAdmin
from editing.menu import Job, Place
from editing.saving import SaveFirstAdmin
from mbc_site.search import search
from mbc_site.search.models import SynonymSet
from mbc_site.search_pages.models import MissedSearch

MOST_PREVIEWED, MOST_TITLES = 3, 3  # words of a set, and titles for each of them


@admin.register(SynonymSet)
class SynonymSetAdmin(HistoryAdmin):
    menu = Place(Job.WRITE, 6)
    guide = "search"
    list_display = ["__str__", "note", "updated_at"]
    search_fields = ["words", "note"]
    fields = ["words", "note", "found"]
    readonly_fields = ["found"]

    @admin.display(description=_("what a search finds now"))
    def found(self, synonyms):
        """The first words of the set, each with the number and the first titles of what visitors find."""
        lines = synonyms.lines[:MOST_PREVIEWED] if synonyms.pk else []
        return format_html_join("", "<p>{}</p>", ((_finds(words),) for words in lines)) or _("Save first.")


def _finds(words: str):
    results = search(words)
    titles = ["".join(part.text for part in hit.title) for hit in results.hits[:MOST_TITLES]]
    count = ngettext("%d result", "%d results", results.total) % results.total
    address = f"{reverse('search')}?{urlencode({'q': words})}"
    link = format_html('<a href="{}">{}</a>: {}', address, words, count)
    return format_html("{} ({})", link, "; ".join(titles)) if titles else link


@admin.register(MissedSearch)
class MissedSearchAdmin(SaveFirstAdmin, admin.ModelAdmin):
    """Only what was searched for often enough to be read. Nobody adds or changes a count, superusers included."""

    menu = Place(Job.WRITE, 7)
    guide = "search"
    list_display = ["words", "times", "week"]
    list_display_links = None
    list_filter = ["week"]
    search_fields = ["words"]
    search_help_text = _("A word of the search")
    actions: list[str] = []

    def get_queryset(self, request):
        return super().get_queryset(request).in_words()

    def changelist_view(self, request, extra_context=None):
        title = {"title": _("What people look for and we do not have")}
        return super().changelist_view(request, title | (extra_context or {}))

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
