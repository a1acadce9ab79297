"""The Retraction Watch file: all retractions at once, without the network.

Crossref, "Retraction Watch" (gitlab.com/crossref/retraction-watch-data, its user guide and README): one row for each
notice; dates are month/day/year with "0:00" behind; 0 and "Unavailable" stand for none; RetractionNature is
Retraction, Correction, Expression of concern or Reinstatement. The database is about retractions: a row without
a nature counts as one.
"""

import csv
import datetime
import io
import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from django.utils.translation import gettext as _

from editing.text import storable
from sources.identifiers import LONGEST_DOI
from sources.integrity.notices import NoticeKind, NoticeReport

COLUMNS = (
    "OriginalPaperDOI",
    "OriginalPaperPubMedID",
    "RetractionDOI",
    "RetractionPubMedID",
    "RetractionDate",
)
NATURE = "RetractionNature"
KINDS = {
    "": NoticeKind.RETRACTION,
    "retraction": NoticeKind.RETRACTION,
    "partial retraction": NoticeKind.PARTIAL_RETRACTION,
    "withdrawal": NoticeKind.WITHDRAWAL,
    "removal": NoticeKind.REMOVAL,
    "expression of concern": NoticeKind.CONCERN,
    "correction": NoticeKind.CORRECTION,
    "reinstatement": NoticeKind.REINSTATEMENT,
}
LONGEST_CELL = 1_000_000
AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\b")


class NotRetractionWatch(ValueError):
    """The file is another one; `sentence` says what is wrong with it."""

    def __init__(self, sentence: str):
        super().__init__(sentence)
        self.sentence = sentence


def from_retraction_watch(file: bytes | BinaryIO) -> dict[str, list[NoticeReport]]:
    """The reports by the work's DOI (in lower case) and by its PMID, read row by row: the file has 60,000 and more."""
    by_identifier: dict[str, list[NoticeReport]] = {}
    for row in _rows(io.BytesIO(file) if isinstance(file, bytes) else file):
        report = _report(row)
        for identifier in filter(None, (_doi(row["OriginalPaperDOI"]), _pmid(row["OriginalPaperPubMedID"]))):
            reports = by_identifier.setdefault(identifier, [])
            if report not in reports:
                reports.append(report)
    return by_identifier


def _rows(file: BinaryIO) -> Iterator[Mapping[str, str]]:
    if file.seekable() and file.read(2) in (b"\xff\xfe", b"\xfe\xff", b"PK", b"\x1f\x8b"):
        raise NotRetractionWatch(_("This is not a CSV file in UTF-8."))
    if file.seekable():
        file.seek(0)
    text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")
    limit = csv.field_size_limit(LONGEST_CELL)
    try:
        rows = csv.DictReader(text, restval="")
        missing = [name for name in (*COLUMNS, NATURE) if name not in (rows.fieldnames or ())]
        if missing:
            raise NotRetractionWatch(
                _("This is not the Retraction Watch file: it has no column %(names)s.")
                % {"names": ", ".join(missing)}
            )
        yield from rows
    except csv.Error as error:
        raise NotRetractionWatch(
            _("Line %(line)d could not be read: %(error)s.") % {"line": rows.line_num + 1, "error": error}
        ) from error
    finally:
        csv.field_size_limit(limit)
        text.detach()


def _report(row: Mapping[str, str]) -> NoticeReport:
    nature = " ".join(row[NATURE].split())
    return NoticeReport(
        KINDS.get(nature.lower(), NoticeKind.OTHER),
        notice_doi=_doi(row["RetractionDOI"]),
        notice_pmid=_pmid(row["RetractionPubMedID"]),
        on=_day(row["RetractionDate"]),
        source="retraction-watch",
        label=nature,
    )


def _doi(text: str) -> str:
    text = storable(text).strip().lower()
    return text if text.startswith("10.") and "/" in text and len(text) <= LONGEST_DOI else ""


def _pmid(text: str) -> str:
    """
    >>> _pmid("9500320"), _pmid("0"), _pmid("Unavailable")
    ('9500320', '', '')
    """
    text = text.strip()
    return text.lstrip("0") if text.isdecimal() and len(text) <= 8 else ""


def _day(text: str) -> datetime.date | None:
    """
    >>> _day("2/6/2010 0:00"), _day("0:00")
    (datetime.date(2010, 2, 6), None)
    """
    match = AMERICAN.match(text.strip())
    try:
        return datetime.date(int(match[3]), int(match[1]), int(match[2])) if match else None
    except ValueError:
        return None
