"""CSV text to rows that know their line. Whatever a file does wrong is a sentence."""

import csv
import io
from collections.abc import Iterator
from itertools import chain

from django.utils.translation import gettext as _

from support_groups.exchange.formats.listings import UnknownFormat

DELIMITERS = ",;\t|"
MOST_COLUMNS, MOST_ROWS, LONGEST_CELL = 200, 50_000, 100_000
END = "\x1e the end"  # a line of its own, unless a quotation mark before it is still open


def delimiter_of(text: str) -> str:
    """
    >>> delimiter_of("name;town\\nA;B, C"), delimiter_of("name")
    (';', ',')
    """
    first = text.lstrip("\n").partition("\n")[0]
    return max(DELIMITERS, key=lambda mark: (len(_split(first, mark)), mark == ","))


def _split(line: str, mark: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=mark), [])
    except csv.Error:
        return []


def header_of(text: str) -> list[str]:
    """The names in the first line. Raises UnknownFormat if there are none, too many, or the same twice."""
    names = [
        " ".join(name.split()) for name in _split(text.lstrip("\n").partition("\n")[0], delimiter_of(text))
    ]
    while names and not names[-1]:
        names.pop()
    if len(names) > MOST_COLUMNS:
        raise UnknownFormat(
            _("The table has %(number)d columns; at most %(most)d can be read.")
            % {"number": len(names), "most": MOST_COLUMNS}
        )
    twice = next((name for name in names if name and names.count(name) > 1), None)
    if twice:
        raise UnknownFormat(_("The first line names the column “%s” twice.") % twice[:60])
    return names


def rows(text: str) -> Iterator[tuple[int, dict[str, str] | str]]:
    """(line a row begins on, its cells by header), or a sentence in place of a row that cannot be read."""
    text = text.lstrip("\n")
    header = header_of(text)
    lines = chain(io.StringIO(text, newline=""), [END])
    reader = csv.reader(lines, delimiter=delimiter_of(text))
    last = text.count("\n") + 1
    csv.field_size_limit(LONGEST_CELL)
    begins, number = 1, 0
    while True:
        try:
            row = next(reader, None)
        except csv.Error:
            yield (
                begins,
                _("From here on this is no table: a quotation mark is never closed, or a cell is endless."),
            )
            return
        line, begins = begins, reader.line_num + 1
        if row == [END] and reader.line_num == line:
            return
        is_open = row[-1:] and row[-1].endswith(END)
        if is_open or (reader.line_num == last and line > 1 and 0 < len(row) < len(header)):
            yield line, _("The file breaks off in this row. Has all of it been copied?")
            return
        if line == 1 or not any(cell.strip() for cell in row):
            continue
        number += 1
        if number > MOST_ROWS:
            yield line, _("ParsedFile stopped here: there are too many rows in one file.")
            return
        if any(cell.strip() for cell in row[len(header) :]):
            yield line, _("This row has more cells than the first line has names.")
            continue
        yield line, dict(zip(header, row, strict=False))
