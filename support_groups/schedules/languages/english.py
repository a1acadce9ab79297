"""Schedules in American English. Times and dates follow the Associated Press, but with "pm" for "p.m."."""

from datetime import date, time
from itertools import pairwise

from django.utils.translation import gettext_noop

from support_groups.schedules.languages.english_words import NUMBERS, WORDS
from support_groups.schedules.languages.wording import Wording, end_of
from support_groups.schedules.rule import Rule

NAME = gettext_noop("English")
LEXICON = WORDS
ZONE_NAMES = {
    "America/New_York": "Eastern", "America/Chicago": "Central", "America/Denver": "Mountain",
    "America/Phoenix": "Arizona", "America/Los_Angeles": "Pacific", "America/Anchorage": "Alaska",
    "Pacific/Honolulu": "Hawaii", "America/Halifax": "Atlantic", "America/St_Johns": "Newfoundland",
}  # fmt: skip
CITY_NAMES: dict[str, str] = {}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = "January February March April May June July August September October November December".split()
ORDINALS = {
    1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last", -2: "second-to-last",
}  # fmt: skip


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


def period(first: date, last: date) -> str:
    begin = on(first).removesuffix(f", {last.year}")
    return f" from {begin} to {on(last)}"


WORDING = Wording(
    months=MONTHS,
    numbers=NUMBERS,
    conjunction="and",
    minutes="{} minutes",
    month_to_month="{} to {}",
    except_months="except in {}",
    in_months="in {}",
    of_months=" of {}",
    from_day=" from {}",
    counting_from=" counting from {}",
    until_day=" until {}",
    on=on,
    period=period,
)


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


def repetition(rule: Rule) -> str:
    if rule.kind == "appointment":
        return "by appointment"
    if rule.kind == "dates":
        return listed_dates(rule.on)
    if rule.kind == "daily":
        return {1: "every day", 2: "every other day"}.get(rule.interval, f"every {rule.interval} days")
    weekdays = WORDING.listed([WEEKDAYS[day] for day in rule.weekdays]) if rule.weekdays else ""
    if rule.kind == "weekly":
        return weekly(rule, weekdays)
    if rule.kind == "monthly":
        return f"{WORDING.listed([ORDINALS[number] for number in rule.ordinals])} {weekdays}{of_month(rule)}"
    return f"{WORDING.listed([numeral(day) for day in rule.days])}{of_month(rule)}"


def listed_dates(days: tuple[date, ...]) -> str:
    """
    >>> listed_dates((date(2026, 12, 7), date(2026, 12, 21)))
    'December 7 and December 21, 2026'
    """
    shown = [on(day) for day in days]
    for index, (day, following) in enumerate(pairwise(days)):
        if day.year == following.year:
            shown[index] = shown[index].removesuffix(f", {day.year}")
    return WORDING.listed(shown)


def weekly(rule: Rule, weekdays: str) -> str:
    if rule.interval == 1:
        return "Monday to Friday" if rule.weekdays == (0, 1, 2, 3, 4) else f"every {weekdays}"
    if rule.interval == 2 and len(rule.weekdays) == 1:
        return f"every other {weekdays}"
    return f"every {rule.interval} weeks on {weekdays}"


def of_month(rule: Rule) -> str:
    every = {1: " of the month", 2: " of every other month"}
    return WORDING.of_season(rule) or every.get(rule.interval, f" every {rule.interval} months")


def course(rule: Rule) -> str:
    """Eight Mondays; Eight sessions, every Monday and Thursday."""
    count = rule.count or 0
    if rule.kind == "weekly" and rule.interval == 1 and len(rule.weekdays) == 1:
        return f"{WORDING.number(count)} {WEEKDAYS[rule.weekdays[0]]}{'s' * (count > 1)}"
    return f"{WORDING.number(count)} session{'s' * (count > 1)}, {repetition(rule)}"


def city_time(city: str) -> str:
    return f"{city} time"


def full_zone_name(label: str) -> str:
    """
    >>> full_zone_name("Eastern"), full_zone_name("Kathmandu time")
    ('Eastern time', 'Kathmandu time')
    """
    return f"{label.removesuffix(' time')} time"


def hours_and_zone(rule: Rule, zone: str) -> str:
    if rule.begins is not None:
        return f"{WORDING.hours(rule, span)} {zone}".strip()
    return ", ".join(filter(None, (WORDING.hours(rule, span), full_zone_name(zone) if zone else "")))


def sentence(rule: Rule, zone: str, *, complete: bool) -> str:
    """
    >>> rule = Rule(kind="weekly", weekdays=(3,), interval=2, begins=time(18, 30), minutes=90)
    >>> sentence(rule, "Eastern", complete=False)
    'every other Thursday, 6:30 to 8 pm Eastern'
    """
    first = (course(rule) if rule.count else repetition(rule)) + WORDING.bounds(rule, complete=complete)
    return ", ".join(filter(None, (first, WORDING.season(rule), hours_and_zone(rule, zone))))
