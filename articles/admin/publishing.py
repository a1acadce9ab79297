"""Publishing: the page that shows what changed and asks for a note."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.acts import ArticleActs, add_refusal
from articles.admin.standing import standing_context
from articles.publishing import publishing_problems
from articles.publishing_forms import PublishForm
from articles.unpublished_changes import plain_text, unpublished_changes
from editing.moments import in_words


class PublishingViews(ArticleActs):
    """Mixed into the article admin."""

    failure_messages = {
        "articles_article_publish": gettext_lazy("It was not published."),
        "_publish": gettext_lazy("It was not published."),
        "articles_article_withdraw": gettext_lazy("It was not withdrawn: visitors can still read it."),
        "articles_article_put_back": gettext_lazy("It was not put back: visitors cannot read it."),
        "articles_article_call_off": gettext_lazy("The edition was not called off."),
        "articles_article_move": gettext_lazy("The edition was not moved."),
    }

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/publish/", view(self.publish_view), name="articles_article_publish"),
            *super().get_urls(),
        ]

    @method_decorator(transaction.atomic)
    def publish_view(self, request, pk):
        article = self._article_to_publish(request, pk)
        problems = publishing_problems(article)
        is_sent = request.method == "POST"
        form = PublishForm(request.POST if is_sent else None, article=article)
        if is_sent and form.made_already:
            return self._made_already(request, article, form.made_already)
        if is_sent and not problems and form.is_valid():
            try:
                return self._publish(request, article, form.cleaned_data)
            except ValidationError as refused:  # an edition became public since the form was checked
                add_refusal(form, refused)
        context = self._publish_context(article, form) | {"problems": problems}
        return self._ask(request, article, "publish", **context)

    def _made_already(self, request, article, edition):
        """Instead of refusing a second click, as if the first had done nothing."""
        if edition.is_waiting(now()):
            message = _("This text is edition %(number)d already, which waits for %(when)s.")
        else:
            message = _("This text is edition %(number)d already, public since %(when)s.")
        messages.info(request, message % {"number": edition.number, "when": in_words(edition.published_at)})
        return self._to_form(article)

    def _publish_context(self, article, form) -> dict:
        compared = form.page.compared
        changed = unpublished_changes(article, compared) if compared else []
        return standing_context(article) | {
            "title": _("Publish “%s”") % article,
            "may_publish": True,
            "form": form,
            "compared": compared,
            "changed": changed,
            "is_same": bool(compared) and not changed and compared.same_as(article),
            "text": plain_text(article.body),
        }

    def _publish(self, request, article, chosen):
        edition = article.publish(
            by=request.user,
            kind=chosen["kind"],
            note=chosen["note"].strip(),
            at=chosen["published_at"],
            later=chosen.get("later"),
        )
        values = {
            "number": edition.number,
            "kind": edition.get_kind_display().lower(),
            "when": in_words(edition.published_at),
        }
        if edition.published_at > now():
            self.log_change(
                request, article, _("Scheduled edition %(number)d for %(when)s: %(kind)s.") % values
            )
            messages.success(request, _("Edition %(number)d will be public from %(when)s.") % values)
        else:
            self.log_change(request, article, _("Published edition %(number)d: %(kind)s.") % values)
            address = article.get_absolute_url()
            link = format_html('<a href="{}">{}</a>', address, address)
            message = format_html(
                _("Edition {number} is public at {link}."), number=edition.number, link=link
            )
            messages.success(request, message)
        return self._to_form(article)

    def response_change(self, request, obj):
        if "_publish" in request.POST and request.user.has_perm("articles.publish_article"):
            return HttpResponseRedirect(reverse("admin:articles_article_publish", args=[obj.pk]))
        return super().response_change(request, obj)

    def response_add(self, request, obj, post_url_continue=None):
        if "_publish" in request.POST:
            return self.response_change(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def render_change_form(self, request, context, *args, **kwargs):
        context["can_publish"] = request.user.has_perm("articles.publish_article")
        return super().render_change_form(request, context, *args, **kwargs)
