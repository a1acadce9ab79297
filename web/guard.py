"""Which addresses may be contacted: public ones, by http or https, on the usual ports.

Which addresses are public is said by `special_networks`. The advice followed is OWASP's cheat sheet "Server-Side
Request Forgery Prevention": resolve once, check every address, connect to what was checked.
"""

import ipaddress
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from django.utils.translation import gettext as _

from web.special_networks import is_special

PORTS = {"http": 80, "https": 443}
HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+")  # a name or an IPv4 address, or an IPv6 address without a zone
UNWRITABLE = re.compile(r"[\x00-\x20\x7f\\]")
LONGEST = 2000


class Forbidden(Exception):
    """The address is not contacted; `sentence` says why."""

    def __init__(self, sentence: str):
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Target:
    """A web address taken apart; `host` is ASCII, `path` holds the query, too."""

    scheme: str
    host: str
    port: int
    path: str


def resolve(host: str, port: int) -> list[str]:
    """Every address of a host, in the order the system prefers. Raises socket.gaierror."""
    entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in entries))


@dataclass(frozen=True)
class Guard:
    """What may be contacted. Only tests give a resolver of their own or exempt an (address, port)."""

    resolve: Callable[[str, int], list[str]] = resolve
    exempt: frozenset[tuple[str, int]] = frozenset()

    def target(self, url: str) -> Target:
        """The address taken apart. Raises Forbidden unless it is http(s), without a password, on a usual port."""
        if UNWRITABLE.search(url) or len(url) > LONGEST:
            raise Forbidden(_("This is not a web address."))
        try:
            parts = urlsplit(url)
            host, port = _ascii(parts.hostname or ""), parts.port
        except ValueError:
            raise Forbidden(_("This is not a web address.")) from None
        if parts.scheme not in PORTS or not host:
            raise Forbidden(_("Only addresses that start with http:// or https:// are visited."))
        if not HOST.fullmatch(host):
            raise Forbidden(_("This is not a web address."))
        if parts.username is not None or parts.password is not None:
            raise Forbidden(_("An address with a user name or password in it is not visited."))
        port = PORTS[parts.scheme] if port is None else port
        if port not in {*PORTS.values(), *(number for _address, number in self.exempt)}:
            raise Forbidden(_("Only the usual web ports, 80 and 443, are visited."))
        path = quote(parts.path or "/", safe="/%:=&~+!$,;'@()*[]")
        query = quote(parts.query, safe="/%:=&~+!$,;'@()*[]?")
        return Target(parts.scheme, host, port, path + (f"?{query}" if query else ""))

    def addresses(self, target: Target) -> list[str]:
        """The addresses of the target's host. Raises Forbidden if a single one of them is not public."""
        addresses = self.resolve(target.host, target.port)
        if not addresses or not all(
            (address, target.port) in self.exempt or is_public(address) for address in addresses
        ):
            raise Forbidden(_("This address is reserved or inside a private network and is never visited."))
        return addresses


PUBLIC = Guard()


def is_public(text: str) -> bool:
    """Whether an IP address is one of a public machine. One with a zone ("%eth0") is on this machine's own links.

    >>> [is_public(a) for a in ("93.184.215.14", "2606:4700::6810:84e5", "::ffff:93.184.215.14")]
    [True, True, True]
    >>> [is_public(a) for a in ("10.0.0.1", "100.64.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1", "224.0.0.1")]
    [False, False, False, False, False, False]
    """
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    return "%" not in text and not is_special(address)


def _ascii(host: str) -> str:
    """
    >>> _ascii("Müller.example")
    'xn--mller-kva.example'
    """
    return host if host.isascii() else host.encode("idna").decode("ascii")
