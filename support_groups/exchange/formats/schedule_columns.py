"""Weekday, opening and closing hour, each in a column or field of its own, as one weekly rule."""

import re
from collections.abc import Mapping
from datetime import time
from typing import Any

from django.utils.translation import gettext as _

from support_groups.exchange.formats import cells, schedule_text
from support_groups.exchange.formats.listings import Listing
from support_groups.schedules import Pattern

PLACEHOLDERS = (time(0), time(23, 59))  # what forms store for "unknown", or for noon
LONG = 180  # minutes; a meeting until midnight is rarely longer
MOST_DAYS = 20  # entries of one field
WEEK_OF_MONTH = re.compile(r"\d|\b(?:first|second|third|fourth|fifth|last|week|month|other)", re.IGNORECASE)


def add_weekly_rule(listing: Listing, columns: Mapping[str, str]) -> None:
    """`columns` has "weekday", "begins" and "ends". Hours alone belong to the rule or phrase beside them."""
    weekday, opens, closes = columns["weekday"], columns["begins"], columns["ends"]
    if not (weekday or opens or closes):
        return
    words = " ".join(filter(None, [weekday, "–".join(filter(None, [opens, closes]))]))
    begins, minutes = read_hours(opens, closes, listing)
    has_rule = bool(listing.values.get("rrule"))
    if weekday and not has_rule:
        if days := cells.read_weekdays(weekday):
            add_rule(listing, Pattern(kind="weekly", weekdays=days, begins=begins, minutes=minutes))
        else:
            listing.append("schedule", words)  # "1st Tuesday": to be read as a phrase
    elif begins:
        listing.values["_hours"] = [f"{begins:%H:%M}", minutes]
    if listing.has_schedule_problem:
        listing.values["_unread"] = [words]


def add_rule(listing: Listing, pattern: Pattern) -> None:
    listing.append("rrule", schedule_text.write_pattern(pattern, ""))


def add_rule_of_feed(
    listing: Listing, weekdays: tuple[int, ...] | None, begins: time | None, minutes: int | None, words: str
) -> None:
    """A weekly rule if it has days and a begin, else a question. `words` are what the feed says, for the notes for staff."""
    if weekdays and begins is not None:
        add_rule(listing, Pattern(kind="weekly", weekdays=weekdays, begins=begins, minutes=minutes))
    elif not (weekdays and listing.has_schedule_problem):
        listing.add_question("schedule", _("We could not read its day or time: %s") % words)
    if listing.has_schedule_problem:
        listing.values["_unread"] = [words]


def read_hours(opens: str, closes: str, listing: Listing) -> tuple[time | None, int | None]:
    """Begin and minutes of two cells; what is odd about them becomes a question.

    Midnight is no begin that can be believed, so it is asked about and not read.
    """
    begins, ends = cells.read_time(opens), cells.read_time(closes)
    for text, clock in ((opens, begins), (closes, ends)):
        if text and clock is None:
            listing.add_question("schedule", _("“%s” is not a time.") % text[:40])
    if begins in PLACEHOLDERS:
        sentence = _(
            "It begins at “%s”, which often stands for noon or for an unknown time. When does it begin?"
        )
        listing.add_question("schedule", sentence % opens[:40])
        return None, None
    minutes = minutes_of(begins, ends, listing)
    if ends in PLACEHOLDERS and minutes and minutes > LONG:
        listing.add_question("schedule", _("It ends at “%s” in the file. When does it end?") % closes[:40])
        minutes = None
    return begins, minutes


def read_days(value: Any, *, sunday: int) -> tuple[int, ...] | None:
    """Weekdays of a field, Monday 0: names, numbers that count from `sunday`, or a list of them; None if one is neither.

    >>> read_days([1, "Wed"], sunday=0), read_days("7", sunday=1), read_days("1, 3", sunday=0), read_days(True, sunday=0)
    ((0, 2), (5,), (0, 2), None)
    """
    entries = value if isinstance(value, list) else [value]
    days: list[int] = []
    for entry in entries[: MOST_DAYS + 1]:
        if isinstance(entry, bool) or not isinstance(entry, str | int | float):
            return None
        texts = [text for part in str(entry)[:200].split(",") if (text := part.strip().removesuffix(".0"))]
        read = [_days_of(text, sunday) for text in texts]
        if not read or None in read:
            return None
        days += [day for some in read if some for day in some]
    return tuple(sorted(set(days))) if days and len(entries) <= MOST_DAYS else None


def _days_of(text: str, sunday: int) -> tuple[int, ...] | None:
    if text.isascii() and text.isdecimal():
        number = int(text) - sunday if len(text) == 1 else -1
        return ((number - 1) % 7,) if 0 <= number < 7 else None
    return cells.read_weekdays(text)


def ask_about_code(listing: Listing, code: str) -> None:
    """An unknown code such as "2nd" or "W1" may say in which week of the month a group meets."""
    if WEEK_OF_MONTH.search(code):
        sentence = _("We don’t know the type “%s”. Does it say in which weeks the group meets?")
        listing.add_question("schedule", sentence % code[:60])


def minutes_of(begins: time | None, ends: time | None, listing: Listing) -> int | None:
    if begins is None or ends is None:
        return None
    minutes = cells.minutes_between(begins, ends)
    if minutes is None:
        clocks = {"begins": f"{begins:%H:%M}", "ends": f"{ends:%H:%M}"}
        question = _("It begins at %(begins)s and ends at %(ends)s. Which of the two is right?") % clocks
        listing.add_question("schedule", question)
    return minutes
