"""A bibliography file to CSL-JSON: which format it is, its records one by one, and which problems there were."""

from collections import Counter
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from django.utils.translation import gettext_lazy as _

from editing.text import CONTROLS, clean, decode
from sources.csl import NO_TITLE
from sources.csl import problems as problems_of
from sources.formats import bibtex, csl_json, endnote_xml, ledger, nbib, pubmed_xml, reference_list, ris
from sources.formats.recognition import UnknownFormat, recognize
from sources.formats.tagged import Broken, Doubtful, Remark

LARGEST = 50 * 1024 * 1024  # bytes; 25,000 PubMed records with abstracts
MOST_RECORDS = 100_000
MOST_PROBLEMS = 1_000
FORMATS: dict[str, ModuleType] = {
    module.NAME: module for module in (bibtex, csl_json, endnote_xml, nbib, pubmed_xml, reference_list, ris)
}
IDENTIFYING = ("author", "editor", "container-title", "issued", "DOI", "PMID", "PMCID", "ISBN", "URL")
NO_RECORD = _("There is no record in the file.")
TOO_MANY = _("Reading stopped here: the file has too many records or problems.")
NOT_MET = _(
    "The file seems to have %(seen)d records, but only %(met)d were found. Please compare the file with this list."
)
ODD = _("This record could not be understood.")

Item = dict[str, Any]


class TooLarge(UnknownFormat):
    """The file is larger than anyone's bibliography."""


@dataclass
class Reading:
    """What a file gave.

    An item of `items` has no fault but, at most, a missing title, and then `problems` says so. The number of a
    problem is the line its record begins on; in CSL-JSON, which has no lines to speak of, the number of the record,
    unless it has one record on each line. `unused` counts the records in which a field was not taken over, or not whole.
    """

    format: str
    items: list[Item] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)
    unused: Counter[str] = field(default_factory=Counter)


def read(data: bytes) -> Reading:
    """Every readable record of a file; raises UnknownFormat (or its TooLarge), with a sentence for people, and nothing else.

    >>> reading = read(b"TY  - JOUR\\nTI  - Loss of BRCA1.\\nAU  - Redig, AJ\\nER  - \\n")
    >>> reading.format, reading.items[0]["title"], reading.items[0]["author"]
    ('ris', 'Loss of BRCA1', [{'family': 'Redig', 'given': 'A. J.'}])
    """
    if len(data) > LARGEST:
        raise TooLarge(
            _("The file has %(size)d MB. Files of up to %(most)d MB can be read.")
            % {"size": len(data) // 1024**2, "most": LARGEST // 1024**2}
        )
    text = _text(data)
    reading = Reading(recognize(data, text))
    _read_records(reading, FORMATS[reading.format], text)
    if reading.format == reference_list.NAME and not reading.items:
        raise UnknownFormat(_("No references were found in this text."))
    if not reading.items and not reading.problems:
        reading.problems.append((1, str(NO_RECORD)))
    return reading


def _read_records(reading: Reading, module: ModuleType, text: str) -> None:
    met = 0
    for number, raw in module.split(text):
        if len(reading.items) >= MOST_RECORDS or len(reading.problems) >= MOST_PROBLEMS:
            reading.problems.append((number, str(TOO_MANY)))
            return
        met += not isinstance(raw, Remark)
        record = raw if isinstance(raw, Broken) else _item(module, raw)
        if isinstance(record, Doubtful):
            reading.problems.append((number, record.sentence))
            record = record.item
        _add(reading, number, record)
        if not isinstance(record, Broken):
            reading.unused.update(ledger.not_taken(module.fields(raw), record))
    seen = ledger.counted(reading.format, text)
    if seen > met:
        reading.problems.append((1, str(NOT_MET) % {"seen": seen, "met": met}))


def _text(data: bytes) -> str:
    r"""Text with \n line ends and without controls. Never raises.

    >>> _text(b"\xef\xbb\xbfcaf\xc3\xa9\r\nna\xefve\x00\r"), _text("né".encode("utf-16"))
    ('café\nnaïve\n', 'né')
    """
    text = decode(data).replace("\x0b", " ").replace("\x0c", "\n").replace("\u200b", "").lstrip("\ufeff")
    text = text.replace("\xa0", " ")
    if csl_json.START.match(text):  # U+2028 and its like may stand inside its strings (RFC 8259, 7)
        return CONTROLS.sub("", text.replace("\x85", " ").replace("\r\n", "\n").replace("\r", "\n"))
    return clean(text)


def _item(module: ModuleType, raw: Any) -> Item | Broken | Doubtful:
    try:
        return module.to_item(raw)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError, OverflowError):
        return Broken(ODD)  # one unexpected record must not lose the other 4,999


def _add(reading: Reading, number: int, record: Item | Broken) -> None:
    if isinstance(record, Broken):
        reading.problems.append((number, str(record.sentence)))
        return
    sentences = problems_of(record)
    if not sentences or (sentences == [NO_TITLE] and any(record.get(name) for name in IDENTIFYING)):
        reading.items.append(record)
    if sentences:
        reading.problems.append((number, " ".join(sentences)))
