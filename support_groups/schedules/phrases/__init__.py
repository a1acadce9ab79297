"""Schedules as organizations word them, read into patterns: "1st and 3rd Tuesday, 1-2:30 pm".

Three rules. Nothing is guessed silently: what is unsure is in `questions`. Nothing is dropped silently: what is no
schedule is in `notes`. Words that may change the schedule and are not understood leave no pattern at all.
"""

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

from django.utils.translation import get_language

from support_groups.schedules.date_exceptions import DateException, Effect
from support_groups.schedules.patterns import Pattern
from support_groups.schedules.phrases import assembly, calendar, clauses, leftovers, questions, rules
from support_groups.schedules.phrases.grammar import Item, parse
from support_groups.schedules.phrases.reading import Draft, Reading
from support_groups.schedules.phrases.text import LONGEST, even, plain
from support_groups.schedules.phrases.tokens import tokenise
from support_groups.schedules.zones import label

SCHEDULED = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|lunes|martes|jueves|viernes)\b|\d ?[ap]\.?m\b"
)
REMOTE = re.compile(
    r"\b(?:zoom|online|virtual(?:ly)?|telephone|webex|teams|by phone|conference call|en linea|virtuales?)\b"
)

COMPARED, A_YEAR = date(2026, 1, 1), timedelta(days=366)


def from_phrase(text: str, *, today: date, zone: str = "") -> Reading:
    """Patterns, questions and notes of a phrase. `zone` is the group's, if it is known; never raises for any text.

    >>> reading = from_phrase("1st and 3rd Tuesday, 1-2:30 pm", today=date(2026, 11, 22))
    >>> reading.patterns[0].words(), reading.questions
    ('First and third Tuesday of the month, 1 to 2:30 pm', ())
    >>> from_phrase("Every other Thursday, 7 pm", today=date(2026, 11, 22)).questions[0]
    'Which Thursday does it start? Give the date of one meeting.'
    """
    draft = Draft()
    typed = even(text)
    today = min(max(today, date(1901, 1, 1)), date(2150, 12, 31))
    if len(typed) > LONGEST:
        draft.ask(questions.too_long(LONGEST))
        return draft.done()
    items = parse(tokenise(typed), typed)
    items, same, others = clauses.without_repeats(items, _first_day(items, today))
    for item in same:
        draft.note(item.text)
    if others:
        draft.ask(questions.not_one_moment(typed))
    _read(items, typed, draft, today=today, zone=zone)
    _remaining(items, typed, draft, zone)
    return draft.done()


def _first_day(items: list[Item], today: date) -> date:
    """The day on which times in several zones are compared."""
    days = [
        day
        for item in items
        for day in item.values.get("days", ())
        if item.name in ("start", "range", "dates")
    ]
    found = calendar.find(days[0], today).day if days else None
    return found or today


def _read(items: list[Item], typed: str, draft: Draft, *, today: date, zone: str) -> None:
    days = [day for item in items if item.name != "by_date" for day in item.values.get("days", ())]
    order = calendar.month_first(days)
    gathered = clauses.gather(_with_days(items))
    assembly.assemble(gathered, draft, today=today, order=order, zone=zone)
    _exceptions(items, draft, today, order)
    appointment = next((item for item in items if item.name == "appointment"), None)
    if appointment and any(clause.days for clause in gathered):
        draft.ask(questions.appointment_too())
    elif appointment:
        lengths = [item.values["minutes"] for item in items if item.name == "length"]
        draft.questions.clear()
        draft.patterns[:] = [Pattern(kind="appointment", minutes=lengths[0] if lengths else None)]
    leftovers.sort(
        items, typed, draft, by_appointment=bool(appointment) and not any(c.days for c in gathered)
    )


def _with_days(items: list[Item]) -> list[Item]:
    """ "24/7" and "every evening" name no day because they mean every one."""
    if any(clauses.is_day(item) for item in items):
        return items
    found = []
    for item in items:
        if item.name == "all_hours" or item.codes == "Ev":
            found.append(Item("daily", item.text, "j", {}, item.tokens))
        found.append(item)
    return found


def _exceptions(items: list[Item], draft: Draft, today: date, order: bool | None) -> None:
    """Dates on which there is no meeting, as exceptions."""
    for item in items:
        days = item.values.get("days", [])
        if item.name == "except_range":
            first, last = calendar.between(days[0], days[1], today, order)
            draft.ask(*first.questions, *last.questions)
            if first.day and last.day and first.day <= last.day:
                draft.exceptions.append(DateException(effect=Effect.CANCELED, first=first.day, last=last.day))
        for day in days if item.name == "except_dates" else ():
            if day.year is None and not day.either:
                day = replace(day, year=calendar.coming_year(day, today))
            found = calendar.find(day, today, order)
            draft.ask(*found.questions)
            if found.day:
                draft.exceptions.append(DateException(effect=Effect.CANCELED, first=found.day))
                _check_exception(found.day, item.text, draft)


def _check_exception(day: date, text: str, draft: Draft) -> None:
    """Cancelling a date on which nobody meets is a sign that one of the two was misread."""
    dated = [pattern for pattern in draft.patterns if pattern.is_dated]
    if dated and len(dated) == len(draft.patterns) and not any(pattern.dates(day, day) for pattern in dated):
        draft.ask(questions.no_meeting_anyway(day))


def _check_zones(items: list[Item], typed: str, draft: Draft) -> None:
    """ "10 am and 6 pm ET" may mean ET for both, and "Mondays 6 pm ET / Tuesdays 10 am AEDT" one meeting."""
    named = {
        zone for item in items if item.name in ("hours", "zone") for zone in item.values.get("zones", ())
    }
    meant = {pattern.zone for pattern in draft.patterns}
    if len(meant) > 1 and len(named) == 1:
        draft.ask(questions.for_all(label(named.pop(), get_language() or "en")))
    moments = [
        {moment.timestamp() for moment in pattern.dates(COMPARED, COMPARED + A_YEAR)}
        for pattern in draft.patterns
        if pattern.zone and pattern.begins
    ]
    if len(meant) > 1 and any(one & other for one, other in combinations(moments, 2)):
        draft.ask(questions.one_meeting(typed))


def _remaining(items: list[Item], typed: str, draft: Draft, zone: str) -> None:
    """Notes and questions about the phrase as a whole."""
    for item in items:
        match item.name:
            case "note":
                draft.note(item.text)
                if SCHEDULED.search(plain(item.text)):
                    draft.ask(questions.does_it_matter(item.text))
            case "some_of_month":
                draft.ask(questions.which_of_month(rules.names(item.values["weekdays"])))
                draft.is_unreliable = True
            case "except_holidays" | "holidays" | "except_unknown":
                draft.ask(questions.when_not(item.text))
            case "unknown_yet":
                draft.ask(questions.not_known_yet(item.text))
            case "another":
                draft.ask(questions.not_understood(item.text))
                draft.is_unreliable = True
            case "paused":
                draft.ask(questions.paused(item.text))
                draft.is_unreliable = True
    _check_zones(items, typed, draft)
    dated = [pattern for pattern in draft.patterns if pattern.kind != "appointment"]
    if REMOTE.search(plain(typed)) and not zone and any(not pattern.zone for pattern in dated):
        draft.ask(questions.which_zone())
    if not (draft.patterns or draft.questions or draft.exceptions):
        draft.ask(questions.when())
