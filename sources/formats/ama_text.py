"""CSL-JSON -> plain text in AMA style, one reference a line, in the order given."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sources.ama import to_text


def to_ama_text(items: Iterable[Mapping[str, Any]]) -> str:
    """
    >>> to_ama_text([{"type": "webpage", "title": "Facts"}, {"type": "webpage", "title": "Figures"}])
    'Facts.\\nFigures.\\n'
    """
    return "".join(ama_text_parts(items))


def ama_text_parts(items: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The same, one line after the other."""
    return (f"{to_text(item)}\n" for item in items)
