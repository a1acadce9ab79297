"""Every part of a phrase that was understood shows in what was read, or somebody is asked about it.

"January 13, then monthly" must not become one date because the grammar knew each of its words.
"""

from collections.abc import Callable

from support_groups.schedules import zones
from support_groups.schedules.patterns import Pattern
from support_groups.schedules.phrases import questions
from support_groups.schedules.phrases.items import Item
from support_groups.schedules.phrases.reading import Draft
from support_groups.schedules.rule import PatternKind

Shows = Callable[[Item, Pattern], bool]
OF_WEEKDAYS = ("weekly", "weekly_by", "monthly")  # items that name weekdays on which people meet
OF_MONTH = (PatternKind.MONTHLY, PatternKind.MONTHLY_DATE)
MONTHS = {"bimonthly": 2, "quarterly": 3}


def ask_about_lost_words(items: list[Item], draft: Draft) -> None:
    """Only where nothing else is asked: after another question the phrase is read again."""
    if draft.questions:
        return
    _ask_about_several_ranges(items, draft)
    _ask_about_lost_days(items, draft)
    for item in items:
        shows = SHOWS.get(item.name)
        if shows and draft.patterns and not any(shows(item, pattern) for pattern in draft.patterns):
            draft.ask(questions.does_it_matter(item.text))


def _ask_about_several_ranges(items: list[Item], draft: Draft) -> None:
    """ "January 5 to February 9 and March 2 to April 6": one pattern has one first and one last day."""
    ranges = list(dict.fromkeys(item.text for item in items if item.name == "range"))
    periods = {(pattern.starts_on or pattern.anchor, pattern.ends_on) for pattern in draft.patterns}
    if len(ranges) > len(periods):
        draft.ask(questions.enter_separately("; ".join(ranges)))


def _ask_about_lost_days(items: list[Item], draft: Draft) -> None:
    """ "February 19 and Sundays and March 19": dates must not swallow the weekday between them."""
    if not draft.patterns or any(pattern.kind == PatternKind.DAILY for pattern in draft.patterns):
        return
    days = {day for pattern in draft.patterns for day in pattern.weekdays}
    days |= {day.weekday() for pattern in draft.patterns for day in pattern.on}
    for item in items:
        if item.name in OF_WEEKDAYS and not days.issuperset(item.values["weekdays"]):
            draft.ask(questions.does_it_matter(item.text))


def _weekly(item: Item, pattern: Pattern) -> bool:
    is_each_week = pattern.kind == PatternKind.WEEKLY and pattern.interval == 1
    return is_each_week or (pattern.kind == PatternKind.DAILY and pattern.interval == 1)


def _monthly(item: Item, pattern: Pattern) -> bool:
    return pattern.kind in OF_MONTH and pattern.interval == 1


def _is_twice(pattern: Pattern) -> bool:
    return pattern.kind in OF_MONTH and len(pattern.ordinals or pattern.days) == 2


def _twice_monthly(item: Item, pattern: Pattern) -> bool:
    return _is_twice(pattern)


def _two_weeks(item: Item, pattern: Pattern) -> bool:
    is_fortnight = pattern.kind == PatternKind.WEEKLY and pattern.interval == 2
    return is_fortnight or (item.name == "biweekly" and _is_twice(pattern))


def _every_n_months(number: int, pattern: Pattern) -> bool:
    fits = pattern.interval == number or len(pattern.months) * number == 12
    return (pattern.kind in OF_MONTH and fits) or len(pattern.on) > 1


def _months(item: Item, pattern: Pattern) -> bool:
    is_twice = item.name == "bimonthly" and _is_twice(pattern)
    return is_twice or _every_n_months(MONTHS[item.name], pattern)


def _interval(item: Item, pattern: Pattern) -> bool:
    unit, number = item.values["unit"], item.values["number"]
    if unit == "month":
        return _every_n_months(number, pattern)
    kind = PatternKind.WEEKLY if unit == "week" else PatternKind.DAILY
    return pattern.kind == kind and pattern.interval == number


def _course(item: Item, pattern: Pattern) -> bool:
    return bool(pattern.count)


def _begins(item: Item, pattern: Pattern) -> bool:
    return bool(pattern.starts_on or pattern.anchor or pattern.on)


def _ends(item: Item, pattern: Pattern) -> bool:
    """A course ends with its last session; `assembly` compares the dates."""
    return bool(pattern.count or pattern.ends_on)


def _in_months(item: Item, pattern: Pattern) -> bool:
    return bool(pattern.months or pattern.starts_on or pattern.ends_on)


def _length(item: Item, pattern: Pattern) -> bool:
    return pattern.minutes == item.values["minutes"]


def _zone(item: Item, pattern: Pattern) -> bool:
    """A second zone that says something else: "8 am CST, Pacific"."""
    return any(zones.is_same_clock(named, pattern.zone) for named in item.values["zones"])


SHOWS: dict[str, Shows] = {
    "once_weekly": _weekly,
    "once_monthly": _monthly,
    "twice_monthly": _twice_monthly,
    "fortnightly": _two_weeks,
    "biweekly": _two_weeks,
    "bimonthly": _months,
    "quarterly": _months,
    "interval": _interval,
    "course": _course,
    "counting": _begins,
    "start": _begins,
    "start_month": _begins,
    "range": _ends,
    "until": _ends,
    "until_month": _ends,
    "season": _in_months,
    "month_range": _in_months,
    "except_months": _in_months,
    "except_run": _in_months,
    "length": _length,
    "zone": _zone,
}
