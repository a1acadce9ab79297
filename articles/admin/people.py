from django import forms
from django.contrib import admin
from django.db import models
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from articles.admin.texts_in_words import TextsInWords
from articles.models import FormerAddress, Page, Person, Topic
from editing.history import SluggedAdmin
from editing.menu import Job, Place
from editing.saving import SaveFirstAdmin

PLAIN_TEXT = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})}}


@admin.register(Person)
class PersonAdmin(SluggedAdmin):
    menu = Place(Job.PEOPLE, 1)
    guide = "authors-and-reviewers"
    change_phrases = {"bio": _("the text about the person")}
    list_display = ["name", "credentials", "role"]
    search_fields = ["name", "role"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["photo"]
    formfield_overrides = PLAIN_TEXT
    fields = ["name", "slug", "credentials", "role", "bio", "disclosures", "photo"]


@admin.register(Topic)
class TopicAdmin(SluggedAdmin):
    menu = Place(Job.WRITE, 3)
    guide = "write-an-article"
    change_phrases = {"position": _("the place in the list")}
    list_display = ["title", "summary", "home_question", "position"]
    list_editable = ["position"]
    search_fields = ["title"]
    prepopulated_fields = {"slug": ["title"]}
    fields = ["title", "slug", "summary", "position", "home_question"]


@admin.register(Page)
class PageAdmin(TextsInWords, SluggedAdmin):
    menu = Place(Job.WRITE, 2)
    guide = "pages-and-organization"
    change_phrases = {
        "is_published": _("whether the page is public"),
        "position": _("the place in the list"),
    }
    list_display = ["title", "is_published", "position", "updated_at"]
    search_fields = ["title", "body"]
    prepopulated_fields = {"slug": ["title"]}
    fields = ["title", "slug", "summary", "body", "position", "is_published"]
    readable_fields = {"body": "text_as_read"}

    @admin.display(description=_("text"))
    def text_as_read(self, page, request):
        return render_to_string("admin/articles/_page_as_read.html", {"page": page}, request)


@admin.register(FormerAddress)
class FormerAddressAdmin(SaveFirstAdmin, admin.ModelAdmin):
    menu = Place(Job.WRITE)
    guide = "pages-and-organization"
    change_phrases = {"leads_to": _("where the old address leads")}
    list_display = ["path", "leads_to", "created_at"]
    search_fields = ["path", "leads_to"]
