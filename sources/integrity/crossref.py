"""What a Crossref work says about itself.

Crossref, "Retraction Watch data in the REST API" (January 2025): the work has `updated-by`, its notice `update-to`;
each entry has DOI, type, label, source (publisher or retraction-watch), updated, record-id. `updated-by` alone is
no retraction: it may be an addendum. Some publishers write the pair down in both directions.
"""

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Any

from sources.identifiers import LONGEST_DOI
from sources.integrity.notices import NoticeKind, NoticeReport
from sources.integrity.titles import is_of_a_notice, split_status

Work = Mapping[str, Any]

KINDS = {kind.value: kind for kind in NoticeKind} | {
    "retracted": NoticeKind.RETRACTION,
    "withdrawn": NoticeKind.WITHDRAWAL,
    "concern": NoticeKind.CONCERN,
    "corrigendum": NoticeKind.CORRECTION,
    "clarification": NoticeKind.ADDENDUM,
}
TAKEN_BACK = frozenset(
    (NoticeKind.RETRACTION, NoticeKind.WITHDRAWAL, NoticeKind.REMOVAL, NoticeKind.PARTIAL_RETRACTION)
)
WATCH = "retraction-watch"


def from_crossref(work: Work) -> list[NoticeReport]:
    """The reports about this work, each notice once, in Crossref's order.

    A mark in the title ("RETRACTED:") is a report only where `updated-by` has none that says so.
    """
    own = _doi(work)
    backwards = _retracted_by_this(work) if is_notice(work) else frozenset()
    by_notice: dict[tuple[str, str], NoticeReport] = {}
    for entry, report in _entries(work, "updated-by"):
        if report.notice_doi in backwards and report.notice_doi != own:
            continue  # the retracted article, which the publisher wrote down as the notice about its notice
        key = (report.kind, report.notice_doi)
        if key not in by_notice or entry.get("source") == WATCH:
            by_notice[key] = report
    reports = list(by_notice.values())
    marked = split_status(_title(work))[1]
    if marked and not any(report.kind in TAKEN_BACK | {NoticeKind.REINSTATEMENT} for report in reports):
        reports.append(NoticeReport(marked, source="title", label=_title(work).split(":")[0][:40]))
    return reports


def is_notice(work: Work) -> bool:
    """Whether the work is a notice about another one: it updates something else, and nothing says it is an article.

    Where the pair is written down in both directions, Retraction Watch's entry decides, then the title.
    """
    others = [
        (entry, report) for entry, report in _entries(work, "update-to") if report.notice_doi != _doi(work)
    ]
    if not others or split_status(_title(work))[1]:
        return False
    if any(entry.get("source") == WATCH for entry, _report in others):
        return True
    if any(entry.get("source") == WATCH for entry, _report in _entries(work, "updated-by")):
        return False
    return is_of_a_notice(_title(work)) or not any(_entries(work, "updated-by"))


def _retracted_by_this(work: Work) -> frozenset[str]:
    return frozenset(report.notice_doi for _entry, report in _entries(work, "update-to"))


def _entries(work: Work, name: str) -> Iterator[tuple[Work, NoticeReport]]:
    """Each entry with its report; for `update-to` the DOI is that of the work it is about."""
    entries = work.get(name)
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, Mapping):
            kind = KINDS.get(
                re.sub(r"[^a-z]+", "_", str(entry.get("type", "")).lower()).strip("_"), NoticeKind.OTHER
            )
            source = WATCH if entry.get("source") == WATCH else "crossref"
            label = str(entry.get("label") or entry.get("type") or "")
            yield entry, NoticeReport(kind, _doi(entry), "", _day(entry.get("updated")), source, label)


def _day(value: Any) -> datetime.date | None:
    """The first day of what `date-parts` say."""
    try:
        parts = [part for part in value["date-parts"][0][:3] if type(part) is int]
        return datetime.date(*[*parts, 1, 1][:3]) if parts else None
    except (TypeError, KeyError, IndexError, ValueError):
        return None


def _doi(value: Work) -> str:
    """In lower case; "" for what is too long to be one."""
    doi = value.get("DOI")
    return doi.strip().lower() if isinstance(doi, str) and len(doi) <= LONGEST_DOI else ""


def _title(work: Work) -> str:
    title = work.get("title")
    title = title[0] if isinstance(title, list) and title else title
    return " ".join(title.split()) if isinstance(title, str) else ""
