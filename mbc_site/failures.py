"""The response to a failed request: 503 for an outage, 500 for a bug, and whether anything was saved.

The middleware catches exceptions from views. Exceptions from other middleware or from rendering reach the handlers
below. All of them return the same page, which makes no query.
"""

import sys
from dataclasses import dataclass

from django.db import connection, transaction
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views import defaults

from mbc_site.models import OrganizationDetails
from mbc_site.outages import AWAY, CROWDED, Outage, cause_of, outage_behind, outcome_is_open
from web import secret_paths

SAFE_METHODS = ("GET", "HEAD", "OPTIONS", "TRACE")
SECRET = "password"  # noqa: S105  a part of a field's name


@dataclass
class LastKnown:
    """The organization as last read. Its numbers are needed most when the database is down."""

    organization: OrganizationDetails | None = None


last_known = LastKnown()


class FailureMiddleware:
    """Answers outages, and records whether anything a request wrote was committed before it failed."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method in SAFE_METHODS:
            return self.get_response(request)
        request.writes = Writes()
        with connection.execute_wrapper(request.writes):
            return self.get_response(request)

    def process_exception(self, request, exception):
        """Answer outages in views, also with DEBUG. A bug reaches the handler, and the log has its stack trace."""
        return failure(request, exception) if outage_behind(exception) else None


class Writes:
    """Records whether anything this request wrote was committed."""

    STATEMENTS = ("INSERT", "UPDATE", "DELETE")

    def __init__(self):
        self.are_kept = False

    def __call__(self, execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if not self.are_kept and sql.startswith(self.STATEMENTS):
            transaction.on_commit(self._keep)  # forgotten with a savepoint or transaction that is rolled back
        return result

    def _keep(self):
        self.are_kept = True


def server_error(request):
    return failure(request, sys.exc_info()[1])


def bad_request(request, exception):
    """Django reports a session that could not be saved as a bad request, even if the cause is an outage."""
    return (
        failure(request, exception) if outage_behind(exception) else defaults.bad_request(request, exception)
    )


def failure(request, problem: BaseException | None) -> HttpResponse:
    outage = outage_behind(problem)
    if outage:
        request.outage = cause_of(problem)  # for mbc_site/logs.py
    context = _context(request, problem, outage)
    is_page = request.accepts("text/html")
    headers = {"Cache-Control": "no-store"}
    if outage:
        headers["Retry-After"] = str(outage.retry_after)
    if request.method in ("GET", "HEAD") or request.path.startswith(secret_paths.PUBLIC):
        # The address may hold a search or a secret. Other posted forms need their origin.
        headers["Referrer-Policy"] = "no-referrer"
    return HttpResponse(
        _page(context) if is_page else _text(context),
        status=503 if outage else 500,
        content_type="text/html" if is_page else "text/plain",
        headers=headers,
    )


def _context(request, problem: BaseException | None, outage: Outage | None) -> dict:
    is_submission = request.method not in SAFE_METHODS
    fields, files = _sent(request) if is_submission else ([], [])
    return {
        "sentence": _sentence(outage, is_submission),
        "outage": outage,
        "is_submission": is_submission,
        "may_be_saved": is_submission and _may_be_saved(request, problem),
        "address": request.get_full_path(),
        "fields": fields,
        "texts": [value for _name, value in fields if len(value.split()) > 1],
        "files": files,
        "is_staff_page": request.path_info.startswith("/admin/"),
        "at": timezone.now(),
        "organization": last_known.organization,
    }


def _sentence(outage: Outage | None, is_submission: bool) -> str:
    """People who only read get no message about saving."""
    if outage and (is_submission or outage is CROWDED):
        return outage.sentence
    return AWAY.sentence if outage else _("It’s not your fault. Please try again in a minute.")


def _may_be_saved(request, problem: BaseException | None) -> bool:
    return request.writes.are_kept or (problem is not None and outcome_is_open(problem))


def _sent(request) -> tuple[list[tuple[str, str]], list[str]]:
    """The typed values and the names of files, for sending again. A form with a password is not repeated."""
    try:
        posted, files = request.POST, request.FILES
    except Exception:  # the disk may have been too full to take it in
        return [], []
    fields = [(name, value) for name, values in posted.lists() for value in values]
    if any(SECRET in name for name, _value in fields):
        return [], []
    return fields, [file.name for _name, several in files.lists() for file in several]


def _page(context: dict) -> str:
    """Render without the request, because a context processor may have failed; without a template if that failed."""
    try:
        return render_to_string("500.html", context)
    except Exception:
        return format_html(
            '<!doctype html><meta charset="utf-8"><title>{0}</title><p>{0}</p>', _text(context)
        )


def _text(context: dict) -> str:
    if not context["is_submission"]:
        outcome = _("This page can’t be shown right now.")
    elif context["may_be_saved"]:
        outcome = _("Part of this may have been saved. Check what was saved before you send it again.")
    else:
        outcome = _("This was not saved.")
    return f"{outcome} {context['sentence']}"
