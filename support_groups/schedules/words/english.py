"""Schedules in American English; times and dates as the Associated Press writes them, but "pm" for "p.m."."""

from __future__ import annotations

from datetime import date, time
from itertools import pairwise
from typing import TYPE_CHECKING

from support_groups.schedules import zones
from support_groups.schedules.words.clocks import end_of
from support_groups.schedules.words.seasons import told

if TYPE_CHECKING:
    from support_groups.schedules.patterns import Pattern

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = "January February March April May June July August September October November December".split()
ORDINALS = {
    1: "first",
    2: "second",
    3: "third",
    4: "fourth",
    5: "fifth",
    -1: "last",
    -2: "second-to-last",
}
NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()


def listed(items: list[str]) -> str:
    """
    >>> listed(["Monday", "Tuesday", "Friday"])
    'Monday, Tuesday and Friday'
    """
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def number(value: int) -> str:
    return NUMBERS[value] if value < len(NUMBERS) else str(value)


def numeral(day: int) -> str:
    """
    >>> [numeral(day) for day in (1, 2, 3, 11, 12, 13, 21, 22, -1)]
    ['1st', '2nd', '3rd', '11th', '12th', '13th', '21st', '22nd', 'last day']
    """
    if day < 0:
        return "last day"
    special = {1: "st", 2: "nd", 3: "rd"}
    return f"{day}{'th' if day in (11, 12, 13) else special.get(day % 10, 'th')}"


def on(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def clock(at: time) -> str:
    """
    >>> clock(time(18, 30)), clock(time(9)), clock(time(12)), clock(time(0)), clock(time(0, 15))
    ('6:30 pm', '9 am', 'noon', 'midnight', '12:15 am')
    """
    if at in (time(0), time(12)):
        return "noon" if at.hour else "midnight"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes} {'am' if at.hour < 12 else 'pm'}"


def day(on: date, *, with_year: bool) -> str:
    """
    >>> day(date(2026, 12, 8), with_year=False), day(date(2027, 1, 5), with_year=True)
    ('Tuesday, December 8', 'Tuesday, January 5, 2027')
    """
    year = f", {on.year}" if with_year else ""
    return f"{WEEKDAYS[on.weekday()]}, {MONTHS[on.month - 1]} {on.day}{year}"


def span(begins: time, minutes: int | None) -> str:
    """From when to when; am or pm once if both are the same: "6:30 to 8 pm".

    >>> span(time(11, 30), 90), span(time(23), 120), span(time(18), None)
    ('11:30 am to 1 pm', '11 pm to 1 am', '6 pm')
    """
    if not minutes:
        return clock(begins)
    if minutes == 24 * 60 and begins == time(0):
        return "24 hours a day"
    if minutes == 24 * 60:
        return f"{clock(begins)} to {clock(begins)} the next day"
    start, end = clock(begins), clock(end_of(begins, minutes))
    if start[-2:] == end[-2:] in ("am", "pm") and minutes < 12 * 60:
        start = start[:-3]
    return f"{start} to {end}"


def hours(p: Pattern) -> str:
    if p.begins is None:
        return f"{p.minutes} minutes" if p.minutes else ""
    return span(p.begins, p.minutes)


def rule(p: Pattern) -> str:
    if p.kind == "appointment":
        return "by appointment"
    if p.kind == "dates":
        return listed_dates(p.on)
    if p.kind == "daily":
        return {1: "every day", 2: "every other day"}.get(p.interval, f"every {p.interval} days")
    weekdays = listed([WEEKDAYS[day] for day in p.weekdays]) if p.weekdays else ""
    if p.kind == "weekly":
        return weekly(p, weekdays)
    if p.kind == "monthly":
        return f"{listed([ORDINALS[number] for number in p.ordinals])} {weekdays}{of_month(p)}"
    return f"{listed([numeral(day) for day in p.days])}{of_month(p)}"


def listed_dates(days: tuple[date, ...]) -> str:
    """
    >>> listed_dates((date(2026, 12, 7), date(2026, 12, 21)))
    'December 7 and December 21, 2026'
    """
    shown = [on(day) for day in days]
    for index, (day, following) in enumerate(pairwise(days)):
        if day.year == following.year:
            shown[index] = shown[index].removesuffix(f", {day.year}")
    return listed(shown)


def weekly(p: Pattern, weekdays: str) -> str:
    if p.interval == 1:
        return "Monday to Friday" if p.weekdays == (0, 1, 2, 3, 4) else f"every {weekdays}"
    if p.interval == 2 and len(p.weekdays) == 1:
        return f"every other {weekdays}"
    return f"every {p.interval} weeks on {weekdays}"


def of_month(p: Pattern) -> str:
    if p.kind == "monthly" and p.interval == 1 and (only := told(p.months).only):
        return f" of {listed([MONTHS[month - 1] for month in only])}"
    if p.interval == 1:
        return " of the month"
    return " of every other month" if p.interval == 2 else f" every {p.interval} months"


def course(p: Pattern) -> str:
    """Eight Mondays; Eight sessions, every Monday and Thursday."""
    count = p.count or 0
    if p.kind == "weekly" and p.interval == 1 and len(p.weekdays) == 1:
        return f"{number(count)} {WEEKDAYS[p.weekdays[0]]}{'s' * (count > 1)}"
    return f"{number(count)} session{'s' * (count > 1)}, {rule(p)}"


def bounds(p: Pattern, *, complete: bool) -> str:
    text = ""
    if p.count and p.anchor:
        text = f" from {on(p.anchor)}"
    elif complete and p.anchor:
        text = f" counting from {on(p.anchor)}"
    if p.starts_on and p.ends_on:
        same = p.starts_on.year == p.ends_on.year
        first = on(p.starts_on).removesuffix(f", {p.starts_on.year}" if same else "")
        return f"{text} from {first} to {on(p.ends_on)}"
    if p.starts_on:
        return f"{text} from {on(p.starts_on)}"
    return f"{text} until {on(p.ends_on)}" if p.ends_on else text


def season(p: Pattern) -> str:
    told_as = told(p.months)
    if told_as.run:
        return f"{MONTHS[told_as.run[0] - 1]} to {MONTHS[told_as.run[1] - 1]}"
    if told_as.without:
        return f"except in {listed([MONTHS[month - 1] for month in told_as.without])}"
    monthly = p.kind == "monthly" and p.interval == 1
    return (
        f"in {listed([MONTHS[month - 1] for month in told_as.only])}" if told_as.only and not monthly else ""
    )


def sentence(p: Pattern, *, complete: bool) -> str:
    """
    >>> from support_groups.schedules.patterns import Pattern
    >>> sentence(Pattern(kind="weekly", weekdays=(3,), interval=2, begins=time(18, 30), minutes=90,
    ...                  zone="America/New_York"), complete=False)
    'every other Thursday, 6:30 to 8 pm Eastern'
    """
    first = (course(p) if p.count else rule(p)) + bounds(p, complete=complete)
    zone = zones.label(p.zone) if p.zone else ""
    if zone and p.begins is None:
        zone = f"{zone.removesuffix(' time')} time"
    spoken = (
        f"{hours(p)} {zone}".strip() if p.begins is not None else ", ".join(filter(None, (hours(p), zone)))
    )
    return ", ".join(part for part in (first, season(p), spoken) if part)
