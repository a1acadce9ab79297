"""Withdraw an article, and put it back: pages that say what happens, and ask."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from articles import retractions
from articles.admin.acts import ArticleActs, add_refusal
from articles.publishing_forms import WithdrawForm
from editing.moments import in_words


class WithdrawingViews(ArticleActs):
    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/withdraw/", view(self.withdraw_view), name="articles_article_withdraw"),
            path("<int:pk>/put-back/", view(self.put_back_view), name="articles_article_put_back"),
            *super().get_urls(),
        ]

    @method_decorator(transaction.atomic)
    def withdraw_view(self, request, pk):
        article = self._article_to_publish(request, pk)
        if article.withdrawn_at:
            messages.info(request, _("It was withdrawn on %s.") % in_words(article.withdrawn_at))
            return self._to_form(article)
        is_sent = request.method == "POST"
        form = WithdrawForm(request.POST if is_sent else None, article=article)
        if is_sent and form.is_valid() and self._withdraw(request, article, form):
            return self._to_form(article)
        sentences = [
            _("Visitors can’t read it any more, and its address says that it isn’t there."),
            _("Its editions are kept. You can put it back at any time."),
        ]
        title, button = _("Withdraw “%s”?") % article, _("Withdraw")
        return self._ask(request, article, title=title, button=button, form=form, sentences=sentences)

    def _withdraw(self, request, article, form) -> bool:
        try:
            article.withdraw(by=request.user, later=form.cleaned_data.get("later"))
        except ValidationError as refused:
            add_refusal(form, refused)
            return False
        self.log_change(request, article, _("Withdrew the article."))
        messages.success(request, _("Visitors can no longer read “%s”. Its editions are kept.") % article)
        return True

    @method_decorator(transaction.atomic)
    def put_back_view(self, request, pk):
        article = self._article_to_publish(request, pk)
        if not article.withdrawn_at:
            messages.info(request, _("It isn’t withdrawn."))
            return self._to_form(article)
        problems = retractions.publishing_problems(article, article.current_edition)
        if request.method == "POST" and not problems:
            return self._put_back(request, article)
        title, button = _("Put “%s” back?") % article, _("Put back")
        sentences = [_edition_to_come(article)]
        return self._ask(request, article, title=title, button=button, sentences=sentences, problems=problems)

    def _put_back(self, request, article):
        article.put_back()
        self.log_change(request, article, _("Put the article back."))
        if article.is_published():
            messages.success(request, _("Visitors can read “%s” again.") % article)
        else:
            messages.success(request, _("“%s” isn’t withdrawn any more.") % article)
        return self._to_form(article)


def _edition_to_come(article) -> str:
    edition = article.current_edition
    if edition is None:
        return _("No edition is public yet, so visitors can’t read it for now.")
    message = _("Visitors will read edition %(number)d of %(when)s.")
    return message % {"number": edition.number, "when": in_words(edition.published_at)}
