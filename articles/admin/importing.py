"""The manuscript upload beside the list of articles, and the report the editor gets."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from articles.drafts import make_draft
from articles.forms import ManuscriptForm
from articles.models import Article
from editing.addresses import post_only


class ManuscriptViews:
    """Mixed into the article admin."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("import/", view(self.import_view), name="articles_article_import"),
            path(
                "<int:pk>/dismiss-report/",
                view(post_only(self.dismiss_view)),
                name="articles_article_dismiss",
            ),
            path(
                "<int:pk>/see-missing-words/",
                view(post_only(self.see_missing_words_view)),
                name="articles_article_see_missing_words",
            ),
            *super().get_urls(),
        ]

    def import_view(self, request):
        if not (self.has_add_permission(request) and request.user.has_perm("sources.add_source")):
            raise PermissionDenied
        is_sent = request.method == "POST"
        form = ManuscriptForm(request.POST, request.FILES) if is_sent else ManuscriptForm()
        if is_sent and form.is_valid():
            draft = make_draft(form.manuscript, by=request.user)
            self.log_addition(request, draft.article, _("Imported from a manuscript."))
            message = _(
                "The manuscript is now a draft. Sources: %(new)d new, %(known)d already in the bibliography."
            )
            messages.success(
                request, message % {"new": len(draft.new_sources), "known": len(draft.known_sources)}
            )
            if draft.article.missing_words:
                messages.warning(request, _("Some of its words were not taken over. Look at the list below."))
            return HttpResponseRedirect(reverse("admin:articles_article_change", args=[draft.article.pk]))
        context = self.admin_site.each_context(request) | {
            "title": _("Import a manuscript"),
            "opts": self.opts,
            "form": form,
            "button": _("Make a draft"),
        }
        return TemplateResponse(request, "admin/articles/article/import.html", context)

    def dismiss_view(self, request, pk):
        article = self.get_object(request, str(pk))
        if article is None or not self.has_change_permission(request, article):
            raise PermissionDenied
        Article.objects.filter(pk=pk).update(import_report=[])  # the text is untouched: no new edit token
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[pk]))

    @method_decorator(transaction.atomic)
    def see_missing_words_view(self, request, pk):
        """The writer has looked at what was not taken over: who and when is recorded, and the draft can be published."""
        article = self.get_object(request, str(pk))
        if article is None or not self.has_change_permission(request, article):
            raise PermissionDenied
        with self.create_revision(request):
            if article.must_look_at_missing_words:
                article.see_missing_words(request.user)
                self.log_change(request, article, _("Looked at what was not taken over from the manuscript."))
        page = "publish" if "publish" in request.POST else "change"
        return HttpResponseRedirect(reverse(f"admin:articles_article_{page}", args=[pk]))
