"""Schedules as organizations word them, read into patterns: "1st and 3rd Tuesday, 1-2:30 pm".

Three rules. Nothing is guessed silently: what is unsure is in `questions`. Nothing is dropped silently: what is no
schedule is in `notes`. Words that may change the schedule and are not understood leave no pattern at all.
"""

import re
from datetime import date
from functools import lru_cache, partial

from django.utils.translation import get_language

from support_groups.schedules.date_exceptions import DateException, Effect
from support_groups.schedules.patterns import Pattern
from support_groups.schedules.phrases import (
    assembly,
    calendar,
    clauses,
    effects,
    gate,
    named_zones,
    offers,
    office_hours,
    questions,
    rules,
    second_clocks,
    skipping,
)
from support_groups.schedules.phrases.grammar import parse
from support_groups.schedules.phrases.items import Item
from support_groups.schedules.phrases.questions import Question
from support_groups.schedules.phrases.reading import Draft, Proposal, Reading, Skips
from support_groups.schedules.phrases.tokens import tokenize
from support_groups.schedules.phrases.vocabulary import phrase
from support_groups.schedules.text import even, plain

LONGEST = 2000  # longer is a page, not a schedule
REMOTE = re.compile(rf"\b(?:{phrase('remote')})\b")

REFUSED = {"another": questions.not_understood, "paused": questions.paused}  # no pattern, and a question
ASKED = {
    "unknown_yet": questions.not_known_yet,
    "holidays": questions.which_dates_off,
}


def from_phrase(text: str, *, today: date, zone: str = "") -> Reading:
    """Patterns, questions and notes of a phrase. `zone` is the group's, if it is known; never raises for any text.

    >>> reading = from_phrase("1st and 3rd Tuesday, 1-2:30 pm", today=date(2026, 11, 22))
    >>> reading.patterns[0].words(), reading.questions
    ('First and third Tuesday of the month, 1 to 2:30 pm', ())
    >>> from_phrase("Every other Thursday, 7 pm", today=date(2026, 11, 22)).questions[0]
    'Which Thursday does it start? Give the date of one meeting.'
    """
    return _read_once(even(text), calendar.bounded(today), zone, get_language())


@lru_cache(maxsize=500)  # an import reads each phrase twice, and many groups have the same
def _read_once(typed: str, today: date, zone: str, language: str | None) -> Reading:
    """`language` is that of the questions."""
    return _reading(typed, today, zone, frozenset(), Skips())


def _reading(typed: str, today: date, zone: str, settled: frozenset[str], skips: Skips) -> Reading:
    """`settled` are the questions that a person has answered with yes; `skips` the answers about holidays."""
    draft = Draft(typed=typed, settled=settled, skips=skips)
    if len(typed) > LONGEST:
        draft.ask(questions.too_long(LONGEST))
        return draft.done()
    items = skipping.joined(parse(tokenize(typed), typed), typed)
    items = named_zones.with_own_clock(items, zone)
    meeting = clauses.without_repeats(items, _first_day(items, today))
    for item in meeting.repeated:
        draft.note(item.text)
    if meeting.contradicting:
        draft.ask(questions.times_do_not_match(typed))
    items = second_clocks.settle(meeting.items, draft)
    _read(items, typed, draft, today=today, zone=zone)
    _ask_about_items(items, draft)
    skipping.ask(items, draft, today, zone)
    gate.ask_about_choices(items, draft)
    office_hours.ask(items, draft)
    _check_zones(items, typed, draft, zone)
    effects.ask_about_lost_words(items, draft)
    if not (draft.patterns or draft.questions or draft.exceptions):
        draft.ask(questions.when())
    if draft.questions:
        offers.propose(items, draft, today)
    return draft.done(partial(_answered, draft=draft, today=today, zone=zone))


def _answered(proposal: Proposal, *, draft: Draft, today: date, zone: str) -> Reading:
    if proposal.skips:
        return _reading(draft.typed, today, zone, draft.settled, proposal.skips)
    if proposal.phrase:
        return _reading(even(proposal.phrase), today, zone, draft.settled, draft.skips)
    return _reading(draft.typed, today, zone, draft.settled | {proposal.question}, draft.skips)


def _first_day(items: list[Item], today: date) -> date:
    """The day on which times in several zones are compared."""
    dated = [item for item in items if item.name in ("start", "range", "dates")]
    days = [day for item in dated for day in item.values["days"]]
    return (calendar.resolve(days[0], today).day if days else None) or today


def _read(items: list[Item], typed: str, draft: Draft, *, today: date, zone: str) -> None:
    asked = list(draft.questions)
    days = [day for item in items if item.name != "by_date" for day in item.values.get("days", ())]
    context = assembly.Context(today, calendar.month_first(days), zone)
    gathered = clauses.gather(_with_days(items))
    assembly.assemble(gathered, draft, context)
    _cancel(items, draft, context)
    by_appointment = any(item.name == "appointment" for item in items)
    has_days = any(clause.days for clause in gathered)
    if by_appointment:
        _add_appointment(items, draft, asked, has_days=has_days)
    gate.sort(items, typed, draft, today, by_appointment=by_appointment and not has_days)


def _add_appointment(items: list[Item], draft: Draft, asked: list[Question], *, has_days: bool) -> None:
    """`asked` are the questions that do not follow from missing days."""
    if has_days:
        draft.ask(questions.appointment_too())
        return
    length = next((item.values["minutes"] for item in items if item.name == "length"), None)
    draft.questions[:] = asked
    draft.patterns[:] = [Pattern(kind="appointment", minutes=length)]
    others = [item for item in items if item.name in clauses.TIMES | clauses.MODIFIERS - {"length"}]
    for item in others:  # "once a week, by arrangement"
        draft.note(item.text)
    if others:
        draft.ask(questions.only_by_appointment())


def _with_days(items: list[Item]) -> list[Item]:
    """ "24/7" and "every evening" name no day because they mean every one."""
    if any(clauses.is_day(item) for item in items):
        return items
    completed = []
    for item in items:
        if item.name == "all_hours" or item.symbols == ("every", "part_of_day"):
            completed.append(Item("daily", item.text, {}, item.tokens))
        completed.append(item)
    return completed


def _cancel(items: list[Item], draft: Draft, context: assembly.Context) -> None:
    """Dates on which there is no meeting, as exceptions."""
    for item in items:
        if item.name == "except_range":
            _cancel_range(item, draft, context)
        elif item.name == "except_dates":
            _cancel_dates(item, draft, context)


def _cancel_range(item: Item, draft: Draft, context: assembly.Context) -> None:
    first, last = calendar.between(*item.values["days"], context.today, context.month_first)
    draft.ask(*first.questions, *last.questions)
    if first.day and last.day and first.day <= last.day:
        draft.exceptions.append(DateException(effect=Effect.CANCELED, first=first.day, last=last.day))


def _cancel_dates(item: Item, draft: Draft, context: assembly.Context) -> None:
    for day in item.values["days"]:
        day = calendar.in_coming_year(day, context.today)
        resolved = calendar.resolve(day, context.today, context.month_first)
        draft.ask(*resolved.questions)
        if resolved.day:
            draft.exceptions.append(DateException(effect=Effect.CANCELED, first=resolved.day))
            _check_exception(resolved.day, draft)


def _check_exception(day: date, draft: Draft) -> None:
    """If nobody meets on a canceled date anyway, one of the two was misread."""
    if not draft.patterns or not all(pattern.is_dated for pattern in draft.patterns):
        return
    if not any(pattern.dates(day, day) for pattern in draft.patterns):
        draft.ask(questions.no_meeting_that_day(day))


def _ask_about_items(items: list[Item], draft: Draft) -> None:
    """Questions about single words of the phrase."""
    for item in items:
        if item.name == "note":
            gate.vet_note(item, draft)
        elif item.name == "some_of_month":
            draft.refuse(questions.which_of_month(rules.names(item.values["weekdays"])))
        elif item.name in REFUSED:
            draft.refuse(REFUSED[item.name](item.text))
        elif item.name in ASKED:
            draft.ask(ASKED[item.name](item.text))


def _check_zones(items: list[Item], typed: str, draft: Draft, zone: str) -> None:
    named_zones.ask_whose_clock(items, draft, zone)
    named_zones.compare(items, typed, draft)
    lacks_zone = any(_lacks_zone(pattern) for pattern in draft.patterns)
    if lacks_zone and not zone and REMOTE.search(plain(typed)):
        draft.ask(questions.which_zone())


def _lacks_zone(pattern: Pattern) -> bool:
    """By appointment, or open day and night, it needs none."""
    return not (pattern.zone or pattern.kind == "appointment" or pattern.is_always_on)
