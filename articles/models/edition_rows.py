"""The authors and the additional reading of an edition."""

from django.db import models

from articles.models.citation import SourceUseQuerySet
from articles.models.people import Person
from sources.models import Source


class Byline(models.Model):
    """An author as named on one edition."""

    edition = models.ForeignKey("articles.Edition", models.CASCADE, related_name="bylines")
    person = models.ForeignKey(Person, models.PROTECT, related_name="bylines")
    position = models.PositiveSmallIntegerField()

    class Meta:
        default_permissions = ()
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["edition", "person"], name="byline_once")]

    def __str__(self):
        return f"{self.person} ({self.edition})"


class EditionReading(models.Model):
    edition = models.ForeignKey("articles.Edition", models.CASCADE, related_name="readings")
    source = models.ForeignKey(Source, models.PROTECT, related_name="edition_readings")
    position = models.PositiveSmallIntegerField()

    objects = SourceUseQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["edition", "source"], name="edition_reading_once")]

    def __str__(self):
        return f"{self.source} ({self.edition})"
