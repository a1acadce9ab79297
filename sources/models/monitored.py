"""What services and link checks report about a work.

Only `sources.checking` writes it: not editors, and not restored versions.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sources.identifiers import Identifier
from sources.integrity import IntegrityState, assess
from sources.integrity.notices import FOR_READERS, FOR_STAFF, WARNED_OF
from sources.models.notice import Notice
from sources.signals import merges_changed
from web import links

INTEGRITY_TIMES = ("integrity_checked_at", "integrity_attempted_at")
LINK_RESULTS = ("link", "link_checked_on", "link_failed_on")
CHECK_RESULTS = ("integrity", "integrity_notice", *INTEGRITY_TIMES, *LINK_RESULTS)


class Monitored(models.Model):
    """A work and those merged into it are one work in several rows. Each row knows whether the services answered for
    its own identifiers; the notices, and the state that follows from them, are with the row that replaces the others.
    """

    integrity = models.CharField(
        _("integrity"),
        max_length=20,
        choices=IntegrityState,
        default=IntegrityState.NOT_CHECKED,
        editable=False,
        db_index=True,
    )
    # Where the most serious notice can be read.
    integrity_notice = models.CharField(_("notice"), max_length=500, blank=True, editable=False)
    # When services that report notices last answered for every identifier of this row.
    integrity_checked_at = models.DateTimeField(_("integrity checked"), null=True, blank=True, editable=False)
    # When they were last tried, with or without success.
    integrity_attempted_at = models.DateTimeField(
        _("integrity check attempted"), null=True, blank=True, editable=False
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
        """The name of each identifier that services know, and the text to look it up by.

        `{"doi:10.1000/abc": "10.1000/ABC", "pmid:123": "PMID: 123"}`
        """
        queries = {Identifier("doi", self.doi): self.doi, Identifier("pmid", self.pmid): f"PMID: {self.pmid}"}
        return {identifier.name: text for identifier, text in queries.items() if identifier.value}

    @property
    def identifier_names(self) -> set[str]:
        """The names under which a notice can be about this row (`Notice.identifiers`)."""
        others = {"key": self.key, "pmcid": self.pmcid, "isbn": self.isbn}
        names = {Identifier(kind, value).name for kind, value in others.items() if value}
        return names | self.lookup_queries.keys()

    @property
    def all_identifier_names(self) -> set[str]:
        return _names(self.rows)

    @property
    def rows(self) -> list:
        """This row and those merged into it."""
        return [self, *self.merged_from.all()]

    @property
    def has_notice(self) -> bool:
        """Whether readers should know of something that was published about this work later."""
        return self.integrity not in (IntegrityState.NOT_CHECKED, IntegrityState.CLEAN)

    @property
    def needs_attention(self) -> bool:
        """Whether staff must be warned wherever they choose this source."""
        return self.integrity in WARNED_OF

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
        """Call before a save. An old version may be merged into a source that was itself merged since, even into this
        one. A merge always leads straight to the source that replaces the others."""
        if self.merged_into and self.merged_into.merged_into:
            into = self.merged_into.merged_into
            self.merged_into = into if into != self else None

    def keep_check_results(self, before) -> None:
        """Call before a save over `before`. Keep the stored check results, except those for an identifier or address
        that this save changes: they say nothing about the new one."""
        for name in CHECK_RESULTS:
            setattr(self, name, getattr(before, name))
        if self.lookup_queries.keys() != before.lookup_queries.keys():
            self._reset(INTEGRITY_TIMES)
        if self.url != before.url:
            self._reset(LINK_RESULTS)

    def reset_check_results(self) -> None:
        """Reset, as in a new row: the results in an old version may be outdated."""
        self._reset(CHECK_RESULTS)

    def _reset(self, names: tuple[str, ...]) -> None:
        for name in names:
            setattr(self, name, self._meta.get_field(name).get_default())

    def update_dependents(self, before) -> None:
        """Call after a save over `before` (None for a new row), in its transaction: move its notices if it was merged or
        a merge was undone, and refresh the integrity of every row concerned."""
        replaced_by = before.merged_into if before else None
        if replaced_by != self.merged_into:
            self._move_notices(before, replaced_by)
        if before:
            self._note_removed_identifiers(before)
        if before or self.merged_into:
            if replaced_by:
                (replaced_by.merged_into or replaced_by).refresh_integrity()
            (self.merged_into or self).refresh_integrity()
            self._reload_check_results()

    def _move_notices(self, before, replaced_by) -> None:
        if replaced_by:
            Notice.objects.undo_transfer(
                replaced_by, self.identifier_names | before.identifier_names, to=self
            )
        if self.merged_into:
            Notice.objects.transfer(self, self.merged_into)
            for row in self.merged_from.all():
                row.merged_into = self.merged_into
                row.save()
        merges_changed.send(type(self), keys=[self.key])

    def _note_removed_identifiers(self, before) -> None:
        if removed := before.lookup_queries.keys() - self.lookup_queries.keys():
            source = self.merged_into or self
            Notice.objects.note_removal(source, removed, source.all_identifier_names)

    def refresh_integrity(self) -> None:
        """Derive the state, and where to read about it, from the notices that apply. Call it on the row that replaces
        the others; those get the same, for anyone who still finds them by their key."""
        model = type(self)
        rows = list(model._default_manager.filter(Q(pk=self.pk) | Q(merged_into=self.pk)))
        reports = Notice.objects.refresh(self, _names(rows))
        answered = [row.integrity_checked_at is not None for row in rows if row.lookup_queries]
        checked = all(answered) and any(row.integrity_checked_at for row in rows)
        assessment = assess(reports, checked=checked)
        model._default_manager.filter(pk__in=[row.pk for row in rows]).update(
            integrity=assessment.state,
            integrity_notice=assessment.report.notice_url if assessment.report else "",
        )
        self._reload_check_results()

    def _reload_check_results(self) -> None:
        """Nothing else is read again: what somebody is about to save stays as typed."""
        self.refresh_from_db(fields=CHECK_RESULTS)


def _names(rows) -> set[str]:
    return set().union(*(row.identifier_names for row in rows))
