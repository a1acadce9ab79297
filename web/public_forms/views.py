"""What the views of public forms have in common."""

from collections.abc import Callable
from functools import wraps

from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from web.page_cache.public import never_kept


def public_form(reason: str):
    """For a view with a form for visitors; `reason` says why its answers are not kept.

    It is exempt from Django's CSRF check, which needs a cookie: `PublicForm` checks where a form comes from. Nothing that
    was typed is in a report about an error, and nobody stores the page.
    """

    def decorate(view: Callable) -> Callable:
        @wraps(view)
        def answer(request, *args, **kwargs):
            response = view(request, *args, **kwargs)
            response.headers["Cache-Control"] = "private, no-store"
            response.headers["X-Robots-Tag"] = "noindex"
            return response

        checked = require_http_methods(["GET", "HEAD", "POST"])(answer)
        private = sensitive_variables()(sensitive_post_parameters()(checked))
        return never_kept(reason)(csrf_exempt(private))

    return decorate
