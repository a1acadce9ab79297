"""Wrappers, headings and empty elements that browsers, word processors and other editors write."""

from lxml.html import HtmlElement

from articles.markup import headings
from articles.markup.tree import BLOCKS, WRAPPERS, unwrap

HOLD_PARAGRAPHS = {"li", "td", "th", "figcaption", "blockquote", "aside"}
CAN_BE_EMPTY = (
    *("p", "h2", "h3", "h4", "ul", "ol", "table", "caption", "blockquote", "aside", "figcaption"),
    *("span", "strong", "em", "a", "abbr", "small", "sub", "sup"),
)
SHOWN = {"img", "figure", "hr"}


def unwrap_wrappers(root: HtmlElement) -> None:
    """A wrapper around running text becomes a paragraph; one around blocks, or alone in a cell, is removed."""
    for element in reversed(list(root.iterdescendants(*WRAPPERS))):
        parent = element.getparent()
        takes_paragraphs = parent.tag not in BLOCKS or (
            parent.tag in HOLD_PARAGRAPHS and _has_neighbors(element)
        )
        if takes_paragraphs and element.text_content().strip() and not _holds_blocks(element):
            element.tag = "p"
            element.attrib.clear()
        else:
            unwrap(element)


def _holds_blocks(element: HtmlElement) -> bool:
    return any(child.tag in BLOCKS or child.tag in WRAPPERS for child in element)


def _has_neighbors(element: HtmlElement) -> bool:
    parent = element.getparent()
    return len(parent) > 1 or bool((parent.text or "").strip() or (element.tail or "").strip())


def normalize_headings(root: HtmlElement) -> None:
    """One line of words each; a heading of nothing but a citation is a paragraph."""
    for heading in list(root.iterdescendants(*headings.LEVELS)):
        for block in [inside for inside in heading.iterdescendants() if inside.tag in BLOCKS]:
            unwrap(block)
        if not headings.text_of(heading):
            heading.tag = "p"
            heading.attrib.clear()


def remove_empty(root: HtmlElement) -> None:
    for element in reversed(list(root.iterdescendants(*CAN_BE_EMPTY))):
        if element.tag == "span" and not (element.get("lang") or element.get("dir")):
            unwrap(element)
        elif not (element.text_content().strip() or _shows_something(element)):
            if element.tag in BLOCKS:
                element.text = None
                for child in list(element):
                    element.remove(child)
            unwrap(element)  # what is inside an inline element may be the space between two words


def _shows_something(element: HtmlElement) -> bool:
    return next(element.iterdescendants(*SHOWN), None) is not None
