"""Move an edition that waits, or call it off: pages that say what happens, and ask."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from articles import retractions
from articles.admin.acts import ArticleActs, add_refusal
from articles.models import Edition
from articles.publishing_forms import RescheduleForm
from editing.moments import in_words


class SchedulingViews(ArticleActs):
    def get_urls(self):
        view, of_edition = self.admin_site.admin_view, "<int:pk>/editions/<int:number>"
        return [
            path(f"{of_edition}/move/", view(self.move_view), name="articles_article_move"),
            path(f"{of_edition}/call-off/", view(self.call_off_view), name="articles_article_call_off"),
            *super().get_urls(),
        ]

    @method_decorator(transaction.atomic)
    def call_off_view(self, request, pk, number):
        edition = self._edition(request, pk, number)
        if request.method == "POST" or not edition.is_waiting():
            return self._call_off(request, edition)
        title = _("Call off edition %d?") % edition.number
        sentences = [_waits(edition), *_what_visitors_keep(edition)]
        return self._ask(request, edition.article, title=title, button=_("Call it off"), sentences=sentences)

    def _call_off(self, request, edition):
        """Also for a page that was opened too late: then the model says why not."""
        try:
            edition = Edition.objects.call_off(edition, by=request.user)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
            return self._to_form(edition.article)
        values = {"number": edition.number, "when": in_words(edition.published_at)}
        self.log_change(
            request, edition.article, _("Called off edition %(number)d, which waited for %(when)s.") % values
        )
        messages.success(request, _("Edition %d was called off. It will not become public.") % edition.number)
        return self._to_form(edition.article)

    @method_decorator(transaction.atomic)
    def move_view(self, request, pk, number):
        edition = self._edition(request, pk, number)
        is_sent = request.method == "POST"
        form = RescheduleForm(request.POST if is_sent else None, edition=edition)
        problems = retractions.publishing_problems(edition.article, edition)
        if is_sent and not problems and form.is_valid() and self._move(request, edition, form):
            return self._to_form(edition.article)
        title = _("Move edition %d") % edition.number
        sentences = [_waits(edition)] if edition.is_waiting() else []
        return self._ask(
            request,
            edition.article,
            **{"title": title, "button": _("Move it"), "form": form},
            **{"sentences": sentences, "problems": problems},
        )

    def _move(self, request, edition, form) -> bool:
        before = in_words(edition.published_at)
        try:
            edition = Edition.objects.reschedule(edition, to=form.cleaned_data["published_at"])
        except ValidationError as refused:
            add_refusal(form, refused)
            return False
        values = {"number": edition.number, "before": before, "after": in_words(edition.published_at)}
        message = _("Moved edition %(number)d from %(before)s to %(after)s.") % values
        self.log_change(request, edition.article, message)
        messages.success(request, message)
        return True

    def _edition(self, request, pk, number) -> Edition:
        """Raises what `_article` does; Http404 for a number that the article doesn't have."""
        article = self._article_to_publish(request, pk)
        edition = get_object_or_404(article.editions, number=number)
        edition.article = article
        return edition


def _waits(edition) -> str:
    message = _("It waits for %(when)s. %(who)s scheduled it.")
    values = {"when": in_words(edition.published_at), "who": edition.published_by_name or _("Somebody")}
    return message % values


def _what_visitors_keep(edition) -> list[str]:
    kept = _("It is kept with its number, but never becomes public. Your working copy stays as it is.")
    current = edition.article.current_edition
    if current is None:
        return [_("Visitors will have nothing to read yet."), kept]
    return [_("Visitors keep edition %d.") % current.number, kept]
