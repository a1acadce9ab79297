"""Callouts in their stored form: of a known kind, never one inside another, a title only at the start."""

from lxml.etree import SubElement
from lxml.html import HtmlElement

from articles.markup.callouts import SHARED
from articles.markup.tree import move_behind, unwrap


def normalize_callouts(root: HtmlElement) -> None:
    for aside in list(root.iterdescendants("aside")):
        kind = aside.get("data-kind") if aside.get("class") == "callout" else None
        if kind == SHARED and aside.get("data-text"):
            _normalize_shared_text(aside)
        elif kind in (None, SHARED) or _is_inside_another(aside):
            unwrap(aside)
        else:
            aside.attrib.pop("data-text", None)
    for title in root.iterdescendants("p"):
        if title.get("class") == "callout-title" and not _is_title(title):
            title.attrib.pop("class")


def _is_inside_another(aside: HtmlElement) -> bool:
    return next(aside.iterancestors("aside"), None) is not None


def _normalize_shared_text(aside: HtmlElement) -> None:
    """Store only the key of a shared text; the words inside are a label, as in a citation. Never inside another callout."""
    key, tail = aside.get("data-text"), aside.tail
    label = " ".join(aside.text_content().split()) or key.replace("-", " ")
    aside.clear()
    aside.tail = tail
    aside.attrib.update({"class": "callout", "data-kind": SHARED, "data-text": key})
    SubElement(aside, "p").text = label
    outer = list(aside.iterancestors("aside"))
    if outer:
        move_behind(outer[-1], aside)


def _is_title(paragraph: HtmlElement) -> bool:
    """A title comes first and cites nothing: it is read as a label, where a number has no place."""
    parent = paragraph.getparent()
    return (
        parent.tag == "aside"
        and parent[0] is paragraph
        and not (parent.text or "").strip()
        and paragraph.find(".//sup[@class='citation']") is None
    )
