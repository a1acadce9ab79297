"""Dated changes to a pattern, and the list of meetings that results.

A cancelled meeting stays in the list, marked: a visitor who knows "every Tuesday" must see that this Tuesday is off.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from heapq import merge
from itertools import islice

from django.utils.translation import gettext as _

from support_groups.schedules import recurrence
from support_groups.schedules.patterns import Pattern
from support_groups.schedules.validation import InvalidPattern

HORIZON = timedelta(days=366 * 9)  # 29 February can be eight years away


class Effect(StrEnum):
    CANCELLED = "cancelled"
    MOVED = "moved"
    EXTRA = "extra"
    PLACE = "place"  # same time, another place or link


@dataclass(frozen=True, kw_only=True)
class Change:
    """What is different about one meeting, or about every meeting from `first` to `last`.

    `begins` picks one of several meetings on a day; for an extra meeting it is its time. `to_date` and `to_time`
    are where a meeting is moved; a whole range can move to another time, not to one date.

    >>> Change(effect="cancelled", first=date(2026, 12, 24), reason="Christmas Eve").covers(date(2026, 12, 24))
    True
    """

    effect: Effect
    first: date
    last: date | None = None
    begins: time | None = None
    to_date: date | None = None
    to_time: time | None = None
    minutes: int | None = None
    place: str = ""
    link: str = ""
    reason: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "effect", Effect(self.effect))
        problems = []
        if self.last and self.last < self.first:
            problems.append(_("The last date is before the first."))
        if self.effect == Effect.MOVED and not (self.to_date or self.to_time):
            problems.append(_("Say to which date or time the meeting moves."))
        if self.to_date and self.last not in (None, self.first):
            problems.append(_("Several meetings cannot move to one date."))
        if self.effect == Effect.PLACE and not (self.place or self.link):
            problems.append(_("Say the other place or link."))
        if self.effect == Effect.EXTRA and self.last not in (None, self.first):
            problems.append(_("Enter each extra meeting by its own date."))
        if problems:
            raise InvalidPattern(problems)

    @property
    def length(self) -> int:
        return ((self.last or self.first) - self.first).days

    def covers(self, day: date, begins: time | None = None) -> bool:
        return self.first <= day <= (self.last or self.first) and self.begins in (None, begins)


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
        return self.effect == Effect.CANCELLED or self.moved_to is not None

    @property
    def ends(self) -> datetime | None:
        """Local end, so many minutes of real time after the start."""
        if self.minutes is None:
            return None
        end = self.starts.astimezone(UTC) + timedelta(minutes=self.minutes)
        return end.astimezone(self.starts.tzinfo)


def next_dates(
    patterns: Sequence[Pattern],
    exceptions: Iterable[Change] = (),
    at: datetime | None = None,
    count: int = 5,
    *,
    zone: str = "",
) -> list[Meeting]:
    """The next `count` dates that begin at `at` (aware) or later, cancelled ones among them, in order of time.

    `zone` is the group's, for patterns that name none. Of several changes on one meeting the one for the shortest
    stretch of days decides ("closed for a fortnight, but on the 3rd we meet in the library"), then the later one.
    """
    if at is None or at.tzinfo is None:
        raise ValueError(_("Say from which moment, with its time zone."))
    return list(islice(meetings(patterns, exceptions, at, zone=zone), max(count, 0)))


def next_held(
    patterns: Sequence[Pattern], exceptions: Iterable[Change] = (), *, at: datetime, zone: str = ""
) -> Meeting | None:
    """The next meeting that takes place."""
    found = meetings(patterns, exceptions, at, zone=zone)
    return next((meeting for meeting in found if not meeting.is_canceled), None)


def meetings(
    patterns: Sequence[Pattern], exceptions: Iterable[Change], at: datetime, *, zone: str = ""
) -> Iterator[Meeting]:
    """Every meeting from `at` on, lazily, for the next nine years."""
    changes = sorted(exceptions, key=lambda change: -change.length)
    patterns = [pattern.in_zone(zone) for pattern in patterns]
    if not all(pattern.zone for pattern in patterns) or (not patterns and not zone and changes):
        raise ValueError(_("A pattern without a time zone needs its group's."))
    streams = [_planned(pattern, changes, at) for pattern in patterns]
    late = unplanned(patterns, changes)
    others = [*arrivals(patterns, changes, late), *extras(patterns, changes, zone, late)]
    streams.append(iter(sorted(others, key=_moment)))
    last = None
    for meeting in merge(*streams, key=_moment):
        if meeting.starts >= at and meeting != last:
            yield meeting
        last = meeting


def _moment(meeting: Meeting) -> datetime:
    return meeting.starts.astimezone(UTC)


def _planned(pattern: Pattern, changes: Sequence[Change], at: datetime) -> Iterator[Meeting]:
    """Meetings where the pattern puts them; a moved one keeps its old date here, marked, unless only its hour changed."""
    today = at.astimezone(UTC).date()
    relevant = [change for change in changes if change.effect != Effect.EXTRA]
    for day in recurrence.days(pattern, today - recurrence.A_DAY, min(today + HORIZON, recurrence.LATEST)):
        meeting = changed(pattern, day, relevant)
        if meeting.moved_to is None or meeting.moved_to.date() != day:
            yield meeting


def changed(pattern: Pattern, day: date, changes: Sequence[Change]) -> Meeting:
    """One planned meeting after all its changes, widest first."""
    starts = recurrence.wall(day, pattern.begins, pattern.zone)
    meeting = Meeting(starts=starts, minutes=pattern.minutes, has_time=pattern.begins is not None)
    width = None
    for change in changes:
        if not change.covers(day, pattern.begins):
            continue
        if change.effect == Effect.PLACE and width == change.length and meeting.effect:
            meeting = replace(meeting, place=change.place, link=change.link)
            continue
        meeting = _apply(change, meeting, pattern, day)
        width = change.length
    return meeting


def _apply(change: Change, meeting: Meeting, pattern: Pattern, day: date) -> Meeting:
    moved_to = None
    if change.effect == Effect.MOVED:
        to_time = change.to_time or pattern.begins
        moved_to = recurrence.wall(change.to_date or day, to_time, pattern.zone)
    return replace(
        meeting,
        effect=change.effect,
        reason=change.reason,
        place=change.place,
        link=change.link,
        moved_to=moved_to,
        minutes=change.minutes or pattern.minutes,
    )


def unplanned(patterns: Sequence[Pattern], changes: Sequence[Change]) -> list[Change]:
    """Changes of one day on which no pattern has a meeting for them: they are about one that was moved there, or
    about an extra one. "No meeting on the 10th" means the one that the page tells of the 10th."""
    return [
        change
        for change in changes
        if change.effect in (Effect.CANCELLED, Effect.PLACE)
        and not change.length
        and not any(
            change.covers(day, pattern.begins)
            for pattern in patterns
            for day in recurrence.days(pattern, change.first, change.first)
        )
    ]


def _as_is(meeting: Meeting, late: Sequence[Change]) -> Meeting:
    """A meeting that no pattern has, after what was said of its day later on."""
    for change in late:
        if not change.covers(meeting.starts.date(), meeting.starts.time() if meeting.has_time else None):
            continue
        if change.effect == Effect.CANCELLED:
            return replace(meeting, effect=change.effect, reason=change.reason)
        meeting = replace(meeting, place=change.place, link=change.link)
    return meeting


def arrivals(
    patterns: Sequence[Pattern], changes: Sequence[Change], late: Sequence[Change] = ()
) -> Iterator[Meeting]:
    """Moved meetings at their new time; only those whose old date the pattern really has. `late` is `unplanned`."""
    relevant = [change for change in changes if change.effect != Effect.EXTRA]
    seen: set[tuple[int, date]] = set()
    for change in relevant:
        if change.effect != Effect.MOVED:
            continue
        for index, pattern in enumerate(patterns):
            for day in recurrence.days(pattern, change.first, change.last or change.first):
                old = changed(pattern, day, relevant)
                if old.moved_to is None or (index, day) in seen:
                    continue
                seen.add((index, day))
                timed = pattern.begins is not None or change.to_time is not None
                moved = replace(
                    old, starts=old.moved_to, moved_from=old.starts, moved_to=None, has_time=timed
                )
                yield _as_is(moved, late)


def extras(
    patterns: Sequence[Pattern], changes: Sequence[Change], zone: str, late: Sequence[Change] = ()
) -> Iterator[Meeting]:
    """Extra meetings, in the zone of the first pattern; `late` can still cancel or place them."""
    zone = next((pattern.zone for pattern in patterns), zone)
    usual = patterns[0] if patterns else None
    for change in changes:
        if change.effect != Effect.EXTRA:
            continue
        begins = change.begins or (usual.begins if usual else None)
        minutes = change.minutes or (usual.minutes if usual else None)
        extra = Meeting(
            starts=recurrence.wall(change.first, begins, zone),
            minutes=minutes,
            effect=Effect.EXTRA,
            reason=change.reason,
            place=change.place,
            link=change.link,
            has_time=begins is not None,
        )
        yield _as_is(extra, late)
