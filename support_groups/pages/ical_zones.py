"""VTIMEZONE components for the zones that a calendar names (RFC 5545, section 3.6.5)."""

import datetime

from icalendar import Calendar, Timezone, TimezoneDaylight, TimezoneStandard, vRecur

from support_groups.schedules.observances import Observance, observances

MOST_YEARS_BACK = 10


def add_zones(calendar: Calendar, *, at: datetime.datetime, years_ahead: int, otherwise: str) -> None:
    """Put the definition of every zone first, right from the first event on; of `otherwise`, if nothing names a zone:
    a calendar holds at least one component (section 3.6)."""
    starts = [_day(event["dtstart"].dt) for event in calendar.walk("VEVENT")]
    first = min(starts, default=datetime.date(at.year, 1, 1))
    first = max(first, datetime.date(at.year - MOST_YEARS_BACK, 1, 1))
    last = datetime.date(max([*(start.year for start in starts), at.year]) + years_ahead, 12, 31)
    zones = sorted(calendar.get_missing_tzids())
    if not zones and not calendar.subcomponents:
        zones = [otherwise]
    calendar.subcomponents[:0] = [_component(zone, observances(zone, first, last)) for zone in zones]


def _component(zone: str, parts: tuple[Observance, ...]) -> Timezone:
    component = Timezone()
    component.add("tzid", zone)
    for part in parts:
        component.add_component(_part(part))
    return component


def _part(observance: Observance) -> TimezoneStandard | TimezoneDaylight:
    part = TimezoneDaylight() if observance.is_daylight else TimezoneStandard()
    part.add("dtstart", observance.starts)
    if observance.rule:
        part.add("rrule", vRecur.from_ical(observance.rule))
    part.add("tzname", observance.name)
    part.add("tzoffsetfrom", observance.before)
    part.add("tzoffsetto", observance.after)
    return part


def _day(start: datetime.date | datetime.datetime) -> datetime.date:
    return start.date() if isinstance(start, datetime.datetime) else start
