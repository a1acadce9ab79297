"""A file of groups on its way in: read, compared, decided on, and only then saved."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from support_groups.models.group import Group


class GroupImportQuerySet(models.QuerySet):
    def alone_with(self, batch) -> None:
        """Keep others from continuing this import until the transaction ends. Call it first in a transaction: it
        writes, so SQLite takes or waits for its lock here, before anything is read that could be outdated."""
        self.filter(pk=batch.pk).update(name=models.F("name"))


class GroupImport(models.Model):
    class Arrival(models.TextChoices):
        DRAFT = "draft", _("all as drafts")
        LISTED = "listed", _("as listed where nothing is missing, the others as drafts")

    name = models.CharField(_("file"), max_length=200)
    data = models.BinaryField()
    format = models.CharField(_("format"), max_length=20, blank=True)
    is_own = models.BooleanField(default=False)
    in_lines = models.BooleanField(default=True)  # rows are counted by lines, not by records
    columns = models.JSONField(null=True, blank=True)  # header -> our column; None as long as nobody said
    defaults = models.JSONField(default=dict)  # column -> what holds where a row says nothing
    arrival = models.CharField(_("new groups arrive"), max_length=6, choices=Arrival, default=Arrival.DRAFT)
    problems = models.JSONField(default=list)  # [[line or record number, sentence]]
    unused = models.JSONField(default=dict)  # what was there and not read -> in how many rows
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)  # from here on rows become groups
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = GroupImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import of groups")
        verbose_name_plural = _("imports of groups")
        ordering = ["-made_at", "-pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.name} ({self.format})" if self.format else self.name


class GroupImportRowQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(verdict=GroupImportRow.Verdict.WAITING)

    def to_save(self):
        """What is saved when the import is confirmed: new and changed ones, and alike ones that were decided on."""
        row = GroupImportRow
        plain = Q(verdict__in=[row.Verdict.NEW, row.Verdict.CHANGES]) & ~Q(choice=row.Choice.SKIP)
        return self.filter(
            plain | Q(verdict=row.Verdict.MAYBE, choice__in=[row.Choice.ADD, row.Choice.UPDATE])
        )

    def undecided(self):
        return self.filter(verdict=GroupImportRow.Verdict.MAYBE, choice="")

    def counts(self) -> dict[str, int]:
        """How many rows there are of each verdict, also of those that no row has."""
        found = dict(self.order_by().values_list("verdict").annotate(Count("pk")))
        return {verdict: found.get(verdict, 0) for verdict in GroupImportRow.Verdict.values}


class GroupImportRow(models.Model):
    class Verdict(models.TextChoices):
        WAITING = "waiting", _("not yet compared")
        NEW = "new", _("new")
        CHANGES = "changes", _("changes to a group that is here")
        SAME = "same", _("the same as here")
        MAYBE = "maybe", _("could be the same group")
        BAD = "bad", _("not understood")
        ADDED = "added", _("added")
        UPDATED = "updated", _("changed")
        FAILED = "failed", _("could not be saved")

    class Choice(models.TextChoices):
        ADD = "add", _("add it as another group")
        UPDATE = "update", _("change the one that is here")
        SKIP = "skip", _("leave it out")

    batch = models.ForeignKey(GroupImport, models.CASCADE, related_name="rows")
    where = models.PositiveIntegerField()  # line or number of record
    values = models.JSONField()
    troubles = models.JSONField(default=list)  # [[column, sentence, weight]]
    changes = models.JSONField(default=list)  # [[column, old, new]]
    verdict = models.CharField(max_length=8, choices=Verdict, default=Verdict.WAITING)
    why = models.CharField(max_length=300, blank=True)
    match = models.ForeignKey(Group, models.SET_NULL, null=True, blank=True, related_name="+")
    twin = models.PositiveIntegerField(null=True, blank=True)  # an earlier row of the file that is alike
    choice = models.CharField(max_length=6, choices=Choice, blank=True)
    group = models.ForeignKey(
        Group, models.SET_NULL, null=True, blank=True, related_name="+"
    )  # what came of it

    objects = GroupImportRowQuerySet.as_manager()

    class Meta:
        ordering = ["where", "pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.where}: {self.values.get('name', '')[:60]}"
