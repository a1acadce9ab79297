"""A file of groups on its way in."""

import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from editing.staged_import.models import StagedImport, StagedRow, StagedRowQuerySet
from support_groups.models.data_source import (
    LONGEST_NAME,
    DataSource,
    ExternalIdentifier,
    suggested_source_name,
)
from support_groups.models.group import Group


class GroupImport(StagedImport):
    class Arrival(models.TextChoices):
        DRAFT = "draft", _("Drafts")
        LISTED = "listed", _("Listed, or drafts if something is missing")

    data = models.BinaryField()
    data_source = models.CharField(
        _("data source"), max_length=LONGEST_NAME, blank=True
    )  # "" for our own files
    is_own = models.BooleanField(default=False)
    in_lines = models.BooleanField(default=True)  # rows and problems are numbered by lines, not by records
    columns = models.JSONField(null=True, blank=True)  # header -> our column; None until somebody chose
    defaults = models.JSONField(default=dict)  # column -> its value in rows that leave it empty
    arrival = models.CharField(_("new groups become"), max_length=6, choices=Arrival, default=Arrival.DRAFT)
    unused = models.JSONField(default=dict)  # what we did not read -> in how many rows
    read_at = models.DateTimeField(null=True, blank=True)

    rows_in_a_transaction = 25

    class Meta(StagedImport.Meta):
        verbose_name = _("import of groups")
        verbose_name_plural = _("imports of groups")

    def confirm(self, *, at: datetime.datetime) -> None:
        if self.read_at is not None:
            super().confirm(at=at)

    @property
    def suggested_source(self) -> str:
        return suggested_source_name(self.name) or str(self._meta.get_field("name").verbose_name)

    def known_identifiers(self) -> models.QuerySet[ExternalIdentifier]:
        """What came from its data source before."""
        return ExternalIdentifier.objects.filter(data_source__in=DataSource.objects.named(self.data_source))

    def identifiers_in_file(self) -> set[str]:
        return {value for row in self.rows.values_list("identifiers", flat=True) for value in row}

    def missing(self) -> list[tuple[Group, list[str]]]:
        """Groups that came from its data source before, with those of their identifiers that the file doesn't have.

        Nothing is done about them: a feed can be cut short, and a meeting can be away for a month. Two queries.
        """
        if not self.data_source:
            return []
        in_file = self.identifiers_in_file()
        left_out: dict[Group, list[str]] = {}
        for identifier in (
            self.known_identifiers().select_related("group").order_by("group__name", "group", "value")
        ):
            if identifier.value not in in_file:
                left_out.setdefault(identifier.group, []).append(identifier.shown)
        return list(left_out.items())


class GroupImportRowQuerySet(StagedRowQuerySet):
    def to_save(self):
        """Also rows that change nothing but are not yet known by their identifiers, or not with these values."""
        return super().to_save() | self.filter(status=StagedRow.Status.SAME, is_unrecorded=True)


class GroupImportRow(StagedRow):
    staged_import = models.ForeignKey(GroupImport, models.CASCADE, related_name="rows")
    positions = models.JSONField(default=list)  # of all rows of the file that were merged into this one
    identifiers = models.JSONField(default=list)  # in its data source
    is_identifier_derived = models.BooleanField(default=False)
    digests = models.JSONField(default=dict)  # of what the file says, before it was normalized
    is_match_certain = models.BooleanField(default=False)  # by identifiers of its data source
    is_unrecorded = models.BooleanField(default=False)
    values = models.JSONField()
    answers = models.JSONField(default=dict)  # phrase -> keys of the offers that staff chose
    as_staged = models.JSONField(
        null=True, blank=True
    )  # values and problems, to be compared again after an answer
    problems = models.JSONField(default=list)  # [[column, sentence, severity]]
    changes = models.JSONField(default=list)  # [[column, old, new]]
    match = models.ForeignKey(Group, models.SET_NULL, null=True, blank=True, related_name="+")
    earlier_position = models.PositiveIntegerField(null=True, blank=True)  # of a row that could be the same
    result = models.ForeignKey(Group, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = GroupImportRowQuerySet.as_manager()

    @property
    def all_positions(self) -> list[int]:
        return self.positions or [self.position]

    def __str__(self):
        return f"{self.position}: {self.values.get('name', '')[:60]}"
