"""Lists of web pages: HTML's own, those of Google Docs and Word Online, and the paragraphs that Word draws as lists."""

import re
from collections.abc import Iterable
from itertools import takewhile

from lxml import etree

from articles.manuscripts.blocks import tidy
from articles.manuscripts.html_styles import Style, Styles, points
from articles.manuscripts.list_numbers import readings

GOOGLE_LEVEL = re.compile(r"(?:^|\s)lst-kix_\S*-(\d)(?=\s|$)")
GOOGLE_LIST = re.compile(r"(?:^|\s)(lst-kix_\S+)")
WORD_LEVEL = re.compile(r"\bl\d+\s+level(\d)")
SPACER_FONT = re.compile(r"\b7(?:\.0)?pt\s+[\"']?times new roman")
SIGN_FONT = re.compile(r"symbol|wingdings|webdings|courier")
KINDS = {
    **dict.fromkeys(("lower-alpha", "lower-latin"), "a"),
    **dict.fromkeys(("upper-alpha", "upper-latin"), "A"),
    "lower-roman": "i",
    "upper-roman": "I",
    "decimal": "1",
    "decimal-leading-zero": "1",
}
INDENT = 36  # points; what Word adds for a level


class ItemCounter:
    """Counts the items of every list of a page as a browser does (HTML Living Standard, 4.4.8)."""

    def __init__(self) -> None:
        self._last: dict[etree._Element, int] = {}

    def number(self, item: etree._Element) -> int:
        parent = item.getparent()
        step = -1 if "reversed" in parent.attrib else 1
        last = self._last.get(parent)
        number = _first(parent, step) if last is None else last + step
        self._last[parent] = number = _whole(item.get("value"), number)
        return number


def _first(parent: etree._Element, step: int) -> int:
    counted = sum(child.tag == "li" for child in parent) if step < 0 else 1
    return _whole(parent.get("start"), counted)


def _whole(text: str | None, default: int) -> int:
    match = re.match(r"\s*(-?\d{1,6})(?!\d)", text or "")
    return int(match[1]) if match else default


def depth(element: etree._Element, outer: int) -> int:
    """The depth of a list inside others, from 0. Google Docs writes every level as a list of its own."""
    match = GOOGLE_LEVEL.search(element.get("class") or "")
    return int(match[1]) if match else outer + 1


def item_depth(item: etree._Element, outer: int) -> int:
    """Word Online puts every item into a list of its own and says how deep it is."""
    level = item.get("data-aria-level") or item.get("aria-level") or ""
    return int(level) - 1 if re.fullmatch("[1-9]", level) else outer


def counts_in(element: etree._Element, styles: Styles) -> str:
    """How the items of a list are counted (1, a, A, i, I), or an empty string for bullets."""
    kind = styles.of(element).get("list-style-type") or styles.of(element).get("list-style", "").split(" ")[0]
    google = GOOGLE_LIST.search(element.get("class") or "")
    kind = styles.counters.get(google[1], kind) if google else kind
    if element.tag != "ol":
        return KINDS.get(kind, "")
    given = element.get("type") or ""
    return KINDS.get(kind) or (given if given in ("a", "A", "i", "I") else "1")


def take_label(paragraph: etree._Element, style: Style) -> str | None:
    """The bullet or number that Word typed in front of a paragraph, now removed from it; None if it is no list item.

    "Web page" marks it `mso-list:Ignore`; the filtered kind keeps only the space after it, in a font of 7 points. A
    bullet is returned as "•", a label that is neither bullet nor number stays in the text.
    """
    ignored = next((span for span in paragraph.iter("span") if _is_ignored(span)), None)
    spacer = next((span for span in paragraph.iter("span") if _is_spacer(span)), None)
    if ignored is None and spacer is None:
        return "" if style.get("mso-list", "none") != "none" else None
    label = _label_before(paragraph, spacer) if ignored is None else _words(ignored)
    near = (
        _spans_before(paragraph, spacer)
        if ignored is None
        else [*ignored.iter("span"), *ignored.iterancestors("span")]
    )
    is_bullet = _is_bullet(label, near)
    if not is_bullet and not readings(label):
        return None
    if ignored is None:
        _clear_until(paragraph, spacer)
    else:
        _clear(ignored)
    return "•" if is_bullet else label


def word_depth(style: Style) -> int:
    """From 0: as Word says it, or else by the indentation."""
    match = WORD_LEVEL.search(style.get("mso-list", ""))
    return int(match[1]) - 1 if match else min(max(round(points(style) / INDENT) - 1, 0), 8)


def _style(element: etree._Element) -> str:
    return (element.get("style") or "").lower()


def _is_ignored(span: etree._Element) -> bool:
    return "mso-list:ignore" in _style(span).replace(" ", "")


def _is_spacer(span: etree._Element) -> bool:
    return bool(SPACER_FONT.search(_style(span))) and not _words(span)


def _words(element: etree._Element) -> str:
    return tidy("".join(element.itertext())).strip()


def _is_bullet(label: str, spans: Iterable[etree._Element]) -> bool:
    """A single sign, or a letter in a font of signs: Word's round bullet may be an "o" in Courier."""
    is_sign = not label.isalnum() or any(SIGN_FONT.search(_style(span)) for span in spans)
    return len(label) == 1 and is_sign


def _spans_before(paragraph: etree._Element, spacer: etree._Element) -> Iterable[etree._Element]:
    return takewhile(lambda span: span is not spacer, paragraph.iter("span"))


def _label_before(paragraph: etree._Element, spacer: etree._Element) -> str:
    around = set(spacer.iterancestors())
    pieces = [paragraph.text or ""]
    for element in paragraph.iterdescendants(etree.Element):
        if element is spacer:
            break
        pieces += [element.text or "", "" if element in around else element.tail or ""]
    return tidy("".join(pieces)).strip()


def _clear_until(paragraph: etree._Element, spacer: etree._Element) -> None:
    """Remove the text before the spacer, and the spacer's."""
    around = set(spacer.iterancestors())
    paragraph.text = None
    for element in paragraph.iterdescendants(etree.Element):
        element.text = None
        if element is spacer:
            break
        if element not in around:
            element.tail = None


def _clear(element: etree._Element) -> None:
    tail = element.tail
    element.clear()
    element.tail = tail
