"""The public record of a listing: each time visitors began to read something else, under a number (ADR 21)."""

import datetime
from collections.abc import Iterable

from django.db import models
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from history.models import AppendOnly
from support_groups.models.group import Group
from support_groups.models.public_facts import different, facts
from support_groups.models.related_rows import Rows


class PublicChangeQuerySet(models.QuerySet):
    def _refuse(self, *args, **kwargs):
        raise AppendOnly("Public changes are never changed or deleted.")

    update = delete = _refuse

    def numbers(self, groups: Iterable) -> dict[int, int]:
        """The number of the newest change of each group, by the group's key."""
        found = self.filter(group__in=groups).order_by().values("group").annotate(last=Max("number"))
        return dict(found.values_list("group", "last"))

    def record(self, groups: Iterable[Group], rows: dict[int, Rows], at: datetime.datetime) -> None:
        """Add a row for each of these groups, fetched with `for_record`, that looks different now. Its search row must be
        locked, so that no number is given twice. Drafts are not public.
        """
        today = timezone.localdate(at)
        new = []
        for group in groups:
            now = facts(group, rows[group.pk]) if group.is_public else None
            if now and (group.public_facts is None or different(group.public_facts, now, today)):
                number = (group.public_number or 0) + 1
                new.append(self.model(group=group, number=number, at=at, facts=now))
        self.bulk_create(new)


class PublicChange(models.Model):
    group = models.ForeignKey(Group, models.CASCADE, related_name="public_changes")
    number = models.PositiveIntegerField(_("number"))
    at = models.DateTimeField(_("recorded"))
    facts = models.JSONField(_("fingerprints of what visitors read"))

    objects = PublicChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("public change")
        verbose_name_plural = _("public changes")
        ordering = ["group", "-number"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["group", "number"], name="public_change_number_once")]

    def __str__(self):
        return f"{self.group_id}: {self.number}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnly("A public change is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnly("A public change is never deleted.")
