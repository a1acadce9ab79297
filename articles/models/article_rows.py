"""The authors and the additional reading of a working copy."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.citation import SourceUseQuerySet
from articles.models.people import Person
from sources.models import Source


class Authorship(models.Model):
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="authorships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="authorships", verbose_name=_("author"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "person"],
                name="authorship_once",
                violation_error_message=_("This author is already listed."),
            )
        ]

    def __str__(self):
        return f"{self.person} ({self.article})"


class FurtherReading(models.Model):
    """A source worth reading that the text does not cite."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="further_reading")
    source = models.ForeignKey(
        Source, models.PROTECT, related_name="further_readings", verbose_name=_("source")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = SourceUseQuerySet.as_manager()

    class Meta:
        verbose_name = _("additional reading")
        verbose_name_plural = _("additional reading")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "source"],
                name="further_reading_once",
                violation_error_message=_("This source is already listed."),
            )
        ]

    def __str__(self):
        return f"{self.source} ({self.article})"
