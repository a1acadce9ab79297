"""Readers say what an article lacks, and come back with a code for the answer. No page sets a cookie or is kept."""

import datetime

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import feedback_codes
from articles.answer_time import usual_answer_time
from articles.changes_since import moved_to
from articles.feedback_forms import CodeForm, FeedbackForm
from articles.models import Article, Edition, Feedback
from web.client_address import client_address
from web.public_forms.views import public_form
from web.rate_limits import is_allowed

WRONG_CODES = {"most": 30, "within": datetime.timedelta(minutes=10)}
FORM = "articles/feedback.html"


@public_form("a form, and it takes what readers write")
def feedback(request, slug):
    at = timezone.now()
    edition = Edition.objects.current(at).filter(article__slug=slug).for_log().first()
    if edition is None:
        return _without_article(request, slug)
    form = FeedbackForm.of(request, at=at)
    if form.is_accepted():
        has_question = form.keep(edition).text
        thanks = f"{request.path}?sent"
        return HttpResponseRedirect(_address(form.code) if has_question else thanks)
    is_sent = request.method != "POST" and "sent" in request.GET
    return form.answer(FORM, {"about": edition, "is_sent": is_sent, "usually": usual_answer_time(at)})


def _address(code: str) -> str:
    return reverse("articles:feedback_answer", args=[code])


def _without_article(request, slug):
    """An article that moved or was withdrawn, perhaps while somebody was writing: her text goes along or is shown."""
    if address := moved_to(slug):
        return HttpResponseRedirect(f"{address}feedback/", preserve_request=True)
    if request.method != "POST":
        raise Http404(_("No public article has this address."))
    return render(
        request, "articles/feedback_withdrawn.html", {"typed": request.POST.get("text", "")}, status=404
    )


@public_form("asks for a code")
def feedback_code(request):
    form = CodeForm(request.POST if request.method == "POST" else None, label_suffix="")
    if form.is_valid():
        return HttpResponseRedirect(_address(form.cleaned_data["code"]))
    return render(request, "articles/feedback_code.html", {"form": form})


@public_form("only for whoever has its address")
def feedback_answer(request, code):
    at = timezone.now()
    found = Feedback.objects.with_code(feedback_codes.read(code)).with_article().first()
    if found is None:
        is_few = is_allowed("feedback code", client_address(request), at=at, **WRONG_CODES)
        return _no_such_code(request, code, 404 if is_few else 429)
    article = Article.objects.published(at).filter(pk=found.edition.article_id).only("slug").first()
    context = {
        "feedback": found,
        "code": feedback_codes.read(code),
        "article": article,
        "usually": usual_answer_time(at),
    }
    return render(request, "articles/feedback_answer.html", context)


def _no_such_code(request, code, status: int):
    form = CodeForm(initial={"code": code[: feedback_codes.LONGEST_TYPED]}, label_suffix="")
    response = render(request, "articles/feedback_code.html", {"form": form, "status": status}, status=status)
    if status == 429:
        response.headers["Retry-After"] = str(int(WRONG_CODES["within"].total_seconds()))
    return response
