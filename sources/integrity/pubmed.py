"""What PubMed says about a work, in MEDLINE text.

NLM, "MEDLINE/PubMed Data Element Descriptions: Comments/Corrections" and "Publication Types": "Retracted
Publication" is on the article, "Retraction of Publication" (since 2024 also "Retraction Notice") on the notice; of
each pair of references the one ending in I ("in") is on the article, the one ending in F or OF ("for", "of") on the
notice.
"""

import datetime
import re
from collections.abc import Iterable

from sources.formats import nbib
from sources.formats.tagged import Tags
from sources.identifiers import normal_doi
from sources.integrity.notices import NoticeKind, NoticeReport

TAGS = {
    "RIN": NoticeKind.RETRACTION,
    "PRIN": NoticeKind.PARTIAL_RETRACTION,
    "ECI": NoticeKind.CONCERN,
    "EIN": NoticeKind.ERRATUM,
    "CRI": NoticeKind.CORRECTION,
    "RPI": NoticeKind.CORRECTION,
}
ARTICLE = "retracted publication"
NOTICES = frozenset(
    ("retraction of publication", "retraction notice", "expression of concern", "published erratum")
)
NOTICE_TAGS = ("ROF", "PROF", "ECF", "EFR")
DAY = re.compile(r"\b((?:19|20)\d{2})(?: ([A-Z][a-z]{2}))?(?:[a-z]*-[A-Z][a-z]+)?(?: (\d{1,2})\b)?")
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def from_medline(text: str) -> dict[str, list[NoticeReport]]:
    """The reports about each record of the text, by PMID. A number that is missing is unknown to PubMed; one
    with an empty list is known and has no notice."""
    records = [record for _line, record in nbib.split(text) if isinstance(record, Tags)]
    return {pmid: _reports(record) for record in records if (pmid := record.first("PMID"))}


def is_notice_record(record: Tags) -> bool:
    """Whether a MEDLINE record is that of a notice about another work."""
    kinds = {kind.lower() for kind in record.all("PT")}
    return ARTICLE not in kinds and bool(kinds & NOTICES or record.all(*NOTICE_TAGS))


def _reports(record: Tags) -> list[NoticeReport]:
    references = [(TAGS[tag], text) for tag, text in record.order if tag in TAGS]
    return _completed(references, record.all("PT"))


def _completed(references: Iterable[tuple[NoticeKind, str]], kinds: Iterable[str]) -> list[NoticeReport]:
    """A work marked as retracted counts as retracted even without a reference to the notice."""
    reports = list(dict.fromkeys(_report(kind, text) for kind, text in references))
    is_reported = any(report.kind == NoticeKind.RETRACTION for report in reports)
    if ARTICLE in map(str.lower, kinds) and not is_reported:
        reports.append(NoticeReport(NoticeKind.RETRACTION, source="pubmed", label="Retracted Publication"))
    return reports


def _report(kind: NoticeKind, text: str) -> NoticeReport:
    """`Lancet. 2010 Feb 6;375(9713):445. doi: 10.1016/S0140-6736(10)60175-4. PMID: 20137807`"""
    pmid = re.search(r"PMID:\s*(\d{1,8})", text)
    doi = re.search(r"doi:\s*(10\.\S+)", text, re.IGNORECASE)
    return NoticeReport(
        kind,
        notice_doi=normal_doi(doi[1]).lower() if doi else "",
        notice_pmid=pmid[1] if pmid else "",
        on=_day(text),
        source="pubmed",
        label=re.sub(r"\s*(?:doi|PMID):.*", "", text, flags=re.IGNORECASE)[:200],
    )


def _day(text: str) -> datetime.date | None:
    match = DAY.search(text)
    if not match:
        return None
    month = MONTHS.index(match[2]) + 1 if match[2] in MONTHS else 1
    try:
        return datetime.date(int(match[1]), month, int(match[3] or 1))
    except ValueError:
        return datetime.date(int(match[1]), month, 1)
