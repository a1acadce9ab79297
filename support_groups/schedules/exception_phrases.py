"""A date exception in words, as a coordinator would note it: "no meeting on December 24: Christmas Eve"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from support_groups.schedules import holidays
from support_groups.schedules.date_exceptions import DateException, Effect
from support_groups.schedules.patterns import Pattern
from support_groups.schedules.phrases import calendar, clocks, questions, skipping, vocabulary
from support_groups.schedules.phrases.grammar import parse
from support_groups.schedules.phrases.items import Day, Item
from support_groups.schedules.phrases.questions import Question
from support_groups.schedules.phrases.skipping import Answer, Wanted
from support_groups.schedules.phrases.tokens import tokenize
from support_groups.schedules.text import even, plain
from support_groups.schedules.validation import InvalidPattern

LONGEST = 300
CANCELED, MOVED, EXTRA, PLACE = (
    re.compile(rf"^(?:{vocabulary.phrase(name)})\b") for name in ("canceled", "moved", "extra", "other_place")
)
CANCELED_AFTER = re.compile(rf"\b(?:{vocabulary.phrase('canceled_after')})$")
NOT_MEETING = re.compile(rf"^(?:(?:we|the group|it) )?(?:{vocabulary.phrase('not_meeting')})(?!\w)")
MOVED_TO = re.compile(rf"\b(?:{vocabulary.phrase('moved_to')})\b(?= (?:to|al?|for)\b)")
ARROW = re.compile(r"\s(?:to|instead|al?)\s|->|→")
BECAUSE = re.compile(rf"\b(?:{vocabulary.phrase('because')})\s", re.IGNORECASE)
REASON = re.compile(
    r":(?!\d)|\s-\s(?=[^\W\d])(?!(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic))|\("
)
READ = {
    "dates",
    "range",
    "start",
    "until",
    "hours",
    "end_time",
    "soft",
    "hard",
    "except_dates",
    "except_range",
}
RANGE = re.compile(r"-|\b(?:to|through|thru|until|till|al?|hasta)\b")


@dataclass(frozen=True)
class ExceptionReading:
    """Date exceptions, or the questions that must be answered first; answers to them, and those that were chosen."""

    exceptions: tuple[DateException, ...] = ()
    questions: tuple[Question, ...] = ()
    offers: tuple[Answer, ...] = ()
    chosen: tuple[Answer, ...] = ()


class Days(NamedTuple):
    """Dates of a phrase, and what is unsure about them."""

    dates: list[date]
    questions: list[Question]

    @classmethod
    def of(cls, text: str, today: date) -> "Days":
        """A date without a year is the coming one."""
        days = _days(text)
        month_first = calendar.month_first(days)
        resolved = [calendar.resolve(calendar.in_coming_year(day, today), today, month_first) for day in days]
        return cls(
            [answer.day for answer in resolved if answer.day],
            [question for answer in resolved for question in answer.questions],
        )

    @property
    def questions_or_which(self) -> list[Question]:
        """The questions, or which day it is if none was given."""
        return self.questions if self.dates or self.questions else [_which_day()]


def from_exception_phrase(
    text: str, *, today: date, zone: str = "", patterns: Iterable[Pattern] = (), answers: Iterable[str] = ()
) -> ExceptionReading:
    """A date without a year is the coming one. Never raises, for any text.

    Holidays by name are offered as dates on which these patterns meet; `answers` are the keys of the offers that were
    chosen, one after the other.

    >>> reading = from_exception_phrase("no meeting on 24 December: Christmas Eve", today=date(2026, 11, 26))
    >>> reading.exceptions[0].first, reading.exceptions[0].reason
    (datetime.date(2026, 12, 24), 'Christmas Eve')
    """
    typed = even(text)
    if len(typed) > LONGEST:
        return ExceptionReading((), (questions.too_long(LONGEST),))
    today = calendar.bounded(today)
    phrase, reason = _split_reason(typed)
    reading = _read(phrase, reason, today) or _read(f"{phrase} {reason}", "", today)
    reading = _without_past(reading, today) if reading else ExceptionReading((), (_not_understood(typed),))
    named = _holidays(typed) or _holidays(phrase)
    if reading.exceptions or not named:
        return reading
    known = tuple(patterns)
    wanted = Wanted(*named, zone, today, skipping.meeting_days(known) if known else None)
    return _chosen(wanted, answers, "" if _holidays(typed) else reason[:200])


def _holidays(phrase: str) -> tuple[str, holidays.Named] | None:
    """The words after "no meeting" or before "is canceled", if they name holidays and nothing else."""
    low = plain(phrase)
    for pattern in (CANCELED, NOT_MEETING, CANCELED_AFTER):
        if match := pattern.search(low):
            words = BECAUSE.sub("", f"{phrase[: match.start()]} {phrase[match.end() :]} ").strip(" ,:;.-()!")
            if named := holidays.named(words):
                return words, named
    return None


def _chosen(wanted: Wanted, keys: Iterable[str], reason: str) -> ExceptionReading:
    reading = skipping.chosen(wanted, keys)
    dates = [replace(skipped, reason=reason or skipped.reason) for skipped in reading.skips.dates]
    asked = (reading.question,) if reading.question else ()
    return ExceptionReading(() if asked else tuple(dates), asked, reading.offers, reading.chosen)


def _ask(sentence: str) -> Question:
    return Question(sentence, "exceptions")


def _which_day() -> Question:
    return _ask(_("On which day? Write the date: December 24."))


def _not_understood(text: str) -> Question:
    return _ask(
        _(
            "We did not understand “%s”. Begin with “no meeting on”, “closed”, “moved from”, “extra meeting on” or"
            " “other place on”, then give the date."
        )
        % text[:80]
    )


def _read(phrase: str, reason: str, today: date) -> ExceptionReading | None:
    """None if the phrase has none of the words that make an exception."""
    low = plain(phrase)
    for pattern, read in KINDS:
        if match := pattern.search(low):
            rest = phrase[: match.start()] + " " * len(match[0]) + phrase[match.end() :]
            reading = read(phrase, reason, today)
            return reading if reading.questions else _without_unread(reading, rest)
    return None


def _without_unread(reading: ExceptionReading, rest: str) -> ExceptionReading:
    """The reading, unless the phrase has words that nobody read: "unless it snows"."""
    unread = [item for item in _items(rest) if item.name not in READ or "either" in item.values]
    if not unread:
        return reading
    start = min(item.tokens[0].start for item in unread)
    return ExceptionReading((), (questions.not_understood(rest[start:].strip()),))


def _without_past(reading: ExceptionReading, today: date) -> ExceptionReading:
    """The reading, unless a date has passed: then its year is probably wrong."""
    for exception in reading.exceptions:
        if max(filter(None, [exception.first, exception.last, exception.to_date])) < today:
            sentence = _("%s has passed. Is the year right? Without a year, we take the next such date.")
            return ExceptionReading((), (_ask(sentence % questions.full_date(exception.first)),))
    return reading


def _split_reason(typed: str) -> tuple[str, str]:
    """The phrase, and the reason after "because", a dash, a parenthesis or a colon that is in no time of day."""
    if match := BECAUSE.search(typed):
        return typed[: match.start()].strip(" ,"), typed[match.end() :].strip()
    match = REASON.search(typed)
    if not match:
        return typed, ""
    phrase, reason = typed[: match.start()].strip(), typed[match.end() :].strip(" )")
    if not _days(phrase) and _days(reason):  # "moved: Dec 24 to Dec 23"
        return _split_reason(f"{phrase} {reason}")
    return phrase, reason


def _items(text: str) -> list[Item]:
    return parse(tokenize(text), text)


def _days(text: str) -> list[Day]:
    return [day for item in _items(text) for day in item.values.get("days", ()) if isinstance(day, Day)]


def _hours(text: str) -> clocks.Hours:
    """The first time in a text."""
    item = next((item for item in _items(text) if item.name in ("hours", "end_time")), None)
    if item is None:
        return clocks.Hours(None, None)
    return clocks.read(item.values["clocks"], item.values["part"], item.text)


def _result(unsure: list[Question], *exceptions: dict[str, Any]) -> ExceptionReading:
    if unsure:
        return ExceptionReading((), tuple(dict.fromkeys(unsure)))
    try:
        return ExceptionReading(tuple(DateException(**exception) for exception in exceptions))
    except InvalidPattern as error:
        return ExceptionReading((), tuple(map(_ask, error.problems)))


def _canceled(phrase: str, reason: str, today: date) -> ExceptionReading:
    shared = {"effect": Effect.CANCELED, "reason": reason[:200]}
    hours = _hours(phrase)
    ends = _range(phrase, today)
    unsure = [*hours.questions, *(question for end in ends for question in end.questions)]
    if ends and not unsure:
        first, last = ends
        return _result([], shared | {"first": first.day, "last": last.day})
    days = Days.of(phrase, today)
    unsure += days.questions_or_which
    return _result(unsure, *(shared | {"first": day, "begins": hours.begins} for day in days.dates))


def _range(phrase: str, today: date) -> tuple[calendar.ResolvedDate, ...]:
    """Both ends of "Dec 20 - Jan 3"; without years the next such range, or the one that has begun."""
    days = _days(phrase)
    number = re.search(r"\d", phrase)
    after_first_date = plain(phrase[number.start() if number else 0 :])
    if len(days) != 2 or not RANGE.search(after_first_date):
        return ()
    first, last = days
    if first.year is None and last.year is None and not (first.either or last.either):
        first, last = _in_years(first, last, today)
    return calendar.between(first, last, today, calendar.month_first(days))


def _in_years(first: Day, last: Day, today: date) -> tuple[Day, Day]:
    """The last day in the coming year, and the first in the same year or the one before."""
    year = calendar.coming_year(last, today)
    crosses_new_year = (first.month, first.day) > (last.month, last.day)
    return replace(first, year=year - crosses_new_year), replace(last, year=year)


def _moved(phrase: str, reason: str, today: date) -> ExceptionReading:
    """ "moved from Dec 24 to Dec 23 at 6 pm", "Dec 24 moved to 5 pm"; two dates, or one and a new time."""
    parts = ARROW.split(re.sub(r"^\W*", "", phrase), maxsplit=1)
    if len(parts) < 2:
        return _result([_ask(_("To which date or time does it move?"))])
    old, new = (Days.of(part, today) for part in parts)
    hours = _hours(parts[1])
    unsure = [*old.questions, *new.questions, *hours.questions]
    if not old.dates:
        unsure.append(_which_day())
    elif len(old.dates) > 1 or len(new.dates) > 1:
        unsure.append(_ask(_("Write a line for each meeting that moves.")))
    elif not new.dates and hours.begins is None:
        unsure.append(_ask(_("To which date or time does it move?")))
    return _result(
        unsure,
        {
            "effect": Effect.MOVED,
            "first": next(iter(old.dates), None),
            "begins": _hours(parts[0]).begins,
            "to_date": next(iter(new.dates), None),
            "to_time": hours.begins,
            "minutes": hours.minutes,
            "reason": reason[:200],
        },
    )


def _extra(phrase: str, reason: str, today: date) -> ExceptionReading:
    days, hours = Days.of(phrase, today), _hours(phrase)
    unsure = list(days.questions_or_which)
    if days.dates or days.questions:
        unsure += hours.questions
    shared = {
        "effect": Effect.EXTRA,
        "begins": hours.begins,
        "minutes": hours.minutes,
        "reason": reason[:200],
    }
    return _result(unsure, *(shared | {"first": day} for day in days.dates))


def _place(phrase: str, reason: str, today: date) -> ExceptionReading:
    days = Days.of(phrase, today)
    unsure = list(days.questions_or_which)
    if not reason:
        unsure.append(_ask(_("Where does it meet? Write the place after a colon.")))
    is_link = reason.lower().startswith(("http://", "https://"))
    where = {"link": reason} if is_link else {"place": reason[:200]}
    return _result(unsure, *({"effect": Effect.PLACE, "first": day} | where for day in days.dates))


KINDS = (
    (EXTRA, _extra),
    (PLACE, _place),
    (MOVED, _moved),
    (MOVED_TO, _moved),
    (CANCELED, _canceled),
    (CANCELED_AFTER, _canceled),
)
