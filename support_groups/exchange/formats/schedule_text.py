"""A pattern or a dated change as one line of text that a person can read and a program can read back.

A pattern is written as iCalendar properties (RFC 5545) with blanks between them:
`DTSTART;TZID=America/New_York:20260901T183000 RRULE:FREQ=WEEKLY;BYDAY=TU DURATION:PT90M`. A rule without a first date
carries its time as BYHOUR and BYMINUTE and, where it is not the group's, its zone as `TZID:Europe/London`.
`X-ANCHOR` and `X-FROM` are there only where the first date does not tell from which day the pattern counts or begins.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from support_groups.exchange.formats.cell_parts import join_parts, named_parts, split_parts
from support_groups.schedules import DateException, InvalidPattern, Pattern, from_rrule

APPOINTMENT = "BY-APPOINTMENT"
CLOCK = re.compile(r";?BY(HOUR|MINUTE)=(\d{1,2})(?=;|$)")
LENGTH = re.compile(r"DURATION:PT(\d{1,4})M")
RDATE = re.compile(r"RDATE(?:;VALUE=DATE)?(?:;TZID=([^:;\s]+))?:([0-9T,]+)$")
BOUNDS = {"X-ANCHOR": "anchor", "X-FROM": "starts_on"}
BOUND = re.compile(r"(X-ANCHOR|X-FROM):(\d{8}|none)")
LONGEST = 4000  # characters of one rule: three hundred single dates


def write_pattern(pattern: Pattern, zone: str) -> str:
    """`zone` is the group's, for patterns that name none.

    >>> write_pattern(Pattern(kind="weekly", weekdays=(1,), begins=time(18, 30), minutes=90), "America/New_York")
    'RRULE:FREQ=WEEKLY;BYDAY=TU;BYHOUR=18;BYMINUTE=30 DURATION:PT90M'
    """
    pattern = pattern if pattern.zone else replace(pattern, zone=zone)
    lines = pattern.lines()
    if not lines:
        rule = pattern.rrule()
        lines = [f"RRULE:{rule}{_clock(pattern)}" if rule else APPOINTMENT + _clock(pattern)]
    if pattern.zone != zone and not any("TZID=" in line for line in lines):
        lines.append(f"TZID:{pattern.zone}")
    if pattern.minutes:
        lines.append(f"DURATION:PT{pattern.minutes}M")
    text = " ".join(lines)
    if pattern.anchor or pattern.starts_on:
        read = read_pattern(text, zone)
        for name, field in BOUNDS.items():
            if (day := getattr(pattern, field)) != getattr(read, field):
                text += f" {name}:{f'{day:%Y%m%d}' if day else 'none'}"
    return text


def _clock(pattern: Pattern) -> str:
    return f";BYHOUR={pattern.begins.hour};BYMINUTE={pattern.begins.minute}" if pattern.begins else ""


def read_pattern(text: str, zone: str) -> Pattern:
    """A pattern in the group's zone names none. Raises InvalidPattern. A bare RRULE without "RRULE:" will do.

    >>> read_pattern("FREQ=MONTHLY;BYDAY=1TU,3TU", "America/New_York").words()
    'First and third Tuesday of the month'
    """
    if len(text) > LONGEST:
        raise InvalidPattern([_("This rule is too long.")])
    parts = text.split()
    lengths = [match for part in parts if (match := LENGTH.fullmatch(part))]
    zones = [part.removeprefix("TZID:") for part in parts if part.startswith("TZID:")]
    bounds = {match[1]: match[2] for part in parts if (match := BOUND.fullmatch(part))}
    rest = [part for part in parts if not part.startswith(("DURATION:", "TZID:", "X-"))]
    if len(lengths) != sum(part.startswith("DURATION:") for part in parts):
        raise InvalidPattern([_("Write a length as DURATION:PT90M, in minutes.")])
    minutes = int(lengths[0][1]) if lengths else None
    pattern = _read(rest, minutes, zones[0] if zones else zone)
    if bounds:
        pattern = replace(pattern, **{BOUNDS[name]: _day(day) for name, day in bounds.items()})
    return replace(pattern, zone="") if pattern.zone == zone else pattern


def _read(parts: list[str], minutes: int | None, zone: str) -> Pattern:
    text = "\n".join(parts)
    dates = next((match for part in parts if (match := RDATE.match(part))), None)
    if dates:
        return _single(dates, minutes, zone)
    clock = {match[1]: int(match[2]) for match in CLOCK.finditer(text)}
    begins = _time(clock) if clock else None
    text = CLOCK.sub("", text)
    if text.startswith(APPOINTMENT):
        return Pattern(kind="appointment", begins=begins, minutes=minutes, zone=zone)
    if not text.strip():
        raise InvalidPattern([_("This rule is empty.")])
    return from_rrule(text, begins=begins, minutes=minutes, zone=zone)


def _day(text: str) -> date | None:
    try:
        return None if text == "none" else datetime.strptime(text, "%Y%m%d").date()
    except ValueError as error:
        raise InvalidPattern([_("“%(text)s” is not a date.") % {"text": text}]) from error


def _time(clock: dict[str, int]) -> time:
    try:
        return time(clock.get("HOUR", 0), clock.get("MINUTE", 0))
    except ValueError as error:
        raise InvalidPattern([_("There is no such time of day.")]) from error


def _single(match: re.Match[str], minutes: int | None, zone: str) -> Pattern:
    try:
        moments = [
            datetime.strptime(text, "%Y%m%dT%H%M%S" if "T" in text else "%Y%m%d")
            for text in match[2].split(",")
        ]
    except ValueError as error:
        raise InvalidPattern([_("These are not dates: %s") % match[2][:60]]) from error
    begins = {moment.time() for moment in moments}
    if len(begins) > 1:
        raise InvalidPattern([_("Give dates with different times as several rules.")])
    return Pattern(
        kind="dates",
        on=tuple(moment.date() for moment in moments),
        begins=begins.pop() if "T" in match[2] else None,
        minutes=minutes,
        zone=match[1] or zone,
    )


def write_exception(change: DateException, *, with_link: bool) -> str:
    """`2026-12-24 | cancelled | because=Christmas Eve`; a range is `2026-12-20/2027-01-03`.

    >>> write_exception(DateException(effect="moved", first=date(2026, 12, 24), to_time=time(18)), with_link=True)
    '2026-12-24 | moved | to_time=18:00'
    """
    days = f"{change.first}/{change.last}" if change.last else f"{change.first}"
    values = {
        "at": f"{change.begins:%H:%M}" if change.begins else "",
        "to": f"{change.to_date}" if change.to_date else "",
        "to_time": f"{change.to_time:%H:%M}" if change.to_time else "",
        "minutes": f"{change.minutes}" if change.minutes else "",
        "place": change.place,
        "link": change.link if with_link else "",
        "because": change.reason,
    }
    return join_parts(
        [days, change.effect.value, *(f"{name}={value}" for name, value in values.items() if value)]
    )


def read_exception(text: str) -> DateException:
    """Raises InvalidPattern."""
    parts = split_parts(text)
    values = named_parts(parts[2:])
    unknown = set(values) - {"at", "to", "to_time", "minutes", "place", "link", "because"}
    if len(parts) < 2 or unknown:
        raise InvalidPattern([_("“%s” is not a dated change.") % text[:100]])
    first, _slash, last = parts[0].partition("/")
    try:
        return DateException(
            effect=parts[1],
            first=date.fromisoformat(first),
            last=date.fromisoformat(last) if last else None,
            begins=time.fromisoformat(values["at"]) if "at" in values else None,
            to_date=date.fromisoformat(values["to"]) if "to" in values else None,
            to_time=time.fromisoformat(values["to_time"]) if "to_time" in values else None,
            minutes=int(values["minutes"]) if "minutes" in values else None,
            place=values.get("place", ""),
            link=values.get("link", ""),
            reason=values.get("because", ""),
        )
    except InvalidPattern:
        raise
    except ValueError as error:
        raise InvalidPattern([_("“%s” is not a dated change.") % text[:100]]) from error


def exception_words(change: DateException, *, with_link: bool) -> str:
    """For people, in English, as exports say it.

    >>> exception_words(DateException(effect="cancelled", first=date(2026, 12, 24), reason="Christmas Eve"), with_link=True)
    'No meeting on 2026-12-24 (Christmas Eve).'
    """
    days = (
        f"{change.first} to {change.last}"
        if change.last and change.last != change.first
        else f"{change.first}"
    )
    said = " ".join(_said(change, days, with_link))
    return f"{said} ({change.reason})." if change.reason else f"{said}."


def _said(change: DateException, days: str, with_link: bool) -> Iterator[str]:
    yield {
        "cancelled": f"No meeting on {days}",
        "moved": f"The meeting of {days} is moved to",
        "extra": f"Extra meeting on {days}",
        "place": f"On {days} the group meets elsewhere",
    }[change.effect.value]
    yield from (str(day) for day in [change.to_date] if day)
    yield from (f"{clock:%H:%M}" for clock in [change.to_time] if clock)
    yield from (f"at {clock:%H:%M}" for clock in [change.begins] if clock)
    yield from (f"at {place}" for place in [change.place] if place)
    yield from (f"({link})" for link in [change.link] if link and with_link)
