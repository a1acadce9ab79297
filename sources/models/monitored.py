"""What services and visits found out about a work. `sources.checking` writes it; no editor and no old version does."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sources.identifiers import Identifier
from sources.integrity import IntegrityState, assess
from sources.integrity.notices import FOR_READERS, FOR_STAFF
from sources.models.notice import Notice
from sources.signals import merges_changed
from web import links

FOUND = (
    *("integrity", "integrity_notice", "integrity_checked_at", "integrity_attempted_at"),
    *("link", "link_checked_on", "link_failed_on"),
)


class Monitored(models.Model):
    """A work and those merged into it are one work in several rows. Each row knows whether the services answered for
    its own identifiers; the notices are all with the row that stands for the others, and so is the state that follows.
    """

    integrity = models.CharField(
        _("integrity"),
        max_length=20,
        choices=IntegrityState,
        default=IntegrityState.NOT_CHECKED,
        editable=False,
        db_index=True,
    )
    # Where the gravest notice is to be read.
    integrity_notice = models.CharField(_("notice"), max_length=500, blank=True, editable=False)
    # When services that can tell last answered for every identifier of this row.
    integrity_checked_at = models.DateTimeField(_("integrity checked"), null=True, blank=True, editable=False)
    # When they were last asked, whatever came of it.
    integrity_attempted_at = models.DateTimeField(
        _("integrity asked about"), null=True, blank=True, editable=False
    )
    link = models.CharField(
        _("web address"),
        max_length=10,
        choices=links.LinkStatus,
        default=links.LinkStatus.UNCHECKED,
        editable=False,
    )
    link_checked_on = models.DateField(_("web address checked"), null=True, blank=True, editable=False)
    link_failed_on = models.DateField(_("failing since"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def lookup_queries(self) -> dict[str, str]:
        """By what services are asked about this row: the name of each identifier, and how to ask by it.

        `{"doi:10.1000/abc": "10.1000/ABC", "pmid:123": "PMID: 123"}`
        """
        asked = {Identifier("doi", self.doi): self.doi, Identifier("pmid", self.pmid): f"PMID: {self.pmid}"}
        return {identifier.name: text for identifier, text in asked.items() if identifier.value}

    @property
    def names(self) -> set[str]:
        """What a notice can say that it is about (`Notice.about`), and mean this row."""
        others = {"key": self.key, "pmcid": self.pmcid, "isbn": self.isbn}
        return {*self.lookup_queries, *(Identifier(*one).name for one in others.items() if one[1])}

    @property
    def rows(self) -> list:
        """This row and those merged into it."""
        return [self, *self.merged_from.all()]

    @property
    def has_notice(self) -> bool:
        """Whether readers should know of something that was published about this work later."""
        return self.integrity not in (IntegrityState.NOT_CHECKED, IntegrityState.CLEAN)

    @property
    def is_retracted(self) -> bool:
        return self.integrity in (IntegrityState.RETRACTED, IntegrityState.PARTIALLY_RETRACTED)

    @property
    def integrity_for_staff(self) -> str:
        return FOR_STAFF[IntegrityState(self.integrity)]

    @property
    def integrity_for_readers(self) -> str:
        return FOR_READERS[IntegrityState(self.integrity)]

    def stored(self):
        """The row as the database has it, or None."""
        return type(self)._default_manager.filter(pk=self.pk).first() if self.pk else None

    def flatten_merge(self) -> None:
        """To be called before a save. An old version may be merged into a source that was itself merged since, even into
        this one: what stands for a work is never a step further."""
        if self.merged_into and self.merged_into.merged_into:
            into = self.merged_into.merged_into
            self.merged_into = into if into != self else None

    def keep_check_results(self, before) -> None:
        """To be called before a save over `before`. What was found stays as the row has it by now, unless it was found
        by another identifier or at another address than the one saved: that says nothing about this one."""
        for name in FOUND:
            setattr(self, name, getattr(before, name))
        if self.lookup_queries.keys() != before.lookup_queries.keys():
            self._forget("integrity_checked_at", "integrity_attempted_at")
        if self.url != before.url:
            self._forget("link", "link_checked_on", "link_failed_on")

    def reset_check_results(self) -> None:
        """As in a row that is new: what an old version remembers may not be true any more."""
        self._forget(*FOUND)

    def _forget(self, *names: str) -> None:
        for name in names:
            setattr(self, name, self._meta.get_field(name).get_default())

    def follow(self, before) -> None:
        """To be called after a save over `before` (None for a new row), in its transaction: what rests on the row
        follows. A merge takes the notices along to the row that stands for this one now, and undoing it brings back
        those that are about this one."""
        was = before.merged_into if before else None
        if was != self.merged_into:
            if was:
                Notice.objects.give_back(was, self.names | before.names, to=self)
            if self.merged_into:
                Notice.objects.hand_over(self, self.merged_into)
                for row in self.merged_from.all():
                    row.merged_into = self.merged_into
                    row.save()
            merges_changed.send(type(self), keys=[self.key])
        if before and (gone := before.lookup_queries.keys() - self.lookup_queries.keys()):
            stands = self.merged_into or self
            Notice.objects.let_wait(stands, gone, set().union(*(row.names for row in stands.rows)))
        if before or self.merged_into:
            for one in filter(None, (was, self)):
                (one.merged_into or one).refresh_integrity()
            self._take_over_found()

    def refresh_integrity(self) -> None:
        """The state and where to read of it follow from the notices that apply. For the row that stands for the others;
        those get the same, for whoever still meets them by their key."""
        model = type(self)
        rows = list(model._default_manager.filter(Q(pk=self.pk) | Q(merged_into=self.pk)))
        reports = Notice.objects.settle(self, set().union(*(row.names for row in rows)))
        answered = [row.integrity_checked_at is not None for row in rows if row.lookup_queries]
        checked = all(answered) and any(row.integrity_checked_at for row in rows)
        status = assess(reports, checked=checked)
        model._default_manager.filter(pk__in=[row.pk for row in rows]).update(
            integrity=status.state, integrity_notice=status.report.notice_url if status.report else ""
        )
        self._take_over_found()

    def _take_over_found(self) -> None:
        """Without a second look at the rest: what somebody is about to save stays as typed."""
        self.refresh_from_db(fields=FOUND)
