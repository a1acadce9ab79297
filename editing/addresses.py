"""Checking addresses of our own admin that come from a request."""

import re
from functools import wraps
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

MAX_LENGTH = 500
FORBIDDEN = re.compile(r"[\x00-\x20\x7f\\\ud800-\udfff]")
NOT_PAGES = {"login", "logout", "jsi18n", "autocomplete"}


def post_only(view):
    """Django's `require_POST`, with a mark on the view, so that nobody is redirected to it."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        return require_POST(view)(request, *args, **kwargs)

    answer.is_post_only = True
    return answer


def own_admin_page(address: str) -> str:
    """The address if it is a page of this admin that a browser can be redirected to; otherwise "".

    Refuses other sites, scripts, public pages, addresses that lead nowhere, and views that only accept forms.
    """
    if len(address) > MAX_LENGTH or FORBIDDEN.search(address) or not _is_local(address):
        return ""
    try:
        match = resolve(urlsplit(address).path)
    except (Resolver404, ValueError):
        return ""
    is_page = match.url_name and match.url_name not in NOT_PAGES
    return address if is_page and not getattr(match.func, "is_post_only", False) else ""


def _is_local(address: str) -> bool:
    return address.startswith(reverse("admin:index")) and url_has_allowed_host_and_scheme(address, None)
