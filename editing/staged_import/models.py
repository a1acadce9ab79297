"""The tables of a staged import: the file, and its rows. Each app adds what its own rows hold and lead to."""

import datetime
from collections.abc import Callable

from django.conf import settings
from django.db import models, transaction
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from editing.pauses import Pauses
from editing.people import who

KEEP_FOR = datetime.timedelta(days=30)  # files can hold people's addresses


class StagedImport(models.Model):
    name = models.CharField(_("file"), max_length=200)
    format = models.CharField(_("format"), max_length=20, blank=True)
    problems = models.JSONField(default=list)  # [[line or record number, sentence]]
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_by_name = models.CharField(max_length=200, blank=True, editable=False)  # editing/people.py
    made_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)  # from here on rows are saved
    finished_at = models.DateTimeField(null=True, blank=True)

    rows_in_a_transaction = 50  # SQLite shuts others out for as long as one takes

    class Meta:
        abstract = True
        ordering = ["-made_at", "-pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.name} ({self.format})" if self.format else self.name

    @property
    def format_shown(self) -> str:
        """As people call the format."""
        return self.format

    def lock(self) -> None:
        """Keep others from continuing this import until the transaction ends. Call it first in a transaction: it
        writes, so SQLite takes or waits for its lock here, before anything is read that could be outdated."""
        self._own.update(name=models.F("name"))

    @property
    def maker(self) -> str:
        return who(self, "made_by")

    @property
    def _own(self) -> models.QuerySet:
        return type(self)._default_manager.filter(pk=self.pk)

    def store_comparison(self, rows: list["StagedRow"], fields: list[str]) -> int:
        """Store `fields` of compared rows; returns how many rows still wait.

        Rows that somebody else compared in the meantime are left alone: they may have been confirmed and saved by now.
        """
        with transaction.atomic():
            self.lock()
            pks = [row.pk for row in rows]
            waiting = set(self.rows.waiting().filter(pk__in=pks).values_list("pk", flat=True))
            self.rows.store([row for row in rows if row.pk in waiting], fields)
        return self.rows.waiting().count()

    def confirm(self, *, at: datetime.datetime) -> None:
        """From now on its rows may be saved. Undecided rows are left out."""
        self._own.filter(confirmed_at=None).update(confirmed_at=at)

    def save_rows(
        self,
        save: Callable[[list["StagedRow"]], None],
        *,
        most: int,
        at: datetime.datetime,
        on_finish: Callable[[], None] = lambda: None,
    ) -> int:
        """Call `save` with the next rows, some at a time; returns how many are left to save.

        Some rows share a transaction, so others can save in between, and an interrupted import continues with the
        first row that is not done. If two run at a time, each row is still saved only once.
        """
        if not self._own.filter(finished_at=None).exclude(confirmed_at=None).exists():
            return 0
        pauses = Pauses()
        keys = list(self.rows.to_save().values_list("pk", flat=True)[:most])
        for start in range(0, len(keys), self.rows_in_a_transaction):
            some = keys[start : start + self.rows_in_a_transaction]
            with transaction.atomic():
                self.lock()
                if current := list(self.rows.to_save().filter(pk__in=some)):  # nobody else has saved them
                    save(current)
            pauses.take()
        left = self.rows.to_save().count()
        if not left:
            with transaction.atomic():
                if self._own.filter(finished_at=None).update(finished_at=at):
                    on_finish()
        return left


class StagedRowQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(status=StagedRow.Status.WAITING)

    def to_save(self):
        """What is saved once the import is confirmed: new and changed rows, and possible duplicates somebody chose."""
        status, choice = StagedRow.Status, StagedRow.Choice
        is_clear = Q(status__in=[status.NEW, status.CHANGES]) & ~Q(choice=choice.SKIP)
        return self.filter(is_clear | Q(status=status.MAYBE, choice__in=[choice.ADD, choice.UPDATE]))

    def undecided(self):
        return self.filter(status=StagedRow.Status.MAYBE, choice="")

    def counts(self) -> dict[str, int]:
        """How many rows there are of each status, also of those that no row has."""
        counts = dict(self.order_by().values_list("status").annotate(Count("pk")))
        return {status: counts.get(status, 0) for status in StagedRow.Status.values}

    def store(self, rows: list["StagedRow"], fields: list[str]) -> None:
        """As bulk_update does, whose hundreds of CASE clauses take PostgreSQL ten times as long."""
        self.bulk_create(
            rows, batch_size=500, update_conflicts=True, unique_fields=["id"], update_fields=fields
        )


class StagedRow(models.Model):
    """Subclasses add `staged_import` (related name "rows"), `match` (the record here that it is or could be) and
    `result` (the record it became)."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("not yet compared")
        NEW = "new", _("new")
        CHANGES = "changes", _("changes what is here")
        SAME = "same", _("already here")
        MAYBE = "maybe", _("could be the same")
        INVALID = "invalid", _("not understood")
        ADDED = "added", _("added")
        UPDATED = "updated", _("changed")
        FAILED = "failed", _("could not be saved")

    class Choice(models.TextChoices):
        ADD = "add", _("add it")
        UPDATE = "update", _("change the one that is here")
        SKIP = "skip", _("leave it out")

    position = models.PositiveIntegerField()  # its record number, or its line in the file
    status = models.CharField(max_length=8, choices=Status, default=Status.WAITING)
    reason = models.CharField(max_length=300, blank=True)
    choice = models.CharField(max_length=6, choices=Choice, blank=True)

    objects = StagedRowQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "pk"]
        default_permissions = ()
