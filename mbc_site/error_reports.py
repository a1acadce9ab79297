"""Reports of errors, on the debug page, without what lets somebody in (web/secret_paths.py)."""

from django.views.debug import ExceptionReporter

from web.secret_paths import without_secrets


class SecretFreeReporter(ExceptionReporter):
    """Cuts secret addresses, and their secrets also where they stand alone, such as in local variables."""

    def get_traceback_text(self):
        return self._cut(super().get_traceback_text())

    def get_traceback_html(self):
        return self._cut(super().get_traceback_html())

    def _cut(self, report: str) -> str:
        return without_secrets(report, getattr(self.request, "path", ""))
