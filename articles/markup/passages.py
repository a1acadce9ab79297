"""A rendered page in passages that a reader can comment on: headings, paragraphs, list items, figures, tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from lxml.etree import SubElement
from lxml.html import HtmlElement

from articles.markup.figures import without_void_ends
from articles.markup.tree import insert_behind, parse, serialize

WHOLE = ("h1", "h2", "h3", "h4", "p", "figure", "table")
LISTS = ("ul", "ol", "dl")
# Classes of what belongs to the page, not to the text.
NOT_TEXT = frozenset(["toc", "by", "call", "facts", "small", "back"])
UNREAD = frozenset(["cite", "vh"])
LONGEST_QUOTE = 300
SLOT = re.compile(r'<i data-passage="([0-9]+)"></i>')


@dataclass(frozen=True)
class Piece:
    """A part of the page up to the end of a passage. `number` is 0 for the rest of the page."""

    html: SafeString
    number: int
    text: str


def number_passages(html: str) -> tuple[str, list[str]]:
    """The page with a slot behind each passage, and the words of the passages.

    >>> number_passages("<h2>Rest</h2><ul><li>Sleep</li></ul>")[1]
    ['Rest', 'Sleep']
    >>> number_passages("<p>Bones</p>")[0]
    '<p>Bones</p><i data-passage="1"></i>'
    """
    root = parse(html)
    texts: list[str] = []
    for element in [*_passages(root)]:
        text = " ".join("".join(_words(element)).split())
        if text or element.tag == "figure":
            texts.append(_shortened(text or _described(element)))
            _put_slot(element, len(texts))
    return without_void_ends(serialize(root)), texts


def pieces(html: str, texts: list[str]) -> list[Piece]:
    """A page from `number_passages` in pieces, to show something behind each passage.

    >>> [(piece.number, piece.text) for piece in pieces('<p>A</p><i data-passage="1"></i><hr>', ["A"])]
    [(1, 'A'), (0, '')]
    """
    parts = SLOT.split(html)
    found = [
        Piece(_safe(part), int(number), texts[int(number) - 1])
        for part, number in zip(parts[0::2], parts[1::2], strict=False)
    ]
    return [*found, Piece(_safe(parts[-1]), 0, "")]


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308  cut from the renderer's own output


def _passages(parent: HtmlElement) -> Iterator[HtmlElement]:
    """In the order of the text. A list item is one passage without the lists in it."""
    for child in parent:
        if not isinstance(child.tag, str) or NOT_TEXT & {*child.get("class", "").split()}:
            continue
        if child.tag in WHOLE:
            yield child
        elif child.tag == "li":
            yield child
            for inner in child.iterchildren(*LISTS):
                yield from _passages(inner)
        else:
            yield from _passages(child)


def _words(element: HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if _is_read(child):
            yield from _words(child)
            yield " " if child.tag in (*WHOLE, "td", "th", "figcaption", "br") else ""
        yield child.tail or ""


def _is_read(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in LISTS:
        return False
    return not (UNREAD | {"back"}) & {*element.get("class", "").split()}


def _described(figure: HtmlElement) -> str:
    image = next(figure.iterdescendants("img"), None)
    return (image.get("alt") if image is not None else "") or "…"


def _put_slot(element: HtmlElement, number: int) -> None:
    slot = element.makeelement("i", {"data-passage": str(number)})
    if element.tag == "li":
        inner = next(element.iterchildren(*LISTS), None)
        if inner is None:
            SubElement(element, "i", {"data-passage": str(number)})
        else:
            inner.addprevious(slot)
        return
    parent = element.getparent()
    is_scrolled = element.tag == "table" and parent.get("class") == "scroll"
    insert_behind(parent if is_scrolled else element, slot)


def _shortened(text: str) -> str:
    """At most `LONGEST_QUOTE` characters; a cut text ends with a whole word and an ellipsis."""
    return text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE].rpartition(" ")[0] + "…"
