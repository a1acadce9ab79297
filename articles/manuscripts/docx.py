"""Word files to blocks. `word/document.xml` is read directly: automatic numbers, superscripts, footnotes and pictures
are all there, while a converter to HTML would lose the numbers. Lines count paragraphs.

Element names follow ECMA-376, part 1, WordprocessingML.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain

from django.utils.translation import gettext as _
from lxml import etree

from articles.manuscripts.blocks import Block, Cell, Run, Runs, even_rows, joined, plain
from articles.manuscripts.docx_package import Package
from articles.manuscripts.docx_runs import RunReader
from articles.manuscripts.docx_styles import Style
from articles.manuscripts.docx_xml import W, local
from articles.manuscripts.manuscript import UnreadableManuscript
from articles.manuscripts.report import Report

CAPTION_STYLES = frozenset(("caption", "figure", "illustration", "image", "drawing"))
QUOTE_STYLES = frozenset(("quote", "intense quote", "quotations", "block text"))
LIST_STYLES = re.compile(r"list (bullet|number)(?: (\d))?$")


@dataclass
class Document:
    package: Package
    report: Report
    blocks: list[Block] = field(default_factory=list)
    paragraphs: int = 0
    counters: dict[tuple[str, int], int] = field(default_factory=dict)

    def next_number(self, list_id: str, depth: int, start: int) -> int:
        """Count on; the lists inside this one begin again."""
        number = self.counters.get((list_id, depth), start - 1) + 1
        inner = {key for key in self.counters if key[0] == list_id and key[1] > depth}
        self.counters = {key: count for key, count in self.counters.items() if key not in inner}
        self.counters[list_id, depth] = number
        return number


def read_blocks(data: bytes, report: Report) -> list[Block]:
    """Blocks of the body, then one reference for each footnote and endnote that is used."""
    package = Package(data)
    body = package.document.find(f"{W}body")
    if body is None:
        raise UnreadableManuscript(
            _("There is no text in this Word file. Open it, save it as .docx and try again.")
        )
    document = Document(package, report)
    for element in _content(body):
        _element(element, document)
    document.blocks += _notes(document)
    _report_outside_text(document)
    if not document.blocks:
        raise UnreadableManuscript(_("There is no text in the file."))
    return document.blocks


def _content(parent: etree._Element, depth: int = 0) -> Iterator[etree._Element]:
    """Paragraphs and tables, also inside content controls and accepted changes."""
    for element in parent:
        name = local(element)
        if name in ("p", "tbl"):
            yield element
        elif (
            name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "txbxContent")
            and depth < 50
        ):
            yield from _content(element, depth + 1)


def _element(element: etree._Element, document: Document) -> None:
    if local(element) == "tbl":
        _table(element, document)
    else:
        document.blocks += _paragraph(element, document)


def _paragraph(element: etree._Element, document: Document) -> list[Block]:
    """A paragraph as one block, or several where it holds line breaks, pictures or text boxes."""
    document.paragraphs += 1
    line = document.paragraphs
    style = document.package.style(_value(element, "pPr/pStyle"))
    reader = RunReader(document.package, style, document.report, line)
    reader.read(element)
    first = _described(element, style, Block("paragraph", line), document)
    blocks: list[Block] = []
    for index, piece in enumerate(_lines(reader.runs)):
        runs = joined(piece)
        if plain(runs) or any(run.note for run in runs):
            block = Block("paragraph", line, hint=first.hint) if blocks else first
            blocks.append(replace(block, runs=runs, is_tight=index > 0))
    blocks += [Block("picture", line, joined([Run(words)])) for words in reader.pictures]
    for box in reader.boxes:
        for inner in _content(box):
            blocks += _paragraph(inner, document) if local(inner) == "p" else []
    return blocks


def _described(element: etree._Element, style: Style, block: Block, document: Document) -> Block:
    """What the paragraph's style and numbering make of it."""
    name = style.name
    if name == "title":
        return replace(block, kind="heading", level=1, hint="title")
    level = style.level if style.level is not None else _outline(element)
    if level is not None and level < 9:
        _count(element, style, document)
        return replace(block, kind="heading", level=level + 1)
    if re.match(r"toc \d|toc heading|contents \d|contents heading|table of figures", name):
        return replace(block, hint="contents")
    if name in CAPTION_STYLES:
        return replace(block, hint="caption")
    if name in QUOTE_STYLES:
        return replace(block, kind="quote")
    return _item(element, style, block, document)


def _item(element: etree._Element, style: Style, block: Block, document: Document) -> Block:
    counted = _count(element, style, document)
    if counted is not None:
        depth, number, is_bullet = counted
        if is_bullet:
            return replace(block, kind="item", level=depth, label="•")
        return replace(block, kind="item", level=depth, number=number, label=f"{number}.")
    match = LIST_STYLES.match(style.name)
    if match and match[1] == "bullet":
        return replace(block, kind="item", level=int(match[2] or 1) - 1, label="•")
    return block


def _count(element: etree._Element, style: Style, document: Document) -> tuple[int, int, bool] | None:
    """Depth, number and whether it is a bullet, of an automatically numbered paragraph; the counter moves on."""
    list_id = _value(element, "pPr/numPr/numId") or style.list_id
    if list_id in ("", "0"):
        return None
    level = _value(element, "pPr/numPr/ilvl") or style.list_level
    depth = min(int(level) if level.isdecimal() else 0, 8)
    kind, start, shared_list = document.package.numbering(list_id, depth)
    if kind in ("", "none"):
        return None
    return depth, document.next_number(shared_list, depth, start), kind == "bullet"


def _outline(element: etree._Element) -> int | None:
    value = _value(element, "pPr/outlineLvl")
    return int(value) if value.isdecimal() else None


def _lines(runs: list[Run]) -> list[list[Run]]:
    pieces: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split("\n")
        pieces[-1].append(replace(run, text=first))
        pieces += [[replace(run, text=other)] for other in others]
    return pieces


def _table(element: etree._Element, document: Document) -> None:
    """A table; one of a single column only places paragraphs on the page."""
    rows = [_table_cells(row) for row in element if local(row) == "tr"]
    if all(len(row) <= 1 for row in rows):
        for inner in chain.from_iterable(_content(cell) for row in rows for cell in row):
            _element(inner, document)
        return
    line = document.paragraphs + 1
    cells = even_rows(tuple(_cell(cell, document) for cell in row) for row in rows)
    document.blocks.append(Block("table", line, rows=cells, head=1))


def _table_cells(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in row if local(cell) in ("tc", "sdt")]


def _cell(element: etree._Element, document: Document) -> Cell:
    paragraphs = (_paragraph(inner, document) for inner in element.iter(f"{W}p"))
    return Cell(tuple(chain.from_iterable(paragraphs)))


def _notes(document: Document) -> list[Block]:
    """Footnotes and endnotes in the order of their first mention; those never mentioned go to the report."""
    mentioned = [key for block in document.blocks for key in block.note_keys]
    notes: dict[str, Block] = {}
    for key, element in document.package.notes():
        document.paragraphs += 1
        runs = _note_text(element, document)
        if not plain(runs):
            continue
        if key in mentioned:
            notes[key] = Block("reference", document.paragraphs, runs, key=key)
        else:
            reason = _("Left out: a footnote that the text does not mention")
            document.report.drop(document.paragraphs, plain(runs), reason)
    return [notes[key] for key in dict.fromkeys(mentioned) if key in notes]


def _note_text(element: etree._Element, document: Document) -> Runs:
    reader = RunReader(document.package, Style(), document.report, document.paragraphs)
    for paragraph in element.iter(f"{W}p"):
        reader.read(paragraph)
        reader.runs.append(Run(" "))
    return joined([replace(run, text=run.text.replace("\n", " ")) for run in reader.runs])


def _report_outside_text(document: Document) -> None:
    """Page headers, footers and comments are not the article."""
    for words, reason in document.package.outside_text():
        document.report.drop(document.paragraphs, words, reason)


def _value(element: etree._Element, path: str) -> str:
    child = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return (child.get(f"{W}val") or "") if child is not None else ""
