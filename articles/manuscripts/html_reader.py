"""Web pages (also Word's) to blocks. Lines count paragraphs, or those of `data-line` where a converter wrote them."""

import re
from dataclasses import replace

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
    article = next(
        (found[0] for path in (".//article", ".//main", ".//body") if len(found := root.findall(path)) == 1),
        None,
    )
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
            "This web page could not be read. Save it as .docx and try again."
        ) from error
    if not (root.text_content() or "").strip() and root.find(".//img") is None:
        raise UnreadableManuscript("The file holds no text.")
    return root


def _note_outside(root: etree._Element, article: etree._Element, report: Report) -> None:
    """What stands beside the article on the page."""
    if article.tag == "body":
        return
    inside = set(article.iter())
    ancestors = set(article.iterancestors())
    body = root.find(".//body")
    for element in body.iter() if body is not None else ():
        if (
            element in inside
            or element in ancestors
            or not isinstance(element.tag, str)
            or element.getparent() not in ancestors
        ):
            continue
        words = tidy(_words(element)).strip()
        if words:
            report.add(1, words[:2000], "Left out: it stands outside the article on the page")


def _words(element: etree._Element) -> str:
    return " ".join(" ".join(part.itertext()) for part in [element] if part.tag not in ("script", "style"))


def _with_title(blocks: list[Block], title: str, report: Report) -> list[Block]:
    """The page's <title> where no heading of the first level is in the article."""
    if not title:
        return blocks
    if any(block.hint == "title" or (block.kind == "heading" and block.level == 1) for block in blocks):
        report.add(1, title, "Left out: the name of the page; the article's own title was taken")
        return blocks
    first = next((block for block in blocks if block.kind in ("heading", "paragraph")), None)
    if first and (first.text.casefold() in title.casefold() and len(first.text) > 3):
        report.add(1, title, "Left out: the name of the page; the article's own title was taken")
        return [replace(block, hint="title") if block is first else block for block in blocks]
    return [Block("heading", 1, (Run(title),), 1, hint="title"), *blocks]
