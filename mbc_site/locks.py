"""Looking at a page of the admin waits for nobody who is saving.

SQLite has one write lock for the whole file, and a transaction takes it as it begins (`transaction_mode` in the
settings), also where nothing is written after all: opening a form waited for as long as somebody else's import ran.
"""

from django.contrib import admin
from django.db import OperationalError, connection
from django.template.response import TemplateResponse

SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")
PATIENCE_MS = 500  # how long looking waits for a lock, where it needs one after all
TRY_AGAIN = 2  # seconds
LOCK_NOT_AVAILABLE = "55P03"  # PostgreSQL, appendix A


class LookingMiddleware:
    """While a view of the admin answers a request that changes nothing, its transactions take no lock before they
    write, and what does write (an import going on, an old version laid out as a form) is not waited for: then the page
    says so, and tries again by itself.

    It stands inside the session's middleware, which saves as always.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        try:
            return self.get_response(request)
        finally:
            if getattr(request, "is_looking", False):
                _wait_as_always(request.usual_wait)

    def process_view(self, request, view, args, kwargs):
        is_page = request.method in SAFE and "admin" in request.resolver_match.app_names
        if is_page and not connection.in_atomic_block:
            request.usual_wait = _wait_for_nobody()
            request.is_looking = True  # not before: where the database is away, nothing is to be put back

    def process_exception(self, request, exception):
        if not (getattr(request, "is_looking", False) and is_lock(exception)):
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


def _wait_for_nobody() -> str:
    """Returns how long this connection waits otherwise: a web server has a limit of its own (web/time_limits.py)."""
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        connection.connection.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
        connection.transaction_mode = "DEFERRED"
        return ""
    usual = _ask("SELECT current_setting('lock_timeout')")
    _ask("SELECT set_config('lock_timeout', %s, false)", f"{PATIENCE_MS}ms")
    return usual


def _wait_as_always(usual: str) -> None:
    if connection.connection is None:  # closed meanwhile: the next one begins afresh
        return
    if connection.vendor == "sqlite":
        options = connection.settings_dict["OPTIONS"]
        connection.transaction_mode = options.get("transaction_mode")
        connection.connection.execute(f"PRAGMA busy_timeout = {int(options.get('timeout', 5) * 1000)}")
    elif connection.errors_occurred:
        connection.close()  # it may be broken; the next one begins afresh
    else:
        _ask("SELECT set_config('lock_timeout', %s, false)", usual)


def _ask(statement: str, *values: str) -> str:
    """Past Django's own cursor, which would count it as a query of the page."""
    with connection.wrap_database_errors, connection.connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0]
