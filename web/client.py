"""HTTP with a deadline for the whole answer, a cap on its size, and connections to checked addresses only."""

import http.client
import io
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache, partial
from urllib.parse import urljoin

from django.utils.translation import gettext as _

from web.deadlines import TimedReader, left, refuse_in_transaction, within
from web.guard import PORTS, PUBLIC, Guard, Target

REDIRECTS = (301, 302, 303, 307, 308)
MOST_REDIRECTS = 5
UNKNOWN_NAME = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))


class Unreachable(Exception):
    """No answer; `sentence` says why. Trying later may help."""

    def __init__(self, sentence: str):
        super().__init__(sentence)
        self.sentence = sentence


class NoSuchHost(Unreachable):
    """The name of the site does not exist (NXDOMAIN)."""


@dataclass(frozen=True)
class Answer:
    """`headers` have lower-case names; `whole` is False when the body was longer than allowed."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str
    whole: bool = True

    @property
    def location(self) -> str:
        """Where a redirect leads, absolute; "" if it is no redirect.

        An invalid address is returned unchanged, for the guard to refuse.
        """
        to = self.headers.get("location", "") if self.status in REDIRECTS else ""
        try:
            return urljoin(self.url, to) if to else ""
        except ValueError:
            return to


@dataclass(frozen=True)
class Client:
    """Requests one address after the other. Each is checked and gets the same headers and limits.

    `timeout` covers everything one call does, from the name look-up to the last byte, including redirects.
    """

    headers: Mapping[str, str]
    guard: Guard = PUBLIC
    timeout: float = 10.0
    most: int = 0  # bytes of the body that are read
    fixed: Mapping[str, str] = field(
        default_factory=lambda: {"Accept-Encoding": "identity", "Connection": "close"}
    )

    def request(self, method: str, url: str) -> Answer:
        """One request, redirects not followed. Raises Forbidden, NoSuchHost, Unreachable."""
        return self._request(method, url, time.monotonic() + self.timeout)

    def request_and_follow(self, method: str, url: str) -> Answer:
        """The answer after at most five redirects, each of them checked like the first address."""
        deadline = time.monotonic() + self.timeout
        for _hop in range(MOST_REDIRECTS + 1):
            answer = self._request(method, url, deadline)
            if not answer.location:
                return answer
            url = answer.location
        raise Unreachable(_("The address redirects in a loop."))

    def _request(self, method: str, url: str, deadline: float) -> Answer:
        refuse_in_transaction()
        target = self.guard.target(url)
        in_time = replace(self.guard, resolve=partial(within, deadline, self.guard.resolve))
        try:
            addresses = in_time.addresses(target)
        except socket.gaierror as error:
            raise _name_trouble(target, error) from error
        except TimeoutError as error:
            raise _trouble(error) from error
        except (OSError, UnicodeError) as error:
            raise Unreachable(_("The name of the site could not be looked up.")) from error
        trouble: Exception = OSError()
        for address in addresses:
            connection = _Pinned(target, address, deadline)
            try:
                connection.connect()
            except (OSError, ValueError) as error:
                connection.close()
                trouble = error
                continue
            return self._exchange(connection, method, target, url)
        raise _trouble(trouble) from trouble

    def _exchange(self, connection: "_Pinned", method: str, target: Target, url: str) -> Answer:
        try:
            connection.request(method, target.path, headers={**self.fixed, **self.headers})
            with connection.getresponse() as response:
                body = response.read(self.most + 1) if self.most and method != "HEAD" else b""
                headers = {name.lower(): value for name, value in response.getheaders()}
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise _trouble(error) from error
        finally:
            connection.close()
        return Answer(response.status, headers, body[: self.most], url, len(body) <= self.most)


class _Pinned(http.client.HTTPConnection):
    """A connection to an address that was checked, for the host it was checked for.

    The name is not looked up again, so that a name server cannot answer "public" to the check and "private" to
    the connection (DNS rebinding); Host and, by TLS, SNI and certificate are still those of the name.
    """

    def __init__(self, target: Target, address: str, deadline: float):
        super().__init__(target.host, target.port)
        self.default_port = PORTS[target.scheme]
        self.address, self.deadline = address, deadline
        self.is_secure = target.scheme == "https"
        self.response_class = self._response  # type: ignore[assignment]

    def connect(self) -> None:
        self.sock = socket.create_connection((self.address, self.port), left(self.deadline))
        if self.is_secure:
            self.sock.settimeout(left(self.deadline))
            self.sock = _tls().wrap_socket(self.sock, server_hostname=self.host)

    def _response(self, sock: socket.socket, *args, **kwargs) -> http.client.HTTPResponse:
        return http.client.HTTPResponse(_TimedSocket(sock, self.deadline), *args, **kwargs)  # type: ignore[arg-type]


class _TimedSocket:
    """What http.client reads an answer from."""

    def __init__(self, sock: socket.socket, deadline: float):
        self.sock, self.deadline = sock, deadline

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(TimedReader(self.sock, self.deadline))


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


def _name_trouble(target: Target, error: socket.gaierror) -> Unreachable:
    if error.errno in UNKNOWN_NAME:
        return NoSuchHost(_("There is no site called %(host)s anymore.") % {"host": target.host})
    return Unreachable(_("The name of the site could not be looked up."))


def _trouble(error: Exception) -> Unreachable:
    if isinstance(error, TimeoutError):
        return Unreachable(_("The site did not answer in time."))
    if isinstance(error, ssl.SSLError):
        return Unreachable(_("The site’s certificate could not be verified."))
    if isinstance(error, OSError) and not isinstance(error, http.client.HTTPException):
        return Unreachable(_("The site could not be reached."))
    return Unreachable(_("The site gave an answer that could not be understood."))
