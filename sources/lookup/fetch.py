"""All requests to Crossref, doi.org and NCBI: within their rate limits, for half a minute at most, with clear errors.

* Crossref, "Tips for using the REST API" and the rate limits of December 2025: contact in User-Agent and `mailto`;
  public pool 5 requests a second, one at a time; 429 with Retry-After; unknown DOIs are 404 with text/plain.
* NCBI, "A General Introduction to the E-utilities": `tool` and `email`, at most three requests a second.
* NCBI, "Literature Citation Exporter": no concurrent requests.
"""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from editing.text import clean_json, storable
from web import PUBLIC, Answer, Client, Forbidden, Guard, Pace, Unreachable

PRODUCT = "MBCSupportCMS"
VERSION = "1.0"
TIMEOUT = 10.0
MOST = 5 * 1024 * 1024
WAITS = (1.0, 3.0)  # before the second and the third try, unless the service names a time
LONGEST_WAIT = 15.0  # somebody is waiting at the form
PASSING = (429, 500, 502, 503, 504)


class LookUpFailed(Exception):
    """`sentence` says what happened and what to do, in words for an editor."""

    def __init__(self, sentence: str):
        super().__init__(sentence)
        self.sentence = sentence


class Offline(LookUpFailed):
    """The service can't be reached or refuses to answer now; trying later may help."""


class NotFound(LookUpFailed):
    """The service answered: it has no such record."""


class Refused(LookUpFailed):
    """The service answered, but with nothing we can use; trying again will not help."""


@dataclass(frozen=True)
class Service:
    name: str
    base: str
    queue: str  # services with the same queue share a rate limit


SERVICES = {
    "crossref": Service("Crossref", "https://api.crossref.org", "crossref"),
    "doi": Service("doi.org", "https://doi.org", "doi"),
    "eutils": Service("PubMed", "https://eutils.ncbi.nlm.nih.gov", "ncbi"),
    "ctxp": Service("PubMed", "https://api.ncbi.nlm.nih.gov", "ncbi"),
    "pmc": Service("PubMed Central", "https://pmc.ncbi.nlm.nih.gov", "ncbi"),
}
PACE = Pace({"crossref": 0.2, "doi": 0.2, "ncbi": 0.34})


@dataclass(frozen=True)
class Fetched:
    """The response of a service, with its date."""

    body: bytes
    content_type: str
    url: str
    service: str
    fetched_at: datetime

    @property
    def text(self) -> str:
        return storable(self.body.decode("utf-8", errors="replace"))

    def json(self) -> Any:
        """The JSON answer, without characters that databases refuse. Raises Refused if it is not JSON."""
        try:
            return clean_json(json.loads(self.body))
        except (ValueError, RecursionError):
            raise _unreadable(self.service) from None


@dataclass
class Fetcher:
    """Asks the services in the name of a site (its address) and a contact (an email address).

    `bases` replaces addresses of services by name; tests point them at a server of their own.
    """

    site: str
    contact: str
    bases: Mapping[str, str] = field(default_factory=dict)
    guard: Guard = PUBLIC
    pace: Pace = field(default_factory=lambda: PACE)
    timeout: float = TIMEOUT
    most: int = MOST
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def get(
        self, service: str, path: str, query: Mapping[str, str] | None = None, accept: str = "*/*"
    ) -> Fetched:
        """The answer of a service to one question. Raises Offline, NotFound, Refused."""
        known = SERVICES[service]
        url = self.bases.get(service, known.base) + path + (f"?{urlencode(query)}" if query else "")
        client = Client(
            {"User-Agent": self.user_agent, "Accept": accept}, self.guard, self.timeout, self.most
        )
        for wait in (*WAITS, None):
            answer = self._try(client, known, url)
            if answer and answer.status not in PASSING:
                return self._judged(answer, known.name)
            wait = max(_demanded(answer, self.now()), wait) if wait is not None else None
            if wait is None or wait > LONGEST_WAIT:
                break
            self.sleep(wait)
        raise _busy(known.name) if answer else _offline(known.name)

    @property
    def user_agent(self) -> str:
        return f"{PRODUCT}/{VERSION} (+{self.site}; mailto:{self.contact})"

    def _try(self, client: Client, service: Service, url: str) -> Answer | None:
        try:
            with self.pace.turn(service.queue):
                return client.request_and_follow("GET", url)
        except Unreachable:
            return None
        except Forbidden as error:
            raise Refused(error.sentence) from error

    def _judged(self, answer: Answer, name: str) -> Fetched:
        if answer.status in (400, 404, 410):  # NCBI answers 400 to a number it does not know
            raise NotFound(_("%(service)s has no such record.") % {"service": name})
        if not answer.whole:
            raise Refused(
                _("The answer from %(service)s was too long. Fill in the form by hand.") % {"service": name}
            )
        if not 200 <= answer.status < 300 or answer.headers.get("content-encoding", "identity") != "identity":
            raise _unreadable(name)
        content_type = answer.headers.get("content-type", "")
        return Fetched(answer.body, content_type, answer.url, name, self.now())


def _demanded(answer: Answer | None, now: datetime) -> float:
    """The seconds a Retry-After header asks for: a number or an HTTP date (RFC 9110, 10.2.3); 0 without one."""
    text = answer.headers.get("retry-after", "").strip() if answer else ""
    if text.isdecimal():
        return float(text[:9])
    try:
        date = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return 0.0
    return (date.replace(tzinfo=date.tzinfo or UTC) - now).total_seconds()


def _offline(service: str) -> Offline:
    return Offline(
        _("%(service)s could not be reached. Try again later, or fill in the form by hand.")
        % {"service": service}
    )


def _busy(service: str) -> Offline:
    return Offline(
        _("%(service)s is too busy to answer now. Try again in a few minutes, or fill in the form by hand.")
        % {"service": service}
    )


def _unreadable(service: str) -> Refused:
    return Refused(
        _("The answer from %(service)s could not be read. Fill in the form by hand.") % {"service": service}
    )
