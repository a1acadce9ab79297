"""Which groups: the questions that the rest of the site asks the directory."""

import datetime

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils import timezone

from support_groups import freshness

SHOWN = ("listed", "paused", "unconfirmed")


class GroupQuerySet(models.QuerySet):
    def public(self):
        """Groups whose page visitors may open; a closed one's says that it is closed."""
        return self.exclude(status="draft")

    def findable(self, at: datetime.datetime | None = None):
        """What the finder, feeds and exports offer: listed, paused, and unconfirmed for a while."""
        today = timezone.localdate(at or timezone.now())
        still = Q(due_on=None) | Q(due_on__gte=today - freshness.LEAVES_AFTER)
        return self.filter(Q(status__in=["listed", "paused"]) | Q(still, status="unconfirmed"))

    def overdue(self, today: datetime.date):
        """Listings that somebody should confirm, the longest overdue first."""
        return self.filter(Q(due_on__lt=today) | Q(due_on=None), status__in=SHOWN).order_by(
            F("due_on").asc(nulls_first=True), "pk"
        )

    def incomplete(self):
        """Listings that lack what a visitor or a coordinator will look for."""
        lacks = [
            ~Exists(self.model.languages.through.objects.filter(group=OuterRef("pk"))),
            ~Exists(self.model.audiences.through.objects.filter(group=OuterRef("pk"))),
            ~Exists(self.model.contacts.rel.related_model.objects.filter(group=OuterRef("pk"))),
            ~Exists(self.model.meeting_patterns.rel.related_model.objects.filter(group=OuterRef("pk"))),
        ]
        wanting = lacks[0] | lacks[1] | lacks[2] | Q(lacks[3], ~Q(attendance="text"))
        return self.filter(wanting).exclude(status="closed")

    def with_next_at(self, at: datetime.datetime):
        """Each with `next_at`, when it meets next as far as the derived dates know; for putting in order."""
        dates = self.model.occurrences.rel.related_model.objects.filter(
            group=OuterRef("pk"), starts_at__gte=at
        )
        return self.annotate(next_at=Subquery(dates.order_by("starts_at").values("starts_at")[:1]))

    def for_lists(self):
        """With everything that a line in a list says, in a fixed number of queries."""
        return self.select_related("venue", "organisation").prefetch_related(
            "meeting_patterns",
            "dated_changes",
            "venue__dated_changes",
            "organisation__dated_changes",
            "languages",
            "audiences",
        )

    def for_pages(self):
        """With everything that a group's own page says."""
        return self.for_lists().prefetch_related(
            "venue__access_known__feature", "activities", "subtypes", "access", "contacts"
        )

    def settle(self, at: datetime.datetime | None = None) -> int:
        """Derive again what is derived: columns from venue and organisation, dates from patterns and changes."""
        at = at or timezone.now()
        rows = list(self.for_lists())
        for group in rows:
            group.derive()
            # Not `save`: nobody edited it, so neither history nor "last changed" moves.
            self.model.objects.filter(pk=group.pk).update(
                **{
                    name: getattr(group, name)
                    for name in ("latitude", "longitude", "region", "country", "search_text", "due_on")
                }
            )
            group.settle_dates(at)
        return len(rows)
