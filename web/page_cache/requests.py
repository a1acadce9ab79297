"""Which requests may be answered from the cache, and under which key."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host

METHODS = ("GET", "HEAD")
USUAL_PORTS = ("", "80", "443")
# What would change the answer without being part of the key.
CONDITIONS = (
    "HTTP_IF_NONE_MATCH",
    "HTTP_IF_MATCH",
    "HTTP_IF_MODIFIED_SINCE",
    "HTTP_IF_UNMODIFIED_SINCE",
    "HTTP_RANGE",
)


@dataclass(frozen=True)
class Requests:
    """`scheme_name` is where the environment says whether the visitor came with https."""

    scheme_name: str
    allowed_hosts: Collection[str]
    site_port: str
    session_cookie: str

    @classmethod
    def from_settings(cls) -> "Requests":
        proxy_header = getattr(settings, "SECURE_PROXY_SSL_HEADER", None)
        return cls(
            scheme_name=proxy_header[0] if proxy_header else "wsgi.url_scheme",
            allowed_hosts=tuple(settings.ALLOWED_HOSTS),
            site_port=str(urlsplit(settings.SITE_ADDRESS).port or ""),
            session_cookie=f"{settings.SESSION_COOKIE_NAME}=",
        )

    def may_be_answered(self, environ: dict) -> bool:
        """Whether anybody who asks this gets the same answer."""
        return (
            environ["REQUEST_METHOD"] in METHODS
            and self.session_cookie not in environ.get("HTTP_COOKIE", "")
            and not environ.get("SCRIPT_NAME")
        )

    def may_be_kept(self, environ: dict) -> bool:
        """Whether this way to ask gets an entry. A visitor can write one host in many ways, and invent schemes and
        ports: only the usual way is kept, so that nobody fills the memory with copies of one page.
        """
        scheme = environ.get(self.scheme_name)
        return scheme in ("http", "https", None) and self._is_usual_host(environ)

    def _is_usual_host(self, environ: dict) -> bool:
        host = environ.get("HTTP_HOST", "")
        domain, port = split_domain_port(host)
        return (
            bool(domain)
            and host == (f"{domain}:{port}" if port else domain)  # in small letters, without a dot at its end
            and port in (*USUAL_PORTS, self.site_port, environ.get("SERVER_PORT"))
            and validate_host(domain, self.allowed_hosts)
        )


def plain(environ: dict, **more) -> dict:
    """The request whose answer is kept: a GET without conditions."""
    kept = {name: value for name, value in environ.items() if name not in CONDITIONS}
    return kept | {"REQUEST_METHOD": "GET"} | more


def call(application: Callable, environ: dict) -> tuple[str, list[tuple[str, str]], object]:
    """Status, headers and body as the application gives them; the body has to be closed."""
    started: list = []

    def start_response(status, headers, exc_info=None):
        started[:] = [status, headers]

    body = application(environ, start_response)
    return started[0], started[1], body
