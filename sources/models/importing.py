"""A file of references on its way in: read, compared, decided on, and only then saved."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from sources import csl
from sources.models.source import Source


def notes_on(item: dict) -> list[str]:
    """Notes for whoever imports the item, about values that were kept but not understood."""
    told = _("We couldn’t read all of the date “%s”, so it is kept as written. Please check it.")
    return [told % words for words in csl.dates_not_taken(item)]


class ImportQuerySet(models.QuerySet):
    def alone_with(self, batch) -> None:
        """Keep others from continuing this import until the transaction ends. Call it first in a transaction: it
        writes, so SQLite takes or waits for its lock here, before anything is read that could be outdated."""
        self.filter(pk=batch.pk).update(name=models.F("name"))


class Import(models.Model):
    name = models.CharField(_("file"), max_length=200)
    format = models.CharField(_("format"), max_length=20)
    problems = models.JSONField(default=list)  # [[line or record number, sentence]]
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)  # from here on rows become sources
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import of sources")
        verbose_name_plural = _("imports of sources")
        ordering = ["-made_at", "-pk"]
        default_permissions = ("view",)

    def __str__(self):
        return f"{self.name} ({self.format})"


class ImportRowQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(verdict=ImportRow.Verdict.WAITING)

    def to_add(self):
        """What becomes a source when the import is confirmed: what is new, and what was chosen although alike."""
        is_new = Q(verdict=ImportRow.Verdict.NEW) & ~Q(choice=ImportRow.Choice.SKIP)
        return self.filter(is_new | Q(verdict=ImportRow.Verdict.MAYBE, choice=ImportRow.Choice.ADD))

    def orphaned(self):
        """What was here when it was compared, and is no more."""
        return self.filter(verdict=ImportRow.Verdict.HERE, match=None, twin=None)

    def undecided(self):
        return self.filter(verdict=ImportRow.Verdict.MAYBE, choice="")

    def counts(self) -> dict[str, int]:
        """How many rows there are of each verdict, also of those that no row has."""
        found = dict(self.order_by().values_list("verdict").annotate(Count("pk")))
        return {verdict: found.get(verdict, 0) for verdict in ImportRow.Verdict.values}


class ImportRow(models.Model):
    class Verdict(models.TextChoices):
        WAITING = "waiting", _("not yet compared")
        NEW = "new", _("new")
        HERE = "here", _("already here")
        MAYBE = "maybe", _("could be the same")
        ADDED = "added", _("added")
        FAILED = "failed", _("could not be added")

    class Choice(models.TextChoices):
        ADD = "add", _("add as a new source")
        SKIP = "skip", _("use the one that is here")

    batch = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    item = models.JSONField()
    verdict = models.CharField(max_length=8, choices=Verdict, default=Verdict.WAITING)
    why = models.CharField(max_length=200, blank=True)
    match = models.ForeignKey(Source, models.SET_NULL, null=True, blank=True, related_name="+")
    twin = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+"
    )  # an earlier row of the same file that says the same
    choice = models.CharField(max_length=4, choices=Choice, blank=True)
    source = models.ForeignKey(
        Source, models.SET_NULL, null=True, blank=True, related_name="+"
    )  # what came of it

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["batch", "position"], name="import_row_once")]

    def __str__(self):
        return f"{self.position}: {self.item.get('title', '')[:60]}"

    @property
    def notes(self) -> list[str]:
        return notes_on(self.item)
