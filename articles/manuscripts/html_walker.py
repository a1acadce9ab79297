"""A walk over the elements of a web page, collecting blocks."""

import re
from dataclasses import replace

from lxml import etree

from articles.manuscripts.blocks import Block, Run, joined, tidy
from articles.manuscripts.html_collector import BlockCollector, Context
from articles.manuscripts.manuscript import UnreadableManuscript
from articles.manuscripts.text import BULLET

BLOCKS = re.compile(
    "p|div|li|h1|h2|h3|h4|h5|h6|blockquote|pre|dt|dd|figcaption|caption|td|th|section|article|main|body|header|footer|aside|address|center|details|summary|ul|ol|dl|table|figure|form|fieldset"
)
DROPPED = {
    **dict.fromkeys(
        (
            "script",
            "style",
            "noscript",
            "template",
            "svg",
            "head",
            "link",
            "meta",
            "object",
            "embed",
            "applet",
            "canvas",
            "audio",
            "video",
            "iframe",
        ),
        "Left out: code, style or embedded media of the page",
    ),
    **dict.fromkeys(("nav", "button", "select", "input", "textarea"), "Left out: navigation of the page"),
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
HEADING_CLASS = re.compile(r"\bMso(?:Heading|Title)|\bMsoTitle\b", re.IGNORECASE)
DEEPEST = 200


def walk(element: etree._Element, collector: BlockCollector, depth: int) -> None:
    """Collect the blocks under `element`; what follows it in its parent is the caller's."""
    if not isinstance(element.tag, str):
        return
    if depth > DEEPEST:
        raise UnreadableManuscript(
            "The page is nested too deeply to be read. Save it as .docx and try again."
        )
    tag = element.tag.rpartition("}")[2].lower()
    if tag in DROPPED:
        _drop(element, tag, collector)
    elif tag == "br":
        collector.runs.append(Run(collector.breaks))
    elif tag == "hr":
        collector.flush()
    elif tag == "img":
        _picture(element, collector)
    elif tag == "table" and not _is_layout(element):
        _table(element, collector)
    elif BLOCKS.fullmatch(tag):
        _block(element, tag, collector, depth)
    else:
        _inline(element, tag, collector, depth)


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
        collector.report.add(collector.line or collector.count + 1, words[:2000], DROPPED[tag])


def _block(element: etree._Element, tag: str, collector: BlockCollector, depth: int) -> None:
    collector.flush()
    outer, outer_line, outer_first = collector.at, collector.line, collector.is_first_of_item
    collector.at = _place(element, tag, outer, collector)
    if given := element.get("data-line"):
        collector.line = int(given)
    _walk_children(element, collector, depth)
    collector.flush()
    collector.at, collector.line, collector.is_first_of_item = (
        outer,
        outer_line,
        outer_first if tag not in ("ul", "ol", "li") else False,
    )


def _place(element: etree._Element, tag: str, at: Context, collector: BlockCollector) -> Context:
    css_class, place = element.get("class") or "", replace(at)
    if note := NOTE_PLACE.match(element.get("id") or ""):
        place.note = note[1]
    if re.fullmatch(r"h[1-6]", tag) and at.kind != "item":
        place.kind, place.level = "heading", int(tag[1])
        place.hint = "title" if tag == "h1" and not collector.has_title else ""
        collector.has_title = collector.has_title or tag == "h1"
    elif re.search(r"\bMsoTitle\b", css_class):
        place.kind, place.level, place.hint = "heading", 1, "title"
    elif tag in ("ul", "ol"):
        place.depth, place.number = at.depth + 1, None
    elif tag == "li":
        place.kind, place.number = "item", _item_number(element, collector)
        collector.is_first_of_item = True
    elif tag == "blockquote" and at.kind == "paragraph":
        place.kind = "quote"
    elif tag in ("figcaption", "caption") or (
        re.search(r"\b(?:Mso|wp-)?caption\b", css_class, re.IGNORECASE) and tag in ("p", "div")
    ):
        place.hint = "caption"
    elif re.search(r"\bMsoToc\d|\btoc\b", css_class):
        place.hint = "contents"
    elif tag == "p" and (match := re.search(r"mso-list:\s*l\d+ level(\d)", element.get("style") or "")):
        place.kind, place.depth, place.hint = "item", int(match[1]) - 1, "mso"
        collector.is_first_of_item = True
    return place


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
    outer = collector.at
    style = element.get("style") or ""
    if "mso-list:ignore" in style.replace(" ", "").lower():
        _word_bullet(element, collector)
        return
    marks = outer.marks | ({MARKS[tag]} if tag in MARKS else set())
    marks |= {mark for pattern, mark in STYLE if style and re.search(pattern, style, re.IGNORECASE)}
    collector.at = replace(outer, marks=frozenset(marks))
    if tag == "a" and (href := (element.get("href") or "").strip()):
        if _note_link(element, href, collector):
            collector.at = outer
            return
        collector.at.href = href if LINKS.match(href) else ""
        if not collector.at.href and not href.startswith(("#", "/")):
            collector.report.add(
                collector.line or collector.count + 1,
                href[:200],
                "Left out: an address that cannot be linked to; its words were kept",
            )
    _walk_children(element, collector, depth)
    collector.at = outer


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


def _picture(element: etree._Element, collector: BlockCollector) -> None:
    collector.flush()
    collector.count += not collector.line
    collector.blocks.append(
        Block("picture", collector.line or collector.count, joined([Run(element.get("alt") or "")]))
    )


def _is_layout(table: etree._Element) -> bool:
    """One column, or tables inside: the table only places things on the page."""
    return table.find(".//table") is not None or all(len(row) <= 1 for row in table.iter("tr"))


def _table(element: etree._Element, collector: BlockCollector) -> None:
    collector.flush()
    rows, head = [], 0
    outer = collector.at
    collector.at = Context()
    for row in element.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        if cells and not rows:
            head = int(all(cell.tag == "th" for cell in cells) or row.getparent().tag == "thead")
        rows.append(tuple(_cell(cell, collector) for cell in cells))
    caption = element.find("caption")
    runs = _cell(caption, collector) if caption is not None else ()
    collector.at = outer
    collector.count += not collector.line
    width = max((len(row) for row in rows), default=0)
    filled = tuple(row + ((),) * (width - len(row)) for row in rows if row)
    collector.blocks.append(
        Block(
            "table",
            int(element.get("data-line") or 0) or collector.line or collector.count,
            runs,
            rows=filled,
            head=head,
        )
    )


def _cell(element: etree._Element, collector: BlockCollector) -> tuple[Run, ...]:
    inner = BlockCollector(collector.report, count=collector.count, line=collector.line)
    _walk_children(element, inner, 0)
    inner.flush()
    parts: list[Run] = []
    for block in inner.blocks:
        parts += [*([Run(" ")] if parts else []), *block.runs]
    return joined(parts)
