"""CSV tables of groups: our own, read back exactly, and any other, by the columns somebody has chosen."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from support_groups.exchange.formats import cells, column_guess, foreign_rows, tables
from support_groups.exchange.formats.columns import NAMED, TARGETS, Column, ColumnKind
from support_groups.exchange.formats.csv_writer import unguarded
from support_groups.exchange.formats.listings import ColumnMapping, Listing, ParsedFile, UnknownFormat

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
    for line, row in tables.rows(text):
        if isinstance(row, str):
            parsed.problems.append((line, row))
            continue
        parsed.unused.update(name for name, cell in row.items() if cell.strip() and not columns.get(name))
        texts = {columns[name]: unguarded(cell).strip() for name, cell in row.items() if columns.get(name)}
        parsed.listings.append(_own_listing(line, texts) if own else _foreign_listing(line, texts))
    return parsed


def _own_columns(header: list[str]) -> dict[str, str]:
    return {name: name if name in NAMED else "" for name in header}


def _mapped_columns(header: list[str], text: str, mapping: ColumnMapping) -> dict[str, str]:
    """Header -> column, "" for "not read"."""
    if mapping.columns is None:
        return column_guess.guess(header, column_guess.samples(text))
    chosen = [name for name in mapping.columns.values() if name]
    unknown = [name for name in chosen if name not in TARGETS]
    missing = [name for name in mapping.columns if name not in header]
    if unknown or missing:
        raise UnknownFormat(_("The mapping names a column that does not exist: %s") % (unknown + missing)[0])
    twice = next((name for name in chosen if chosen.count(name) > 1), None)
    if twice:
        raise UnknownFormat(_("Two columns of the file are both mapped to “%s”.") % twice)
    return {name: mapping.columns.get(name, "") for name in header}


def _foreign_listing(line: int, texts: Mapping[str, str]) -> Listing:
    listing = Listing(line)
    foreign_rows.add_values(listing, {name: text for name, text in texts.items() if text})
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
