"""A walk over the elements of a web page, collecting blocks."""

import re
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _
from lxml import etree

from articles.manuscripts.blocks import Block, Cell, Run, even_rows, joined, spaced, tidy
from articles.manuscripts.html_collector import BlockCollector, Context
from articles.manuscripts.manuscript import UnreadableManuscript
from articles.manuscripts.report import BAD_ADDRESS
from articles.manuscripts.text import BULLET

BLOCKS = re.compile(
    "p|div|li|h1|h2|h3|h4|h5|h6|blockquote|pre|dt|dd|figcaption|caption|td|th|section|article|main|body|header|footer|aside|address|center|details|summary|ul|ol|dl|table|figure|form|fieldset"
)
DROPPED = {
    **dict.fromkeys(
        "script style noscript template svg head link meta object embed applet canvas audio video iframe".split(),
        _("Left out: code, style or embedded media of the page"),
    ),
    **dict.fromkeys("nav button select input textarea".split(), _("Left out: navigation of the page")),
}
MARKS = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "cite": "em", "sup": "sup", "sub": "sub"}
STYLE = (
    (r"font-weight:\s*(?:bold|[6-9]00)", "strong"),
    (r"font-style:\s*italic", "em"),
    (r"vertical-align:\s*super", "sup"),
    (r"vertical-align:\s*sub\b", "sub"),
)
NOTE_LINK = re.compile(
    r"#(?:_?(?:ft|ed)n|fn:?-?|footnote-?|endnote-?|sdfootnote|sdendnote)(\w{1,20}?)(?:sym)?$", re.IGNORECASE
)
NOTE_BACK = re.compile(
    r"#(?:_?(?:ft|ed)nref|fnref:?-?|footnote-ref|endnote-ref|sd(?:foot|end)note\w*anc)", re.IGNORECASE
)
NOTE_PLACE = re.compile(
    r"^(?:_?(?:ft|ed)n|fn:?-?|footnote-?|endnote-?|sdfootnote|sdendnote)(\d{1,4})(?:sym)?$", re.IGNORECASE
)
LINKS = re.compile(r"(?:https?://|mailto:)\S", re.IGNORECASE)
CAPTION_CLASS = re.compile(r"\b(?:Mso|wp-)?caption\b", re.IGNORECASE)
WORD_LIST = re.compile(r"mso-list:\s*l\d+ level(\d)")
DEEPEST = 200


def walk(element: etree._Element, collector: BlockCollector, depth: int) -> None:
    """Collect the blocks under `element`; what follows it in its parent is the caller's."""
    if not isinstance(element.tag, str):
        return
    if depth > DEEPEST:
        raise UnreadableManuscript(
            _("The page is nested too deeply to be read. Save it as .docx and try again.")
        )
    tag = element.tag.rpartition("}")[2].lower()
    if tag in DROPPED:
        _drop(element, tag, collector)
    elif tag in ("br", "hr", "img"):
        _void(element, tag, collector)
    elif tag == "table" and not _is_layout(element):
        _table(element, collector)
    elif BLOCKS.fullmatch(tag):
        _block(element, tag, collector, depth)
    else:
        _inline(element, tag, collector, depth)


def _void(element: etree._Element, tag: str, collector: BlockCollector) -> None:
    """An element without contents."""
    if tag == "br":
        collector.runs.append(Run(collector.breaks))
        return
    collector.flush()
    if tag == "img":
        collector.count += not collector.line
        runs = joined([Run(element.get("alt") or "")])
        collector.blocks.append(Block("picture", collector.line or collector.count, runs))


def _walk_children(element: etree._Element, collector: BlockCollector, depth: int) -> None:
    _add_text(element.text, collector)
    for child in element:
        walk(child, collector, depth + 1)
        _add_text(child.tail, collector)


def _add_text(text: str | None, collector: BlockCollector) -> None:
    if text:
        text = text if collector.breaks == "\r" else re.sub(r"[\r\n]+", " ", text)
        collector.runs.append(Run(text, collector.at.marks, collector.at.href))


def _drop(element: etree._Element, tag: str, collector: BlockCollector) -> None:
    words = tidy(" ".join(element.itertext())).strip()
    if words and tag not in ("head", "title"):
        collector.report.drop(collector.line or collector.count + 1, words, DROPPED[tag])


def _block(element: etree._Element, tag: str, collector: BlockCollector, depth: int) -> None:
    collector.flush()
    outer, outer_line, outer_first = collector.at, collector.line, collector.is_first_of_item
    collector.at = _context(element, tag, outer, collector)
    if given := element.get("data-line"):
        collector.line = int(given)
    _walk_children(element, collector, depth)
    collector.flush()
    collector.at, collector.line = outer, outer_line
    collector.is_first_of_item = outer_first and tag not in ("ul", "ol", "li")


def _context(element: etree._Element, tag: str, outer: Context, collector: BlockCollector) -> Context:
    """The context inside a block element."""
    css_class = element.get("class") or ""
    changes = (
        _heading_changes(tag, css_class, outer, collector)
        or _list_changes(element, tag, outer, collector)
        or _paragraph_changes(element, tag, css_class, outer)
    )
    if changes.get("kind") == "item":
        collector.is_first_of_item = True
    note = NOTE_PLACE.match(element.get("id") or "")
    return replace(outer, note=note[1] if note else outer.note, **changes)


def _heading_changes(tag: str, css_class: str, outer: Context, collector: BlockCollector) -> dict[str, Any]:
    if re.fullmatch(r"h[1-6]", tag) and outer.kind != "item":
        is_title = tag == "h1" and not collector.has_title
        collector.has_title = collector.has_title or tag == "h1"
        return {"kind": "heading", "level": int(tag[1]), "hint": "title" if is_title else ""}
    if re.search(r"\bMsoTitle\b", css_class):
        return {"kind": "heading", "level": 1, "hint": "title"}
    return {}


def _list_changes(
    element: etree._Element, tag: str, outer: Context, collector: BlockCollector
) -> dict[str, Any]:
    if tag in ("ul", "ol"):
        return {"depth": outer.depth + 1, "number": None}
    if tag == "li":
        return {"kind": "item", "number": _item_number(element, collector)}
    return {}


def _paragraph_changes(element: etree._Element, tag: str, css_class: str, outer: Context) -> dict[str, Any]:
    if tag == "blockquote" and outer.kind == "paragraph":
        return {"kind": "quote"}
    if tag in ("figcaption", "caption") or (tag in ("p", "div") and CAPTION_CLASS.search(css_class)):
        return {"hint": "caption"}
    if re.search(r"\bMsoToc\d|\btoc\b", css_class):
        return {"hint": "contents"}
    level = WORD_LIST.search(element.get("style") or "") if tag == "p" else None
    return {"kind": "item", "depth": int(level[1]) - 1, "hint": "mso"} if level else {}


def _item_number(element: etree._Element, collector: BlockCollector) -> int | None:
    """The number a browser would show: counted on from the item before, unless `value` or `start` says otherwise."""
    parent = element.getparent()
    if parent is None or parent.tag != "ol":
        return None
    counted = collector.counters.get(parent)
    number = (_whole(parent.get("start")) or 1) if counted is None else counted + 1
    collector.counters[parent] = number = _whole(element.get("value")) or number
    return number


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 7 else 0


def _inline(element: etree._Element, tag: str, collector: BlockCollector, depth: int) -> None:
    if "mso-list:ignore" in (element.get("style") or "").replace(" ", "").lower():
        _word_bullet(element, collector)
        return
    outer = collector.at
    href = (element.get("href") or "").strip() if tag == "a" else ""
    if href and _note_link(element, href, collector):
        return
    address = _link_address(href, collector) if href else outer.href
    collector.at = replace(outer, marks=_marks(element, tag, outer), href=address)
    _walk_children(element, collector, depth)
    collector.at = outer


def _marks(element: etree._Element, tag: str, outer: Context) -> frozenset[str]:
    style = element.get("style") or ""
    named = {MARKS[tag]} if tag in MARKS else set()
    styled = {mark for pattern, mark in STYLE if re.search(pattern, style, re.IGNORECASE)}
    return outer.marks | named | styled


def _link_address(href: str, collector: BlockCollector) -> str:
    if LINKS.match(href):
        return href
    if not href.startswith(("#", "/")):
        collector.report.add(collector.line or collector.count + 1, href[:200], BAD_ADDRESS)
    return ""


def _note_link(element: etree._Element, href: str, collector: BlockCollector) -> bool:
    """A link to a footnote becomes its marker; one back to the text is left out (it is only an arrow or a number)."""
    if NOTE_BACK.search(href):
        return True
    match = NOTE_LINK.search(href)
    if match and re.fullmatch(r"[\s\[\]()\d*†‡a-z]{1,8}", "".join(element.itertext())):
        collector.runs.append(Run("", note=match[1]))
        return True
    return False


def _word_bullet(element: etree._Element, collector: BlockCollector) -> None:
    """Word's typed bullet or number in front of an item."""
    label = tidy("".join(element.itertext())).strip()
    if match := re.fullmatch(r"\(?(\d{1,3})[.)]", label):
        collector.at.number = int(match[1])
    elif label and not BULLET.match(label + " x") and label not in ("§", "o", "·", "Ø", "ü"):
        collector.runs.append(Run(label + " "))


def _is_layout(table: etree._Element) -> bool:
    """One column, or tables inside: the table only places things on the page."""
    return table.find(".//table") is not None or all(len(row) <= 1 for row in table.iter("tr"))


def _table(element: etree._Element, collector: BlockCollector) -> None:
    collector.flush()
    table_rows = list(element.iter("tr"))
    rows = [tuple(Cell(_inner(cell, collector)) for cell in _cells(row)) for row in table_rows]
    caption = element.find("caption")
    runs = spaced(block.runs for block in _inner(caption, collector)) if caption is not None else ()
    collector.count += not collector.line
    line = int(element.get("data-line") or 0) or collector.line or collector.count
    head = int(bool(table_rows) and _is_head(table_rows[0]))
    collector.blocks.append(Block("table", line, runs, rows=even_rows(rows), head=head))


def _cells(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _is_head(row: etree._Element) -> bool:
    cells = _cells(row)
    return bool(cells) and (row.getparent().tag == "thead" or all(cell.tag == "th" for cell in cells))


def _inner(element: etree._Element, collector: BlockCollector) -> tuple[Block, ...]:
    """The blocks inside a cell or caption."""
    inner = BlockCollector(collector.report, count=collector.count, line=collector.line)
    _walk_children(element, inner, 0)
    inner.flush()
    return tuple(inner.blocks)
