"""The script that gives a page the reader's colors and text size before anything is drawn.

Public pages hold it themselves, so that it costs no request; their Content-Security-Policy names its hash.
"""

import base64
import hashlib
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "static" / "theme.js"
SCRIPT = FILE.read_text(encoding="utf-8")


def csp_source(script: str) -> str:
    """What a policy calls an inline script: https://www.w3.org/TR/CSP3/#grammardef-hash-source.

    >>> csp_source("alert('Hello, world.');")
    "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
    """
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
