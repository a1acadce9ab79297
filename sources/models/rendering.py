"""What pages print of a source, kept so that no page view computes it. Whether it still holds: `sources/renderings.py`."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sources.models.source import Source


class SourceRendering(models.Model):
    source = models.OneToOneField(Source, models.CASCADE, primary_key=True, related_name="rendering")
    version = models.CharField(max_length=32)  # of the program that rendered it
    digest = models.CharField(max_length=32)  # of the columns that it was rendered from
    before = models.TextField()  # its entry under an article, up to the links back to the text
    after = models.TextField()  # the rest of that entry
    line = models.TextField()  # in the list of all sources

    class Meta:
        default_permissions = ()
        verbose_name = _("rendered source")
        verbose_name_plural = _("rendered sources")

    def __str__(self):
        return str(self.source)
