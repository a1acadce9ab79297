"""HTML text <-> lxml tree. Only text that has been through nh3 comes here."""

from lxml import html as lxml_html
from lxml.etree import SubElement
from lxml.html import HtmlElement

_PARSER = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)

BLOCKS = frozenset(
    [
        *("p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "figure", "figcaption"),
        *("aside", "hr", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
    ]
)
# Elements that other editors and word processors write around text. None of them is ever stored.
WRAPPERS = frozenset(
    [
        *("div", "section", "article", "main", "center", "header", "footer", "nav"),
        *("address", "form", "fieldset", "legend", "details", "summary", "hgroup", "dialog"),
        *("search", "menu", "dl", "dt", "dd", "pre"),
    ]
)
# What holds paragraphs, but in which somebody may have left bare words.
PARAGRAPH_HOLDERS = ("aside", "blockquote")


def parse(fragment: str) -> HtmlElement:
    """The fragment inside one `div`, which is the root of the tree."""
    document = lxml_html.document_fromstring(
        f"<html><body><div>{fragment}</div></body></html>".encode(), parser=_PARSER, ensure_head_body=True
    )
    body = document.find("body")
    root = body[0]
    # What the parser pushed out of the div (it repairs more than browsers do) belongs inside it.
    for stray in list(body)[1:]:
        root.append(stray)
    return root


def serialize(root: HtmlElement) -> str:
    """The inside of the root, without a line break added or lost."""
    text = lxml_html.tostring(root, encoding="unicode", with_tail=False)
    return text[text.index(">") + 1 : text.rindex("</")]


def remove(element: HtmlElement) -> None:
    """Remove the element with its contents, keeping the text that follows it."""
    element.drop_tree()


def unwrap(element: HtmlElement) -> None:
    """Remove the tag and keep its contents. The words of a block never run into those next to it."""
    if element.tag not in BLOCKS and element.tag not in WRAPPERS:
        element.drop_tag()
        return
    previous = element.getprevious()
    before = element.getparent().text if previous is None else previous.tail
    if _touches(before, previous, -1):
        element.text = " " + (element.text or "")
    if _touches(element.tail, element.getnext(), 0):
        element.tail = " " + (element.tail or "")
    element.drop_tag()


def _touches(text: str | None, neighbor: HtmlElement | None, end: int) -> bool:
    if text:
        return not text[end].isspace()
    return neighbor is not None and neighbor.tag not in BLOCKS and neighbor.tag != "br"


def wrap_loose_text(root: HtmlElement) -> None:
    """Bare words between blocks become paragraphs, so that they can be read, and cited, as such."""
    for holder in [root, *root.iterdescendants(*PARAGRAPH_HOLDERS)]:
        if (holder.text or "").strip() or any(map(_is_loose, holder)):
            _wrap_runs(holder)


def _is_loose(child: HtmlElement) -> bool:
    return child.tag not in BLOCKS or bool((child.tail or "").strip())


def _wrap_runs(holder: HtmlElement) -> None:
    """Put each run of bare words and inline elements into a paragraph of its own."""
    paragraph = None
    for piece in _take_pieces(holder):
        is_text = isinstance(piece, str)
        if not is_text and piece.tag in BLOCKS:
            paragraph = None
        elif paragraph is None and (piece.strip() if is_text else piece.tag != "br"):
            paragraph = SubElement(holder, "p")
        target = holder if paragraph is None else paragraph
        if is_text:
            append_text(target, piece)
        else:
            target.append(piece)


def _take_pieces(holder: HtmlElement) -> list[str | HtmlElement]:
    """Empty the element, and return its texts and children in order."""
    pieces = [holder.text or ""]
    holder.text = None
    for child in list(holder):
        pieces += [child, child.tail or ""]
        holder.remove(child)
        child.tail = None
    return pieces


def append_text(element: HtmlElement, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def move_behind(place: HtmlElement, element: HtmlElement) -> None:
    """Move the element behind `place`; the text that follows it stays where it was."""
    tail, element.tail = element.tail, None
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        previous.tail = (previous.tail or "") + (tail or "")
    else:
        parent.text = (parent.text or "") + (tail or "")
    insert_behind(place, element)


def insert_behind(place: HtmlElement, element: HtmlElement) -> None:
    """Insert directly behind the end tag; lxml's own `addnext` also skips the text that follows."""
    tail, place.tail = place.tail, None
    place.addnext(element)
    element.tail = tail
