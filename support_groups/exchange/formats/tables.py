"""CSV text as rows that know their line. Whatever is wrong with a file is a sentence, never an exception of csv."""

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


class BrokenTable(Exception):
    """Nothing can be read from `line` on. `sentence` is for people."""

    def __init__(self, line: int, sentence: str):
        super().__init__(sentence)
        self.line, self.sentence = line, sentence


def rows(text: str) -> Iterator[tuple[int, dict[str, str] | str]]:
    """(line a row begins on, its cells by header), or a sentence in place of a row that cannot be read."""
    text = text.lstrip("\n")
    header = header_of(text)
    try:
        for number, (line, row) in enumerate(_complete_rows(text, len(header)), 1):
            if number > MOST_ROWS:
                raise BrokenTable(line, _("Reading stopped here: there are too many rows in one file."))
            if any(cell.strip() for cell in row[len(header) :]):
                yield line, _("This row has more cells than the first line has names.")
            else:
                yield line, dict(zip(header, row, strict=False))
    except BrokenTable as error:
        yield error.line, error.sentence


def _complete_rows(text: str, width: int) -> Iterator[tuple[int, list[str]]]:
    """Rows below the header that are not blank. Raises BrokenTable."""
    for line, row, is_last in _numbered_rows(text):
        is_open = bool(row) and row[-1].endswith(END)
        is_short = is_last and line > 1 and 0 < len(row) < width
        if is_open or is_short:
            raise BrokenTable(line, _("The file breaks off in this row. Has all of it been copied?"))
        if line > 1 and any(cell.strip() for cell in row):
            yield line, row


def _numbered_rows(text: str) -> Iterator[tuple[int, list[str], bool]]:
    """(line a row begins on, its cells, whether it ends the text). Raises BrokenTable."""
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(chain(io.StringIO(text, newline=""), [END]), delimiter=delimiter_of(text))
    last_line, first_line = text.count("\n") + 1, 1
    while True:
        try:
            row = next(reader)
        except csv.Error as error:
            raise BrokenTable(
                first_line,
                _(
                    "This is not a table from here on: a quotation mark is never closed, or a cell is too long."
                ),
            ) from error
        if row == [END] and reader.line_num == first_line:
            return
        yield first_line, row, reader.line_num == last_line
        first_line = reader.line_num + 1
