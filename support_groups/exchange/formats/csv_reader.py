"""CSV tables of groups: our own, read back exactly, and any other, by the columns somebody has chosen."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from support_groups.exchange.formats import cells, column_guess, feed_values, foreign_rows, tables
from support_groups.exchange.formats.columns import NAMED, TARGETS, Column, ColumnKind
from support_groups.exchange.formats.csv_writer import unguarded
from support_groups.exchange.formats.listings import (
    ColumnMapping,
    Listing,
    ParsedFile,
    UnknownFormat,
    check_number,
)

OWN, ANY = "our own CSV", "CSV"
OWN_MARKS = {"name", "stage_fit", "link_visibility"}  # a header with these is ours


def is_own(header: list[str]) -> bool:
    """
    >>> is_own(["name", "stage_fit", "link_visibility", "cost"]), is_own(["Name", "City"])
    (True, False)
    """
    return set(header) >= OWN_MARKS


def read(text: str, mapping: ColumnMapping) -> ParsedFile:
    header = tables.header_of(text)
    if len(header) < 2:
        raise UnknownFormat(
            _("The file was not recognized: its first line does not name the columns of a table.")
        )
    own = is_own(header)
    columns = _own_columns(header) if own else _mapped_columns(header, text, mapping)
    if "name" not in columns.values():
        raise UnknownFormat(_("Choose the column that holds the name of the group."))
    parsed = ParsedFile(OWN if own else ANY, is_own=own)
    rows = list(tables.rows(text))
    check_number(rows)
    for line, row in rows:
        if isinstance(row, str):
            parsed.problems.append((line, row))
        else:
            texts = _mapped_texts(row, columns, parsed.unused)
            listing = _own_listing(line, texts) if own else _foreign_listing(line, texts, mapping)
            if not own:
                feed_values.add_unread_notes(listing, _unread(row, columns))
            parsed.listings.append(listing)
    return parsed


def _mapped_texts(row: Mapping[str, str], columns: Mapping[str, str], unused: Counter[str]) -> dict[str, str]:
    """Column -> text. Cells of columns that are not read are counted in `unused`."""
    texts = {}
    for name, cell in row.items():
        if column := columns.get(name):
            texts[column] = unguarded(cell).strip()
        elif cell.strip():
            unused[name] += 1
    return texts


def _unread(row: Mapping[str, str], columns: Mapping[str, str]) -> dict[str, str]:
    return {name: unguarded(cell) for name, cell in row.items() if not columns.get(name)}


def _own_columns(header: list[str]) -> dict[str, str]:
    return {name: name if name in NAMED else "" for name in header}


def _mapped_columns(header: list[str], text: str, mapping: ColumnMapping) -> dict[str, str]:
    """Header -> column, "" for "not read"."""
    if mapping.columns is None:
        return column_guess.guess(header, column_guess.samples(text))
    _check_mapping(mapping.columns, header)
    return {name: mapping.columns.get(name, "") for name in header}


def _check_mapping(columns: Mapping[str, str], header: list[str]) -> None:
    for name, column in columns.items():
        if name not in header or (column and column not in TARGETS):
            unknown = name if name not in header else column
            raise UnknownFormat(_("The mapping names a column that does not exist: %s") % unknown)
    for column, number in Counter(columns.values()).items():
        if column and number > 1:
            raise UnknownFormat(_("Two columns of the file are both mapped to “%s”.") % column)


def _foreign_listing(line: int, texts: Mapping[str, str], mapping: ColumnMapping) -> Listing:
    listing = Listing(line)
    texts = {name: text for name, text in texts.items() if text}
    foreign_rows.add_values(listing, texts, mapping.defaults)
    return listing


def _own_listing(line: int, texts: Mapping[str, str]) -> Listing:
    listing = Listing(line)
    for name, text in texts.items():
        if name == "schedule" and texts.get("rrule"):
            continue  # the words are for people; the rules say the same and more
        add_own_value(listing, NAMED[name], text)
    return listing


def add_own_value(listing: Listing, column: Column, text: str) -> None:
    value = _own_value(column, text)
    if value is None and text:
        listing.add_error(column.name, _not_valid(column, text))
    else:
        listing.values[column.name] = column.empty if value is None else value


def _own_value(column: Column, text: str) -> Any:
    """None for an empty cell, and for one that is not understood."""
    if not text:
        return None
    if column.kind == ColumnKind.TERMS:
        return [term for piece in text.split(";") if (term := piece.strip())]
    return cells.read_value(column, text)


def _not_valid(column: Column, text: str) -> str:
    if column.codes:
        parts = {"text": text[:60], "codes": ", ".join(column.codes)}
        return _("“%(text)s” is not one of: %(codes)s.") % parts
    return cells.not_understood(text)
