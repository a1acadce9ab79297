"""What a service answered about an identifier, kept with its date so that nobody is asked twice in a day."""

from django.db import models


class CachedLookup(models.Model):
    kind = models.CharField(max_length=8)  # of identifier: doi, pmid, pmcid, isbn
    value = models.CharField(max_length=300)
    service = models.CharField(max_length=40)
    item = models.JSONField()  # CSL-JSON
    warnings = models.JSONField(default=list)  # what an editor should look at, in sentences
    reports = models.JSONField(default=list)  # sources.integrity.NoticeReport, as dicts
    reports_notices = models.BooleanField(default=False)  # whether it would have said so, had there been any
    raw = models.TextField(blank=True)  # as it came
    fetched_at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["kind", "value"], name="cached_lookup_once")]

    def __str__(self):
        return f"{self.kind}:{self.value}"
