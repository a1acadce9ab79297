"""Plain words out of stored HTML: for reading time, search, excerpts and change notes."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from articles.markup.tree import parse

BREAKING = {
    *("p", "h2", "h3", "h4", "li", "tr", "figcaption", "blockquote"),
    *("caption", "br", "aside", "figure", "div"),
}


def to_text(html: str) -> str:
    """One line a block, without citations and markup.

    >>> to_text('<h2>Rest</h2><p>Sleep<sup class="citation" data-source="a1">A</sup> well.</p>')
    'Rest\\nSleep well.'
    """
    lines = "".join(_pieces(parse(html))).split("\n")
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def count_words(html: str) -> int:
    return len(re.findall(r"\w[\w’'-]*", to_text(html)))


def _pieces(element: HtmlElement) -> Iterator[str]:
    # An explicit stack would be needed for deep trees; stored HTML is at most `cleaning.DEEPEST` deep.
    line_break = "\n" if element.tag in BREAKING else ""
    yield line_break + (element.text or "")
    for child in element:
        if child.tag in ("td", "th"):
            yield " "
        if _is_read(child):
            yield from _pieces(child)
        yield child.tail or ""
    yield line_break


def _is_read(element: HtmlElement) -> bool:
    """Everything except comments and citations."""
    return isinstance(element.tag, str) and (element.tag != "sup" or element.get("class") != "citation")
