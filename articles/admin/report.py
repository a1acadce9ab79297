"""The import report beside the text: its lines are ticked one by one, then it is closed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from articles.import_report import report_beside
from editing.addresses import post_only
from editing.keys import is_key

ACTS = ("_tick", "_untick", "_close_report", "_reopen_report")


class ReportViews:
    """Mixed into the article admin. One address takes every act, named by the button, with or without a script."""

    after_saving = dict.fromkeys(ACTS, "report_view")

    def get_urls(self):
        view = self.admin_site.admin_view(post_only(self.report_view))
        return [path("<int:pk>/report/", view, name="articles_article_report"), *super().get_urls()]

    def report_view(self, request, pk):
        """Redirect to the form, or return only the report if a script asks for it (`fragment`)."""
        article = self.get_object(request, str(pk))
        if article is None or not self.has_change_permission(request, article):
            raise PermissionDenied
        refusal = self._do_to_report(request, article)
        if "fragment" in request.POST:
            article.refresh_from_db()
            context = self.report_context(request, article) | {"refusal": refusal, "saves_first": True}
            return render(request, "admin/articles/article/_report.html", context)
        if refusal:
            messages.error(request, refusal)
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[pk]) + "#report")

    def report_context(self, request, article) -> dict:
        return {"report": report_beside(article), "original": article, "opts": self.opts}

    def _do_to_report(self, request, article) -> str:
        """Why it was refused, or ""."""
        act = next((name for name in ACTS if name in request.POST), "")
        try:
            if act in ("_tick", "_untick"):
                self._tick(request, article, request.POST[act], is_ticked=act == "_tick")
            elif act:
                self._open_or_close(request, article, is_closing=act == "_close_report")
        except ValidationError as refusal:
            return " ".join(refusal.messages)
        return ""

    def _tick(self, request, article, key: str, *, is_ticked: bool) -> None:
        line = article.report_lines.filter(pk=key).first() if is_key(key) else None
        if line is None:
            raise ValidationError(_("This line is not in the report."))
        line.article = article
        if is_ticked:
            line.tick(by=request.user)
        else:
            line.untick()

    @transaction.atomic
    def _open_or_close(self, request, article, *, is_closing: bool) -> None:
        with self.create_revision(request):
            is_done = article.close_report(by=request.user) if is_closing else article.reopen_report()
            if is_done:
                words = _("Closed the import report.") if is_closing else _("Opened the import report again.")
                self.log_change(request, article, words)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj:
            context |= {"report": report_beside(obj)}
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)
