"""The meetings of a group: what its patterns plan, after its date exceptions.

A canceled meeting stays in the list, marked: a visitor who knows "every Tuesday" must see that this Tuesday is off.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from heapq import merge
from itertools import islice

from django.utils.translation import gettext as _

from support_groups.schedules import recurrence
from support_groups.schedules.date_exceptions import DateException, Effect
from support_groups.schedules.patterns import Pattern

LATE = timedelta(minutes=30)  # for so long people can still come to a meeting whose end is not known
HORIZON = timedelta(days=366 * 9)  # 29 February can be eight years away


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """One date of a group as visitors see it. `is_canceled` also for the old date of a moved one."""

    starts: datetime
    minutes: int | None = None
    effect: Effect | None = None
    reason: str = ""
    place: str = ""
    link: str = ""
    moved_from: datetime | None = None
    moved_to: datetime | None = None
    has_time: bool = True

    @property
    def is_canceled(self) -> bool:
        return self.effect == Effect.CANCELED or self.moved_to is not None

    @property
    def ends(self) -> datetime | None:
        """Local end, so many minutes of real time after the start."""
        if self.minutes is None:
            return None
        end = self.starts.astimezone(UTC) + timedelta(minutes=self.minutes)
        return end.astimezone(self.starts.tzinfo)

    @property
    def over(self) -> datetime:
        """Until when it is worth going there: its end if that is known; on a day without a time, the end of the day."""
        if not self.has_time:
            return self.starts + timedelta(days=1)
        return self.ends or self.starts + LATE


def next_dates(
    patterns: Sequence[Pattern],
    exceptions: Iterable[DateException] = (),
    at: datetime | None = None,
    count: int = 5,
    *,
    zone: str = "",
) -> list[Meeting]:
    """The next `count` dates that begin at `at` (aware) or later, canceled ones among them, in order of time.

    `zone` is the group's, for patterns that name none. Of several exceptions on one meeting the one for the shortest
    stretch of days decides ("closed for two weeks, but on the 3rd we meet in the library"), then the later one.
    """
    if at is None or at.tzinfo is None:
        raise ValueError(_("Say from which moment, with its time zone."))
    return list(islice(meetings(patterns, exceptions, at, zone=zone), max(count, 0)))


def meetings(
    patterns: Sequence[Pattern],
    exceptions: Iterable[DateException],
    at: datetime,
    *,
    zone: str = "",
    with_begun: bool = False,
) -> Iterator[Meeting]:
    """Every meeting that begins at `at` or later, lazily, for the next nine years; `with_begun` also those that have
    begun and are not over."""
    exceptions = sorted(exceptions, key=lambda exception: -exception.length)
    patterns = [pattern.in_zone(zone) for pattern in patterns]
    _require_zones(patterns, exceptions, zone)
    unplanned = unplanned_exceptions(patterns, exceptions)
    others = [*arrivals(patterns, exceptions, unplanned), *extras(patterns, exceptions, zone, unplanned)]
    planned = [_planned(pattern, exceptions, at) for pattern in patterns]
    last = None
    for meeting in merge(*planned, sorted(others, key=_moment), key=_moment):
        is_coming = meeting.starts >= at or (with_begun and meeting.over > at)
        if is_coming and meeting != last:
            yield meeting
        last = meeting


def _require_zones(patterns: Sequence[Pattern], exceptions: Sequence[DateException], zone: str) -> None:
    is_extra_without_zone = bool(exceptions) and not patterns and not zone
    if is_extra_without_zone or not all(pattern.zone for pattern in patterns):
        raise ValueError(_("A pattern without a time zone needs its group's."))


def _moment(meeting: Meeting) -> datetime:
    return meeting.starts.astimezone(UTC)


def _planned(pattern: Pattern, exceptions: Sequence[DateException], at: datetime) -> Iterator[Meeting]:
    """Meetings where the pattern puts them; a moved one keeps its old date here, marked, unless only its hour changed."""
    today = at.astimezone(UTC).date()
    relevant = [exception for exception in exceptions if exception.effect != Effect.EXTRA]
    for day in recurrence.days(pattern, today - recurrence.A_DAY, min(today + HORIZON, recurrence.LATEST)):
        meeting = changed(pattern, day, relevant)
        if meeting.moved_to is None or meeting.moved_to.date() != day:
            yield meeting


def changed(pattern: Pattern, day: date, exceptions: Sequence[DateException]) -> Meeting:
    """One planned meeting after all its exceptions, widest first."""
    starts = recurrence.wall(day, pattern.begins, pattern.zone)
    meeting = Meeting(starts=starts, minutes=pattern.minutes, has_time=pattern.begins is not None)
    width = None
    for exception in exceptions:
        if not exception.covers(day, pattern.begins):
            continue
        if exception.effect == Effect.PLACE and width == exception.length and meeting.effect:
            meeting = replace(meeting, place=exception.place, link=exception.link)
            continue
        meeting = _apply(exception, meeting, pattern, day)
        width = exception.length
    return meeting


def _apply(exception: DateException, meeting: Meeting, pattern: Pattern, day: date) -> Meeting:
    moved_to = None
    if exception.effect == Effect.MOVED:
        to_time = exception.to_time or pattern.begins
        moved_to = recurrence.wall(exception.to_date or day, to_time, pattern.zone)
    return replace(
        meeting,
        effect=exception.effect,
        reason=exception.reason,
        place=exception.place,
        link=exception.link,
        moved_to=moved_to,
        minutes=exception.minutes or pattern.minutes,
    )


def unplanned_exceptions(
    patterns: Sequence[Pattern], exceptions: Sequence[DateException]
) -> list[DateException]:
    """Exceptions for one day on which no pattern plans a meeting, so that they are about a meeting that was moved to
    that day or about an extra one. "No meeting on the 10th" means the one that the page lists for the 10th."""
    of_one_day = [
        exception
        for exception in exceptions
        if exception.effect in (Effect.CANCELED, Effect.PLACE) and not exception.length
    ]
    return [exception for exception in of_one_day if not _is_planned(exception, patterns)]


def _is_planned(exception: DateException, patterns: Sequence[Pattern]) -> bool:
    return any(
        exception.covers(day, pattern.begins)
        for pattern in patterns
        for day in recurrence.days(pattern, exception.first, exception.first)
    )


def _after_all(meeting: Meeting, unplanned: Sequence[DateException]) -> Meeting:
    """A moved or extra meeting, after the exceptions for its new day."""
    begins = meeting.starts.time() if meeting.has_time else None
    for exception in unplanned:
        if not exception.covers(meeting.starts.date(), begins):
            continue
        if exception.effect == Effect.CANCELED:
            return replace(meeting, effect=exception.effect, reason=exception.reason)
        meeting = replace(meeting, place=exception.place, link=exception.link)
    return meeting


def arrivals(
    patterns: Sequence[Pattern], exceptions: Sequence[DateException], unplanned: Sequence[DateException] = ()
) -> Iterator[Meeting]:
    """Moved meetings at their new time, if the pattern really has their old date."""
    relevant = [exception for exception in exceptions if exception.effect != Effect.EXTRA]
    for exception, pattern, day in _moves(patterns, relevant):
        old = changed(pattern, day, relevant)
        if old.moved_to is None:
            continue
        has_time = pattern.begins is not None or exception.to_time is not None
        new = replace(old, starts=old.moved_to, moved_from=old.starts, moved_to=None, has_time=has_time)
        yield _after_all(new, unplanned)


def _moves(
    patterns: Sequence[Pattern], exceptions: Sequence[DateException]
) -> Iterator[tuple[DateException, Pattern, date]]:
    """Each planned day that a meeting moves away from, once, with the first exception that says so."""
    seen: set[tuple[int, date]] = set()
    for exception in exceptions:
        if exception.effect != Effect.MOVED:
            continue
        for index, pattern in enumerate(patterns):
            for day in recurrence.days(pattern, exception.first, exception.last or exception.first):
                if (index, day) not in seen:
                    seen.add((index, day))
                    yield exception, pattern, day


def extras(
    patterns: Sequence[Pattern],
    exceptions: Sequence[DateException],
    zone: str,
    unplanned: Sequence[DateException] = (),
) -> Iterator[Meeting]:
    """Extra meetings, in the zone of the first pattern, with its time and length unless they have their own."""
    usual = patterns[0] if patterns else None
    for exception in exceptions:
        if exception.effect != Effect.EXTRA:
            continue
        begins = exception.begins or (usual.begins if usual else None)
        extra = Meeting(
            starts=recurrence.wall(exception.first, begins, usual.zone if usual else zone),
            minutes=exception.minutes or (usual.minutes if usual else None),
            effect=Effect.EXTRA,
            reason=exception.reason,
            place=exception.place,
            link=exception.link,
            has_time=begins is not None,
        )
        yield _after_all(extra, unplanned)
