"""The manuscript upload beside the list of articles."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles.drafts import make_draft
from articles.forms import ManuscriptForm


class ManuscriptViews:
    """Mixed into the article admin."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("import/", view(self.import_view), name="articles_article_import"),
            *super().get_urls(),
        ]

    def import_view(self, request):
        if not (self.has_add_permission(request) and request.user.has_perm("sources.add_source")):
            raise PermissionDenied
        is_sent = request.method == "POST"
        form = ManuscriptForm(request.POST, request.FILES) if is_sent else ManuscriptForm()
        if is_sent and form.is_valid():
            draft = make_draft(form.manuscript, by=request.user)
            message = _(
                "The manuscript is now a draft. Sources: %(new)d new, %(known)d already in the bibliography."
            )
            messages.success(
                request, message % {"new": len(draft.new_sources), "known": len(draft.known_sources)}
            )
            if draft.article.has_open_report:
                messages.warning(request, _to_report(draft.article))
            return HttpResponseRedirect(reverse("admin:articles_article_change", args=[draft.article.pk]))
        context = self.admin_site.each_context(request) | {
            "title": _("Import a manuscript"),
            "opts": self.opts,
            "form": form,
            "button": _("Make a draft"),
        }
        return TemplateResponse(request, "admin/articles/article/import.html", context)


def _to_report(article):
    """Below the text in a narrow window, beside it in a wide one."""
    address = reverse("admin:articles_article_change", args=[article.pk]) + "#report"
    link = format_html('<a href="{}">{}</a>', address, _("the import report"))
    return format_html(_("Some things need a look. They are listed in {}."), link)
