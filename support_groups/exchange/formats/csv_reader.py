"""CSV tables of groups: our own, read back exactly, and anybody's, as far as a person says which column is what."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from support_groups.exchange.formats import column_guess, foreign_rows, tables
from support_groups.exchange.formats.columns import NAMED, TARGETS, Column, ColumnKind
from support_groups.exchange.formats.csv_writer import unguarded
from support_groups.exchange.formats.listings import ColumnMapping, Listing, ParsedFile, UnknownFormat

OWN, ANY = "our own CSV", "CSV"
MARKS = {"name", "stage_fit", "link_visibility"}  # a header with these is ours


def is_own(header: list[str]) -> bool:
    """
    >>> is_own(["name", "stage_fit", "link_visibility", "cost"]), is_own(["Name", "City"])
    (True, False)
    """
    return set(header) >= MARKS


def read(text: str, mapping: ColumnMapping) -> ParsedFile:
    header = tables.header_of(text)
    if len(header) < 2:
        raise UnknownFormat(
            _("The file was not recognized: its first line does not name the columns of a table.")
        )
    own = is_own(header)
    reading = ParsedFile(OWN if own else ANY, is_own=own)
    columns = (
        {name: name if name in NAMED else "" for name in header} if own else _mapped(header, text, mapping)
    )
    if "name" not in columns.values():
        raise UnknownFormat(_("Say which column holds the name of the group."))
    for line, row in tables.rows(text):
        if isinstance(row, str):
            reading.problems.append((line, row))
            continue
        listing = Listing(line)
        cells = {columns[header]: cell for header, cell in row.items() if columns.get(header)}
        reading.unused.update(name for name, cell in row.items() if not columns.get(name) and cell.strip())
        if own:
            listing.values = dict(_own_values(cells, listing))
        else:
            cells = {name: unguarded(cell).strip() for name, cell in cells.items() if cell.strip()}
            foreign_rows.fill(listing, cells)
        reading.listings.append(listing)
    return reading


def _mapped(header: list[str], text: str, mapping: ColumnMapping) -> dict[str, str]:
    if mapping.columns is None:
        return column_guess.guess(header, column_guess.samples(text))
    unknown = [name for name in mapping.columns.values() if name and name not in TARGETS]
    missing = [name for name in mapping.columns if name not in header]
    if unknown or missing:
        raise UnknownFormat(_("The mapping names a column that is not there: %s") % (unknown + missing)[0])
    chosen = [name for name in mapping.columns.values() if name]
    if twice := next((name for name in chosen if chosen.count(name) > 1), None):
        raise UnknownFormat(_("Two columns of the file are both to be “%s”.") % twice)
    return {name: mapping.columns.get(name, "") for name in header}


def _own_values(cells: Mapping[str, str], listing: Listing) -> Iterator[tuple[str, Any]]:
    for name, written in cells.items():
        column, text = NAMED[name], unguarded(written).strip()
        value = value_of(column, text)
        if value is None and text:
            listing.add_error(name, not_one(column, text))
        elif name == "schedule" and cells.get("rrule", "").strip():
            continue  # the words are for people; the rules say the same and more
        else:
            yield name, column.empty if value is None else value


def value_of(column: Column, text: str) -> Any:
    """None for an empty cell, and for one that is not understood."""
    if not text:
        return None
    match column.kind:
        case ColumnKind.TERMS:
            return [part for piece in text.split(";") if (part := piece.strip())]
        case ColumnKind.ITEMS:
            return [line.strip() for line in text.split("\n") if line.strip()]
        case _:
            return foreign_rows.plain_value(column, text)


def not_one(column: Column, text: str) -> str:
    if column.codes:
        return _("“%(text)s” is not one of: %(codes)s.") % {
            "text": text[:60],
            "codes": ", ".join(column.codes),
        }
    return foreign_rows.not_understood(text)
