"""A file to listings: which format it is, from what it says; file names lie."""

import json
from collections import Counter
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from support_groups.exchange.formats import (
    column_guess,
    csv_reader,
    tables,
    tsml_reader,
)
from support_groups.exchange.formats.decoding import clean_all, decode
from support_groups.exchange.formats.hsds import reader as hsds_reader
from support_groups.exchange.formats.hsds import tables as hsds_tables
from support_groups.exchange.formats.listings import ColumnMapping, ParsedFile, UnknownFormat

LARGEST = 20 * 1024 * 1024  # bytes; ten thousand groups with long descriptions
MOST = 20_000  # groups in one file
MOST_TOLD = 1_000  # problems and names that the report holds
SIGNATURES = (
    (b"%PDF", gettext_lazy("This is a PDF. Ask for the list as a table and save it as CSV.")),
    (b"\xd0\xcf\x11\xe0", gettext_lazy("This is an old Excel or Word file. Save the table as CSV.")),
    (b"\x89PNG", gettext_lazy("This is a picture.")),
    (b"\xff\xd8\xff", gettext_lazy("This is a picture.")),
    (b"\x1f\x8b", gettext_lazy("This is a compressed file. Unpack it first.")),
)


def read(data: bytes, mapping: ColumnMapping | None = None) -> ParsedFile:
    """Every group of a file. Raises UnknownFormat, with a sentence for people, and nothing else.

    >>> reading = read(b"Group Name,City\\r\\nLantern Circle,Akron\\r\\n")
    >>> reading.format, reading.listings[0].where, reading.listings[0].values
    ('CSV', 2, {'name': 'Lantern Circle', 'town': 'Akron'})
    """
    mapping = mapping or ColumnMapping()
    if len(data) > LARGEST:
        raise UnknownFormat(
            _("The file has %(size)d MB; at most %(most)d MB can be read.")
            % {"size": len(data) // 1024**2, "most": LARGEST // 1024**2}
        )
    if data.startswith(b"PK\x03\x04"):
        reading = hsds_tables.read_zip(data, mapping)
    else:
        text = _text(data)
        reading = (
            _read_json(text, mapping) if text.lstrip()[:1] in ("{", "[") else csv_reader.read(text, mapping)
        )
    _check_number(reading.listings)
    if len(reading.problems) > MOST_TOLD:
        more = _("There are %d more problems in the file.") % (len(reading.problems) - MOST_TOLD)
        reading.problems = [*reading.problems[:MOST_TOLD], (reading.problems[MOST_TOLD][0], more)]
    reading.unused = Counter(dict(reading.unused.most_common(MOST_TOLD)))
    if not reading.listings and not reading.problems:
        reading.problems.append((1, _("There is no group in the file.")))
    return reading


def _check_number(groups: list[Any]) -> None:
    if len(groups) > MOST:
        raise UnknownFormat(_("There are more than %d groups in the file. Split it.") % MOST)


def columns_of(data: bytes) -> tuple[dict[str, str], dict[str, list[str]]] | None:
    """For a table that is not ours: the guess, header -> column, and the first cells; None for everything else."""
    text = "" if data.startswith(b"PK\x03\x04") or len(data) > LARGEST else _text(data)
    if not text or text.lstrip()[:1] in ("{", "["):
        return None
    header = tables.header_of(text)
    if len(header) < 2 or csv_reader.is_own(header):
        return None
    seen = column_guess.samples(text)
    return column_guess.guess(header, seen), {name: cells[:3] for name, cells in seen.items()}


def _text(data: bytes) -> str:
    for signature, sentence in SIGNATURES:
        if data.startswith(signature):
            raise UnknownFormat(str(sentence))
    text = decode(data)
    if not text.strip():
        raise UnknownFormat(_("The file is empty."))
    if text.lstrip().startswith("<"):
        raise UnknownFormat(_("This is a web page or XML. CSV, HSDS 3.0 and TSML (both JSON) can be read."))
    return text


def _read_json(text: str, mapping: ColumnMapping) -> ParsedFile:
    try:
        whole: Any = clean_all(json.loads(text, parse_constant=lambda _name: None))
    except RecursionError as error:
        raise UnknownFormat(_("The file is nested too deeply to be a list of groups.")) from error
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise UnknownFormat(
            _("The file is not whole or no JSON: it breaks off at line %d.") % line
        ) from error
    if tsml_reader.is_tsml(whole):
        _check_number(whole)
        return tsml_reader.read(whole, mapping)
    services = hsds_reader.services_of(whole)
    if services is None:
        raise UnknownFormat(_("The file was not recognized. CSV, HSDS 3.0 and TSML (both JSON) can be read."))
    _check_number(services)
    return hsds_reader.read(services, mapping)
