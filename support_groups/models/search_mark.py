"""What was written since the search rows that follow from it were last derived."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchMark(models.Model):
    """Something was written that a group's search row follows from. Triggers add marks, in the same transaction; whoever
    refreshes the row afterwards takes them away. No foreign keys: what was deleted leaves marks, too."""

    group = models.BigIntegerField(null=True, db_column="group_id", db_index=True)
    venue = models.BigIntegerField(null=True, db_column="venue_id")
    organisation = models.BigIntegerField(null=True, db_column="organisation_id")

    class Meta:
        verbose_name = _("mark")
        verbose_name_plural = _("marks")

    def __str__(self):
        return f"{self.group or ''} {self.venue or ''} {self.organisation or ''}".strip()
