"""A notice published about a work after it appeared: a retraction, a concern, a correction."""

import datetime
from collections.abc import Collection, Iterable

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from editing.people import who
from sources.integrity import NoticeKind, NoticeReport
from sources.integrity.notices import GRAVE

ACKNOWLEDGED = ("acknowledged_at", "acknowledged_by", "acknowledged_by_name")


class NoticeStatus(models.TextChoices):
    """Whether a notice counts for its source, whose identifiers may have changed since the notice was found."""

    APPLIES = "applies", _("applies")
    PENDING = "pending", _("identifier removed, decision pending")  # counts until somebody decides
    OUTDATED = "outdated", _("identifier no longer here")


class IdentifierChange(models.TextChoices):
    """What became of the identifiers by which a notice was found; see `Notice.identifier_change`."""

    PRESENT = "present"
    REMOVED = "removed"  # without another one of its kind
    REPLACED = "replaced"  # by another one of its kind, or it was never on the source
    DECIDED = "decided"  # removed, and somebody has said what that means


# A mistyped identifier takes its notices along when the right one replaces it. One that is only removed must not hide a
# retraction before somebody has decided. What is not listed leaves the status as it is.
TRANSITIONS: dict[NoticeStatus, dict[IdentifierChange, NoticeStatus]] = {
    NoticeStatus.APPLIES: {
        IdentifierChange.REMOVED: NoticeStatus.PENDING,
        IdentifierChange.REPLACED: NoticeStatus.OUTDATED,
        IdentifierChange.DECIDED: NoticeStatus.OUTDATED,
    },
    NoticeStatus.PENDING: {
        IdentifierChange.PRESENT: NoticeStatus.APPLIES,
        IdentifierChange.REPLACED: NoticeStatus.OUTDATED,
        IdentifierChange.DECIDED: NoticeStatus.OUTDATED,
    },
    NoticeStatus.OUTDATED: {
        IdentifierChange.PRESENT: NoticeStatus.APPLIES,
        IdentifierChange.REMOVED: NoticeStatus.PENDING,  # the replacement was removed in turn
    },
}


class NoticeQuerySet(models.QuerySet):
    def grave(self):
        """Retractions in whole or in part, which no text may cite unless an editor allows it."""
        return self.filter(kind__in=GRAVE)

    def open(self):
        """Nobody has yet said why the source may stay cited."""
        return self.filter(acknowledged_at=None)

    def applying(self):
        return self.exclude(status=NoticeStatus.OUTDATED)

    def to_announce(self):
        """Notices that editors have not been notified of."""
        return self.applying().filter(notified_at=None)

    def receive(
        self, source, report: NoticeReport, *, identifiers: Iterable[str] = (), at: datetime.datetime
    ) -> tuple["Notice", bool]:
        """The notice that this report is about, and whether it is new.

        `identifiers` are the names by which it was found (`Source.identifier_names`); without them the notice belongs
        to the source whatever its identifiers are. One service may know the DOI of a notice and another its PMID: a
        report with both turns two notices into one.
        """
        names = sorted(identifiers) or [f"key:{source.key}"]
        matches = _matches(report, source)
        notice = matches[0] if matches else self.model.of(report, source=source, identifiers=names, at=at)
        notice.fill_in(report, names)
        notice.absorb(matches[1:])
        return notice, not matches

    def transfer(self, source, into) -> None:
        """Move the notices of a merged source to the one that replaces it. They keep the names they were found by."""
        for notice in source.notices.order_by("pk"):
            notice.identifiers = notice.names
            if matches := _matches(notice.report, into):
                matches[0].absorb([notice, *matches[1:]])
            else:
                notice.source = into
                notice.save(update_fields=["source", "identifiers"])

    def undo_transfer(self, source, names: Collection[str], *, to) -> None:
        """Give the notices found by these names back to the source that has the names again. A notice that was also
        found by a remaining name is copied, with the reason somebody gave, so nobody has to decide twice."""
        remaining = source.all_identifier_names
        for notice in source.notices.order_by("pk"):
            if notice.is_about(names):
                if notice.is_about(remaining):
                    notice.pk = None
                notice.source = to
                notice.save()

    def note_removal(self, source, removed: Collection[str], names: Collection[str]) -> None:
        """Reopen the notices whose identifier was removed from a source that has no other of its kind."""
        unreplaced = [name for name in removed if not _has_kind(_kind(name), names)]
        for notice in source.notices.order_by("pk"):
            if notice.is_about(unreplaced) and not notice.is_about(names):
                notice.removed_kinds = sorted({*notice.removed_kinds, *map(_kind, unreplaced)})
                notice.acknowledged_at = notice.acknowledged_by = None
                notice.acknowledged_by_name = ""
                notice.save(update_fields=["removed_kinds", *ACKNOWLEDGED])

    def refresh(self, source, names: Collection[str]) -> list[NoticeReport]:
        """Bring each status up to date with the names of a source; returns the reports that count, oldest first."""
        notices = list(source.notices.order_by("pk"))
        for notice in notices:
            moves = TRANSITIONS[NoticeStatus(notice.status)]
            status = moves.get(notice.identifier_change(names), notice.status)
            if notice.status != status:
                notice.status = status
                notice.save(update_fields=["status"])
        return [notice.report for notice in notices if notice.applies]


def _kind(name: str) -> str:
    return name.partition(":")[0]


def _has_kind(kind: str, names: Collection[str]) -> bool:
    return any(name.startswith(f"{kind}:") for name in names)


def _matches(report: NoticeReport, source) -> "list[Notice]":
    """The notices of a source that are the reported one, oldest first. A report without a number could be about any
    one of several, so it doesn't turn them into one."""
    matches = [notice for notice in source.notices.order_by("pk") if notice.report.is_same(report)]
    return matches if report.has_number else matches[:1]


class Notice(models.Model):
    Status = NoticeStatus

    source = models.ForeignKey("sources.Source", models.CASCADE, related_name="notices")
    kind = models.CharField(_("kind"), max_length=24, choices=NoticeKind)
    doi = models.CharField(_("DOI of the notice"), max_length=300, blank=True)
    pmid = models.CharField(_("PubMed number of the notice"), max_length=12, blank=True)
    published_on = models.DateField(_("published"), null=True, blank=True)
    service = models.CharField(_("found by"), max_length=40)
    # The names by which it was found, as in `Source.identifier_names`; see `names`.
    identifiers = models.JSONField(default=list, blank=True, editable=False)
    # The kinds of these identifiers (doi, pmid) that were removed from the source and not replaced.
    removed_kinds = models.JSONField(default=list, blank=True, editable=False)
    status = models.CharField(
        _("status"), max_length=10, choices=NoticeStatus, default=NoticeStatus.APPLIES, editable=False
    )
    found_at = models.DateTimeField(_("found"))
    notified_at = models.DateTimeField(_("editors notified"), null=True, blank=True, editable=False)
    acknowledged_at = models.DateTimeField(_("acknowledged"), null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    acknowledged_by_name = models.CharField(max_length=200, blank=True, editable=False)  # editing/people.py
    reason = models.TextField(_("why it may stay cited"), blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["source", "-published_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "kind", "doi", "pmid"], name="notice_once"),
            models.CheckConstraint(
                condition=Q(acknowledged_at=None) | ~Q(reason=""),
                name="notice_acknowledged_with_a_reason",
                violation_error_message=_("Say why the source may stay cited."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.source.label}"

    @property
    def acknowledger(self) -> str:
        return who(self, "acknowledged_by")

    @classmethod
    def of(cls, report: NoticeReport, *, source, identifiers: list[str], at: datetime.datetime) -> "Notice":
        """An unsaved notice."""
        return cls(
            source=source,
            identifiers=identifiers,
            kind=report.kind,
            doi=report.notice_doi,
            pmid=report.notice_pmid,
            published_on=report.on,
            service=report.source,
            found_at=at,
        )

    @property
    def report(self) -> NoticeReport:
        return NoticeReport(NoticeKind(self.kind), self.doi, self.pmid, self.published_on, self.service)

    @property
    def url(self) -> str:
        return self.report.notice_url

    @property
    def names(self) -> list[str]:
        """The names by which it was found; without any it belongs to the source whatever its identifiers are."""
        return self.identifiers or [f"key:{self.source.key}"]

    @property
    def applies(self) -> bool:
        return self.status != NoticeStatus.OUTDATED

    @property
    def is_pending(self) -> bool:
        return self.status == NoticeStatus.PENDING

    def is_about(self, names: Collection[str]) -> bool:
        return any(name in names for name in self.names)

    def identifier_change(self, names: Collection[str]) -> IdentifierChange:
        """What became of its identifiers, for a source with these names now."""
        if self.is_about(names):
            return IdentifierChange.PRESENT
        if all(_has_kind(kind, names) for kind in self.removed_kinds):
            return IdentifierChange.REPLACED
        return IdentifierChange.DECIDED if self.acknowledged_at else IdentifierChange.REMOVED

    def fill_in(self, report: NoticeReport, names: Iterable[str]) -> None:
        """Add what another report of this notice knows. What is known stays as it was first reported."""
        if report.has_number and not self.report.has_number:
            self.service = report.source
        self.doi = self.doi or report.notice_doi
        self.pmid = self.pmid or report.notice_pmid
        self.published_on = self.published_on or report.on
        self.identifiers = sorted({*self.names, *names})

    def absorb(self, others: "Iterable[Notice]") -> None:
        """Save this notice after the others, which are the same one, have become part of it."""
        for other in others:
            self.fill_in(other.report, other.names)
            self.removed_kinds = sorted({*self.removed_kinds, *other.removed_kinds})
            self.notified_at = self.notified_at or other.notified_at
            if not self.acknowledged_at:
                for name in ACKNOWLEDGED:
                    setattr(self, name, getattr(other, name))
                self.reason = other.reason
            other.delete()
        self.save()
