from django import forms
from django.contrib import admin
from django.db import models
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from articles.admin.advice import AdviceViews
from articles.admin.importing import ManuscriptViews
from articles.admin.previewing import PreviewViews
from articles.admin.publishing import PublishingViews
from articles.admin.report import ReportViews
from articles.admin.scheduling import SchedulingViews
from articles.admin.sharing import SharingViews
from articles.admin.standing import StandingAdmin, StandingFilter
from articles.admin.texts_in_words import TextsInWords
from articles.admin.withdrawing import WithdrawingViews
from articles.article_page import preview_page
from articles.forms import ArticleForm
from articles.models import Article, Authorship, FurtherReading
from editing.history import SluggedAdmin
from editing.menu import Job, Place
from editing.related_filter import RelatedFilter
from editing.rows import RowInline


class AuthorshipInline(RowInline, admin.TabularInline):
    model = Authorship
    autocomplete_fields = ["person"]

    def row_text(self, row):
        return str(row.person)


class FurtherReadingInline(RowInline, admin.TabularInline):
    model = FurtherReading
    row_name = _("source to read")
    autocomplete_fields = ["source"]

    def row_text(self, row):
        return str(row.source)


@admin.register(Article)
class ArticleAdmin(
    AdviceViews,
    ManuscriptViews,
    ReportViews,
    SharingViews,
    StandingAdmin,
    PreviewViews,
    PublishingViews,
    SchedulingViews,
    WithdrawingViews,
    TextsInWords,
    SluggedAdmin,
):
    menu = Place(Job.WRITE, 1)
    guide = "write-an-article"
    guides = {
        "publish": "publish",
        "move": "schedule-move-or-call-off",
        "call_off": "schedule-move-or-call-off",
        "withdraw": "withdraw-an-article",
        "put_back": "withdraw-an-article",
        "import": "import-a-manuscript",
        "share": "share-a-preview",
        "history": "compare-and-restore-versions",
    }
    change_phrases = {
        "reviewed_on": _("the date of the last review"),
        "next_review_on": _("the date of the next review"),
    }
    form = ArticleForm
    change_form_template = "admin/articles/article/change_form.html"
    change_list_template = "admin/articles/article/change_list.html"
    list_display = ["title", "state", "reviewed_on", "next_review_on", "updated_at"]
    ordering = ["-updated_at", "-id"]  # newest change first, by its index
    list_filter = [StandingFilter, ("topics", RelatedFilter), ("reviewer", RelatedFilter)]
    search_fields = ["title", "summary", "slug", "body"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["image", "reviewer", "related"]
    inlines = [AuthorshipInline, FurtherReadingInline]
    readable_fields = dict.fromkeys(("key_points", "body"), "text_as_read")
    # Permission to restore doesn\'t include permission to publish.
    kept_on_restore = ("withdrawn_at", "report_opened_at", "report_closed_at", "report_closed_by_name")
    formfield_overrides = {
        models.TextField: {"widget": forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})},
    }
    fieldsets = [
        (None, {"fields": ["title", "slug", "summary", "key_points", "body"]}),
        (_("Topics and picture"), {"classes": ["is-beside"], "fields": ["topics", "image", "related"]}),
        (_("Review"), {"classes": ["is-beside"], "fields": ["reviewer", "reviewed_on", "next_review_on"]}),
    ]

    class Media:
        css = {"all": ["editor/admin.css", "editor/report.css"]}
        js = ["editor/report.js", "editing/preview.js"]

    @admin.display(description=_("text"))
    def text_as_read(self, article, request):
        page = preview_page(article)
        return render_to_string(
            "admin/articles/_as_read.html", {"page": page, "edition": page.edition}, request
        )

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "topics":
            kwargs["widget"] = forms.CheckboxSelectMultiple()
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def view_on_site(self, article):
        return article.get_absolute_url() if article.is_published() else None

    def has_delete_permission(self, request, obj=None):
        """What visitors have read is withdrawn, not deleted: others may have printed or linked it."""
        return super().has_delete_permission(request, obj) and not (obj and obj.has_editions())

    def get_deleted_objects(self, objs, request):
        deleted, counts, missing, protected = super().get_deleted_objects(objs, request)
        published = [str(article) for article in objs if article.has_editions()]
        return deleted, counts, missing, [*protected, *published]

    def restored(self, article, before):
        super().restored(article, before)
        article.restore_report()
