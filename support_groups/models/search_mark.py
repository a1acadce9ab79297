"""Marks for writes since the affected search rows were last refreshed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchMark(models.Model):
    """Something was written that a group's search row is computed from. Triggers add marks in the same transaction, and a
    refresh of the row deletes them. There are no foreign keys, because deleted objects leave marks, too."""

    group = models.BigIntegerField(null=True, db_column="group_id", db_index=True)
    venue = models.BigIntegerField(null=True, db_column="venue_id")
    organization = models.BigIntegerField(null=True, db_column="organization_id")

    class Meta:
        verbose_name = _("mark")
        verbose_name_plural = _("marks")

    def __str__(self):
        return f"{self.group or ''} {self.venue or ''} {self.organization or ''}".strip()
