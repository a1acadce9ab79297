"""The internet address that limits count for."""

from ipaddress import ip_address, ip_network

from django.conf import settings

IPV6_NETWORK = 64  # bits that tell one household or clinic from another


def client_address(request) -> str | None:
    """The address lockouts count. X-Forwarded-For is believed only behind our own proxy.

    Our proxy added the last entry; the client may have invented everything before it. For IPv6 this returns the
    network, because anybody with one address has as many as they like.
    """
    candidates = [request.META.get("REMOTE_ADDR", "")]
    if settings.BEHIND_PROXY:
        candidates.insert(0, request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")[-1].strip())
    return next(filter(None, map(_counted, candidates)), None)


def _counted(text: str) -> str:
    """
    >>> _counted("192.0.2.1"), _counted("2001:db8::1:2:3:4"), _counted("::ffff:192.0.2.1"), _counted("unix:")
    ('192.0.2.1', '2001:db8::', '192.0.2.1', '')
    """
    try:
        address = ip_address(text)
    except ValueError:
        return ""
    if address.version == 4:
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ip_network((int(address), IPV6_NETWORK), strict=False).network_address)
