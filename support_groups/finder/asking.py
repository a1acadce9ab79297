"""The shape and the values of a search, from what its visitor asked."""

import datetime
from typing import Any

from support_groups.finder import filters, query
from support_groups.finder.query import Shape, Where
from support_groups.listings import ways_to_meet
from support_groups.models.search_queryset import FITS, last_day
from support_groups.places import Place, PlaceKind
from support_groups.places.distance import Box, box
from support_groups.schedules.time_slots import TimeSlot, offset_periods, shifted, time_slots

Values = dict[str, Any]
KINDS = {
    PlaceKind.COUNTRY: Where.IN_COUNTRY,
    PlaceKind.REGION: Where.IN_REGION,
    PlaceKind.DISTRICT: Where.IN_BOXES,
}


def asked(search) -> tuple[Shape, Values]:
    """Of a `Search`."""
    values: Values = {"at": search.at, "left": last_day(search.at)}
    local, free = _ways(search)
    values |= {"local": sorted(local), "only_local": sorted(local - free), "free": sorted(free)}
    values["fits"] = [fit for fit in FITS if fit in (search.criteria.get("fit") or FITS)]
    narrowed = []
    for each in filters.FILTERS:
        value = _value(search, each)
        if value and each.narrow:
            parameter = query.parameter_of(each.name, value)
            narrowed.append((each.narrow, parameter))
            values |= _named(parameter, value)
    where, boxes = _where(search), _boxes(search)
    if search.place is not None:
        values |= _of_place(search.place, search.km, boxes)
    slots = _slots(search)
    periods, bounds = _periods(slots, search.zone, search.at) if slots and search.zone else ((), {})
    shape = Shape(
        filters=tuple(narrowed),
        is_local=bool(local),
        is_only_local=bool(local - free),
        is_free=bool(free),
        where=where,
        boxes=len(boxes),
        slots=slots,
        periods=periods,
        sort=search.criteria.get("sort") or "",
    )
    return shape, values | bounds


def _ways(search) -> tuple[set[str], set[str]]:
    """Ways to meet for which a group must be near, and those that can be joined from anywhere."""
    local, free = set(), set()
    for way in search.ways:
        (local if way.is_only_in_person else free).update(ways_to_meet.offering(way.code))
    return local, free


def _value(search, each: filters.Filter) -> Any:
    """What narrows, for the value that was chosen: the key of a term, not its code."""
    value = search.criteria.get(each.name)
    if value and each.name in search.form.keys:
        value = search.form.keys[each.name][value]
    return each.bound(value) if value and each.bound else value


def _named(parameter, value) -> Values:
    if isinstance(parameter, tuple):
        return {each.name: part for each, part in zip(parameter, value, strict=True)}
    return {parameter.name: value}


def _where(search) -> Where:
    if search.place_match is None:
        return Where.ANYWHERE
    return KINDS.get(search.place.kind, Where.AROUND) if search.place else Where.NOWHERE


def _boxes(search) -> list[Box]:
    if search.is_around:
        return box(search.place.latitude, search.place.longitude, search.km)
    return list(search.place.boxes) if search.is_in_district else []


def _of_place(place: Place, km: float, boxes: list[Box]) -> Values:
    values = query.circle(place.latitude, place.longitude, km) if not place.is_area else {}
    for number, each in enumerate(boxes):
        sides = {"south": each.south, "west": each.west, "north": each.north, "east": each.east}
        values |= {f"{name}{number}": side for name, side in sides.items()}
    regions = [name for name in (place.region, place.region_name) if name]
    return values | {"country": place.country, "regions": regions}


def _slots(search) -> tuple[TimeSlot, ...]:
    days, times = search.criteria.get("day"), search.criteria.get("time")
    return tuple(time_slots(days or [], times or [])) if days or times else ()


def _periods(slots: tuple[TimeSlot, ...], zone: str, at: datetime.datetime) -> tuple[tuple, Values]:
    """The slots on the visitor's clock, for each time in which it keeps its offset."""
    shapes, bounds = [], {}
    for number, period in enumerate(offset_periods(zone, at)):
        in_utc = tuple(piece for slot in slots for piece in shifted(slot, -period.offset))
        shapes.append((in_utc, period.since is not None, period.until is not None))
        bounds |= {f"since{number}": period.since, f"until{number}": period.until}
    return tuple(shapes), bounds
