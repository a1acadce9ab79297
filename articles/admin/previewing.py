"""The preview of the working copy: a page of its own or, in a wide window, beside the change form.

Which of the two is the button's choice. Both have the same name, and the style sheet shows the one that fits the window
(templates/admin/articles/article/submit_line.html), so nothing here needs JavaScript.
"""

from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin

from articles.admin.acts import ArticleActs
from articles.article_page import preview_page

BESIDE = (
    "beside"  # what the button for wide windows sends, and the parameter of the form that shows the preview
)
SHOWN = "preview"
IN_FRAME = "framed"  # the parameter of a preview that is shown beside the form


class PreviewViews(ArticleActs):
    """Mixed into the article admin."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.preview_view)
        return [path("<int:pk>/preview/", view, name="articles_article_preview"), *super().get_urls()]

    @method_decorator(xframe_options_sameorigin)
    def preview_view(self, request, pk):
        """The working copy as visitors would see it, for staff who may view it; never cached or indexed, and with the
        public pages' security policy."""
        article = self._article(request, pk, to_publish=False)
        page = preview_page(article)
        context = {
            "page": page,
            "edition": page.edition,
            "may_change": self.has_change_permission(request, article),
            "may_publish": self._may_publish(request, article),
            "is_framed": IN_FRAME in request.GET,
        }
        response = TemplateResponse(request, "articles/article_preview.html", context)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        response.is_public_page = response.is_for_own_frames = True
        return response

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Whatever leads back to the form leaves the preview open."""
        response = super().change_view(request, object_id, form_url, extra_context)
        address = response.headers.get("Location", "")
        if _is_beside(request) and urlsplit(address).path == request.path:
            response.headers["Location"] = _with_preview(address)
        return response

    def response_change(self, request, obj):
        if "_preview" not in request.POST:
            return super().response_change(request, obj)
        if request.POST["_preview"] != BESIDE:
            return HttpResponseRedirect(reverse("admin:articles_article_preview", args=[obj.pk]))
        if not getattr(request, "is_unchanged", False):
            messages.success(request, _("“%s” was saved.") % obj)
        form = reverse("admin:articles_article_change", args=[obj.pk])
        kept = self.get_preserved_filters(request)
        return HttpResponseRedirect(_with_preview(f"{form}?{kept}"))

    def response_add(self, request, obj, post_url_continue=None):
        if "_preview" in request.POST:
            return self.response_change(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None and obj.pk and _is_beside(request):
            address = reverse("admin:articles_article_preview", args=[obj.pk])
            context["preview_beside"] = {
                "frame": f"{address}?{IN_FRAME}",
                "page": address,
                "without": _without_preview(request),
            }
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)


def _is_beside(request) -> bool:
    return request.GET.get(BESIDE) == SHOWN


def _with_preview(address: str) -> str:
    parts = urlsplit(address)
    query = QueryDict(parts.query, mutable=True)
    query[BESIDE] = SHOWN
    return parts._replace(query=query.urlencode()).geturl()


def _without_preview(request) -> str:
    query = request.GET.copy()
    del query[BESIDE]
    return f"{request.path}?{query.urlencode()}".removesuffix("?")
