"""Viewing a page of the admin never waits for somebody who is saving.

SQLite has one write lock for the whole file. A transaction takes it when it begins (`transaction_mode` in the settings),
even if it writes nothing, so opening a form used to wait for somebody else's import.
"""

from django.contrib import admin
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.template.response import TemplateResponse

from mbc_site.failures import SAFE_METHODS, failure

PATIENCE_MS = 500  # how long viewing waits if it needs a lock after all
TRY_AGAIN = 2  # seconds
LOCK_NOT_AVAILABLE = "55P03"  # PostgreSQL, appendix A


class ReadOnlyRequestMiddleware:
    """For requests to the admin that change nothing: transactions take no lock until they write. If one does write
    (an import that continues, an old version shown as a form) and another process holds the lock, the page says so at
    once and reloads automatically.

    It is inside the session middleware, which saves as usual.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        try:
            return self.get_response(request)
        finally:
            if getattr(request, "is_read_only", False):
                _wait_as_usual(request.usual_wait)

    def process_view(self, request, view, args, kwargs):
        is_page = request.method in SAFE_METHODS and "admin" in request.resolver_match.app_names
        if is_page and not connection.in_atomic_block:
            try:
                request.usual_wait = _wait_briefly()
            except (DatabaseError, InterfaceError) as problem:
                return failure(request, problem)  # at once: the view would only wait for it again
            # Not before: if the database is unreachable, there is nothing to restore.
            request.is_read_only = True
        return None

    def process_exception(self, request, exception):
        if not (getattr(request, "is_read_only", False) and is_lock(exception)):
            return None
        context = admin.site.each_context(request)
        response = TemplateResponse(request, "admin/busy.html", context, status=503)
        response.headers["Retry-After"] = response.headers["Refresh"] = str(TRY_AGAIN)
        return response.render()


def is_lock(problem: Exception) -> bool:
    """Whether a database gave up waiting for a lock."""
    if not isinstance(problem, OperationalError):
        return False
    cause = problem.__cause__
    return "locked" in str(problem) or getattr(cause, "pgcode", None) == LOCK_NOT_AVAILABLE


def _wait_briefly() -> str:
    """Returns how long this connection waits otherwise: a web server has a limit of its own (web/time_limits.py)."""
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        connection.connection.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
        connection.transaction_mode = "DEFERRED"
        return ""
    usual = _ask("SELECT current_setting('lock_timeout')")
    _ask("SELECT set_config('lock_timeout', %s, false)", f"{PATIENCE_MS}ms")
    return usual


def _wait_as_usual(usual: str) -> None:
    if connection.connection is None:  # closed in the meantime: the next one starts fresh
        return
    if connection.vendor == "sqlite":
        options = connection.settings_dict["OPTIONS"]
        connection.transaction_mode = options.get("transaction_mode")
        connection.connection.execute(f"PRAGMA busy_timeout = {int(options.get('timeout', 5) * 1000)}")
    elif connection.errors_occurred:
        connection.close()  # it may be broken; the next one starts fresh
    else:  # not RESET, which would forget the limit that web.time_limits sets for each connection
        _ask("SELECT set_config('lock_timeout', %s, false)", usual)


def _ask(statement: str, *values: str) -> str:
    """Bypass Django's cursor, which would count this as a query of the page."""
    with connection.wrap_database_errors, connection.connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0]
