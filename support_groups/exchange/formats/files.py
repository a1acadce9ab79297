"""Any file of groups as listings. The format is recognized by content, because file names are unreliable."""

import json
from collections import Counter
from types import ModuleType
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editing.text import binary_type, clean, clean_json, decode
from support_groups.exchange.formats import (
    bmlt_reader,
    column_guess,
    csv_reader,
    json_kinds,
    tables,
    tsml_reader,
)
from support_groups.exchange.formats.hsds import reader as hsds_reader
from support_groups.exchange.formats.hsds import tables as hsds_tables
from support_groups.exchange.formats.listings import ColumnMapping, ParsedFile, UnknownFormat, check_number

LARGEST = 20 * 1024 * 1024  # bytes; ten thousand groups with long descriptions
MOST_REPORTED = 1_000  # problems, and names of unused columns
BINARY = {
    "pdf": gettext_lazy("This is a PDF. Ask for the list as a table and save it as CSV."),
    "old office": gettext_lazy("This is an old Excel or Word file. Save the table as CSV."),
    "rtf": gettext_lazy("This is a formatted text (RTF). Save the table as CSV."),
    "picture": gettext_lazy("This is a picture."),
    "compressed": gettext_lazy("This is a compressed file. Unpack it first."),
}


def read(data: bytes, mapping: ColumnMapping | None = None) -> ParsedFile:
    """Every group of a file. Raises UnknownFormat, with a sentence for people, and nothing else.

    >>> parsed = read(b"Group Name,City\\r\\nLantern Circle,Kalamazoo\\r\\n")
    >>> parsed.format, parsed.listings[0].position, parsed.listings[0].values
    ('CSV', 2, {'name': 'Lantern Circle', 'town': 'Kalamazoo', 'country': 'US', 'region': 'MI'})
    """
    if len(data) > LARGEST:
        sizes = {"size": len(data) // 1024**2, "most": LARGEST // 1024**2}
        raise UnknownFormat(_("The file has %(size)d MB. The limit is %(most)d MB.") % sizes)
    parsed = _parsed(data, mapping or ColumnMapping())
    check_number(parsed.listings)
    _limit_report(parsed)
    if not parsed.listings and not parsed.problems:
        parsed.problems.append((1, _("There is no group in the file.")))
    return parsed


def _parsed(data: bytes, mapping: ColumnMapping) -> ParsedFile:
    if binary_type(data) == "zip":
        return hsds_tables.read_zip(data, mapping)
    text = _text(data)
    if _is_json(text):
        return _read_json(text, mapping)
    header = tables.header_of(text)
    if not csv_reader.is_own(header) and (feed := _feed_of(header)):
        return feed.read_csv(text, mapping)
    return csv_reader.read(text, mapping)


def _feed_of(header: list[str]) -> ModuleType | None:
    """The reader of a table whose columns say what they are, so that nobody needs to choose them."""
    return next((reader for reader in (bmlt_reader, tsml_reader) if reader.is_header(header)), None)


def _is_json(text: str) -> bool:
    return text.lstrip()[:1] in ("{", "[")


def _limit_report(parsed: ParsedFile) -> None:
    surplus = parsed.problems[MOST_REPORTED:]
    if surplus:
        more = _("There are %d more problems in the file.") % len(surplus)
        parsed.problems = [*parsed.problems[:MOST_REPORTED], (surplus[0][0], more)]
    parsed.unused = Counter(dict(parsed.unused.most_common(MOST_REPORTED)))


def columns_of(data: bytes) -> tuple[dict[str, str], dict[str, list[str]]] | None:
    """For a table that is not ours: the guess, header -> column, and the first cells; None for everything else."""
    if binary_type(data) == "zip" or len(data) > LARGEST:
        return None
    text = _text(data)
    if _is_json(text):
        return None
    header = tables.header_of(text)
    if len(header) < 2 or csv_reader.is_own(header) or _feed_of(header):
        return None
    samples = column_guess.samples(text)
    return column_guess.guess(header, samples), {name: cells[:3] for name, cells in samples.items()}


def _text(data: bytes) -> str:
    if (binary := binary_type(data)) in BINARY:
        raise UnknownFormat(str(BINARY[binary]))
    text = clean(decode(data))
    if not text.strip():
        raise UnknownFormat(_("The file is empty."))
    if text.lstrip().startswith("<"):
        raise UnknownFormat(
            _("This is a web page or XML. CSV, HSDS 3.0, TSML and BMLT (the last three as JSON) can be read.")
        )
    return text


def _read_json(text: str, mapping: ColumnMapping) -> ParsedFile:
    document = json_kinds.recognize(_document(text))
    check_number(document.items)
    if document.kind == tsml_reader.NAME:
        return tsml_reader.read(document.items, mapping)
    if document.kind == bmlt_reader.NAME:
        return bmlt_reader.read(document.items, document.formats, mapping)
    return hsds_reader.read(document.items, mapping)


def _document(text: str) -> Any:
    try:
        return clean_json(json.loads(text), clean)
    except RecursionError as error:
        raise UnknownFormat(_("The file is nested too deeply to be a list of groups.")) from error
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise UnknownFormat(
            _("The file is incomplete or not JSON: it breaks off at line %d.") % line
        ) from error
