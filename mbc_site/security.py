"""Headers that every answer carries, and the address a login attempt is counted for."""

from django.conf import settings

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"


def policy_text(policy: dict[str, list[str]]) -> str:
    """
    >>> policy_text({"default-src": ["'self'"], "object-src": ["'none'"]})
    "default-src 'self'; object-src 'none'"
    """
    return "; ".join(f"{name} {' '.join(values)}" for name, values in policy.items())


class SecurityHeadersMiddleware:
    """Content-Security-Policy and Permissions-Policy; Django 6 brings the first itself."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.public = policy_text(settings.SECURE_CSP)
        self.admin = policy_text(settings.SECURE_CSP_ADMIN)

    def __call__(self, request):
        response = self.get_response(request)
        is_public = getattr(response, "is_public_page", not request.path_info.startswith("/admin/"))
        policy = self.public if is_public else self.admin
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response


def client_address(request) -> str:
    """The address lockouts count. X-Forwarded-For is believed only behind our own proxy.

    The last entry is the one our proxy added; everything before it is the client's to invent.
    """
    if settings.BEHIND_PROXY:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")[-1].strip()
        if forwarded:
            return forwarded
    return request.META.get("REMOTE_ADDR", "")
