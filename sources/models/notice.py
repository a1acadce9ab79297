"""What was published about a work after it appeared: a retraction, a concern, a correction."""

import datetime
from collections.abc import Collection, Iterable

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sources.integrity import NoticeKind, NoticeReport
from sources.integrity.notices import GRAVE

CLEARED = {
    "cleared:doi": "doi",
    "cleared:pmid": "pmid",
}  # marks in `Notice.about`, with the kind of identifier


class NoticeQuerySet(models.QuerySet):
    def grave(self):
        """Retractions in whole or in part: what a text must not rest on unknowingly."""
        return self.filter(kind__in=GRAVE)

    def open(self):
        """Nobody has yet said why the source may stay cited."""
        return self.filter(acknowledged_at=None)

    def applying(self):
        """Without those found by an identifier that the source no longer has."""
        return self.filter(applies=True)

    def to_announce(self):
        """What editors have to be told of."""
        return self.applying().filter(notified_at=None)

    def receive(
        self, source, report: NoticeReport, *, about: Iterable[str] = (), at: datetime.datetime
    ) -> tuple["Notice", bool]:
        """The notice of this report about a source, and whether it was unknown until now.

        `about` names what it was found by (`Source.names`); left out, it is about the source whatever identifiers that
        has. A service may know the DOI of a notice and another its PMID: the one that knows both makes one of two.
        """
        about = sorted(about) or [f"key:{source.key}"]
        same = _same(report, source)
        notice = same[0] if same else self.model.of(report, source=source, about=about, at=at)
        notice.learn(report, about)
        notice.take_in(same[1:])
        return notice, not same

    def hand_over(self, source, into) -> None:
        """The notices of a source to the one that stands for it from now on. They remember whose they were."""
        for notice in source.notices.order_by("pk"):
            notice.about = notice.whose
            if same := _same(notice.report, into):
                same[0].take_in([notice, *same[1:]])
            else:
                notice.source = into
                notice.save(update_fields=["source", "about"])

    def give_back(self, source, names: Collection[str], *, to) -> None:
        """Undo `hand_over`: what is about one of the names goes to the source that has them again. What is also about
        the other stays there too, with the reason somebody gave: neither is told or decided a second time."""
        staying = set().union(*(row.names for row in source.rows))
        for notice in source.notices.order_by("pk"):
            if notice.is_about(names):
                notice.pk = None if notice.is_about(staying) else notice.pk
                notice.source = to
                notice.save()

    def let_wait(self, source, gone: Collection[str], names: Collection[str]) -> None:
        """A source lost some names and has the others. A mistyped identifier takes its notices along when the right one
        takes its place; one that is only cleared hides no retraction before somebody decided so (`Notice.waits`)."""
        cleared = [name for name in gone if not _has(_kind(name), names)]
        for notice in source.notices.order_by("pk"):
            if notice.is_about(cleared) and not notice.is_about(names):
                notice.about = sorted({*notice.about, *(f"cleared:{_kind(name)}" for name in cleared)})
                notice.acknowledged_at = notice.acknowledged_by = None
                notice.save(update_fields=["about", "acknowledged_at", "acknowledged_by"])

    def settle(self, source, names: Collection[str]) -> list[NoticeReport]:
        """Mark which notices apply to a source with these names; returns what they found, in the order it came."""
        notices = list(source.notices.order_by("pk"))
        for notice in notices:
            applies = notice.is_about(names) or notice.waits(names)
            if notice.applies != applies:
                notice.applies = applies
                notice.save(update_fields=["applies"])
        return [notice.report for notice in notices if notice.applies]


def _kind(name: str) -> str:
    return name.partition(":")[0]


def _has(kind: str, names: Collection[str]) -> bool:
    return any(name.startswith(f"{kind}:") for name in names)


def _same(report: NoticeReport, source) -> "list[Notice]":
    """What is the same notice among those of a source, the oldest first. A report without a number may be of any one
    of several, and makes no one of them."""
    same = [notice for notice in source.notices.order_by("pk") if notice.report.is_same(report)]
    return same if report.has_number else same[:1]


class Notice(models.Model):
    source = models.ForeignKey("sources.Source", models.CASCADE, related_name="notices")
    kind = models.CharField(_("kind"), max_length=24, choices=NoticeKind)
    doi = models.CharField(_("DOI of the notice"), max_length=300, blank=True)
    pmid = models.CharField(_("PubMed number of the notice"), max_length=12, blank=True)
    published_on = models.DateField(_("published"), null=True, blank=True)
    service = models.CharField(_("found by"), max_length=40)
    # What it was found by, as in `Source.names`; see `whose`.
    about = models.JSONField(default=list, blank=True, editable=False)
    # Derived: whether the source, or one merged into it, has one of them now.
    applies = models.BooleanField(default=True, editable=False)
    found_at = models.DateTimeField(_("found"))
    notified_at = models.DateTimeField(_("editors told"), null=True, blank=True, editable=False)
    acknowledged_at = models.DateTimeField(_("acknowledged"), null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
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

    @classmethod
    def of(cls, report: NoticeReport, *, source, about: list[str], at: datetime.datetime) -> "Notice":
        """An unsaved notice."""
        return cls(
            source=source,
            about=about,
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
    def whose(self) -> list[str]:
        """What it is about; without a word on that, the source whatever its identifiers are."""
        return self.about or [f"key:{self.source.key}"]

    def is_about(self, names: Collection[str]) -> bool:
        return any(name in names for name in self.whose)

    def waits(self, names: Collection[str]) -> bool:
        """Whether it was found by an identifier that was cleared since, of which there is no other, and nobody has said
        what that means."""
        cleared = [name for name in self.about if name in CLEARED and not _has(CLEARED[name], names)]
        return bool(cleared) and self.acknowledged_at is None

    def learn(self, report: NoticeReport, about: Iterable[str]) -> None:
        """Fill in what another report of this notice knows. What is known stays as it was first reported."""
        if report.has_number and not self.report.has_number:
            self.service = report.source
        self.doi = self.doi or report.notice_doi
        self.pmid = self.pmid or report.notice_pmid
        self.published_on = self.published_on or report.on
        self.about = sorted({*self.whose, *about})

    def take_in(self, others: "Iterable[Notice]") -> None:
        """Save, after the others, which are the same notice, have become part of this one."""
        for other in others:
            self.learn(other.report, other.whose)
            self.notified_at = self.notified_at or other.notified_at
            if not self.acknowledged_at:
                self.acknowledged_at, self.acknowledged_by = other.acknowledged_at, other.acknowledged_by
                self.reason = other.reason
            other.delete()
        self.save()
