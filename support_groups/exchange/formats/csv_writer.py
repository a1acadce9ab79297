"""Our own CSV: one row a group, a header, UTF-8, CRLF (RFC 4180)."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from support_groups.exchange.formats.columns import COLUMNS, PUBLIC, Column, ColumnKind

# Spreadsheets run a cell that begins like this as a formula (OWASP, "CSV Injection"). An apostrophe before it keeps it
# text. An apostrophe of the author gets one, too, so that the reader can tell the two apart.
DANGEROUS = "=+-@\t\r\n＝＋－＠"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
SEPARATORS = {ColumnKind.TERMS: "; ", ColumnKind.ITEMS: "\n"}


class _Line:
    """What csv.writer writes to: the line comes back from `writerow`."""

    def write(self, text: str) -> str:
        return text


def csv_lines(listings: Iterable[Mapping[str, Any]], *, private: bool = False) -> Iterator[bytes]:
    """The header, then one line for each listing. `private` adds the columns for staff.

    >>> b"".join(csv_lines([{"name": "=1+1", "languages": ["en", "es"]}])).split(b"\\r\\n")[1].startswith(b",,'=1+1,")
    True
    """
    columns = COLUMNS if private else PUBLIC
    writer = csv.writer(_Line())
    yield writer.writerow([column.name for column in columns]).encode()
    for values in listings:
        yield writer.writerow([guarded(cell(column, values)) for column in columns]).encode()


def cell(column: Column, values: Mapping[str, Any]) -> str:
    value = values.get(column.name)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return SEPARATORS[column.kind].join(value) if column.kind in SEPARATORS else str(value)


def guarded(text: str) -> str:
    """
    >>> guarded("=HYPERLINK(1)"), guarded("'quoted'"), guarded("-81.52"), guarded("plain")
    ("'=HYPERLINK(1)", "''quoted'", '-81.52', 'plain')
    """
    return f"'{text}" if text[:1] and text[0] in DANGEROUS + "'" and not NUMBER.fullmatch(text) else text


def unguarded(text: str) -> str:
    """
    >>> unguarded("'=HYPERLINK(1)"), unguarded("''quoted'"), unguarded("'90s")
    ('=HYPERLINK(1)', "'quoted'", "'90s")
    """
    return text[1:] if text[:1] == "'" and text[1:2] and text[1] in DANGEROUS + "'" else text
