"""What a web page holds besides the text of an article: code, hidden and struck out text, menus, forms, media."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from lxml import etree

from articles.manuscripts.blocks import Run, plain, tidy
from articles.manuscripts.html_styles import Style, is_hidden, is_struck

CODE = "script style meta link base title param source track col colgroup area map".split()
MEDIA = "iframe video audio object embed applet canvas frame".split()
FORM = "nav button select textarea datalist menu".split()
STRUCK = ("del", "s", "strike")
CODE_REASON = _("Left out: code of the page")
MEDIA_REASON = _("Left out: a film, a sound or another page inside this one")
FORM_REASON = _("Left out: navigation or a form field of the page")
STRUCK_REASON = _("Left out: text that is struck out or deleted")
HIDDEN_REASON = _("Left out: hidden text")
DRAWING_REASON = _("Left out: a drawing. Add it under Pictures, then place it here.")
OUTSIDE_REASON = _("Left out: it is outside the article on the page")
COMMENT_REASON = _("Left out: a comment in the margin")
CODE_COMMENT_REASON = _("Left out: a comment in the code of the page")
BOX_REASON = _("Left out: a text box. Word keeps its text only as a drawing.")
PAGE_HEADER_REASON = _("Left out: a page header or footer")
REASONS = {
    **dict.fromkeys(CODE, CODE_REASON),
    **dict.fromkeys(MEDIA, MEDIA_REASON),
    **dict.fromkeys(FORM, FORM_REASON),
    **dict.fromkeys(STRUCK, STRUCK_REASON),
    "noscript": _("Left out: what the page shows only where scripts are off"),
    "template": HIDDEN_REASON,
    "svg": DRAWING_REASON,
}
ATTRIBUTES = ("alt", "placeholder", "label")
BETWEEN_WORDS = frozenset(
    "p div li h1 h2 h3 h4 h5 h6 td th tr dt dd br option text tspan figcaption summary button a label".split()
)
NO_WORDS = re.compile(r"\s*(?:/?wp:|(?:Start|End)Fragment|\[(?:if|endif)|\W*$)")
BOX = re.compile(r"<v:textbox\b.*?</v:textbox>", re.DOTALL | re.IGNORECASE)
LONGEST_CODE = 200  # of a script, which is not for readers


def is_copy(element: etree._Element) -> bool:
    """What a program shows in place of a formula that stands beside it as MathML."""
    return "katex-html" in (element.get("class") or "").split()


def reason_to_leave_out(element: etree._Element, tag: str, style: Style) -> str:
    """Why an element and all that is in it is not part of the draft, or an empty string."""
    if tag in REASONS:
        return REASONS[tag]
    if is_struck(style):
        return STRUCK_REASON
    if re.search("header|footer", style.get("mso-element", "")) or _is_running_title(element):
        return PAGE_HEADER_REASON
    return HIDDEN_REASON if _is_hidden(element, tag, style) else ""


def _is_running_title(element: etree._Element) -> bool:
    """LibreOffice writes the header and footer of its pages as divisions with these titles."""
    return element.tag == "div" and element.get("title") in ("header", "footer")


def _is_hidden(element: etree._Element, tag: str, style: Style) -> bool:
    is_closed = tag == "dialog" and element.get("open") is None
    is_said = element.get("hidden") is not None or element.get("aria-hidden") == "true"
    return is_said or is_closed or is_hidden(style)


def words(element: etree._Element, mark: str = "") -> str:
    """All words in an element, also those of pictures and fields, on one line; `mark`: sup or sub around it.

    >>> words(etree.fromstring("<div><p>On<b>ly</b></p><img alt='two'/>three</div>"))
    'Only two three'
    >>> words(etree.fromstring("<nav>10<sup>9</sup><sup><img alt='a scan'/></sup></nav>"))
    '10⁹ a scan'
    """
    return tidy("".join(_pieces(element, mark))).strip()


def _pieces(element: etree._Element, mark: str = "") -> Iterator[str]:
    """`mark`: sup or sub, if the element is raised or lowered."""
    if not isinstance(element.tag, str):
        return
    gap = " " if element.tag in BETWEEN_WORDS else ""
    yield gap
    yield from (f" {element.get(name)} " for name in ATTRIBUTES if element.get(name))
    if element.tag in ("input", "button") and element.get("type") != "hidden":
        yield f" {element.get('value') or ''} "
    mark = element.tag if element.tag in ("sup", "sub") else mark
    yield _set(element.text, mark)
    for child in element:
        if child.tag not in ("script", "style"):
            yield from _pieces(child, mark)
        yield _set(child.tail, mark)
    yield gap


def _set(text: str | None, mark: str) -> str:
    return plain([Run(text, frozenset((mark,)))]) if text and mark else text or ""


def code(element: etree._Element) -> str:
    """The beginning of a script."""
    text = tidy("".join(element.itertext())).strip()
    return text if len(text) <= LONGEST_CODE else f"{text[:LONGEST_CODE]}…"


def address(element: etree._Element) -> str:
    """What stands for a film: its title and where it is."""
    sources = [element, *element.iter("source")]
    found = [item.get(name) for item in sources for name in ("title", "src", "data") if item.get(name)]
    return " ".join(dict.fromkeys(text for text in found if not text.startswith("data:")))


def comment_words(text: str) -> list[tuple[str, str]]:
    """The words that a comment in the code of a page hides, each with the reason.

    Word puts text boxes into comments that only old browsers read.
    """
    boxes = [tidy(re.sub(r"<[^>]*>", " ", box)).strip() for box in BOX.findall(text)]
    if boxes or NO_WORDS.match(text):
        return [(box, BOX_REASON) for box in boxes if box]
    return [(tidy(text).strip(), CODE_COMMENT_REASON)]
