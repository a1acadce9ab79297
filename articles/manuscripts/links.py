"""Addresses of links as a writer meant them."""

import re
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

LINKABLE = re.compile(r"(?:https?://|mailto:|tel:)\S", re.IGNORECASE)
# Programs that lead through their own server: host, path, and the field that holds the address.
REDIRECTS = (
    (re.compile(r"(?:www\.)?google\.[a-z.]{2,6}"), "/url", ("q", "url")),
    (re.compile(r"[\w-]+\.safelinks\.protection\.outlook\.com"), "/", ("url",)),
    (re.compile(r"l\.(?:facebook|instagram)\.com"), "/l.php", ("u",)),
)
INNER = re.compile(r"[^:/?#]*#(.+)")


def address(href: str, base: str = "") -> str:
    """What a link may lead to, or an empty string; a relative one is resolved against the `base` of its page.

    >>> address("//example.org/a"), address("b.html", "https://example.org/a/"), address("javascript:x()")
    ('https://example.org/a', 'https://example.org/a/b.html', '')
    """
    href = re.sub(r"[\t\r\n]", "", href).strip()
    if href.startswith("//"):
        href = f"https:{href}"
    elif LINKABLE.match(base) and not re.match(r"[a-z][a-z0-9+.-]*:", href, re.IGNORECASE):
        href = _joined(base, href)
    return href if LINKABLE.match(href) else ""


def _joined(base: str, href: str) -> str:
    try:
        return urljoin(base, href)
    except ValueError:
        return href


def inner_name(href: str) -> str:
    """The place in the same file that a link leads to, or an empty string.

    >>> inner_name("#_ftn1"), inner_name("bones.htm#_ftn1"), inner_name("https://example.org/#top")
    ('_ftn1', '_ftn1', '')
    """
    match = INNER.fullmatch(href.strip())
    return unquote(match[1]) if match else ""


def direct(href: str) -> str:
    """The address itself in place of one that a program leads through its own server.

    >>> direct("https://www.google.com/url?q=https://www.example.org/a?b%3D1&sa=D&usg=AOv")
    'https://www.example.org/a?b=1'
    """
    try:
        parts = urlsplit(href)
        fields = parse_qs(parts.query)
    except ValueError:
        return href
    for host, path, names in REDIRECTS:
        if host.fullmatch(parts.netloc.lower()) and parts.path == path:
            found = next((fields[name][0] for name in names if name in fields), "")
            return found if LINKABLE.match(found) else href
    return href
