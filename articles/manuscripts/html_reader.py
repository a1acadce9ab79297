"""Web pages (also Word's) to blocks. Lines count paragraphs, or those of `data-line` where a converter wrote them."""

import re
from dataclasses import replace

from django.utils.translation import gettext as _
from lxml import etree, html

from articles.manuscripts.blocks import Block, Run, tidy
from articles.manuscripts.html_collector import BlockCollector
from articles.manuscripts.html_walker import walk
from articles.manuscripts.manuscript import UnreadableManuscript
from articles.manuscripts.report import Report


def read_blocks(text: str, report: Report) -> list[Block]:
    """
    >>> [(b.kind, b.text) for b in read_blocks("<nav>Home</nav><h1>Bones</h1><p>They <b>hurt</b>.</p>", Report())]
    [('heading', 'Bones'), ('paragraph', 'They hurt.')]
    """
    root = parse(text)
    matches = (root.findall(path) for path in (".//article", ".//main", ".//body"))
    article = next((elements[0] for elements in matches if len(elements) == 1), None)
    collector = BlockCollector(report)
    if article is not None:
        _note_outside(root, article, report)
    walk(article if article is not None else root, collector, 0)
    collector.flush()
    title = root.findtext(".//title")
    return _with_title(collector.blocks, tidy(title or "").strip(), report)


def parse(text: str) -> etree._Element:
    text = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", text)
    text = re.sub(r"<!\[(?:if|endif)[^\]>]{0,200}\]>", "", text, flags=re.DOTALL)
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


def _note_outside(root: etree._Element, article: etree._Element, report: Report) -> None:
    """Report the text around the article on the page."""
    if article.tag == "body":
        return
    ancestors = set(article.iterancestors())
    body = root.find(".//body")
    for element in body.iter(etree.Element) if body is not None else ():
        if element is article or element in ancestors or element.getparent() not in ancestors:
            continue
        words = tidy(" ".join(element.itertext())).strip()
        if words and element.tag not in ("script", "style"):
            report.drop(1, words, _("Left out: it is outside the article on the page"))


def _with_title(blocks: list[Block], title: str, report: Report) -> list[Block]:
    """The page's <title>, unless the article has a heading of the first level."""
    if not title:
        return blocks
    reason = _("Left out: the name of the page. The article has a title of its own.")
    if any(block.hint == "title" or (block.kind, block.level) == ("heading", 1) for block in blocks):
        report.drop(1, title, reason)
        return blocks
    first = next((block for block in blocks if block.kind in ("heading", "paragraph")), None)
    if first and _is_part_of(first.text, title):
        report.drop(1, title, reason)
        return [replace(block, hint="title") if block is first else block for block in blocks]
    return [Block("heading", 1, (Run(title),), 1, hint="title"), *blocks]


def _is_part_of(text: str, title: str) -> bool:
    return len(text) > 3 and text.casefold() in title.casefold()
