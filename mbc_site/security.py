"""Headers that every answer carries, and answers to requests that no browser sends."""

import logging
import re
from urllib.parse import unquote_plus

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import FieldError, ValidationError
from django.db import DataError, OperationalError
from django.http import HttpResponseBadRequest, HttpResponseNotFound, HttpResponseRedirect
from django.utils.translation import gettext as _

from editing.lookups import unknown_parameters
from web import secret_paths

logger = logging.getLogger(__name__)

LOGIN = "/admin/login/"
# Nobody keeps a page with a secret address or learns the address, also from a redirect or a refusal before its view.
SECRET_PAGE_HEADERS = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"


def policy_text(policy: dict[str, list[str]]) -> str:
    """
    >>> policy_text({"default-src": ["'self'"], "object-src": ["'none'"]})
    "default-src 'self'; object-src 'none'"
    """
    return "; ".join(f"{name} {' '.join(values)}" for name, values in policy.items())


class SecurityHeadersMiddleware:
    """Content-Security-Policy and Permissions-Policy, and what keeps pages with a secret address secret."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.public = policy_text(settings.SECURE_CSP)
        self.framed = policy_text(settings.SECURE_CSP | {"frame-ancestors": ["'self'"]})
        self.admin = policy_text(settings.SECURE_CSP_ADMIN)

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self._policy(request, response))
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        if request.path_info.startswith(secret_paths.PUBLIC):
            for name, value in SECRET_PAGE_HEADERS.items():
                response.headers[name] = value
        return response

    def _policy(self, request, response) -> str:
        """Views mark a page of the admin that looks like the site, and one that another page of ours may frame."""
        if not getattr(response, "is_public_page", not request.path_info.startswith("/admin/")):
            return self.admin
        return self.framed if getattr(response, "is_for_own_frames", False) else self.public


class AbsurdRequestMiddleware:
    """400 for what no browser sends and no database accepts. PostgreSQL stores no NUL, and the admin passes filters
    and searches on unchecked; SQLite gives up on a search of a thousand words, both on a number longer than a key,
    and Django on a thousand parameters.
    """

    MOST_WORDS = 200
    MOST_PARAMETERS = 500
    FOR_ANY_WORDS = "/search/"  # reads the beginning of what it is sent, and nothing a database would refuse
    LONG_NUMBER = re.compile(r"(?<![0-9])[0-9]{19}")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        query = request.META.get("QUERY_STRING", "")
        text = "" if request.path_info == self.FOR_ANY_WORDS else unquote_plus(query)
        if (
            "\x00" in request.path_info + text
            or len(text.split()) > self.MOST_WORDS
            or query.count("&") >= self.MOST_PARAMETERS
            or (request.path_info.startswith("/admin/") and self.LONG_NUMBER.search(text))
        ):
            if request.path_info == LOGIN:  # a bad address to go to must not prevent logging in
                request.META["QUERY_STRING"] = ""
                return self.get_response(request)
            return HttpResponseBadRequest(
                _("We couldn’t understand this address. Check it, or start from the front page."),
                content_type="text/plain",
            )
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Drop parameters that the admin list does not offer."""
        model_admin = getattr(view, "model_admin", None)
        is_list = model_admin and (request.resolver_match.url_name or "").endswith("_changelist")
        odd = unknown_parameters(model_admin, request) if is_list and request.user.is_authenticated else []
        if not odd:
            return None
        kept = request.GET.copy()
        for name in odd:
            del kept[name]
        return _without_odd_part(request, kept.urlencode())

    def process_exception(self, request, exception):
        """Answer requests whose values no column or database accepts.

        Django checks the name of a look-up and leaves its value to the database. A list is shown unfiltered, with a
        message; an impossible object is not found; a form is not saved. Each case is logged, because a bug of ours can
        look the same.
        """
        if not request.path_info.startswith("/admin/") or not _is_about_values(exception):
            return None
        logger.error("Treated as an odd request: %s", request.path_info, exc_info=exception)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseBadRequest(
                _("We couldn’t understand this form, so nothing was saved. Go back and try again."),
                content_type="text/plain",
            )
        if not request.META.get("QUERY_STRING"):
            return HttpResponseNotFound(
                _("We can’t find that page. Check the address."), content_type="text/plain"
            )
        if request.resolver_match and request.resolver_match.url_name == "autocomplete":
            return HttpResponseBadRequest(
                _("We couldn’t understand this address. Check it, or start from the front page."),
                content_type="text/plain",
            )
        return _without_odd_part(request)


def _without_odd_part(request, query: str = "") -> HttpResponseRedirect:
    messages.warning(request, _("This list can’t filter by part of this address, so we ignored that part."))
    return HttpResponseRedirect(f"{request.path}?{query}" if query else request.path)


def _is_about_values(exception: Exception) -> bool:
    if isinstance(exception, OperationalError):  # SQLite, of a pattern: title__regex=(
        return "user-defined function" in str(exception)
    return isinstance(exception, (DataError, OverflowError, ValueError, FieldError, ValidationError))
