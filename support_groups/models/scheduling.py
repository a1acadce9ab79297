"""When a group meets, put together from its rows."""

import datetime
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from django.db import transaction
from django.utils import timezone

from support_groups.schedules import Change, Meeting, Pattern
from support_groups.schedules.changes import meetings


class Scheduled:
    """Mixed into Group: its patterns and dated changes as values, and the dates that follow."""

    @property
    def patterns(self) -> list[Pattern]:
        """Its patterns, each in the group's zone unless it names its own."""
        rows = (row.pattern for row in self.meeting_patterns.all())
        return [pattern if pattern.zone else replace(pattern, zone=self.zone) for pattern in rows]

    @property
    def changes(self) -> list[Change]:
        """Dated changes of the group, its venue and its organisation."""
        rows = [
            *self.dated_changes.all(),
            *(self.venue.dated_changes.all() if self.venue else ()),
            *(self.organisation.dated_changes.all() if self.organisation else ()),
        ]
        return [row.change for row in rows]

    def meetings(self, at: datetime.datetime) -> Iterator[Meeting]:
        """Every meeting from `at` on, cancelled ones marked; none while it is closed or before it is back."""
        if self.status == self.Status.CLOSED:
            return iter(())
        found = meetings(self.patterns, self.changes, at, zone=self.zone)
        if self.status == self.Status.PAUSED and self.paused_until:
            back = self.paused_until
            found = (meeting for meeting in found if meeting.starts.date() >= back)
        return found

    def next_meetings(self, at: datetime.datetime, count: int = 6) -> list[Meeting]:
        return list(islice(self.meetings(at), count))

    def next_held(self, at: datetime.datetime) -> Meeting | None:
        return next((meeting for meeting in self.meetings(at) if not meeting.is_cancelled), None)

    def schedule_words(self, language: str = "en") -> list[str]:
        return [pattern.words(language) for pattern in self.patterns]

    @property
    def is_always_open(self) -> bool:
        return any(pattern.is_always_on for pattern in self.patterns)

    def settle_dates(self, at: datetime.datetime | None = None) -> None:
        """Write anew the dates that the search knows of this group."""
        from support_groups.models.meeting import Occurrence  # it points here

        rows = Occurrence.objects.of(self, at or timezone.now())
        self.next_at = rows[0].starts_at if rows else None
        with transaction.atomic():
            self.occurrences.all().delete()
            Occurrence.objects.bulk_create(rows)
            # Not `save`: nobody edited it.
            type(self).objects.filter(pk=self.pk).update(next_at=self.next_at)
