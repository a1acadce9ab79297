"""What a calendar file must say so that calendars show the same dates as our pages.

A pattern is one repeating entry. Every date that is not as planned needs more:

* A canceled date is taken out of the series (EXDATE), which every calendar respects, so that nobody finds a locked
  door. So that it doesn't vanish without a word, it also gets an entry of its own, marked as canceled: Apple's
  calendars show it struck through. Google's and Microsoft's hide what is canceled; their users read about it in the
  description of the series. We rejected a canceled override alone (RECURRENCE-ID with STATUS), because some programs
  ignore STATUS and would show a meeting.
* A meeting that moved or has another place is an override of that one date (RECURRENCE-ID).
* An extra meeting, and each of a group's single dates, is an entry of its own. We rejected RDATE, because Google's
  calendar leaves it out of subscriptions.

RFC 5545, sections 3.8.4.4 (RECURRENCE-ID), 3.8.5.1 (EXDATE).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from support_groups.schedules import recurrence, rrule_writer
from support_groups.schedules.date_exceptions import DateException, Effect
from support_groups.schedules.meetings import Meeting, arrivals, changed, extras, unplanned_exceptions
from support_groups.schedules.patterns import Pattern

Start = datetime | date  # a date where no time is known


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One VEVENT. `starts` is what the wall clock of its zone shows, or a day; `replaces` is one date of a series
    with the same `uid`; `canceled_days` are the days on which a series does not meet, with the reasons."""

    uid: str
    starts: Start
    minutes: int | None = None
    rule: str = ""
    excluded: tuple[Start, ...] = ()
    canceled_days: tuple[tuple[date, str], ...] = ()
    replaces: Start | None = None
    effect: Effect | None = None
    reason: str = ""
    place: str = ""
    link: str = ""
    is_canceled: bool = False


@dataclass(frozen=True)
class Period:
    """Exceptions are listed from `since` to `until`. `resumes_on` is the first day on which a paused group meets again."""

    since: date
    until: date
    resumes_on: date | None = None

    @property
    def first(self) -> date:
        return max(self.since, self.resumes_on or self.since)


def entries(
    plans: Sequence[tuple[str, Pattern]],
    exceptions: Iterable[DateException],
    period: Period,
    *,
    uid: str,
    zone: str,
) -> list[Entry]:
    """Entries of a group's patterns, each with its own uid; `uid` is the group's, for its extra meetings."""
    exceptions = sorted(exceptions, key=lambda exception: -exception.length)
    plans = [(name, pattern.in_zone(zone)) for name, pattern in plans]
    patterns = [pattern for _name, pattern in plans]
    unplanned = unplanned_exceptions(patterns, exceptions)
    calendar: list[Entry] = []
    for name, pattern in plans:
        plan = Plan(name, pattern, exceptions, unplanned, period)
        calendar += plan.single_dates() if pattern.on else plan.series()
    calendar += _extras(extras(patterns, exceptions, zone, unplanned), period, uid)
    return calendar


def _extras(meetings: Iterable[Meeting], period: Period, uid: str) -> Iterator[Entry]:
    """Named after their start, so that a name stays when another extra meeting is added."""
    taken: Counter[str] = Counter()
    for meeting in dict.fromkeys(meetings):
        if meeting.starts.date() < period.first:
            continue
        name = f"{uid}-extra-{meeting.starts:{'%Y%m%dT%H%M' if meeting.has_time else '%Y%m%d'}}"
        taken[name] += 1
        yield _own(name if taken[name] == 1 else f"{name}-{taken[name]}", meeting)


@dataclass(frozen=True)
class Plan:
    """One pattern of a group, and what is different from it in a period."""

    uid: str
    pattern: Pattern
    exceptions: Sequence[DateException]
    unplanned: Sequence[DateException]
    period: Period

    def series(self) -> Iterator[Entry]:
        """A repeating entry with its exceptions."""
        first = self._first_day()
        excluded, canceled_days, entries = self._paused_days(first), [], []
        for day, meeting in self._altered():
            is_in_series = first is not None and self._is_shown(day, first)
            entry = self._of_day(day, meeting, is_in_series)
            if entry:
                entries.append(entry)
            if not is_in_series:
                continue
            if entry and entry.is_canceled:
                canceled_days.append((meeting.starts.date(), entry.reason))
            if not (entry and entry.replaces):
                excluded.add(day)
        if first:
            yield self._repeating(first, excluded, canceled_days)
        yield from entries

    def _is_shown(self, day: date, first: date) -> bool:
        return day >= max(first, self.period.first)

    def _first_day(self) -> date | None:
        """A course keeps its real beginning, since COUNT counts from it."""
        begin = self.pattern.anchor if self.pattern.count else self.period.first
        return next(recurrence.days(self.pattern, begin, recurrence.LATEST), None) if begin else None

    def _paused_days(self, first: date | None) -> set[date]:
        resumes_on = self.period.resumes_on
        if not first or not resumes_on or first >= resumes_on:
            return set()
        return set(recurrence.days(self.pattern, first, resumes_on - recurrence.A_DAY))

    def _of_day(self, day: date, meeting: Meeting, is_in_series: bool) -> Entry | None:
        if is_in_series and meeting.effect == Effect.CANCELED:
            return _own(f"{self.uid}-off-{day:%Y%m%d}", meeting)
        if meeting.starts.date() < self.period.first:
            return None
        if is_in_series and self._fits(meeting):
            return replace(_own(self.uid, meeting), replaces=self._start(day))
        return _own(f"{self.uid}-{day:%Y%m%d}", meeting) if meeting.moved_from else None

    def _fits(self, meeting: Meeting) -> bool:
        """An override is a time where its series is one, and a day where it is days (3.8.4.4)."""
        return meeting.has_time == (self.pattern.begins is not None)

    def _repeating(self, first: date, excluded: set[date], canceled_days: list[tuple[date, str]]) -> Entry:
        return Entry(
            uid=self.uid,
            starts=self._start(first),
            minutes=self.pattern.minutes,
            rule=rrule_writer.to_text(self.pattern),
            excluded=tuple(self._start(day) for day in sorted(excluded)),
            canceled_days=tuple(canceled_days),
        )

    def single_dates(self) -> Iterator[Entry]:
        altered = dict(self._altered())
        for day in self.pattern.on:
            meeting = altered.get(day) or changed(self.pattern, day, ())
            if meeting.starts.date() >= self.period.first and not meeting.moved_to:
                yield _own(f"{self.uid}-{day:%Y%m%d}", meeting)

    def _altered(self) -> Iterator[tuple[date, Meeting]]:
        """Planned days that are not as planned, each with its meeting; one that moved, where it arrives."""
        relevant = [exception for exception in self.exceptions if exception.effect != Effect.EXTRA]
        arrived = {
            meeting.moved_from.date(): meeting
            for meeting in arrivals([self.pattern], relevant, self.unplanned)
        }
        for day in sorted({day for exception in relevant for day in self._days_of(exception)}):
            meeting = arrived.get(day) or changed(self.pattern, day, relevant)
            if meeting.effect:
                yield day, meeting

    def _days_of(self, exception: DateException) -> Iterator[date]:
        last = min(exception.last or exception.first, self.period.until)
        return recurrence.days(self.pattern, exception.first, last)

    def _start(self, day: date) -> Start:
        if self.pattern.begins is None:
            return day
        return datetime.combine(day, self.pattern.begins, tzinfo=ZoneInfo(self.pattern.zone))


def _own(uid: str, meeting: Meeting) -> Entry:
    return Entry(
        uid=uid,
        starts=meeting.starts if meeting.has_time else meeting.starts.date(),
        minutes=meeting.minutes,
        effect=meeting.effect,
        reason=meeting.reason,
        place=meeting.place,
        link=meeting.link,
        is_canceled=meeting.is_canceled,
    )
