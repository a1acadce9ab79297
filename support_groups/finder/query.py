"""What a search asks of the database, in two parts: its shape, on which the SQL depends, and the values bound to it.

A query is built from a shape alone. So the SQL of a shape can be kept, and nothing that a visitor typed is part of it.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Any

from django.db.models import Case, F, Q, Value, When

from editing.compiled_queries import (
    CompiledQuery,
    Keys,
    Parameter,
    day,
    key,
    moment,
    number,
    number_of_rows,
    text,
)
from support_groups.finder.filters import Narrow
from support_groups.models import GroupSearch, GroupSearchQuerySet
from support_groups.models.search_queryset import NONE, Around, SlotsInUTC
from support_groups.places.distance import Box
from support_groups.schedules.time_slots import TimeSlot

MOST_SHAPES = 200  # whose SQL is kept, in each thread
Given = Callable[[Parameter], Any]  # what stands in the query for a parameter: itself, or its value


class Where(Enum):
    """Where a group that meets in person must be."""

    ANYWHERE = "anywhere"
    NOWHERE = "nowhere: it is not known which place is meant"
    IN_COUNTRY = "in a country"
    IN_REGION = "in a state"
    IN_BOXES = "in a county or known region"
    AROUND = "within a radius"


@dataclass(frozen=True)
class Shape:
    filters: tuple[tuple[Narrow, Parameter | tuple[Parameter, ...]], ...]
    is_local: bool  # whether ways to meet are asked for that need a place
    is_free: bool  # whether others are
    where: Where
    boxes: int
    slots: tuple[TimeSlot, ...]
    periods: tuple[
        tuple[tuple[TimeSlot, ...], bool, bool], ...
    ]  # slots in UTC, and whether it begins and ends
    sort: str


def matching(shape: Shape, given: Given, rows: GroupSearchQuerySet) -> GroupSearchQuerySet:
    """Those of these rows that the search finds, each with its distance."""
    for narrow, parameter in shape.filters:
        is_several = isinstance(parameter, tuple)
        rows = narrow(rows, [given(each) for each in parameter] if is_several else given(parameter))
    rows = _reachable(shape, given, rows)
    if shape.slots:
        periods = [
            SlotsInUTC(
                slots,
                given(moment(f"since{place}")) if begins else None,
                given(moment(f"until{place}")) if ends else None,
            )
            for place, (slots, begins, ends) in enumerate(shape.periods)
        ]
        rows = rows.meeting_in(shape.slots, given(moment("at")), periods)
    return rows


def _reachable(shape: Shape, given: Given, rows: GroupSearchQuerySet) -> GroupSearchQuerySet:
    """Those that meet as asked: in person near the place, otherwise from anywhere."""
    condition = Q(attendance__in=given(Keys("free"))) if shape.is_free else NONE
    if shape.is_local:
        condition |= Q(attendance__in=given(Keys("local"))) & _here(shape, given)
    if shape.where == Where.AROUND:
        rows = rows.with_distance(_around(shape, given))
    if not shape.is_free:
        return rows.filter(condition)
    # A CASE, which no index can begin with, so that PostgreSQL reads the index of the search from end to end
    # instead of the wide rows of everything that can be joined from anywhere: half the time.
    can_be_reached = Case(When(condition, then=Value(True)), default=Value(False))
    return rows.alias(can_be_reached=can_be_reached).filter(can_be_reached=True)


def _here(shape: Shape, given: Given) -> Q:
    match shape.where:
        case Where.NOWHERE:
            return NONE
        case Where.IN_COUNTRY:
            return Q(country=given(text("country")))
        case Where.IN_REGION:
            return Q(country=given(text("country")), region__in=given(Keys("regions")))
        case Where.IN_BOXES:
            return GroupSearchQuerySet.in_boxes(_boxes(shape, given))
        case Where.AROUND:
            return GroupSearchQuerySet.within(_around(shape, given))
    return Q()


def _around(shape: Shape, given: Given) -> Around:
    parts = (given(number(name)) for name in ("latitude", "longitude", "shrink", "km"))
    return Around(*parts, boxes=_boxes(shape, given))


def _boxes(shape: Shape, given: Given) -> tuple[Box, ...]:
    names = ("south", "west", "north", "east")
    return tuple(Box(*(given(number(f"{name}{place}")) for name in names)) for place in range(shape.boxes))


def in_order(shape: Shape, given: Given, rows: GroupSearchQuerySet) -> GroupSearchQuerySet:
    soonest = [F("meets_at").asc(nulls_last=True), "pk"]
    nearest = soonest
    if shape.where == Where.AROUND:
        # A far group that can also be joined by video is no nearer than one that is only online.
        nearest = [F("distance").asc(nulls_last=True), *soonest]
    elif shape.where not in (Where.ANYWHERE, Where.NOWHERE):
        is_there = Case(When(_here(shape, given), then=Value(True)), default=Value(False))
        rows = rows.annotate(is_there=is_there)
        nearest = [F("is_there").desc(), *soonest]
    rows = rows.with_next_at(given(moment("at")))
    match shape.sort:
        case "name":
            return rows.order_by("group__name", "pk")
        case "soonest":
            return rows.order_by(*soonest)
        case "distance":
            return rows.order_by(*nearest)
    return rows.by_fit().order_by("fit_rank", *nearest)


def _kept(shape: Shape) -> GroupSearchQuerySet:
    return matching(shape, lambda parameter: parameter, GroupSearch.objects.not_left(day("left")))


@lru_cache(maxsize=MOST_SHAPES)
def first_rows(shape: Shape, extra: str, most: int) -> CompiledQuery:
    """Keys and a column of the first rows, in order."""
    return CompiledQuery(
        lambda: in_order(shape, lambda parameter: parameter, _kept(shape)).values_list("pk", extra)[:most]
    )


@lru_cache(maxsize=MOST_SHAPES)
def count(shape: Shape) -> CompiledQuery:
    return CompiledQuery(lambda: _kept(shape).order_by().values_list(number_of_rows(), flat=True))


@lru_cache(maxsize=MOST_SHAPES)
def among(shape: Shape) -> CompiledQuery:
    """Keys of those of some groups that the search finds, too."""
    return CompiledQuery(
        lambda: _kept(shape).filter(pk__in=Keys("among")).order_by().values_list("pk", flat=True)
    )


def parameter_of(name: str, value: Any) -> Parameter | tuple[Parameter, ...]:
    """For the value of a filter: a list may hold any number, a tuple has its own shape."""
    if isinstance(value, tuple):
        return tuple(text(f"{name}{place}") for place in range(len(value)))
    if isinstance(value, list):
        return Keys(name)
    return key(name) if isinstance(value, int) else text(name)


def circle(latitude: float, longitude: float, km: float) -> dict[str, float]:
    shrink = math.cos(math.radians(latitude))
    return {"latitude": latitude, "longitude": longitude, "shrink": shrink, "km": km}
