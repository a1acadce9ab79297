"""Several parts in one line of a cell, joined so that they can be split again whatever they contain."""

import re
from collections.abc import Iterable

PART = re.compile(r"((?:[^\\|]|\\.)*)(?:\||$)", re.DOTALL)
ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def join_parts(parts: Iterable[str]) -> str:
    r"""On one line, " | " between them.

    >>> join_parts(["Ann | Bea", "", "C:\\n", "a\nb"])
    'Ann \\| Bea |  | C:\\\\n | a\\nb'
    """
    escaped = [_escaped(part) for part in parts]
    while escaped and not escaped[-1]:  # cells lose the blanks at their end
        escaped.pop()
    return " | ".join(escaped)


def _escaped(text: str) -> str:
    return text.strip().replace("\\", "\\\\").replace("|", "\\|").replace("\n", "\\n").replace("\r", "")


def split_parts(text: str) -> list[str]:
    r"""
    >>> split_parts(join_parts(["Ann | Bea", "", "C:\\n", "a\nb"]))
    ['Ann | Bea', '', 'C:\\n', 'a\nb']
    """
    parts, position = [], 0
    while match := PART.match(text, position):
        parts.append(ESCAPED.sub(lambda m: "\n" if m[1] == "n" else m[1], match[1].strip(" ")))
        if match.end() == len(text) and not match[0].endswith("|"):
            break
        position = match.end()
    return parts


def named_parts(parts: Iterable[str]) -> dict[str, str]:
    """Parts such as `minutes=90`; a part without a name is under "".

    >>> named_parts(["2026-12-24", "because=Christmas = closed"])
    {'': '2026-12-24', 'because': 'Christmas = closed'}
    """
    values = {}
    for part in parts:
        name, equals, value = part.partition("=")
        values.update({name.strip(): value} if equals else {"": part})
    return values
