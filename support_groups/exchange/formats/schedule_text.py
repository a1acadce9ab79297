"""A meeting pattern or a date exception as one line of text that people can read and programs can read back.

A pattern is written as iCalendar properties (RFC 5545) with blanks between them:
`DTSTART;TZID=America/New_York:20260901T183000 RRULE:FREQ=WEEKLY;BYDAY=TU DURATION:PT90M`. A rule without a first date
carries its time as BYHOUR and BYMINUTE and, where it is not the group's, its zone as `TZID:Europe/London`.
`X-ANCHOR` and `X-FROM` are there only where the first date does not tell from which day the pattern counts or begins.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time
from functools import lru_cache
from typing import TypeVar

from django.utils.translation import gettext as _

from support_groups.exchange.formats.cell_parts import join_parts, named_parts, split_parts
from support_groups.schedules import DateException, InvalidPattern, Pattern, from_rrule

APPOINTMENT = "BY-APPOINTMENT"
CLOCK = re.compile(r";?BY(HOUR|MINUTE)=(\d{1,2})(?=;|$)")
LENGTH = re.compile(r"DURATION:PT(\d{1,4})M")
RDATE = re.compile(r"RDATE(?:;VALUE=DATE)?(?:;TZID=([^:;\s]+))?:([0-9T,]+)$")
BOUNDS = {"X-ANCHOR": "anchor", "X-FROM": "starts_on"}
BOUND = re.compile(r"(X-ANCHOR|X-FROM):(\d{8}|none)")
EXCEPTION_PHRASES = {
    "cancelled": "No meeting on %s",
    "moved": "The meeting of %s is moved to",
    "extra": "Extra meeting on %s",
    "place": "On %s the group meets elsewhere",
}
T = TypeVar("T")
LONGEST = 4000  # characters of one rule: three hundred single dates


def write_pattern(pattern: Pattern, zone: str) -> str:
    """`zone` is the group's, for patterns that name none.

    >>> write_pattern(Pattern(kind="weekly", weekdays=(1,), begins=time(18, 30), minutes=90), "America/New_York")
    'RRULE:FREQ=WEEKLY;BYDAY=TU;BYHOUR=18;BYMINUTE=30 DURATION:PT90M'
    """
    pattern = pattern if pattern.zone else replace(pattern, zone=zone)
    parts = pattern.lines() or [_undated_rule(pattern)]
    if pattern.zone != zone and not any("TZID=" in part for part in parts):
        parts.append(f"TZID:{pattern.zone}")
    if pattern.minutes:
        parts.append(f"DURATION:PT{pattern.minutes}M")
    return " ".join([*parts, *_bounds(pattern, " ".join(parts), zone)])


def _undated_rule(pattern: Pattern) -> str:
    rule = pattern.rrule()
    return f"RRULE:{rule}{_clock(pattern)}" if rule else APPOINTMENT + _clock(pattern)


def _bounds(pattern: Pattern, text: str, zone: str) -> Iterator[str]:
    """Anchor and first day, where `text` does not give them."""
    if not (pattern.anchor or pattern.starts_on):
        return
    from_text = read_pattern(text, zone)
    for name, field in BOUNDS.items():
        day = getattr(pattern, field)
        if day != getattr(from_text, field):
            yield f"{name}:{day:%Y%m%d}" if day else f"{name}:none"


def _clock(pattern: Pattern) -> str:
    return f";BYHOUR={pattern.begins.hour};BYMINUTE={pattern.begins.minute}" if pattern.begins else ""


@lru_cache(maxsize=10_000)
def read_pattern(text: str, zone: str) -> Pattern:
    """A pattern in the group's zone names none. Raises InvalidPattern. A bare RRULE without "RRULE:" will do.

    >>> read_pattern("FREQ=MONTHLY;BYDAY=1TU,3TU", "America/New_York").words()
    'First and third Tuesday of the month'
    """
    if len(text) > LONGEST:
        raise InvalidPattern([_("This rule is too long.")])
    parts = text.split()
    zones = [part.removeprefix("TZID:") for part in parts if part.startswith("TZID:")]
    rule = [part for part in parts if not part.startswith(("DURATION:", "TZID:", "X-"))]
    pattern = _read_rule(rule, _minutes(parts), zones[0] if zones else zone)
    for part in parts:
        if match := BOUND.fullmatch(part):
            pattern = replace(pattern, **{BOUNDS[match[1]]: _day(match[2])})
    return replace(pattern, zone="") if pattern.zone == zone else pattern


def _minutes(parts: list[str]) -> int | None:
    lengths = [LENGTH.fullmatch(part) for part in parts if part.startswith("DURATION:")]
    if None in lengths:
        raise InvalidPattern([_("Write a length as DURATION:PT90M, in minutes.")])
    return int(lengths[0][1]) if lengths else None


def _read_rule(parts: list[str], minutes: int | None, zone: str) -> Pattern:
    dates = next((match for part in parts if (match := RDATE.match(part))), None)
    if dates:
        return _single_dates(dates, minutes, zone)
    text = "\n".join(parts)
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


def _single_dates(match: re.Match[str], minutes: int | None, zone: str) -> Pattern:
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


def write_exception(exception: DateException, *, with_link: bool) -> str:
    """`2026-12-24 | cancelled | because=Christmas Eve`; a range is `2026-12-20/2027-01-03`.

    >>> write_exception(DateException(effect="moved", first=date(2026, 12, 24), to_time=time(18)), with_link=True)
    '2026-12-24 | moved | to_time=18:00'
    """
    days = f"{exception.first}/{exception.last}" if exception.last else f"{exception.first}"
    values = {
        "at": f"{exception.begins:%H:%M}" if exception.begins else "",
        "to": exception.to_date,
        "to_time": f"{exception.to_time:%H:%M}" if exception.to_time else "",
        "minutes": exception.minutes,
        "place": exception.place,
        "link": exception.link if with_link else "",
        "because": exception.reason,
    }
    return join_parts(
        [days, exception.effect.value, *(f"{name}={value}" for name, value in values.items() if value)]
    )


def read_exception(text: str) -> DateException:
    """Raises InvalidPattern."""
    parts = split_parts(text)
    values = named_parts(parts[2:])
    unknown = set(values) - {"at", "to", "to_time", "minutes", "place", "link", "because"}
    not_valid = InvalidPattern([_("“%s” is not a schedule exception.") % text[:100]])
    if len(parts) < 2 or unknown:
        raise not_valid
    first, _slash, last = parts[0].partition("/")
    try:
        return DateException(
            effect=parts[1],
            first=date.fromisoformat(first),
            last=_if_given(date.fromisoformat, last or None),
            begins=_if_given(time.fromisoformat, values.get("at")),
            to_date=_if_given(date.fromisoformat, values.get("to")),
            to_time=_if_given(time.fromisoformat, values.get("to_time")),
            minutes=_if_given(int, values.get("minutes")),
            place=values.get("place", ""),
            link=values.get("link", ""),
            reason=values.get("because", ""),
        )
    except InvalidPattern:
        raise
    except ValueError as error:
        raise not_valid from error


def _if_given(read: Callable[[str], T], text: str | None) -> T | None:
    return None if text is None else read(text)


def exception_words(exception: DateException, *, with_link: bool) -> str:
    """For people, in English, as exports say it.

    >>> exception_words(DateException(effect="cancelled", first=date(2026, 12, 24), reason="Sick"), with_link=True)
    'No meeting on 2026-12-24 (Sick).'
    """
    days = f"{exception.first}"
    if exception.last and exception.last != exception.first:
        days += f" to {exception.last}"
    words = " ".join(_exception_phrases(exception, days, with_link))
    return f"{words} ({exception.reason})." if exception.reason else f"{words}."


def _exception_phrases(exception: DateException, days: str, with_link: bool) -> Iterator[str]:
    yield EXCEPTION_PHRASES[exception.effect.value] % days
    if exception.to_date:
        yield str(exception.to_date)
    if exception.to_time:
        yield f"{exception.to_time:%H:%M}"
    if exception.begins:
        yield f"at {exception.begins:%H:%M}"
    if exception.place:
        yield f"at {exception.place}"
    if exception.link and with_link:
        yield f"({exception.link})"
