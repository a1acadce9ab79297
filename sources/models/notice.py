"""What was published about a work after it appeared: a retraction, a concern, a correction."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sources.integrity import Finding, Kind
from sources.integrity.findings import GRAVE
from sources.models.source import Source


class NoticeQuerySet(models.QuerySet):
    def grave(self):
        """Retractions in whole or in part: what a text must not rest on unknowingly."""
        return self.filter(kind__in=GRAVE)

    def open(self):
        """Nobody has yet said why the source may stay cited."""
        return self.filter(acknowledged_at=None)


class Notice(models.Model):
    source = models.ForeignKey(Source, models.CASCADE, related_name="notices")
    kind = models.CharField(_("kind"), max_length=24, choices=Kind)
    doi = models.CharField(_("DOI of the notice"), max_length=300, blank=True)
    pmid = models.CharField(_("PubMed number of the notice"), max_length=12, blank=True)
    published_on = models.DateField(_("published"), null=True, blank=True)
    service = models.CharField(_("found by"), max_length=40)
    found_at = models.DateTimeField(_("found"))
    told_at = models.DateTimeField(_("editors told"), null=True, blank=True, editable=False)
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

    @property
    def finding(self) -> Finding:
        return Finding(Kind(self.kind), self.doi, self.pmid, self.published_on, self.service)

    @property
    def url(self) -> str:
        return self.finding.notice_url
