"""What the views of public forms have in common."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from web.page_cache.public import never_kept

UNREADABLE = (SuspiciousOperation, BadRequest, MultiPartParserError, UnreadablePostError)


def public_form(reason: str):
    """For a view with a form for visitors; `reason` says why its answers are not kept.

    It is exempt from Django's CSRF check, which needs a cookie: `PublicForm` checks where a form comes from. Nothing that
    was typed is in a report about an error, and nobody stores the page.
    """

    def decorate(view: Callable) -> Callable:
        @wraps(view)
        def answer(request, *args, **kwargs):
            response = _unreadable(request) or view(request, *args, **kwargs)
            response.headers["Cache-Control"] = "private, no-store"
            response.headers["X-Robots-Tag"] = "noindex"
            return response

        checked = require_http_methods(["GET", "HEAD", "POST"])(answer)
        private = sensitive_variables()(sensitive_post_parameters()(checked))
        return never_kept(reason)(csrf_exempt(private))

    return decorate


def _unreadable(request) -> HttpResponse | None:
    """A page for what no form of ours sends: more than Django takes in, with files or without, or no form at all."""
    if request.method != "POST":
        return None
    if _length(request) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        return render(request, "public_forms/unreadable.html", {"is_too_long": True}, status=413)
    try:
        request.POST  # noqa: B018  reads the body
    except UNREADABLE:
        return render(request, "public_forms/unreadable.html", status=400)
    return None


def _length(request) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isascii() and length.isdecimal() else 0
