"""The elements of a web page, and which of them are its article."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from lxml import etree, html

from articles.manuscripts import html_left_out as left_out
from articles.manuscripts.blocks import tidy
from articles.manuscripts.manuscript import UnreadableManuscript
from articles.manuscripts.report import Report

# Tags that end or begin nothing for a reader. libxml2 drops what follows </html> and doesn't read frames.
FRAME = re.compile(r"</(?:body|html|head)\s*>|</?(?:frameset|noframes)\b[^>]{0,500}>", re.IGNORECASE)
# libxml2 closes these at the start of a paragraph, which then loses its format.
OLD_TAGS = {
    "b": "strong",
    "i": "em",
    "u": "ins",
    "s": "del",
    "strike": "del",
    "tt": "code",
    "big": "span",
    "small": "span",
}
OLD_TAG = re.compile(rf"<(/?)({'|'.join(OLD_TAGS)})(?=[\s>/])", re.IGNORECASE)
REVEALED = re.compile(r"<!\[(?:if|endif)[^\]>]{0,200}\]>")
FURNITURE = ("nav", "header", "footer", "aside", "script", "style", "noscript", "template", "head")


def parse(text: str) -> etree._Element:
    """The root of a page. Raises UnreadableManuscript if there is none or if it holds no text."""
    text = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", text)
    text = REVEALED.sub("", FRAME.sub("", text))
    text = OLD_TAG.sub(lambda match: f"<{match[1]}{OLD_TAGS[match[2].lower()]}", text)
    try:
        root = html.document_fromstring(
            text, parser=html.HTMLParser(huge_tree=False, no_network=True, remove_pis=True)
        )
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableManuscript(
            _("This web page can’t be read. Save it as .docx and try again.")
        ) from error
    if not (root.text_content() or "").strip() and root.find(".//img") is None:
        raise UnreadableManuscript(_("There is no text in the file."))
    return root


def article_of(root: etree._Element) -> etree._Element:
    """The element that holds most of the page's words and is called its article or main part, or else the root."""
    half = _length(root) / 2
    for path in (".//article", ".//main", ".//*[@role='main']"):
        found = root.findall(path)
        if len(found) == 1 and _length(found[0]) >= half:
            return found[0]
    return root


def _length(element: etree._Element) -> int:
    """Characters of an element that are not menus and the like."""
    total = len(element.text_content())
    ignored = [item for item in element.iter(*FURNITURE) if item is not element]
    top = set(ignored)
    return total - sum(
        len(item.text_content()) for item in ignored if not top.intersection(item.iterancestors())
    )


def title_of(root: etree._Element) -> str:
    """The name of the page; a drawing may have a title too."""
    titles = (title for title in root.iter("title") if next(title.iterancestors("svg"), None) is None)
    return tidy(next(("".join(title.itertext()) for title in titles), "")).strip()


def note_outside(root: etree._Element, article: etree._Element, report: Report) -> None:
    """Report the words around the article on the page."""
    for words in _outside(root, article, set(article.iterancestors())):
        if words := tidy(words).strip():
            report.drop(1, words, left_out.OUTSIDE_REASON)


def _outside(
    element: etree._Element, article: etree._Element, ancestors: set[etree._Element]
) -> Iterator[str]:
    if element is article:
        return
    if element not in ancestors:
        is_code = not isinstance(element.tag, str) or element.tag in left_out.CODE
        yield "" if is_code else left_out.words(element)
        return
    yield element.text or ""
    for child in element:
        yield from _outside(child, article, ancestors)
        yield child.tail or ""
