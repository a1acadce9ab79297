"""What a search asks of the database, in two parts: its shape, on which the SQL depends, and the values bound to it.

A query is built from a shape alone. So the SQL of a shape can be kept, and nothing that a visitor typed is part of it.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Any

from django.db.models import Case, Count, F, Q, Value, When, Window

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


IN_AN_AREA = (Where.IN_COUNTRY, Where.IN_REGION, Where.IN_BOXES)


@dataclass(frozen=True)
class Shape:
    filters: tuple[tuple[Narrow, Parameter | tuple[Parameter, ...]], ...]
    is_local: bool  # whether ways to meet are asked for that need a place
    is_free: bool  # whether others are
    is_only_local: bool  # whether some of the former are none of the latter
    where: Where
    boxes: int
    slots: tuple[TimeSlot, ...]
    periods: tuple[
        tuple[tuple[TimeSlot, ...], bool, bool], ...
    ]  # slots in UTC, and whether it begins and ends
    sort: str

    @property
    def is_bare(self) -> bool:
        """Whether nothing was asked that narrows the search but, perhaps, ways to meet and stages."""
        return not (self.filters or self.slots) and self.where == Where.ANYWHERE


def matching(shape: Shape, given: Given, rows: GroupSearchQuerySet) -> GroupSearchQuerySet:
    """Those of these rows that the search finds, each with its distance: in person near the place, otherwise from
    anywhere."""
    condition = Q(attendance__in=given(Keys("free"))) if shape.is_free else NONE
    if shape.is_local:
        condition |= Q(attendance__in=given(Keys("local"))) & _here(shape, given)
    return _suitable(shape, given, rows).filter(condition)


def _parts(shape: Shape) -> list[GroupSearchQuerySet]:
    """The same in parts that have no row in common, each of which an index finds: what can be joined from anywhere, and
    what is near. In one condition they would make both databases read every row."""
    rows, parts = _suitable(shape, itself, GroupSearch.objects.not_left(day("left"))), []
    if shape.is_free:
        parts.append(rows.filter(attendance__in=Keys("free")))
    if shape.is_only_local:
        parts.append(rows.filter(_here(shape, itself), attendance__in=Keys("only_local")))
    return parts


def number_of_parts(shape: Shape) -> int:
    return shape.is_free + shape.is_only_local


def _suitable(shape: Shape, given: Given, rows: GroupSearchQuerySet) -> GroupSearchQuerySet:
    """Those that match, wherever they meet."""
    rows = rows.filter(stage_fit__in=given(Keys("fits")))
    for narrow, parameter in shape.filters:
        is_several = isinstance(parameter, tuple)
        rows = narrow(rows, [given(each) for each in parameter] if is_several else given(parameter))
    if shape.where == Where.AROUND:
        rows = rows.with_distance(_around(shape, given))
    if not shape.slots:
        return rows
    periods = [
        SlotsInUTC(
            slots,
            given(moment(f"since{place}")) if begins else None,
            given(moment(f"until{place}")) if ends else None,
        )
        for place, (slots, begins, ends) in enumerate(shape.periods)
    ]
    return rows.meeting_in(shape.slots, given(moment("at")), periods)


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
    return with_order(shape, given, rows).order_by(*order(shape))


def with_order(shape: Shape, given: Given, rows: GroupSearchQuerySet) -> GroupSearchQuerySet:
    """With the columns by which they are sorted."""
    if shape.where in IN_AN_AREA:
        is_there = Case(When(_here(shape, given), then=Value(True)), default=Value(False))
        rows = rows.annotate(is_there=is_there)
    rows = rows.with_next_at(given(moment("at"))).by_fit()
    return rows.annotate(name=F("group__name")) if shape.sort == "name" else rows


def order(shape: Shape) -> list:
    soonest = [F("meets_at").asc(nulls_last=True), F("pk").asc()]
    nearest = soonest
    if shape.where == Where.AROUND:
        # A far group that can also be joined by video is no nearer than one that is only online.
        nearest = [F("distance").asc(nulls_last=True), *soonest]
    elif shape.where in IN_AN_AREA:
        nearest = [F("is_there").desc(), *soonest]
    orders = {"name": [F("name").asc(), F("pk").asc()], "soonest": soonest, "distance": nearest}
    return orders.get(shape.sort) or [F("fit_rank").asc(), *nearest]


def itself(parameter: Parameter) -> Parameter:
    return parameter


@lru_cache(maxsize=MOST_SHAPES)
def first_rows(shape: Shape, extra: str, most: int) -> CompiledQuery:
    """Keys and a column of the first rows, in order."""
    columns = dict.fromkeys(["pk", extra])
    return CompiledQuery(lambda: _first(shape, _parts(shape), columns, most), converted=len(columns))


@lru_cache(maxsize=MOST_SHAPES)
def first_of_all_rows(shape: Shape, extra: str, most: int) -> CompiledQuery:
    """The same, then the number of the part in which a row is, and how many rows that has in all. To find the rows takes
    longer than to count what was found, if words are read in each."""
    columns = dict.fromkeys(["pk", extra, "part", "in_part"])

    def build():
        parts = [
            rows.annotate(part=Value(part), in_part=Window(Count("pk")))
            for part, rows in enumerate(_parts(shape))
        ]
        return _first(shape, parts, columns, most)

    return CompiledQuery(build, converted=len(columns))


def _first(shape: Shape, parts: list[GroupSearchQuerySet], columns: Iterable[str], most: int):
    """With the columns by which they are sorted, which a UNION must have, as the last ones."""
    sorted_by = [each.expression.name for each in order(shape)]
    columns = dict.fromkeys([*columns, *sorted_by])
    rows = [with_order(shape, itself, part).order_by().values_list(*columns) for part in parts]
    return _together(rows).order_by(*order(shape))[:most]


@lru_cache(maxsize=MOST_SHAPES)
def some_rows(shape: Shape, most: int) -> CompiledQuery:
    """Keys of so many rows, in any order."""
    return CompiledQuery(
        lambda: _together([part.order_by().values_list("pk", flat=True) for part in _parts(shape)])[:most]
    )


@lru_cache(maxsize=MOST_SHAPES)
def counts(shape: Shape) -> CompiledQuery:
    """How many rows there are in each part."""
    numbers = number_of_rows()
    return CompiledQuery(
        lambda: _together([part.order_by().values_list(numbers, flat=True) for part in _parts(shape)])
    )


@lru_cache(maxsize=MOST_SHAPES)
def among(shape: Shape) -> CompiledQuery:
    """Keys of those of some groups that the search finds, too. Here each row is found by its key, so the parts need not
    be asked one after another."""

    def build():
        some = GroupSearch.objects.not_left(day("left")).filter(pk__in=Keys("among"))
        return matching(shape, itself, some).order_by().values_list("pk", flat=True)

    return CompiledQuery(build)


def _together(parts):
    return parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]


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
