"""What a block element of a web page makes of the text in it: a heading, a list item, a quotation, a caption."""

import re
from dataclasses import replace
from typing import Any

from lxml import etree

from articles.manuscripts import html_lists as lists
from articles.manuscripts.html_collector import BlockCollector, Context
from articles.manuscripts.html_styles import Style, marks
from articles.manuscripts.list_numbers import after, printed
from articles.symbols import table_of

HEADING = re.compile(r"h([1-6])")
TITLE_CLASS = re.compile(r"(?:^|\s)(?:MsoTitle|title)(?=\s|$)")
SUBTITLE_CLASS = re.compile(r"(?:^|\s)(?:MsoSubtitle|subtitle)(?=\s|$)")
QUOTE_CLASS = re.compile(r"\bMso(?:Intense)?Quote\b")
CAPTION_CLASS = re.compile(r"\b(?:Mso|wp-)?caption\b", re.IGNORECASE)
CONTENTS_CLASS = re.compile(r"\bMsoToc(?:\d|Heading)|\btoc\b")
LISTS = ("ul", "ol", "dir", "menu")
PREFORMATTED = ("pre", "listing", "xmp", "plaintext")


def context(
    element: etree._Element, tag: str, style: Style, outer: Context, collector: BlockCollector
) -> Context:
    """The context inside a block element."""
    is_heading = bool(HEADING.fullmatch(tag))
    changes = (
        _heading(element, tag, outer, collector)
        or _list(element, tag, outer, collector)
        or _word_item(element, tag, style, collector)
        or _paragraph(element, tag, outer)
    )
    inner = replace(
        outer,
        marks=outer.marks if is_heading else marks(tag, style, outer.marks, is_block=True),
        note=element.get("data-note") or collector.page.notes.homes.get(element, outer.note),
        font=symbol_font(element, style, outer.font),
        is_preformatted=outer.is_preformatted or tag in PREFORMATTED,
    )
    if tag in ("dt", "summary"):
        inner = replace(inner, marks=inner.marks | {"strong"})
    if tag in ("dt", "dd", "summary"):
        inner = replace(inner, hint="term")
    return replace(inner, **changes)


def symbol_font(element: etree._Element, style: Style, outer: str) -> str:
    """The symbol font that the text is in, or an empty string."""
    shorthand = re.search(r"\d\S*\s+(\D.*)$", style.get("font", ""))
    families = element.get("face") or style.get("font-family") or (shorthand[1] if shorthand else "")
    first = families.split(",")[0].strip(" \"'")
    if not first:
        return outer
    return first if table_of(first) else ""


def _heading(element: etree._Element, tag: str, outer: Context, collector: BlockCollector) -> dict[str, Any]:
    level = _level(element, tag)
    if outer.kind == "item" or not level:
        return {}
    is_title = not collector.page.has_title and _is_title(element, tag)
    collector.page.has_title = collector.page.has_title or is_title
    label = lists.take_label(element, collector.page.styles.of(element)) or ""
    return {"kind": "heading", "level": level, "hint": "title" if is_title else "", "label": label}


def _level(element: etree._Element, tag: str) -> int:
    if match := HEADING.fullmatch(tag):
        return int(match[1])
    if element.get("role") == "heading":
        given = element.get("aria-level") or "2"
        return int(given) if given in "123456" else 2
    return 1 if _is_title(element, tag) else 0


def _is_title(element: etree._Element, tag: str) -> bool:
    return tag == "p" and bool(TITLE_CLASS.search(element.get("class") or ""))


def _list(element: etree._Element, tag: str, outer: Context, collector: BlockCollector) -> dict[str, Any]:
    styles = collector.page.styles
    if tag in LISTS:
        depth = lists.depth(element, outer.depth)
        return {"depth": depth, "counts_in": lists.counts_in(element, styles), "number": None}
    if tag != "li":
        return {}
    own = lists.KINDS.get(styles.of(element).get("list-style-type", ""))
    kind = own if own and outer.counts_in else outer.counts_in
    number = collector.page.counter.number(element) if kind else None
    return _item(collector, lists.item_depth(element, outer.depth), number, kind)


def _item(
    collector: BlockCollector, depth: int, number: int | None, kind: str, label: str = ""
) -> dict[str, Any]:
    collector.page.items += 1
    if number is not None and not label:
        label = f"{printed(number, kind)}."
    return {
        "kind": "item",
        "depth": depth,
        "number": number,
        "counts_in": kind,
        "label": label,
        "item": collector.page.items,
    }


def _word_item(element: etree._Element, tag: str, style: Style, collector: BlockCollector) -> dict[str, Any]:
    """A paragraph that Word draws as an item of a list."""
    label = (
        lists.take_label(element, style) if tag in ("p", "div") and not len(element.findall(".//p")) else None
    )
    if label is None:
        return {}
    depth = lists.word_depth(style)
    known = collector.page.typed
    reading = after(label, known.get(depth))
    for deeper in [other for other in known if other > depth]:
        del known[deeper]
    if reading is None:
        known.pop(depth, None)
        return _item(collector, depth, None, "")
    known[depth] = reading
    return _item(collector, depth, *reading, label)


def _paragraph(element: etree._Element, tag: str, outer: Context) -> dict[str, Any]:
    css_class = element.get("class") or ""
    is_quote = tag == "blockquote" or (tag == "p" and QUOTE_CLASS.search(css_class))
    if is_quote and outer.kind == "paragraph":
        return {"kind": "quote"}
    if tag in ("figcaption", "caption") or (tag in ("p", "div") and CAPTION_CLASS.search(css_class)):
        return {"hint": "caption"}
    if tag == "p" and SUBTITLE_CLASS.search(css_class):
        return {"hint": "subtitle"}
    return {"hint": "contents"} if CONTENTS_CLASS.search(css_class) else {}
