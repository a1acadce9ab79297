"""What a calendar file must say so that calendars show the same dates as our pages.

A pattern is one repeating entry; every date that is not as planned is told beside it:

* a canceled date is taken out of the series (EXDATE), which every calendar follows, so that nobody stands before a
  locked door. It would vanish without a word, so there is also an entry of its own, marked as canceled: Apple's
  calendars show it struck through; Google's and Microsoft's hide what is canceled, their users read it in the
  description of the series. Only a canceled override (RECURRENCE-ID with STATUS) was rejected: some programs that
  read calendars overlook STATUS and would show a meeting.
* a meeting that moved or has another place is an override of that one date (RECURRENCE-ID).
* an extra meeting, and each of a group's single dates, is an entry of its own; RDATE was rejected because Google's
  calendar leaves it out of subscriptions.

RFC 5545, sections 3.8.4.4 (RECURRENCE-ID), 3.8.5.1 (EXDATE).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from support_groups.schedules import recurrence, rrules
from support_groups.schedules.date_exceptions import DateException, Effect
from support_groups.schedules.meetings import Meeting, arrivals, changed, extras, unplanned
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
    """Exceptions are told from `since` to `until`. `resumes_on` is the first day on which a paused group meets again."""

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
    plans = [(name, pattern if pattern.zone else replace(pattern, zone=zone)) for name, pattern in plans]
    patterns = [pattern for _name, pattern in plans]
    late = unplanned(patterns, exceptions)
    found = []
    for name, pattern in plans:
        tell = _single if pattern.on else _series
        found += tell(name, pattern, exceptions, late, period)
    found += _extras(extras(patterns, exceptions, zone, late), period, uid)
    return found


def _extras(meetings: Iterable[Meeting], period: Period, uid: str) -> Iterator[Entry]:
    """Named after their start, so that a name stays when another extra meeting is added."""
    taken: Counter[str] = Counter()
    for meeting in dict.fromkeys(meetings):
        if meeting.starts.date() < period.first:
            continue
        name = f"{uid}-extra-{meeting.starts:{'%Y%m%dT%H%M' if meeting.has_time else '%Y%m%d'}}"
        taken[name] += 1
        yield _own(name if taken[name] == 1 else f"{name}-{taken[name]}", meeting)


def _series(
    name: str,
    pattern: Pattern,
    exceptions: Sequence[DateException],
    late: Sequence[DateException],
    period: Period,
) -> Iterator[Entry]:
    """A repeating entry with its exceptions. A course keeps its real beginning, since COUNT counts from it."""
    begin = pattern.anchor if pattern.count else period.first
    first = next(recurrence.days(pattern, begin, recurrence.LATEST), None) if begin else None
    excluded, off, others = set(), [], []
    if first and period.resumes_on and first < period.resumes_on:
        excluded |= set(recurrence.days(pattern, first, period.resumes_on - recurrence.A_DAY))
    for day, meeting, arrival in _altered(pattern, exceptions, late, period):
        is_here = first is not None and day >= max(first, period.first)
        told = arrival or meeting
        if is_here and told.effect == Effect.CANCELED:
            off.append((told.starts.date(), told.reason))
            others.append(_own(f"{name}-off-{day:%Y%m%d}", told))
        elif is_here and told.starts.date() >= period.first and _fits(told, pattern):
            others.append(_override(name, pattern, day, told))
            continue
        elif arrival and arrival.starts.date() >= period.first:
            others.append(_own(f"{name}-{day:%Y%m%d}", arrival))
        excluded |= {day} if is_here else set()
    if first:
        yield _repeating(name, pattern, first, excluded, off)
    yield from others


def _repeating(name: str, pattern: Pattern, first: date, excluded: set[date], off) -> Entry:
    return Entry(
        uid=name,
        starts=_start(pattern, first),
        minutes=pattern.minutes,
        rule=rrules.to_text(pattern),
        excluded=tuple(_start(pattern, day) for day in sorted(excluded)),
        canceled_days=tuple(off),
    )


def _fits(meeting: Meeting, pattern: Pattern) -> bool:
    """An override is a time where its series is one, and a day where it is days (3.8.4.4)."""
    return meeting.has_time == (pattern.begins is not None)


def _single(
    name: str,
    pattern: Pattern,
    exceptions: Sequence[DateException],
    late: Sequence[DateException],
    period: Period,
) -> Iterator[Entry]:
    altered = {
        day: (meeting, arrival) for day, meeting, arrival in _altered(pattern, exceptions, late, period)
    }
    usual = (None, None)
    for day in pattern.on:
        meeting, arrival = altered.get(day, usual)
        if meeting is None:
            meeting = Meeting(
                starts=recurrence.wall(day, pattern.begins, pattern.zone),
                minutes=pattern.minutes,
                has_time=pattern.begins is not None,
            )
        shown = arrival or meeting
        if shown.starts.date() >= period.first and (arrival or not meeting.moved_to):
            yield _own(f"{name}-{day:%Y%m%d}", shown)


def _altered(
    pattern: Pattern, exceptions: Sequence[DateException], late: Sequence[DateException], period: Period
) -> Iterator[tuple[date, Meeting, Meeting | None]]:
    """Planned days that are not as planned, each with its meeting, and where it arrives if it moved."""
    relevant = [exception for exception in exceptions if exception.effect != Effect.EXTRA]
    arrived = {meeting.moved_from.date(): meeting for meeting in arrivals([pattern], relevant, late)}
    touched = {
        day
        for exception in relevant
        for day in recurrence.days(
            pattern, exception.first, min(exception.last or exception.first, period.until)
        )
    }
    for day in sorted(touched):
        meeting = changed(pattern, day, relevant)
        if meeting.effect:
            yield day, meeting, arrived.get(day)


def _start(pattern: Pattern, day: date) -> Start:
    if pattern.begins is None:
        return day
    return datetime.combine(day, pattern.begins, tzinfo=ZoneInfo(pattern.zone))


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


def _override(name: str, pattern: Pattern, day: date, meeting: Meeting) -> Entry:
    return replace(_own(name, meeting), replaces=_start(pattern, day))
