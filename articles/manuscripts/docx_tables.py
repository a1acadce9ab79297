"""The grid of a Word table: which cells are merged, and which rows are headings (ECMA-376 part 1, 17.4)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from lxml import etree

from articles.manuscripts.docx_xml import W, child_value, inside, is_on, whole


@dataclass
class GridCell:
    """A cell in columns `start` to `end` (not included). `parts`: its `w:tc`, and those merged into it."""

    start: int
    end: int
    parts: list[etree._Element] = field(default_factory=list)
    rowspan: int = 1
    is_open: bool = False  # does `w:vMerge` let the next row continue it?

    @property
    def colspan(self) -> int:
        return self.end - self.start


@dataclass
class Grid:
    """The rows that have cells of their own. The first `head` are headings, if there are others below them."""

    rows: list[list[GridCell]]
    head: int = 1

    @property
    def is_one_column(self) -> bool:
        return all(sum(bool(cell.parts) for cell in row) <= 1 for row in self.rows)


def read_grid(table: etree._Element, drop: Callable[[etree._Element], None]) -> Grid:
    """The grid of a `w:tbl`; rows and cells deleted with tracked changes go to `drop`."""
    rows: list[list[GridCell]] = []
    head = 0
    above: dict[int, GridCell] = {}
    for element in inside(table, ("tr",)):
        if element.find(f"{W}trPr/{W}del") is not None:
            drop(element)
            continue
        cells = _across(element, drop)
        row, above = _merged_down(cells, above)
        if not row:
            continue
        head += head == len(rows) and is_on(element, "trPr/tblHeader")
        rows.append(row)
    _without_unused_columns(rows)
    return Grid(rows, min(max(head, _usual_head(rows)), max(len(rows) - 1, 0)))


def _across(row: etree._Element, drop: Callable[[etree._Element], None]) -> list[GridCell]:
    """The cells of a row, those merged with `w:gridSpan` or the older `w:hMerge` as one."""
    before = whole(child_value(row, "trPr/gridBefore"))
    cells = [GridCell(0, before)] if before else []
    for element in inside(row, ("tc",)):
        if element.find(f"{W}tcPr/{W}cellDel") is not None:
            drop(element)
            continue
        start = cells[-1].end if cells else 0
        end = start + max(1, whole(child_value(element, "tcPr/gridSpan"), 1))
        if cells and cells[-1].parts and _merging(element, "hMerge") == "continue":
            cells[-1].end = end
            cells[-1].parts.append(element)
        else:
            cells.append(GridCell(start, end, [element]))
    return cells


def _merged_down(
    cells: Iterable[GridCell], above: dict[int, GridCell]
) -> tuple[list[GridCell], dict[int, GridCell]]:
    """The cells that begin in this row, and all that the next row may continue, by their first column.

    A row whose every cell continues one above is no row of its own.
    """
    own: list[GridCell] = []
    continued: list[GridCell] = []
    for cell in cells:
        merging = _merging(cell.parts[0], "vMerge") if cell.parts else ""
        upper = above.get(cell.start)
        if merging == "continue" and upper and upper.end == cell.end:
            upper.parts += cell.parts
            continued.append(upper)
        else:
            cell.is_open = bool(merging)
            own.append(cell)
    for upper in continued if own else ():
        upper.rowspan += 1
    return own, {cell.start: cell for cell in (*own, *continued) if cell.is_open}


def _merging(cell: etree._Element, name: str) -> str:
    """restart, continue (also where the value is left out), or an empty string."""
    element = cell.find(f"{W}tcPr/{W}{name}")
    return "" if element is None else element.get(f"{W}val") or "continue"


def _without_unused_columns(rows: list[list[GridCell]]) -> None:
    """Take out the grid lines at which no cell begins or ends, which Word leaves behind when columns are moved."""
    lines = sorted({line for row in rows for cell in row for line in (cell.start, cell.end)})
    places = {line: place for place, line in enumerate(lines)}
    for row in rows:
        for cell in row:
            cell.start, cell.end = places[cell.start], places[cell.end]


def _usual_head(rows: list[list[GridCell]]) -> int:
    """The first row; also the second, where the first has a cell over two rows next to one over several columns."""
    first = rows[0] if rows else []
    is_double = any(cell.rowspan == 2 for cell in first) and any(cell.colspan > 1 for cell in first)
    return 2 if is_double and len(rows) > 2 and all(cell.rowspan <= 2 for cell in first) else 1
