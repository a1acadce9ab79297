"""The page behind the link of a shared preview. Whoever has the link reads it; a link that ended shows nothing of it.

Nothing here touches sessions or cookies, so there is no CSRF token: the secret in the address takes its place.
The headers that keep the page secret come from mbc_site/security.py.
"""

from contextlib import suppress
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from articles.markup.passages import pieces
from articles.models import SharedPreview
from articles.preview_forms import CommentForm
from web.client_address import client_address
from web.page_cache.public import never_kept
from web.rate_limits import is_allowed

WRONG_LINKS = {"most": 30, "within": timedelta(minutes=10)}
COMMENTS = {"most": 40, "within": timedelta(minutes=10)}
TOO_MANY_AT_ONCE = _("Too many comments came in at once. Please send this one again in ten minutes.")
NO_SUCH_PASSAGE = _("This place is not in the text. Copy your comment and send it from the right place.")


@never_kept("only for whoever has its address, and it takes comments")
@sensitive_variables()
@sensitive_post_parameters()
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def shared_preview(request, token):
    at = timezone.now()
    preview = SharedPreview.objects.with_token(token).select_related("article").first()
    if preview is None:
        is_few = is_allowed("preview link", client_address(request), at=at, **WRONG_LINKS)
        return _ended(request, 404 if is_few else 429)
    if not preview.is_open(at):
        return _ended(request, 410)
    if request.method == "POST":
        return _comment(request, preview, token, at)
    number = _number(request.GET.get("on", ""))
    if request.method == "GET" and not number and "sent" not in request.GET:
        with suppress(OperationalError):  # a busy database keeps nobody from reading
            preview.note_opened(timezone.localdate(at))
    form = CommentForm(bound_to=preview.token_hash, initial={"name": preview.reader_name})
    return _page(request, preview, token, form=form, number=number)


def _comment(request, preview, token, at):
    """Every refusal shows the form again with what was typed."""
    number = _number(request.POST.get("on", ""))
    shown = number if 1 <= number <= len(preview.passages) else 1
    form = CommentForm(request.POST, bound_to=preview.token_hash)
    status = 200
    if form.is_valid():
        if not is_allowed("preview comment", preview.token_hash, at=at, **COMMENTS):
            form.add_error(None, TOO_MANY_AT_ONCE)
            status = 429
        elif _is_kept(preview, number, form, at):
            address = reverse("articles:shared_preview", args=[token])
            return HttpResponseRedirect(f"{address}?sent={number}#passage-{number}")
    return _page(request, preview, token, form=form.with_new_time(), number=shown, status=status)


def _is_kept(preview, number: int, form: CommentForm, at) -> bool:
    try:
        preview.comment(number, form.cleaned_data["text"], name=form.cleaned_data["name"], at=at)
    except ValidationError as refusal:
        form.add_error(None, refusal)
    except IndexError:
        form.add_error(None, NO_SUCH_PASSAGE)
    return form.is_valid()


def _page(request, preview, token, *, form, number: int, status: int = 200):
    comments: dict[int, list] = {}
    for line in preview.comments.order_by("made_at", "pk"):
        comments.setdefault(line.line, []).append(line)
    parts = pieces(preview.html, preview.passages)
    context = {
        "page": preview,
        "address": reverse("articles:shared_preview", args=[token]),
        "parts": [(piece, comments.get(piece.number, [])) for piece in parts],
        "form": form,
        "on": number,
        "sent": _number(request.GET.get("sent", "")),
    }
    return render(request, "articles/shared_preview.html", context, status=status)


def _ended(request, status: int):
    """Says the same of every link that doesn't work, except whether it ever did. Keeps what was typed."""
    context = {"status": status, "typed": request.POST.get("text", "") if request.method == "POST" else ""}
    response = render(request, "articles/shared_preview_ended.html", context, status=status)
    if status == 429:
        response.headers["Retry-After"] = str(int(WRONG_LINKS["within"].total_seconds()))
    return response


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 5 else 0
