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
from articles.manuscripts.titles import title_index


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


def _with_title(blocks: list[Block], name: str, report: Report) -> list[Block]:
    """With the name of the page (`<title>`) as the title, unless the text has one of its own."""
    if not name:
        return blocks
    index = title_index(blocks)
    if any(block.hint == "title" for block in blocks):
        own = None
    elif (named := _named(blocks, name)) is not None:
        own = named
    elif index is not None and (blocks[index].kind, blocks[index].level) == ("heading", 1):
        own = None
    else:
        return [Block("heading", 1, (Run(name),), 1, hint="title"), *blocks]
    report.drop(1, name, _("Left out: the name of the page. The article has a title of its own."))
    return [replace(block, hint="title") if place == own else block for place, block in enumerate(blocks)]


def _named(blocks: list[Block], name: str) -> int | None:
    """A heading of the first level, or else the first text, that the page is named after."""
    texts = [index for index, block in enumerate(blocks) if block.kind in ("heading", "paragraph")]
    headings = [index for index in texts if (blocks[index].kind, blocks[index].level) == ("heading", 1)]
    candidates = [*headings, *texts[:1]]
    return next((index for index in candidates if _is_part_of(blocks[index].text, name)), None)


def _is_part_of(text: str, name: str) -> bool:
    return len(text) > 3 and text.casefold() in name.casefold()
