"""When a group meets, computed from its rows."""

import datetime
from collections.abc import Iterator
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

from support_groups.schedules import DateException, Effect, Meeting, Pattern, PatternKind
from support_groups.schedules.meetings import meetings

UNKNOWN_CLOCK = "UTC"


class GroupSchedule:
    """Mixin for Group: its patterns and schedule exceptions as values, and the dates that follow."""

    @property
    def clock(self) -> str:
        """The zone in which its dates are computed. Where none is known, in a draft or a forum, UTC stands in, which
        has every hour of every day. Words, pages and files name the group's own zone, never this one.
        """
        return self.zone or UNKNOWN_CLOCK

    @property
    def patterns(self) -> list[Pattern]:
        """Its patterns, each in the group's zone unless it names its own."""
        return [row.pattern.in_zone(self.zone) for row in self.meeting_patterns.all()]

    @property
    def date_exceptions(self) -> list[DateException]:
        """The exceptions of the group, its organization, and of its venue if people meet there."""
        rows = [
            *self.schedule_exceptions.all(),
            *(self.venue.schedule_exceptions.all() if self.venue and self.meets_in_person else ()),
            *(self.organization.schedule_exceptions.all() if self.organization else ()),
        ]
        return [row.date_exception for row in rows]

    def meetings(self, at: datetime.datetime, *, also: tuple[DateException, ...] = ()) -> Iterator[Meeting]:
        """Every meeting that is not over at `at`, canceled ones marked; none while it is closed or before it is back.

        `also` are changes that are not saved yet.
        """
        if self.status == self.Status.CLOSED:
            return iter(())
        exceptions = [*self.date_exceptions, *also]
        upcoming = meetings(self.patterns, exceptions, at, zone=self.clock, with_begun=True)
        if self.status == self.Status.PAUSED and self.paused_until:
            back = self.paused_until
            upcoming = (meeting for meeting in upcoming if meeting.starts.date() >= back)
        return upcoming

    def next_meetings(self, at: datetime.datetime, count: int = 6) -> list[Meeting]:
        return list(islice(self.meetings(at), count))

    def meetings_between(
        self, first: datetime.date, last: datetime.date, *, also: tuple[DateException, ...] = ()
    ) -> list[Meeting]:
        """Every meeting of those days, on the clock of each; at most a thousand."""
        begin = datetime.datetime.combine(first, datetime.time(), ZoneInfo(self.clock)) - datetime.timedelta(
            days=1
        )
        upcoming = islice(self.meetings(begin, also=also), 1000)
        upto = takewhile(lambda meeting: meeting.starts.date() <= last, upcoming)
        return [meeting for meeting in upto if meeting.starts.date() >= first]

    def exceptions_without_meetings(self, today: datetime.date) -> list:
        """Its coming schedule exceptions on days without a meeting: a date may be wrong."""
        patterns = self._patterns_with_all_dates()
        if not patterns:
            return []
        rows = self.schedule_exceptions.all()
        coming = [row for row in rows if row.kind != Effect.EXTRA and row.last_day >= today]
        other_days = {row.first for row in rows if row.kind == Effect.EXTRA} | _moved_days(coming)
        return [row for row in coming if not _has_meeting(row, patterns, other_days)]

    def _patterns_with_all_dates(self) -> list[Pattern]:
        """None if there are meetings on dates that no pattern gives."""
        patterns = [pattern.in_zone(self.clock) for pattern in self.patterns]
        patterns = [pattern for pattern in patterns if pattern.kind != PatternKind.APPOINTMENT]
        return patterns if all(pattern.is_dated for pattern in patterns) else []

    def next_held(self, at: datetime.datetime) -> Meeting | None:
        return next((meeting for meeting in self.meetings(at) if not meeting.is_canceled), None)

    def schedule_words(self, language: str = "en") -> list[str]:
        return [pattern.words(language) for pattern in self.patterns]

    @property
    def is_always_open(self) -> bool:
        return any(pattern.is_always_on for pattern in self.patterns)


def _moved_days(rows: list) -> set[datetime.date]:
    return {row.to_date for row in rows if row.to_date and row.to_date != row.first}


def _has_meeting(row, patterns: list[Pattern], other_days: set[datetime.date]) -> bool:
    """Whether the group meets on the days of a schedule exception; `other_days` follow from no pattern."""
    if any(row.date_exception.covers(day) for day in other_days):
        return True
    return any(pattern.dates(row.first, row.last_day) for pattern in patterns)
