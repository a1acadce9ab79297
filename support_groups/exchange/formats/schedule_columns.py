"""Weekday, opening and closing hour, each in a column of its own, as one weekly rule."""

from collections.abc import Mapping
from datetime import time

from django.utils.translation import gettext as _

from support_groups.exchange.formats import cells, schedule_text
from support_groups.exchange.formats.listings import Listing
from support_groups.schedules import Pattern


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


def read_hours(opens: str, closes: str, listing: Listing) -> tuple[time | None, int | None]:
    """Begin and minutes of two cells; what is odd about them becomes a question."""
    begins, ends = cells.read_time(opens), cells.read_time(closes)
    for text, clock in ((opens, begins), (closes, ends)):
        if text and clock is None:
            listing.add_question("schedule", _("“%s” is not a time.") % text[:40])
    return begins, minutes_of(begins, ends, listing)


def minutes_of(begins: time | None, ends: time | None, listing: Listing) -> int | None:
    if begins is None or ends is None:
        return None
    minutes = cells.minutes_between(begins, ends)
    if minutes is None:
        clocks = {"begins": f"{begins:%H:%M}", "ends": f"{ends:%H:%M}"}
        question = _("It begins at %(begins)s and ends at %(ends)s. Which of the two is right?") % clocks
        listing.add_question("schedule", question)
    return minutes
