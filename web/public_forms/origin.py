"""Whether a posted form comes from a page of this site: the check that a CSRF cookie does elsewhere.

Browsers say so themselves, in headers that no page can set: Sec-Fetch-Site (W3C, Fetch Metadata Request Headers) since
2023 in all of them, over https; Origin with every POST (WHATWG Fetch, "append a request `Origin` header") since 2020.
Where neither is sent, an old browser still sends Referer, because our pages' policy is `same-origin`.

A request with none of the three is accepted. No browser of the last years sends one, so no other site can have made a
visitor's browser send it; it comes from an old browser, or a proxy that removes headers for privacy. There is also
nothing to take advantage of: without a cookie or a login, a request can do only what its sender could do anyway.

`Origin: null` is refused unless Sec-Fetch-Site says otherwise. Browsers send it for pages that hide where they are,
such as a frame in a sandbox.
"""

from urllib.parse import urlsplit

from django.conf import settings

# "none" is a person's own doing, such as sending the form again after the browser was restarted.
OWN_SITE = ("same-origin", "none")


def is_from_this_site(request) -> bool:
    """Raises DisallowedHost for a host that is not this site's."""
    here = f"{request.scheme}://{request.get_host()}"
    headers = request.headers
    trusted = {here, *settings.CSRF_TRUSTED_ORIGINS}
    if site := headers.get("Sec-Fetch-Site"):
        return site in OWN_SITE or headers.get("Origin") in settings.CSRF_TRUSTED_ORIGINS
    if origin := headers.get("Origin"):
        return origin in trusted
    if referer := headers.get("Referer"):
        return _origin_of(referer) in trusted
    return True


def _origin_of(address: str) -> str:
    """
    >>> _origin_of("https://example.org/articles/bones/feedback/"), _origin_of("https://[")
    ('https://example.org', '')
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}"
