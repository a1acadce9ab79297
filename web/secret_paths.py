"""Addresses that let in whoever knows them. What makes them secret is cut wherever an address is written down."""

import re

from web.meeting_links import MEETING_LINK

# The beginning of such addresses; the rest of the path is the secret.
SHARED_PREVIEWS = "/preview/"
FEEDBACK = "/feedback/"
PUBLIC = (SHARED_PREVIEWS, FEEDBACK)  # for people without an account
PREFIXES = ("/admin/invitation/", "/admin/password-reset/link/", *PUBLIC)


def _anyhow(prefix: str) -> str:
    """A pattern for it as a server writes down what it was sent: "/preview%2F9xQ", "/%70review/9xQ".

    In capitals it leads nowhere, but is as secret; so is a request line without the first slash, "GET preview/9xQ".
    """
    _first, *rest = prefix
    letters = "".join(f"(?:{re.escape(one)}|%{ord(one):02x}|%{ord(one.upper()):02x})" for one in rest)
    return f"(?:/|%2f|(?<=(?-i:[A-Z]) )){letters}"


SECRET = re.compile(rf"({'|'.join(_anyhow(prefix) for prefix in PREFIXES)})[^\s?\"'<>]+", re.IGNORECASE)
MEETING = re.compile(rf"(?:{MEETING_LINK.pattern})[^\s\"'<>]*", re.IGNORECASE)
CUT = "/…"
SHORTEST = 6  # of what is secret by itself; the key of an account is not


def without_secrets(text: str, path: str = "") -> str:
    """`path` is that of the request the text is about: its secret is also cut where it stands alone.

    >>> without_secrets("GET /admin/invitation/Mg/cz1-0ab/ HTTP/1.1")
    'GET /admin/invitation/… HTTP/1.1'
    >>> without_secrets("Join at https://zoom.us/j/99912345678?pwd=cz1 at noon.")
    'Join at https://zoom.us/… at noon.'
    >>> without_secrets("No such token: 9xQ-17w", "/preview/9xQ-17w/"), without_secrets("bones", "/articles/bones/")
    ('No such token: …', 'bones')
    """
    text = SECRET.sub(r"\1…", text)
    text = MEETING.sub(lambda link: link[0].partition("/")[0] + CUT, text)
    if address := SECRET.match(path):
        for part in address[0].removeprefix(address[1]).split("/"):
            text = text.replace(part, "…") if len(part) >= SHORTEST else text
    return text


def is_secret(path: str) -> bool:
    """
    >>> is_secret("/preview/9xQ/"), is_secret("/articles/")
    (True, False)
    """
    return path.startswith(PREFIXES)


def has_lost_secrets(text: str) -> bool:
    """Whether something was cut out of this text, so that its links lead nowhere.

    >>> has_lost_secrets("See https://example.org/preview/…"), has_lost_secrets("See https://example.org/preview/9xQ/")
    (True, False)
    """
    return CUT in text
