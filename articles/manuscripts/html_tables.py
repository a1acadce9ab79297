"""The rows and cells of a table in a web page (HTML Living Standard, 4.9), and what stands between them."""

from dataclasses import dataclass, field

from lxml import etree

GROUPS = ("thead", "tbody", "tfoot", "form", "colgroup")
CELLS = ("td", "th")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
WIDEST = 100


@dataclass
class Grid:
    """`rows`: the cells of each; `captions`; `loose`: elements and text outside cells, which browsers move before it."""

    rows: list[list[etree._Element]] = field(default_factory=list)
    foot: list[list[etree._Element]] = field(default_factory=list)
    captions: list[etree._Element] = field(default_factory=list)
    loose: list[etree._Element | str] = field(default_factory=list)
    head: int = 0

    @property
    def all_rows(self) -> list[list[etree._Element]]:
        return [row for row in (*self.rows, *self.foot) if row]


def grid(table: etree._Element) -> Grid:
    result = Grid()
    _gather(table, result, None)
    rows = result.all_rows
    is_head = [
        all(cell.tag == "th" or cell.getparent().getparent().tag == "thead" for cell in row) for row in rows
    ]
    result.head = [*is_head, False].index(False)
    return result


def _gather(element: etree._Element, result: Grid, row: list[etree._Element] | None) -> None:
    _add_loose(element.text, result)
    for child in element:
        if child.tag in CELLS:
            if row is None:
                row = _new_row(element, result)
            row.append(child)
        elif child.tag == "tr":
            _gather(child, result, _new_row(element, result))
        elif child.tag in GROUPS:
            _gather(child, result, row if child.tag == "form" else None)
        elif child.tag == "caption":
            result.captions.append(child)
        else:
            result.loose.append(child)
        _add_loose(child.tail, result)


def _new_row(group: etree._Element, result: Grid) -> list[etree._Element]:
    rows = result.foot if group.tag == "tfoot" else result.rows
    rows.append([])
    return rows[-1]


def _add_loose(text: str | None, result: Grid) -> None:
    if text and text.strip():
        result.loose.append(text)


def is_layout(table: etree._Element) -> bool:
    """One column, or what is no table for readers: it only places things on the page."""
    if table.get("role") in ("presentation", "none"):
        return True
    rows = grid(table).all_rows
    if all(len(row) <= 1 for row in rows):
        return True
    is_data = table.get("border") not in (None, "0", "") or any(
        table.find(f".//{tag}") is not None for tag in ("th", "caption")
    )
    return not is_data and any(table.find(f".//{tag}") is not None for tag in ("table", *HEADINGS))


def spans(rows: list[list[etree._Element]]) -> list[list[tuple[int, int]]]:
    """How many columns and rows each cell takes: never more than there are."""
    taken = [[(_count(cell, "colspan"), _count(cell, "rowspan")) for cell in row] for row in rows]
    width = max((sum(columns for columns, _rows in row) for row in taken if len(row) > 1), default=1)
    return [
        [(min(columns, width), min(high or len(rows), len(rows) - index)) for columns, high in row]
        for index, row in enumerate(taken)
    ]


def _count(cell: etree._Element, name: str) -> int:
    """0 rows means all that follow (4.9.11)."""
    text = (cell.get(name) or "").strip()
    number = int(text) if text.isdecimal() and len(text) < 7 else 1
    return number if name == "rowspan" else min(max(number, 1), WIDEST)
