"""Addresses that let in whoever knows them. What makes them secret is cut wherever an address is written down."""

import re

# The beginning of such addresses; the rest of the path is the secret.
SHARED_PREVIEWS = "/preview/"
PREFIXES = ("/admin/invitation/", "/admin/password-reset/link/", SHARED_PREVIEWS)
# Also as a server writes down what it was sent: "/preview%2F9xQ". In capitals it leads nowhere, but is as secret.
ANYHOW = "|".join(prefix.replace("/", "(?:/|%2f)") for prefix in PREFIXES)
SECRET = re.compile(rf"({ANYHOW})[^\s?\"'<>]+", re.IGNORECASE)


def without_secrets(text: str) -> str:
    """
    >>> without_secrets("GET /admin/invitation/Mg/cz1-0ab/ HTTP/1.1")
    'GET /admin/invitation/… HTTP/1.1'
    """
    return SECRET.sub(r"\1…", text)


def is_secret(path: str) -> bool:
    """
    >>> is_secret("/preview/9xQ/"), is_secret("/articles/")
    (True, False)
    """
    return path.startswith(PREFIXES)
