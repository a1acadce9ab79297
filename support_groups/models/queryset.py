"""Queries on groups for pages, staff and files. Searching is in `search_queryset`."""

import datetime

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from support_groups.listings import confirmation, ways_to_meet

SHOWN = ("listed", "paused", "unconfirmed")


def due_before(day: datetime.date) -> Q:
    """Groups to be confirmed before this day: `confirmation.due_on` as a condition in the database."""
    due = Q(pk__in=[])
    for field, value, confirmed in confirmation.confirmed_before(day):
        due |= Q(**{field: value, "confirmed_on__lt": confirmed})
    return due


class GroupQuerySet(models.QuerySet):
    def public(self):
        """Groups whose page visitors may open; a closed one's says that it is closed."""
        return self.exclude(status="draft")

    def findable(self, at: datetime.datetime | None = None):
        """What the finder, feeds and exports offer: listed, paused, and unconfirmed for a while."""
        left = due_before(timezone.localdate(at or timezone.now()) - confirmation.LEAVES_AFTER)
        return self.filter(Q(status__in=["listed", "paused"]) | Q(~left, status="unconfirmed"))

    def stopped(self, keys: list[int]):
        """Those of these that have stopped meeting, as their pages say."""
        return self.filter(pk__in=keys, status="closed").order_by("name")

    def overdue(self, today: datetime.date):
        """Listings that somebody should confirm, the longest overdue first."""
        due = Q(confirmed_on=None) | due_before(today)
        return self.filter(due, status__in=SHOWN).order_by(F("search__due_on").asc(nulls_first=True), "pk")

    def to_call(self, today: datetime.date):
        """The calling list: listings that are overdue or marked as not confirmed, the longest overdue first, and last
        those that somebody has called today without an answer."""
        calls = self._rows("unanswered_calls")
        due = Q(confirmed_on=None) | due_before(today) | Q(status="unconfirmed")
        return (
            self.filter(due, status__in=SHOWN)
            .annotate(is_called_today=Exists(calls.filter(group=OuterRef("pk"), on=today)))
            .order_by("is_called_today", F("search__due_on").asc(nulls_first=True), "pk")
        )

    def incomplete(self):
        """Listings that lack what a visitor or a coordinator will look for."""
        lacks = [
            ~Exists(self.model.languages.through.objects.filter(group=OuterRef("pk"))),
            ~Exists(self.model.audiences.through.objects.filter(group=OuterRef("pk"))),
            ~Exists(self.model.contacts.rel.related_model.objects.filter(group=OuterRef("pk"))),
            ~Exists(self.model.meeting_patterns.rel.related_model.objects.filter(group=OuterRef("pk"))),
        ]
        without_schedule = Q(lacks[3], attendance__in=ways_to_meet.codes(has_times=True))
        wanting = lacks[0] | lacks[1] | lacks[2] | without_schedule
        return self.filter(wanting).exclude(status="closed")

    def back_soon(self, today: datetime.date):
        """Paused groups that meet again within a week, or should have begun again."""
        return self.filter(status="paused", paused_until__lte=today + datetime.timedelta(days=7))

    def to_do(self, kind: str | None, today: datetime.date):
        """What needs a coordinator: overdue, unconfirmed, back or incomplete; any other word filters nothing."""
        match kind:
            case "overdue":
                return self.overdue(today)
            case "unconfirmed":
                return self.filter(status="unconfirmed")
            case "back":
                return self.back_soon(today)
            case "incomplete":
                return self.incomplete()
        return self

    def find_at(self, slug: str):
        """The group whose web address this is, or was once; None if there is none among these."""
        return self.filter(slug=slug).first() or self.filter(former_slugs__slug=slug).first()

    def at_address(self, slug: str):
        """The same. Raises Http404 if there is none."""
        group = self.find_at(slug)
        if group is None:
            raise Http404(_("No public group has this address."))
        return group

    def touch(self) -> int:
        """Mark their listings as changed, although no column of their own was: a date was canceled."""
        return self.update(updated_at=timezone.now())

    def in_order(self, keys: list[int]) -> list:
        """The groups with these keys, in this order, without any that were deleted or hidden in the meantime."""
        rows = self.exclude(status__in=["draft", "closed"]).in_bulk(keys)
        return [rows[key] for key in keys if key in rows]

    def for_dates(self):
        """With everything that their dates follow from."""
        return self.select_related("venue", "organization").prefetch_related(
            "meeting_patterns",
            "schedule_exceptions",
            "venue__schedule_exceptions",
            "organization__schedule_exceptions",
        )

    def for_lists(self):
        """With everything that a line in a list shows, in a fixed number of queries."""
        return self.for_dates().prefetch_related("languages", "audiences")

    def for_listing(self):
        """With everything that decides what is missing in a listing."""
        names = ("meeting_patterns", "languages", "audiences", "contacts")
        return self.select_related("venue", "organization").prefetch_related(*names)

    def for_calls(self):
        """With everything that the calling list says."""
        rows = ("confirmations", "unanswered_calls")
        return self.for_dates().prefetch_related(
            "contacts",
            *(models.Prefetch(name, self._rows(name).select_related("user")) for name in rows),
        )

    def _rows(self, name: str):
        return getattr(self.model, name).rel.related_model.objects.all()

    def for_pages(self):
        """With everything that a group's own page says, but for the access features: see `access_features`."""
        return self.for_lists().prefetch_related("activities", "subtypes", "contacts")

    def for_record(self):
        """With everything that the public record compares, except for `related_rows`."""
        return self.for_dates().with_public_change(public_facts="facts")

    def with_public_change(self, **more: str):
        """With the number and time of the newest entry in their public record, or None; `more` are other columns of it."""
        newest = self._rows("public_changes").filter(group=OuterRef("pk")).order_by("-number")
        columns = {"public_number": "number", "public_changed_at": "at", **more}
        return self.annotate(
            **{name: Subquery(newest.values(column)[:1]) for name, column in columns.items()}
        )

    def for_exchange(self):
        """With everything that a file holds of a group."""
        return (
            self.for_lists()
            .select_related("translation_of")
            .prefetch_related("venue__access_known__feature", "activities", "subtypes", "access", "contacts")
        )
