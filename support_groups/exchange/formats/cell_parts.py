"""Several things in one cell, so that they can be taken apart again whatever they contain."""

import re
from collections.abc import Iterable

PIECE = re.compile(r"((?:[^\\|]|\\.)*)(?:\||$)", re.DOTALL)
ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def join_parts(parts: Iterable[str]) -> str:
    r"""On one line, " | " between them.

    >>> join_parts(["Ann | Bea", "", "C:\\n", "a\nb"])
    'Ann \\| Bea |  | C:\\\\n | a\\nb'
    """
    safe = [_safe(part) for part in parts]
    while safe and not safe[-1]:  # cells lose the blanks at their end
        safe.pop()
    return " | ".join(safe)


def _safe(text: str) -> str:
    return text.strip().replace("\\", "\\\\").replace("|", "\\|").replace("\n", "\\n").replace("\r", "")


def split_parts(text: str) -> list[str]:
    r"""
    >>> split_parts(join_parts(["Ann | Bea", "", "C:\\n", "a\nb"]))
    ['Ann | Bea', '', 'C:\\n', 'a\nb']
    """
    found, position = [], 0
    while match := PIECE.match(text, position):
        found.append(ESCAPED.sub(lambda m: "\n" if m[1] == "n" else m[1], match[1].strip(" ")))
        if match.end() == len(text) and not match[0].endswith("|"):
            break
        position = match.end()
    return found


def named_parts(parts: Iterable[str]) -> dict[str, str]:
    """Parts such as `minutes=90`; a part without a name is under "".

    >>> named_parts(["2026-12-24", "because=Christmas = closed"])
    {'': '2026-12-24', 'because': 'Christmas = closed'}
    """
    found = {}
    for part in parts:
        name, equals, value = part.partition("=")
        found.update({name.strip(): value} if equals else {"": part})
    return found
