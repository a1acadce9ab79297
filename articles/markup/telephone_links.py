"""Telephone numbers in the running text of a page, as links to tap (web/telephones.py says what is one)."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import SubElement
from lxml.html import HtmlElement

from articles.markup.tree import BLOCKS, WRAPPERS
from web import telephones

# A link holds no other link; a tap on the line that opens a box opens it; a heading is also an entry of the contents.
NEVER_INSIDE = frozenset(["a", "button", "summary", "h1", "h2", "h3", "h4", "sup", "code", "svg"])
APART = BLOCKS | WRAPPERS | {"br", "picture", "img"}


@dataclass(frozen=True)
class Piece:
    """A text of the tree: at the beginning of its element, or behind it."""

    element: HtmlElement
    is_tail: bool
    may_link: bool

    @property
    def text(self) -> str:
        return (self.element.tail if self.is_tail else self.element.text) or ""


def link_telephones(root: HtmlElement) -> None:
    """Each number that stands in one text becomes a link. Words around it, also bold ones, say what it is."""
    for run in list(_runs(root)):
        text = "".join(piece.text for piece in run)
        found = list(telephones.find(text))
        if found:
            _link(run, found)


def _runs(root: HtmlElement) -> Iterator[list[Piece]]:
    """The texts of each block, or of each part of one before a line break, in order."""
    run: list[Piece] = []
    for piece, is_apart in _pieces(root, True):
        if is_apart and run:
            yield run
            run = []
        if piece.text:
            run.append(piece)
    if run:
        yield run


def _pieces(element: HtmlElement, may_link: bool) -> Iterator[tuple[Piece, bool]]:
    """All texts inside, each with whether another line or block begins there."""
    is_apart = element.tag in APART
    is_inside = may_link and isinstance(element.tag, str) and element.tag not in NEVER_INSIDE
    if isinstance(element.tag, str):
        yield Piece(element, False, is_inside), is_apart
    for child in element:
        yield from _pieces(child, is_inside)
        yield Piece(child, True, is_inside), child.tag in APART


def _link(run: list[Piece], found: list[telephones.Found]) -> None:
    """From the end of each text, so that what stands before keeps its place."""
    begin = 0
    for piece in run:
        text = piece.text
        if piece.may_link:
            inside = [one for one in found if begin <= one.start and one.end <= begin + len(text)]
            for one in reversed(inside):
                _link_one(piece, one.start - begin, one.end - begin, one.href)
        begin += len(text)


def _link_one(piece: Piece, start: int, end: int, href: str) -> None:
    text = piece.text
    link = SubElement(piece.element, "a", {"href": href})
    link.text, link.tail = text[start:end], text[end:]
    if piece.is_tail:
        parent = piece.element.getparent()
        piece.element.tail = text[:start]
        parent.insert(parent.index(piece.element) + 1, link)
    else:
        piece.element.text = text[:start]
        piece.element.insert(0, link)
