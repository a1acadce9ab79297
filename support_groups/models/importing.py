"""A file of groups on its way in."""

import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from editing.staged_import.models import StagedImport, StagedRow
from support_groups.models.group import Group


class GroupImport(StagedImport):
    class Arrival(models.TextChoices):
        DRAFT = "draft", _("Drafts")
        LISTED = "listed", _("Listed, or drafts if something is missing")

    data = models.BinaryField()
    is_own = models.BooleanField(default=False)
    in_lines = models.BooleanField(default=True)  # rows and problems are numbered by lines, not by records
    columns = models.JSONField(null=True, blank=True)  # header -> our column; None until somebody chose
    defaults = models.JSONField(default=dict)  # column -> its value in rows that leave it empty
    arrival = models.CharField(_("new groups become"), max_length=6, choices=Arrival, default=Arrival.DRAFT)
    unused = models.JSONField(default=dict)  # what we did not read -> in how many rows
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta(StagedImport.Meta):
        verbose_name = _("import of groups")
        verbose_name_plural = _("imports of groups")

    def confirm(self, *, at: datetime.datetime) -> None:
        if self.read_at is not None:
            super().confirm(at=at)


class GroupImportRow(StagedRow):
    staged_import = models.ForeignKey(GroupImport, models.CASCADE, related_name="rows")
    values = models.JSONField()
    problems = models.JSONField(default=list)  # [[column, sentence, severity]]
    changes = models.JSONField(default=list)  # [[column, old, new]]
    match = models.ForeignKey(Group, models.SET_NULL, null=True, blank=True, related_name="+")
    earlier_position = models.PositiveIntegerField(null=True, blank=True)  # of a row that could be the same
    result = models.ForeignKey(Group, models.SET_NULL, null=True, blank=True, related_name="+")

    def __str__(self):
        return f"{self.position}: {self.values.get('name', '')[:60]}"
