"""A file of references on its way in: read, compared, decided on, and only then saved."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sources.models.source import Source


class Import(models.Model):
    name = models.CharField(_("file"), max_length=200)
    format = models.CharField(_("format"), max_length=20)
    problems = models.JSONField(default=list)  # [[line or record number, sentence]]
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("import of sources")
        verbose_name_plural = _("imports of sources")
        ordering = ["-made_at", "-pk"]
        default_permissions = ("view",)

    def __str__(self):
        return f"{self.name} ({self.format})"


class ImportRow(models.Model):
    class Verdict(models.TextChoices):
        WAITING = "waiting", _("not yet compared")
        NEW = "new", _("new")
        HERE = "here", _("already here")
        MAYBE = "maybe", _("could be the same")

    class Choice(models.TextChoices):
        ADD = "add", _("add as a new source")
        SKIP = "skip", _("use the one that is here")

    batch = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    item = models.JSONField()
    verdict = models.CharField(max_length=8, choices=Verdict, default=Verdict.WAITING)
    why = models.CharField(max_length=200, blank=True)
    match = models.ForeignKey(Source, models.SET_NULL, null=True, blank=True, related_name="+")
    choice = models.CharField(max_length=4, choices=Choice, blank=True)
    source = models.ForeignKey(
        Source, models.SET_NULL, null=True, blank=True, related_name="+"
    )  # what came of it

    class Meta:
        ordering = ["position"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["batch", "position"], name="import_row_once")]

    def __str__(self):
        return f"{self.position}: {self.item.get('title', '')[:60]}"
