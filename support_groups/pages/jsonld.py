"""schema.org description of a group, as a plain dict (JSON-LD): an EventSeries with its schedule and next dates.

It says nothing that the page does not say: places and links come from the same properties of the group.
"""

import datetime
from collections.abc import Callable
from itertools import takewhile

from support_groups.models import Group
from support_groups.schedules import Meeting, Pattern

SCHEMA = "https://schema.org/"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
PERIODS = {"weekly": "P%dW", "daily": "P%dD", "monthly": "P%dM", "monthly_date": "P%dM"}
EXCEPTIONS_FOR = datetime.timedelta(days=366)
NEXT = 6
Absolute = Callable[[str], str]


def series(group: Group, *, at: datetime.datetime, absolute: Absolute) -> dict:
    """The series of meetings of a group's page."""
    url = absolute(group.get_absolute_url())
    # What is open day and night has no dates, here as on the page.
    coming = () if group.is_always_open else group.meetings(at)
    meetings = list(takewhile(lambda meeting: meeting.starts <= at + EXCEPTIONS_FOR, coming))
    shared = _shared(group, url)
    data = {
        "@context": "https://schema.org",
        "@type": "EventSeries",
        "@id": url,
        **shared,
        **_begins(meetings),
        "description": group.summary,
        "inLanguage": [language.code for language in group.languages.all()],
        "audience": [
            {"@type": "Audience", "audienceType": a.label_in(group.language)} for a in group.audiences.all()
        ],
        "eventSchedule": _schedules(group, meetings),
        "subEvent": [_event(m, shared, group, url) for m in meetings if m.moved_to is None][:NEXT],
    }
    return {name: value for name, value in data.items() if value != []}


def _begins(meetings: list[Meeting]) -> dict:
    """The next date on which it meets, or, if all coming dates are canceled, the first of those. Nothing without dates."""
    held = [meeting for meeting in meetings if not meeting.is_canceled]
    if not meetings:
        return {}
    first = (held or meetings)[0]
    status = "EventScheduled" if held else "EventCancelled"
    return {"startDate": _moment(first.starts, first.has_time), "eventStatus": SCHEMA + status}


def _shared(group: Group, url: str) -> dict:
    """What the series and each of its dates have in common."""
    data = {
        "name": group.name,
        "url": url,
        "eventAttendanceMode": SCHEMA + group.way.event_mode,
        "location": _location(group, url),
    }
    if group.cost:
        data["isAccessibleForFree"] = group.cost != Group.Cost.PAID
    if group.organization:
        data["organizer"] = {"@type": "Organization", "name": group.organization.name}
        if group.organization.website:
            data["organizer"]["url"] = group.organization.website
    return data


def _location(group: Group, url: str) -> dict | list[dict]:
    places = []
    if place := group.place:
        address = {
            "streetAddress": place.street,
            "addressLocality": place.town,
            "addressRegion": place.region,
            "postalCode": place.postcode,
            "addressCountry": place.country,
        }
        postal = {"@type": "PostalAddress"} | {name: value for name, value in address.items() if value}
        places.append({"@type": "Place", "name": place.called or place.town_line, "address": postal})
        if place.has_door:
            places[0]["geo"] = {
                "@type": "GeoCoordinates",
                "latitude": place.latitude,
                "longitude": place.longitude,
            }
    if group.meets_remotely:
        places.append({"@type": "VirtualLocation", "url": group.how_to_join.link or url})
    return places[0] if len(places) == 1 else places


def _schedules(group: Group, meetings: list[Meeting]) -> list[dict]:
    patterns = [pattern for pattern in group.patterns if pattern.rrule() and pattern.is_dated]
    return [_schedule(pattern, group, meetings) for pattern in patterns]


def _schedule(pattern: Pattern, group: Group, meetings: list[Meeting]) -> dict:
    """schema.org/Schedule: the days as iCalendar has them where a weekday is counted ("1TU")."""
    begin = pattern.anchor or pattern.starts_on
    if group.status == Group.Status.PAUSED:
        begin = max(filter(None, [begin, group.paused_until]))
    data = {
        "@type": "Schedule",
        "repeatFrequency": PERIODS[pattern.kind] % pattern.interval,
        "byDay": _days(pattern),
        "byMonth": list(pattern.months),
        "byMonthDay": list(pattern.days),
        "repeatCount": pattern.count,
        "startDate": _iso(begin),
        "endDate": _iso(pattern.ends_on),
        "startTime": pattern.begins and f"{pattern.begins:%H:%M:%S}",
        "duration": pattern.begins and pattern.minutes and f"PT{pattern.minutes}M",
        "scheduleTimezone": pattern.zone or group.zone,
        "exceptDate": [day.isoformat() for day in _days_off(pattern, meetings)],
    }
    return {name: value for name, value in data.items() if value}


def _days_off(pattern: Pattern, meetings: list[Meeting]) -> list[datetime.date]:
    days = [meeting.starts.date() for meeting in meetings if meeting.is_canceled]
    return [day for day in days if pattern.dates(day, day)]


def _days(pattern: Pattern) -> list[str]:
    if pattern.kind == "monthly":
        return [f"{number}{CODES[day]}" for day in pattern.weekdays for number in pattern.ordinals]
    return [SCHEMA + WEEKDAYS[day] for day in pattern.weekdays]


def _event(meeting: Meeting, shared: dict, group: Group, url: str) -> dict:
    data = {"@type": "Event", **shared, "superEvent": {"@id": url}, "eventStatus": SCHEMA + _status(meeting)}
    data["startDate"] = _moment(meeting.starts, meeting.has_time)
    if meeting.has_time and meeting.ends:
        data["endDate"] = _moment(meeting.ends, True)
    if meeting.moved_from:
        data["previousStartDate"] = _moment(meeting.moved_from, meeting.has_time)
    if meeting.place and not meeting.is_canceled:
        data["location"] = {"@type": "Place", "name": meeting.place, "address": meeting.place}
    elif meeting.link and group.is_link_public and not group.meets_in_person:
        data["location"] = {"@type": "VirtualLocation", "url": meeting.link}
    return data


def _status(meeting: Meeting) -> str:
    """schema.org/EventStatusType."""
    if meeting.is_canceled:
        return "EventCancelled"
    return "EventRescheduled" if meeting.moved_from else "EventScheduled"


def _moment(at: datetime.datetime, has_time: bool) -> str:
    return at.isoformat(timespec="minutes") if has_time else at.date().isoformat()


def _iso(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""
