"""The authors, the additional reading and the pictures in the text of an edition."""

from django.db import models

from articles.markup import figures_of
from articles.models.citation import SourceUseQuerySet
from articles.models.images import Image
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


class EditionFigureQuerySet(models.QuerySet):
    def keep(self, edition) -> None:
        """One row for each picture in the text, as it is now."""
        captioned = figures_of(edition.body)
        images = Image.objects.filter(key__in=captioned) if captioned else ()
        self.bulk_create(
            self.model(
                edition=edition,
                image=image,
                shown=image.shown.as_dict(),
                has_own_caption=captioned[image.key],
            )
            for image in images
        )


class EditionFigure(models.Model):
    """A picture in the text, as it was when the text was rendered: tells whether it has changed since."""

    edition = models.ForeignKey("articles.Edition", models.CASCADE, related_name="figures")
    image = models.ForeignKey(Image, models.PROTECT, related_name="+")
    shown = models.JSONField()  # `ShownPicture`
    has_own_caption = models.BooleanField()  # written in the text, in place of the picture's

    objects = EditionFigureQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["edition", "pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "image"], name="edition_figure_once")]

    def __str__(self):
        return f"{self.image} ({self.edition})"
