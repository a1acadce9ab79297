"""Static files, served in front of everything else: no waiting, no database, none of Django's middleware."""

import io
from collections.abc import Callable, Iterable

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.middleware.security import SecurityMiddleware
from whitenoise.middleware import WhiteNoiseMiddleware

from mbc_site.security import SecurityHeadersMiddleware

SECURE = {"wsgi.url_scheme": "https", "HTTP_X_FORWARDED_PROTO": "https"}


class FileServer:
    """A WSGI application: the files that WhiteNoise has, with the headers that all answers carry.

    What it does not have, and requests that must be redirected to https, go on to `application`.
    """

    def __init__(self, application: Callable):
        self.application = application
        files = WhiteNoiseMiddleware(None)
        self._prefix = files.static_prefix
        # With DEBUG, files are looked for in their folders at each request.
        self._file = files.find_file if files.autorefresh else files.files.get
        self._headers = _headers(self._prefix)
        self._needs_https = settings.SECURE_SSL_REDIRECT
        self._proxy_name, self._proxy_value = settings.SECURE_PROXY_SSL_HEADER or ("", "")

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if path.startswith(self._prefix):
            file = self._file(path)
            if file is not None and (not self._needs_https or self._is_secure(environ)):
                return self._send(file, environ, start_response)
        return self.application(environ, start_response)

    def _send(self, file, environ: dict, start_response: Callable) -> list[bytes]:
        answer = file.get_response(environ["REQUEST_METHOD"], environ)
        start_response(f"{answer.status} {answer.status.phrase}", [*answer.headers, *self._headers])
        if answer.file is None:
            return []
        with answer.file:
            return [answer.file.read()]

    def _is_secure(self, environ: dict) -> bool:
        if self._proxy_name in environ:
            return environ[self._proxy_name].split(",")[0].strip() == self._proxy_value
        return environ["wsgi.url_scheme"] == "https"


def _headers(path: str) -> list[tuple[str, str]]:
    request = WSGIRequest({"REQUEST_METHOD": "GET", "PATH_INFO": path, "wsgi.input": io.BytesIO(), **SECURE})
    response = SecurityMiddleware(_nothing).process_response(request, HttpResponse())
    response = SecurityHeadersMiddleware(lambda request: response)(request)
    del response.headers["Content-Type"]
    return list(response.items())


def _nothing(request) -> None:
    """Middleware must be given what comes after it, which is not asked here."""
