"""Word files to blocks. The XML is read directly: automatic numbers, superscripts, footnotes and pictures are all there,
while a converter to HTML would lose the numbers. Lines count paragraphs.

Element names follow ECMA-376, part 1, WordprocessingML.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.utils.translation import gettext as _
from lxml import etree

from articles.manuscripts.blocks import Block, Cell, even_rows, plain, spaced
from articles.manuscripts.bounds import Bounds
from articles.manuscripts.docx_inserts import InsertReader, read_insert
from articles.manuscripts.docx_package import Package, Part
from articles.manuscripts.docx_paragraphs import ParagraphReader, bookmarks, joins_next, with_full_labels
from articles.manuscripts.docx_runs import words_of
from articles.manuscripts.docx_tables import GridCell, read_grid
from articles.manuscripts.docx_xml import R, inside, local
from articles.manuscripts.manuscript import UnreadableManuscript
from articles.manuscripts.report import Report

DELETED = ("del", "moveFrom")
LOOSE = ("r", "hyperlink", "fldSimple", "oMath", "oMathPara")  # what may stand between paragraphs
BLOCKS = frozenset(("p", "tbl", "altChunk", "subDoc", *DELETED, *LOOSE))
DEEPEST_TABLE = 8  # tables inside tables


def read_blocks(data: bytes, report: Report, insert: InsertReader, bounds: Bounds) -> list[Block]:
    """Blocks of the body, then one reference for each footnote and endnote that is used.

    `insert` reads a file that is inserted into this one. Raises UnreadableManuscript.
    """
    reader = DocumentReader(Package(data, bounds), report, insert)
    blocks = reader.read()
    if not blocks:
        raise UnreadableManuscript(_("There is no text in the file."))
    return blocks


class DocumentReader:
    def __init__(self, package: Package, report: Report, insert: InsertReader) -> None:
        self._package = package
        self._report = report
        self._insert = insert
        self._paragraphs = ParagraphReader(package.lists, report)
        self._line = 0
        self._names: list[str] = []  # of places for which no block has been read yet

    def read(self) -> list[Block]:
        document = self._package.document
        bodies = list(inside([document.root], ("body",)))
        if not bodies:
            raise UnreadableManuscript(
                _("There is no text in this Word file. Open it, save it as .docx and try again.")
            )
        blocks = self._blocks(bodies, document)
        self._paragraphs.report_heading_numbers()
        blocks += self._notes(blocks)
        self._report_outside_text()
        return blocks

    def _blocks(self, container: Iterable[etree._Element], part: Part, depth: int = 0) -> list[Block]:
        """The blocks of a body, cell, text box, note or page header; `depth`: of tables around it."""
        blocks: list[Block] = []
        for group in _groups(inside(container, BLOCKS)):
            name = local(group[0])
            if name == "tbl":
                blocks += self._table(group[0], part, depth)
            elif name == "p":
                blocks += self._paragraph(group, part, depth)
            elif name in LOOSE:
                blocks += self._paragraph([group], part, depth)
            else:
                blocks += self._other(group[0], name, part)
        return with_full_labels(blocks)

    def _other(self, element: etree._Element, name: str, part: Part) -> list[Block]:
        relation_id = element.get(f"{R}id") or ""
        if name == "altChunk":
            return read_insert(part, relation_id, self._line + 1, self._report, self._insert)
        if name == "subDoc":
            self._report_subdocument(element, part)
        else:
            self._drop(element)
        return []

    def _paragraph(self, pieces: list, part: Part, depth: int) -> list[Block]:
        """A paragraph as one block, or several where it holds line breaks, pictures or text boxes."""
        self._line += 1
        blocks, boxes = self._paragraphs.read(pieces, part, self._line)
        self._names += (name for piece in pieces for name in bookmarks(piece))
        if blocks and self._names:
            blocks[0] = replace(blocks[0], names=tuple(self._names))
            self._names = []
        for element in (child for piece in pieces for child in inside(piece, ("subDoc",))):
            self._report_subdocument(element, part)
        for box in boxes:
            blocks += self._blocks(box, part, depth)
        return blocks

    def _table(self, element: etree._Element, part: Part, depth: int) -> list[Block]:
        """A table; one of a single column only places paragraphs on the page."""
        grid = read_grid(element, self._drop)
        line = self._line + 1
        is_too_deep = depth >= DEEPEST_TABLE and not grid.is_one_column
        rows = [[self._cell(cell, part, depth + 1) for cell in row] for row in grid.rows]
        if not is_too_deep and not grid.is_one_column:
            return [Block("table", line, rows=even_rows(rows), head=grid.head)]
        blocks = [block for row in rows for cell in row for block in cell.blocks]
        if is_too_deep and blocks:
            reason = _(
                "Tables inside tables are nested too deeply here. The text of the cells was kept as paragraphs."
            )
            self._report.add(line, blocks[0].text, reason)
        return blocks

    def _cell(self, cell: GridCell, part: Part, depth: int) -> Cell:
        blocks = [block for element in cell.parts for block in self._blocks(element, part, depth)]
        return Cell(tuple(blocks), cell.colspan, cell.rowspan)

    def _notes(self, blocks: list[Block]) -> list[Block]:
        """Footnotes and endnotes in the order of their first mention; those never mentioned go to the report."""
        mentioned = dict.fromkeys(key for block in blocks for key in block.note_keys)
        notes: dict[str, Block] = {}
        for key, element, part in self._package.notes():
            line = self._line + 1
            inner = [inner for block in self._blocks(element, part) for inner in block.with_inner()]
            runs = spaced(block.runs for block in inner if block.kind != "picture")
            for picture in (block for block in inner if block.kind == "picture"):
                self._report.drop(line, picture.text, _("Left out: a picture in a footnote"))
            if not plain(runs):
                continue
            if key in mentioned:
                notes[key] = Block("reference", line, runs, key=key)
            else:
                reason = _("Left out: a footnote that the text does not mention")
                self._report.drop(line, plain(runs), reason)
        return [notes[key] for key in mentioned if key in notes]

    def _report_outside_text(self) -> None:
        """Page headers, footers and comments are not the article."""
        line = self._line
        for element, part, reason in self._package.outside_text():
            words = " ".join(filter(None, (block.text for block in self._blocks(element, part))))
            if words:
                self._report.drop(line, words, reason)

    def _report_subdocument(self, element: etree._Element, part: Part) -> None:
        relation = part.relations.get(element.get(f"{R}id") or "")
        reason = _("Left out: a sub-document, which is a file of its own. Import it by itself.")
        self._report.add(self._line, relation.target if relation else "", reason)

    def _drop(self, element: etree._Element) -> None:
        if words := words_of(element):
            self._report.drop(self._line + 1, words, _("Left out: text deleted with tracked changes"))


def _groups(elements: Iterable[etree._Element]) -> Iterator[list[etree._Element]]:
    """Paragraphs that are joined together, as are runs that stand in no paragraph; each other element by itself."""
    group: list[etree._Element] = []
    for element in elements:
        if group and not _goes_on(group[-1], element):
            yield group
            group = []
        group.append(element)
    if group:
        yield group


def _goes_on(last: etree._Element, element: etree._Element) -> bool:
    if local(last) == "p":
        return local(element) == "p" and joins_next(last)
    return local(last) in LOOSE and local(element) in LOOSE
