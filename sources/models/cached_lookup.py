"""The record that a service gave for an identifier, cached for a day."""

from django.db import models


class CachedLookup(models.Model):
    kind = models.CharField(max_length=8)  # of identifier: doi, pmid, pmcid, isbn
    value = models.CharField(max_length=300)
    service = models.CharField(max_length=40)
    item = models.JSONField()  # CSL-JSON
    warnings = models.JSONField(default=list)  # what an editor should check, in sentences
    reports = models.JSONField(default=list)  # sources.integrity.NoticeReport, as dicts
    reports_notices = models.BooleanField(default=False)  # whether it would report notices if there were any
    raw = models.TextField(blank=True)  # as received
    fetched_at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["kind", "value"], name="cached_lookup_once")]

    def __str__(self):
        return f"{self.kind}:{self.value}"
