"""A report about a work, the state that several of them leave it in, and the words for staff and for readers.

The kinds are those of Crossref's `updated-by` ("Crossmark: update types"), of PubMed's publication types and
comment/correction references, and of Retraction Watch's RetractionNature.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NoticeKind(TextChoices):
    RETRACTION = "retraction", _("retraction")
    WITHDRAWAL = "withdrawal", _("withdrawal")
    REMOVAL = "removal", _("removal")
    PARTIAL_RETRACTION = "partial_retraction", _("partial retraction")
    CONCERN = "expression_of_concern", _("expression of concern")
    CORRECTION = "correction", _("correction")
    ERRATUM = "erratum", _("erratum")
    ADDENDUM = "addendum", _("addendum")
    OTHER = "other", _("other notice")
    REINSTATEMENT = "reinstatement", _("reinstatement")


class IntegrityState(TextChoices):
    """What a page shows and a publication checks; `needs_a_decision` on Assessment says which of them stop it."""

    NOT_CHECKED = "not_checked", _("not checked")
    CLEAN = "clean", _("nothing found")
    CORRECTED = "corrected", _("corrected")
    CONCERN = "concern", _("expression of concern")
    PARTIALLY_RETRACTED = "partially_retracted", _("retracted in part")
    RETRACTED = "retracted", _("retracted")


STATES = {
    NoticeKind.RETRACTION: IntegrityState.RETRACTED,
    NoticeKind.WITHDRAWAL: IntegrityState.RETRACTED,
    NoticeKind.REMOVAL: IntegrityState.RETRACTED,
    NoticeKind.PARTIAL_RETRACTION: IntegrityState.PARTIALLY_RETRACTED,
    NoticeKind.CONCERN: IntegrityState.CONCERN,
    NoticeKind.CORRECTION: IntegrityState.CORRECTED,
    NoticeKind.ERRATUM: IntegrityState.CORRECTED,
    NoticeKind.ADDENDUM: IntegrityState.CORRECTED,
    NoticeKind.OTHER: IntegrityState.CORRECTED,
}
SEVERITY = list(NoticeKind)  # worst first
GRAVE = (
    NoticeKind.RETRACTION,
    NoticeKind.WITHDRAWAL,
    NoticeKind.REMOVAL,
    NoticeKind.PARTIAL_RETRACTION,
)  # no text may cite them unless an editor allows it
WARNED_OF = (
    IntegrityState.RETRACTED,
    IntegrityState.PARTIALLY_RETRACTED,
    IntegrityState.CONCERN,
)  # wherever a source is chosen
CLEARED = frozenset((*GRAVE, NoticeKind.CONCERN))

FOR_STAFF = {
    IntegrityState.NOT_CHECKED: _(
        "Not checked yet, so we don’t know whether it was retracted. It needs a DOI or a PubMed number to be checked."
    ),
    IntegrityState.CLEAN: _("The services we checked report no retraction, concern or correction."),
    IntegrityState.CORRECTED: _(
        "A correction or addition was published. Check that what we say still holds."
    ),
    IntegrityState.CONCERN: _(
        "The journal published an expression of concern. Decide whether we can still rely on it."
    ),
    IntegrityState.PARTIALLY_RETRACTED: _(
        "Part of this work was retracted. Check whether that part is what we cite."
    ),
    IntegrityState.RETRACTED: _("This work was retracted. Replace it, or say in the text why it is cited."),
}
FOR_READERS = {
    IntegrityState.NOT_CHECKED: _("We couldn’t check whether this source was corrected or retracted."),
    IntegrityState.CLEAN: _("We know of no retraction or correction."),
    IntegrityState.CORRECTED: _("The journal has published a correction or an addition to this source."),
    IntegrityState.CONCERN: _("The journal has warned that there may be problems with this source."),
    IntegrityState.PARTIALLY_RETRACTED: _("The journal has taken back part of this source."),
    IntegrityState.RETRACTED: _("This source was taken back (retracted). Please don’t rely on it."),
}


@dataclass(frozen=True)
class NoticeReport:
    """One notice about one work. DOIs are in lower case; what is unknown is "" or None.

    `on` is the day of the notice; where only month or year is known, the first day of it. `source` is
    "crossref" (from the publisher), "retraction-watch", "pubmed" or "title"; `label` is the service's own word.
    """

    kind: NoticeKind
    notice_doi: str = ""
    notice_pmid: str = ""
    on: datetime.date | None = None
    source: str = ""
    label: str = ""

    @property
    def has_number(self) -> bool:
        return bool(self.notice_doi or self.notice_pmid)

    @property
    def notice_url(self) -> str:
        if self.notice_doi:
            return f"https://doi.org/{self.notice_doi}"
        return f"https://pubmed.ncbi.nlm.nih.gov/{self.notice_pmid}/" if self.notice_pmid else ""

    def is_same(self, other: "NoticeReport") -> bool:
        """Whether both are of one notice. Crossref knows its DOI, PubMed its PMID, Retraction Watch both, and their words
        for it differ: the state that follows must be the same, and one of the two numbers. A title or a mark in a record
        has no number: whichever retraction or concern it speaks of, it is no second one. Of two corrections without a
        number only the word can tell.

        >>> NoticeReport(NoticeKind.RETRACTION, "10.1000/n", "7").is_same(NoticeReport(NoticeKind.WITHDRAWAL, notice_pmid="7"))
        True
        >>> NoticeReport(NoticeKind.RETRACTION, "10.1000/n").is_same(NoticeReport(NoticeKind.ERRATUM, "10.1000/n"))
        False
        """
        if STATES.get(self.kind) != STATES.get(other.kind):
            return False
        if self.kind in CLEARED and not (self.has_number and other.has_number):
            return True
        if not (self.has_number or other.has_number):
            return self.kind == other.kind
        return "" != self.notice_doi == other.notice_doi or "" != self.notice_pmid == other.notice_pmid


@dataclass(frozen=True)
class Assessment:
    """The state of a work and the report that puts it there."""

    state: IntegrityState
    report: NoticeReport | None = None

    @property
    def needs_a_decision(self) -> bool:
        """Whether an editor must say why it may still be cited."""
        return self.state in WARNED_OF

    @property
    def for_staff(self) -> str:
        return FOR_STAFF[self.state]


def assess(reports: Iterable[NoticeReport], *, checked: bool) -> Assessment:
    """The status that the reports of all services leave a work in.

    `checked` is whether the services answered for every identifier of the work: a source without identifiers is never
    "clean". `reports` are in the order in which each service lists them.

    A reinstatement clears what was said up to its day; what came later, and corrections, stay. Without a day it might
    be older than the retraction, so it clears only what has none either, and what the same service lists before it.

    >>> assess([], checked=False).state, assess([], checked=True).state
    (IntegrityState.NOT_CHECKED, IntegrityState.CLEAN)
    >>> assess([NoticeReport(NoticeKind.ERRATUM), NoticeReport(NoticeKind.PARTIAL_RETRACTION)], checked=True).state
    IntegrityState.PARTIALLY_RETRACTED
    """
    listed = list(reports)
    standing = [
        one for place, one in enumerate(listed) if one.kind in STATES and not _is_cleared(place, listed)
    ]
    if not standing:
        return Assessment(IntegrityState.CLEAN if checked else IntegrityState.NOT_CHECKED)
    gravest = min(SEVERITY.index(report.kind) for report in standing)
    report = max(
        (report for report in standing if SEVERITY.index(report.kind) == gravest),
        key=lambda report: (bool(report.notice_url), report.on or datetime.date.min),
    )
    return Assessment(STATES[report.kind], report)


def _is_cleared(place: int, listed: list[NoticeReport]) -> bool:
    report = listed[place]
    return report.kind in CLEARED and any(
        _clears(one, report, is_listed_after=later > place)
        for later, one in enumerate(listed)
        if one.kind == NoticeKind.REINSTATEMENT
    )


def _clears(back: NoticeReport, report: NoticeReport, *, is_listed_after: bool) -> bool:
    if back.on is None:
        return report.on is None or (is_listed_after and back.source == report.source)
    return (report.on or datetime.date.min) <= back.on
