"""Headers of answers: what keeps one out of the cache, what one in it says, and what a client has already."""

import hashlib
from collections.abc import Iterable

Headers = list[tuple[str, str]]

VARY = "Accept-Encoding"
WITHOUT_BODY = ("etag", "cache-control", "vary")  # what a 304 repeats (RFC 9110, 15.4.5)


def value(headers: Headers, name: str) -> str | None:
    """The first of this name, which is in lower case."""
    return next((text for each, text in headers if each.lower() == name), None)


def without(headers: Headers, *names: str) -> Headers:
    return [(name, text) for name, text in headers if name.lower() not in names]


def may_be_kept(headers: Headers) -> bool:
    """Whether the answer is the same for everybody, as far as its headers say."""
    vary = {name.strip().lower() for name in (value(headers, "vary") or "").split(",")}
    caching = (value(headers, "cache-control") or "").lower()
    return (
        value(headers, "set-cookie") is None
        and value(headers, "content-encoding") is None
        and vary <= {"", VARY.lower()}
        and not any(word in caching for word in ("private", "no-store"))
    )


def lasts_longer(headers: Headers) -> bool:
    """Whether the view itself says how long its answer lasts."""
    return "max-age" in (value(headers, "cache-control") or "")


def with_vary(headers: Headers) -> Headers:
    others = value(headers, "vary")
    if others and VARY.lower() in others.lower():
        return headers
    return [*without(headers, "vary"), ("Vary", f"{others}, {VARY}" if others else VARY)]


def digest(headers: Headers, body: bytes) -> str:
    """The same for the same answer. It covers the headers, because a 304 leaves those of the client in place."""
    hashed = hashlib.blake2b(body, digest_size=12)
    for pair in sorted(headers):
        hashed.update(repr(pair).encode())
    return hashed.hexdigest()


def etag(digest: str, encoding: str) -> str:
    """Strong, so each encoding has its own."""
    return f'"{digest}-{encoding}"' if encoding else f'"{digest}"'


def has_already(if_none_match: str, etag: str) -> bool:
    """Whether the client has the answer with this ETag (RFC 9110, 13.1.2: weak comparison).

    >>> has_already('W/"a", "b"', '"a"'), has_already("*", '"a"'), has_already('"ab"', '"a"'), has_already("a", '"a"')
    (True, True, False, False)
    """
    if if_none_match == etag:
        return True
    return any(given.strip().removeprefix("W/") in (etag, "*") for given in if_none_match.split(","))


def cache_control(cdn_seconds: int) -> str:
    """Browsers ask each time whether their copy is still right. A CDN may answer for some seconds without asking.

    >>> cache_control(0), cache_control(10)
    ('public, no-cache', 'public, max-age=0, s-maxage=10, stale-while-revalidate=10')
    """
    if not cdn_seconds:
        return "public, no-cache"
    return f"public, max-age=0, s-maxage={cdn_seconds}, stale-while-revalidate={cdn_seconds}"


def of_304(headers: Iterable[tuple[str, str]]) -> Headers:
    return [(name, text) for name, text in headers if name.lower() in WITHOUT_BODY]
