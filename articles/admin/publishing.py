"""Preview, publish, withdraw: the pages beside an article's change form."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import retractions
from articles.article_page import preview_page
from articles.markup import to_text
from articles.models import Article
from articles.publishing import publishing_problems
from articles.publishing_forms import PublishForm
from articles.unpublished_changes import unpublished_changes
from editing.addresses import post_only


class PublishingViews:
    """Mixed into the article admin."""

    after_saving = {
        "_withdraw": "withdraw_view",
        "_put_back": "put_back_view",
    }
    failure_messages = {
        "articles_article_publish": gettext_lazy("It was not published."),
        "_publish": gettext_lazy("It was not published."),
        "_withdraw": gettext_lazy("It was not withdrawn: visitors can still read it."),
        "_put_back": gettext_lazy("It was not put back: visitors cannot read it."),
    }

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/preview/", view(self.preview_view), name="articles_article_preview"),
            path("<int:pk>/publish/", view(self.publish_view), name="articles_article_publish"),
            path("<int:pk>/withdraw/", view(post_only(self.withdraw_view)), name="articles_article_withdraw"),
            path("<int:pk>/put-back/", view(post_only(self.put_back_view)), name="articles_article_put_back"),
            *super().get_urls(),
        ]

    def _article(self, request, pk, *, to_publish: bool):
        article = self.get_object(request, str(pk))
        if article is None:
            raise Http404
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        if to_publish and not self._may_publish(request, article):
            raise PermissionDenied
        return article

    def _may_publish(self, request, article) -> bool:
        may_change = self.has_change_permission(request, article)
        return may_change and request.user.has_perm("articles.publish_article")

    def preview_view(self, request, pk):
        """The working copy as visitors would see it, for staff who may view it; never cached, and with the public pages'
        security policy."""
        page = preview_page(self._article(request, pk, to_publish=False))
        response = TemplateResponse(
            request, "articles/article_detail.html", {"page": page, "edition": page.edition}
        )
        response.headers["Cache-Control"] = "private, no-store"
        response.is_public_page = True
        return response

    @method_decorator(transaction.atomic)
    def publish_view(self, request, pk):
        self._article(request, pk, to_publish=True)
        articles = Article.objects.all()
        if request.method == "POST":
            articles = articles.select_for_update()  # what is checked is what is published
        article = articles.get(pk=pk)
        problems = publishing_problems(article)
        form = PublishForm(request.POST if request.method == "POST" else None, article=article)
        if request.method == "POST" and not problems and form.is_valid():
            return self._publish(request, article, form.cleaned_data)
        context = self.admin_site.each_context(request) | {
            "title": _("Publish “%s”") % article,
            "opts": self.opts,
            "original": article,
            "form": form,
            "problems": problems,
            "newest": (newest := article.editions.first()),
            "changed": unpublished_changes(article, newest) if newest else [],
            "text": to_text(article.body),
        }
        return TemplateResponse(request, "admin/articles/article/publish.html", context)

    def _publish(self, request, article, chosen):
        edition = article.publish(
            by=request.user,
            kind=chosen["kind"],
            note=chosen["note"].strip(),
            at=chosen["published_at"],
            later=chosen.get("later"),
        )
        self.log_change(request, article, _("Published as edition %d.") % edition.number)
        address = article.get_absolute_url()
        if edition.published_at > now():
            when = date_format(localtime(edition.published_at), "DATETIME_FORMAT")
            messages.success(
                request,
                _("Edition %(number)s will be public from %(when)s.")
                % {"number": edition.number, "when": when},
            )
        else:
            link = format_html('<a href="{}">{}</a>', address, address)
            messages.success(
                request,
                format_html(_("Edition {number} is public at {link}."), number=edition.number, link=link),
            )
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))

    def withdraw_view(self, request, pk):
        article = self._article(request, pk, to_publish=True)
        article.withdraw()
        self.log_change(request, article, _("Withdrawn."))
        messages.success(request, _("Visitors can no longer read “%s”. Its editions are kept.") % article)
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))

    def put_back_view(self, request, pk):
        article = self._article(request, pk, to_publish=True)
        problems = retractions.publishing_problems(article, article.current_edition)
        for problem in problems:
            messages.error(request, problem)
        if not problems:
            article.put_back()
            self.log_change(request, article, _("Put back."))
            messages.success(request, _("Visitors can read “%s” again.") % article)
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))

    def response_change(self, request, obj):
        if "_publish" in request.POST and request.user.has_perm("articles.publish_article"):
            return HttpResponseRedirect(reverse("admin:articles_article_publish", args=[obj.pk]))
        if "_preview" in request.POST:
            return HttpResponseRedirect(reverse("admin:articles_article_preview", args=[obj.pk]))
        return super().response_change(request, obj)

    def response_add(self, request, obj, post_url_continue=None):
        if {"_publish", "_preview"} & request.POST.keys():
            return self.response_change(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def render_change_form(self, request, context, *args, **kwargs):
        context["can_publish"] = request.user.has_perm("articles.publish_article")
        return super().render_change_form(request, context, *args, **kwargs)
