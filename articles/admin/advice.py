"""Advice beside the text: on what is stored when the form opens, and on what is written while it is written."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import path, reverse

from articles.advice import advise
from editing.addresses import post_only
from editing.text import storable

LONGEST = 1_000_000  # characters that are looked at


class AdviceViews:
    """Mixed into the admin of a model whose `body` staff write."""

    def get_urls(self):
        view = self.admin_site.admin_view(post_only(self.advice_view))
        return [path("advice/", view, name=self._advice_name), *super().get_urls()]

    @property
    def _advice_name(self) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_advice"

    def _may_write(self, request, obj=None) -> bool:
        return self.has_add_permission(request) or self.has_change_permission(request, obj)

    def advice_view(self, request):
        """On the text that is sent, which is not stored."""
        if not self._may_write(request):
            raise PermissionDenied
        body = storable(request.POST.get("body", ""))[:LONGEST]
        context = {"advice": advise(body, settings.LANGUAGE_CODE)}
        response = TemplateResponse(request, "admin/articles/_advice_list.html", context)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if self._may_write(request, obj):
            typed = request.POST.get("body") if request.method == "POST" else None
            body = storable(typed or getattr(obj, "body", ""))[:LONGEST]
            context["advice"] = advise(body, settings.LANGUAGE_CODE)
            context["advice_address"] = reverse(f"admin:{self._advice_name}")
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)
