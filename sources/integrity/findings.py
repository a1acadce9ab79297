"""A finding about a work, the state that several of them leave it in, and the words for staff and for readers.

The kinds are those of Crossref's `updated-by` ("Crossmark: update types"), of PubMed's publication types and
comment/correction references, and of Retraction Watch's RetractionNature.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
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


class State(TextChoices):
    """What a page shows and a publication checks; `needs_a_decision` on Status says which of them stop it."""

    NOT_CHECKED = "not_checked", _("not checked")
    CLEAN = "clean", _("nothing found")
    CORRECTED = "corrected", _("corrected")
    CONCERN = "concern", _("expression of concern")
    PARTIALLY_RETRACTED = "partially_retracted", _("retracted in part")
    RETRACTED = "retracted", _("retracted")


STATES = {
    Kind.RETRACTION: State.RETRACTED,
    Kind.WITHDRAWAL: State.RETRACTED,
    Kind.REMOVAL: State.RETRACTED,
    Kind.PARTIAL_RETRACTION: State.PARTIALLY_RETRACTED,
    Kind.CONCERN: State.CONCERN,
    Kind.CORRECTION: State.CORRECTED,
    Kind.ERRATUM: State.CORRECTED,
    Kind.ADDENDUM: State.CORRECTED,
    Kind.OTHER: State.CORRECTED,
}
SEVERITY = list(Kind)  # worst first
GRAVE = (
    Kind.RETRACTION,
    Kind.WITHDRAWAL,
    Kind.REMOVAL,
    Kind.PARTIAL_RETRACTION,
)  # no text may rest on them unknowingly
WARNED_OF = (State.RETRACTED, State.PARTIALLY_RETRACTED, State.CONCERN)  # wherever a source is chosen
CLEARED = frozenset((*GRAVE, Kind.CONCERN))

FOR_STAFF = {
    State.NOT_CHECKED: _(
        "Not checked: no service has yet told whether it was retracted. Without a DOI or a PubMed number none can be asked."
    ),
    State.CLEAN: _("The services that were asked report no retraction, concern or correction."),
    State.CORRECTED: _("A correction or addition was published. Check that what we say still holds."),
    State.CONCERN: _(
        "The journal published an expression of concern. Decide whether we can still rely on it."
    ),
    State.PARTIALLY_RETRACTED: _("Part of this work was retracted. Check whether that part is what we cite."),
    State.RETRACTED: _("This work was retracted. Replace it, or say in the text why it is cited."),
}
FOR_READERS = {
    State.NOT_CHECKED: _("We have not been able to check whether this source was corrected or retracted."),
    State.CLEAN: _("No retraction or correction is known to us."),
    State.CORRECTED: _("The journal has published a correction or an addition to this source."),
    State.CONCERN: _("The journal has warned that there may be problems with this source."),
    State.PARTIALLY_RETRACTED: _("The journal has taken back part of this source."),
    State.RETRACTED: _("This source was taken back (retracted). It should no longer be relied on."),
}


@dataclass(frozen=True)
class Finding:
    """One notice about one work. DOIs are in lower case; what is unknown is "" or None.

    `on` is the day of the notice; where only month or year is known, the first day of it. `source` is
    "crossref" (from the publisher), "retraction-watch", "pubmed" or "title"; `label` is the service's own word.
    """

    kind: Kind
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

    def is_same(self, other: "Finding") -> bool:
        """Whether both are of one notice. Crossref knows its DOI, PubMed its PMID, Retraction Watch both, and their words
        for it differ: the state that follows must be the same, and one of the two numbers. A title or a mark in a record
        has no number: whichever retraction or concern it speaks of, it is no second one. Of two corrections without a
        number only the word can tell.

        >>> Finding(Kind.RETRACTION, "10.1000/n", "7").is_same(Finding(Kind.WITHDRAWAL, notice_pmid="7"))
        True
        >>> Finding(Kind.RETRACTION, "10.1000/n").is_same(Finding(Kind.ERRATUM, "10.1000/n"))
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
class Status:
    """The state of a work and the finding that puts it there."""

    state: State
    finding: Finding | None = None

    @property
    def needs_a_decision(self) -> bool:
        """Whether an editor must say why it may still be cited."""
        return self.state in WARNED_OF

    @property
    def for_staff(self) -> str:
        return FOR_STAFF[self.state]

    @property
    def for_readers(self) -> str:
        return FOR_READERS[self.state]


def worst(findings: Iterable[Finding], *, checked: bool) -> Status:
    """The status that the findings of all services leave a work in.

    `checked` is whether the services answered for every identifier of the work: a source without identifiers is never
    "clean". `findings` are in the order in which each service lists them.

    A reinstatement clears what was said up to its day; what came later, and corrections, stay. Without a day it might
    be older than the retraction, so it clears only what has none either, and what the same service lists before it.

    >>> worst([], checked=False).state, worst([], checked=True).state
    (State.NOT_CHECKED, State.CLEAN)
    >>> worst([Finding(Kind.ERRATUM), Finding(Kind.PARTIAL_RETRACTION)], checked=True).state
    State.PARTIALLY_RETRACTED
    """
    found = list(findings)
    standing = [
        one for place, one in enumerate(found) if one.kind in STATES and not _is_cleared(place, found)
    ]
    if not standing:
        return Status(State.CLEAN if checked else State.NOT_CHECKED)
    gravest = min(SEVERITY.index(finding.kind) for finding in standing)
    finding = max(
        (finding for finding in standing if SEVERITY.index(finding.kind) == gravest),
        key=lambda finding: (bool(finding.notice_url), finding.on or datetime.date.min),
    )
    return Status(STATES[finding.kind], finding)


def _is_cleared(place: int, found: list[Finding]) -> bool:
    finding = found[place]
    return finding.kind in CLEARED and any(
        _clears(one, finding, is_listed_after=later > place)
        for later, one in enumerate(found)
        if one.kind == Kind.REINSTATEMENT
    )


def _clears(back: Finding, finding: Finding, *, is_listed_after: bool) -> bool:
    if back.on is None:
        return finding.on is None or (is_listed_after and back.source == finding.source)
    return (finding.on or datetime.date.min) <= back.on
