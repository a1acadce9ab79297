"""The finder's queries on search rows. They read only these narrow rows and the table of dates."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db import models
from django.db.models import (
    Case,
    ExpressionWrapper,
    F,
    FloatField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import ASin, Cos, Power, Radians, Sin, Sqrt
from django.db.models.lookups import GreaterThanOrEqual, IsNull, LessThan
from django.utils import timezone

from support_groups.listings import confirmation, ways_to_meet
from support_groups.models.families import Families
from support_groups.models.group import Group
from support_groups.models.meeting import Occurrence
from support_groups.places.distance import EARTH_KM, Box, box
from support_groups.schedules.time_slots import A_DAY, TimeSlot, daily

FITS = ("mbc", "advanced", "breast", "any")  # in the order of lists
MOST_WORDS = 8
KEYS_AT_ONCE = 5000  # in one query
MOST_HIDDEN = 30_000  # SQLite refuses a query with more values
NONE = Q(pk__in=[])  # Django leaves it out of an OR
ONLY_BY_REFRESH = "Search rows are computed: only GroupSearch.objects.refresh() writes them."


@dataclass(frozen=True)
class Around:
    """A circle on the globe for a query: each part is a number or a parameter. `shrink` is the cosine of its latitude, and
    `boxes` hold every point of it."""

    latitude: Any
    longitude: Any
    shrink: Any
    km: Any
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class SlotsInUTC:
    """Slots of a week in UTC, for as long as the visitor's clock keeps its offset; None where the period is open."""

    slots: tuple[TimeSlot, ...]
    since: Any
    until: Any


class GroupSearchQuerySet(models.QuerySet):
    """Search rows, one for each group, with the group's key."""

    def update(self, **values):
        raise TypeError(ONLY_BY_REFRESH)

    def findable(self, at: datetime.datetime):
        """What the finder, feeds and exports offer: listed, paused, and unconfirmed for a while."""
        return self.not_left(last_day(at))

    def not_left(self, left):
        """The same, with the `last_day` on which an unconfirmed listing that is still found was due."""
        still = Q(due_on=None) | Q(due_on__gte=left)
        return self.filter(Q(status__in=["listed", "paused"]) | Q(still, status="unconfirmed"))

    def one_of_each_family(self, families: Families, language: str = ""):
        """One listing of each group among these rows: in this language if there is one, else in English, else the
        original. A translation that these rows don't hold hides nothing."""
        keys, languages = families.keys, {}
        for start in range(0, len(keys), KEYS_AT_ONCE):
            rows = self.filter(pk__in=keys[start : start + KEYS_AT_ONCE]).order_by()
            languages |= dict(rows.values_list("pk", "group__language"))
        hidden = families.not_shown(languages, [language, "en"])
        return self.exclude(pk__in=hidden[:MOST_HIDDEN]) if hidden else self

    def open_to_all(self):
        """MBC only, open from anywhere, confirmed, and not for a fixed set of people."""
        return self.open_from_anywhere().filter(group_type__in=["drop-in", "register"])

    def open_from_anywhere(self):
        """The same, and those for a fixed set of people."""
        remote = ways_to_meet.codes(is_in_person=False, has_times=True)
        return self.filter(status="listed", stage_fit="mbc", attendance__in=remote)

    def with_next_at(self, at: datetime.datetime):
        """Annotates `meets_at`, the next meeting according to the computed dates, for ordering.

        `next_at` is right until that meeting has begun; only then are the dates looked up: it still counts until it
        is over. Looking them up for every group took 1.3 (PostgreSQL) to 3 times (SQLite) as long with 100,000 groups
        and no filter.
        """
        later = Occurrence.objects.filter(group=OuterRef("pk"), over_at__gt=at).order_by("starts_at")
        still_next = When(Q(next_at=None) | Q(next_at__gte=at), then=F("next_at"))
        return self.annotate(meets_at=Case(still_next, default=Subquery(later.values("starts_at")[:1])))

    @staticmethod
    def inside(latitude: float, longitude: float, km: float) -> Q:
        """Within the box around a circle, which an index can find before distances are computed."""
        return GroupSearchQuerySet.in_boxes(box(latitude, longitude, km))

    @staticmethod
    def in_boxes(boxes: Iterable[Box]) -> Q:
        condition = NONE
        for part in boxes:
            condition |= Q(latitude__range=(part.south, part.north), longitude__range=(part.west, part.east))
        return condition

    def with_term(self, field: str, key: int):
        """Groups with a term of a vocabulary (audiences, subtypes, activities), by its key."""
        through = getattr(Group, field).through
        column = Group._meta.get_field(field).m2m_reverse_field_name()
        return self.filter(has(through.objects.filter(**{"group": OuterRef("pk"), f"{column}_id": key})))

    def speaking(self, marked: str):
        """Groups in which a language is spoken, by its key between spaces. Most searches ask for one, so it is in the
        row itself."""
        return self.filter(spoken__contains=marked)

    def with_distance(self, around: Around):
        """Annotates `distance` in kilometers for groups that meet in person within that radius; None for others."""
        return self.alias(ground=haversine(around)).annotate(
            distance=Case(When(self.within(around), then=F("ground")), output_field=FloatField())
        )

    @staticmethod
    def within(around: Around) -> Q:
        """For rows with their `ground` distance, as `with_distance` has them."""
        return GroupSearchQuerySet.in_boxes(around.boxes) & Q(ground__lte=around.km)

    def meeting_in(self, slots: Sequence[TimeSlot], at, periods: Iterable[SlotsInUTC] = ()):
        """Groups with a coming date in one of these parts of the week, on the group's own clock; for remote groups, in
        these periods on the visitor's clock, if the visitor's zone is known."""
        on_the_groups_clock = _has_date(at, _any_of(slots, "week_minute"))
        if not periods:
            return self.filter(on_the_groups_clock)
        on_the_visitors_clock = _has_date(at, _in_periods(periods))
        in_person, remote = ways_to_meet.codes(is_in_person=True), ways_to_meet.codes(is_remote=True)
        return self.filter(
            (Q(attendance__in=in_person) & Q(on_the_groups_clock))
            | (Q(attendance__in=remote) & Q(on_the_visitors_clock))
        )

    def with_words(self, words: Iterable[str]):
        """Groups whose listing contains every one of these folded words, in any order."""
        rows = self
        for word in words:
            rows = rows.filter(text__contains=word)
        return rows

    def by_fit(self):
        """Annotates `fit_rank`: MBC only first."""
        whens = [When(stage_fit=fit, then=Value(rank)) for rank, fit in enumerate(FITS)]
        return self.annotate(fit_rank=Case(*whens, default=Value(len(FITS))))


def last_day(at: datetime.datetime) -> datetime.date:
    """An unconfirmed listing that was due before this day is no longer found."""
    return timezone.localdate(at) - confirmation.LEAVES_AFTER


def has(rows: models.QuerySet) -> IsNull:
    """Whether there is such a row, checked for each group separately.

    This is not Exists, because PostgreSQL would then build a table of all dates of all groups to look up a handful of
    groups: with 100,000 groups a search by day took about twice as long (on SQLite, the same). The index covers the
    condition, so no row is read.
    """
    return IsNull(Subquery(rows.order_by().values("group")[:1]), False)


def haversine(around: Around):
    """Kilometers from a point to each group's location, on a sphere of the Earth's mean radius (IUGG)."""
    half_north = Sin(Radians(F("latitude") - around.latitude) / Value(2.0))
    half_east = Sin(Radians(F("longitude") - around.longitude) / Value(2.0))
    shrink = Cos(Radians(F("latitude"))) * around.shrink
    chord = Power(half_north, 2) + shrink * Power(half_east, 2)
    return ExpressionWrapper(Value(2 * EARTH_KM) * ASin(Sqrt(chord)), output_field=FloatField())


def _has_date(at, when: Q) -> IsNull:
    return has(Occurrence.objects.filter(when, group=OuterRef("pk"), over_at__gt=at))


def _in_periods(periods: Iterable[SlotsInUTC]) -> Q:
    when = NONE
    for period in periods:
        then = _any_of(period.slots, "utc_week_minute")
        if period.since is not None:
            then &= Q(starts_at__gte=period.since)
        if period.until is not None:
            then &= Q(starts_at__lt=period.until)
        when |= then
    return when


def _any_of(slots: Sequence[TimeSlot], column: str) -> Q:
    """A date without a time counts only as a whole day, on the group's own clock."""
    has_whole_days = column == "week_minute" and any(slot.end - slot.first >= A_DAY for slot in slots)
    parts_of_days = None if has_whole_days else daily(slots)
    if parts_of_days is not None:  # one or two comparisons for each date, instead of seven
        minute = F(column) % A_DAY
        return _any(
            Q(GreaterThanOrEqual(minute, part.first), LessThan(minute, part.end), has_time=True)
            for part in parts_of_days
        )
    return _any(_inside(slot, column) for slot in slots)


def _inside(slot: TimeSlot, column: str) -> Q:
    inside = Q(**{f"{column}__gte": slot.first, f"{column}__lt": slot.end})
    whole_days = slot.end - slot.first >= A_DAY and column == "week_minute"
    return inside if whole_days else inside & Q(has_time=True)


def _any(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions, NONE)
