"""Web pages (also Word's) to blocks. Lines count paragraphs, or those of `data-line` where a converter wrote them."""

from dataclasses import replace

from django.utils.translation import gettext as _
from lxml import etree

from articles.manuscripts.blocks import Block, Run
from articles.manuscripts.html_collector import BlockCollector, Page
from articles.manuscripts.html_notes import find_notes
from articles.manuscripts.html_page import article_of, note_outside, parse, title_of
from articles.manuscripts.html_styles import Styles
from articles.manuscripts.html_walker import walk
from articles.manuscripts.links import inner_name
from articles.manuscripts.report import Report


def read_blocks(text: str, report: Report) -> list[Block]:
    """
    >>> [(b.kind, b.text) for b in read_blocks("<nav>Home</nav><h1>Bones</h1><p>They <b>hurt</b>.</p>", Report())]
    [('heading', 'Bones'), ('paragraph', 'They hurt.')]
    """
    root = parse(text)
    article = article_of(root)
    note_outside(root, article, report)
    collector = BlockCollector(report, _page(root))
    walk(article, collector, 0)
    collector.flush()
    return _with_title(collector.blocks, title_of(root), report)


def _page(root: etree._Element) -> Page:
    names = frozenset(inner_name(link.get("href") or "") for link in root.iter("a")) - {""}
    base = root.find(".//base")
    return Page(Styles(root), find_notes(root), names, "" if base is None else base.get("href") or "")


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
