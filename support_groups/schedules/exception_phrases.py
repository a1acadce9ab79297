"""One dated exception in one line, as a coordinator would write it on a note: "no meeting on 24 December: Christmas Eve"."""

import re
from dataclasses import dataclass
from datetime import date, time

from django.utils.translation import gettext as _

from support_groups.schedules.date_exceptions import DateException, Effect
from support_groups.schedules.phrases import calendar, clocks, questions
from support_groups.schedules.phrases.grammar import parse
from support_groups.schedules.phrases.items import Day, Item
from support_groups.schedules.phrases.questions import Question
from support_groups.schedules.phrases.tokens import tokenize
from support_groups.schedules.text import even, plain
from support_groups.schedules.validation import InvalidPattern

LONGEST = 300
OFF = re.compile(
    r"^(?:there (?:is|will be) |we(?: are|'re) )?(?:no (?:group )?(?:meetings?|sessions?|group)|not meeting|cancel+ed|closed|canceled|off|no class(?:es)?|break"
    r"|no (?:hay|habra) (?:reunion|reuniones|sesion|sesiones|grupo)|sin reunion(?:es)?|cancelad[oa]s?|cerrado)\b"
)
OFF_AFTER = re.compile(
    r"\b(?:(?:is |are )?(?:cancel+ed|closed|off)|no meetings?|cancelad[oa]s?|cerrado|no hay reunion)$"
)
MOVED = re.compile(
    r"^(?:the )?(?:meeting )?(?:is )?(?:moved|moves|move|postponed|rescheduled|movida|trasladada|cambia)\b|\b(?:is )?(?:moved|moves|postponed|rescheduled|pasa|se mueve)\b(?= (?:to|al?|for)\b)"
)
ARROW = re.compile(r"\s(?:to|instead|al?)\s|->|→")
EXTRA = re.compile(
    r"^(?:an? )?(?:extra|additional|also|reunion extra|extraordinaria)(?: (?:meeting|session|reunion))?\b"
)
PLACE = re.compile(r"^(?:in |at )?(?:an?other place|other place|elsewhere|different place|otro lugar)\b")
BECAUSE = re.compile(r"\b(?:because of|because|due to|por)\s", re.IGNORECASE)
READ = {"dates", "range", "start", "until", "hours", "soft", "hard", "except_dates", "except_range"}
RANGE = re.compile(r"-|\b(?:to|through|thru|until|till|al?|hasta)\b")


@dataclass(frozen=True)
class Line:
    """Changes, if nothing is left to ask."""

    exceptions: tuple[DateException, ...] = ()
    questions: tuple[Question, ...] = ()


def from_exception_phrase(text: str, *, today: date) -> Line:
    """A date without a year is the coming one. Never raises, for any text.

    >>> line = from_exception_phrase("no meeting on 24 December: Christmas Eve", today=date(2026, 11, 26))
    >>> line.exceptions[0].first, line.exceptions[0].reason
    (datetime.date(2026, 12, 24), 'Christmas Eve')
    """
    typed = even(text)
    if len(typed) > LONGEST:
        return Line((), (questions.too_long(LONGEST),))
    today = min(max(today, date(1901, 1, 1)), date(2150, 12, 31))
    said, reason = _parted(typed)
    line = _read(said, reason, today) or _read(f"{said} {reason}", "", today) or Line((), (_what(typed),))
    return _nothing_passed(line, today)


def _read(said: str, reason: str, today: date) -> Line | None:
    """None if none of the words that make it a exception is there."""
    low = plain(said)
    kinds = ((EXTRA, _extra), (PLACE, _place), (MOVED, _moved), (OFF, _off), (OFF_AFTER, _off))
    for pattern, read in kinds:
        if match := pattern.search(low):
            rest = said[: match.start()] + " " * len(match[0]) + said[match.end() :]
            line = read(said, reason, today)
            return line if line.questions else _nothing_dropped(line, rest)
    return None


def _nothing_dropped(line: Line, rest: str) -> Line:
    """The line, unless it holds words that nobody read: "unless it snows"."""
    unread = [item for item in _items(rest) if item.name not in READ or "either" in item.values]
    if not unread:
        return line
    start = min(item.tokens[0].start for item in unread)
    return Line((), (questions.not_understood(rest[start:].strip()),))


def _nothing_passed(line: Line, today: date) -> Line:
    """The line, unless a year was mistaken: what is over needs no note."""
    passed = [
        one.first for one in line.exceptions if max(filter(None, [one.first, one.last, one.to_date])) < today
    ]
    told = _("%s has passed. Is the year right? Without one, the coming date is meant.")
    return Line((), (Question(told % questions.shown(passed[0]), "exceptions"),)) if passed else line


def _parted(typed: str) -> tuple[str, str]:
    """What is said and, behind a colon that is in no time of day, why."""
    if match := BECAUSE.search(typed):
        return typed[: match.start()].strip(" ,"), typed[match.end() :].strip()
    match = re.search(
        r":(?!\d)|\s-\s(?=[^\W\d])(?!(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic))|\(",
        typed,
    )
    if not match:
        return typed, ""
    said, reason = typed[: match.start()].strip(), typed[match.end() :].strip(" )")
    if not _named(said) and _named(reason):  # "moved: Dec 24 to Dec 23"
        return _parted(f"{said} {reason}")
    return said, reason


def _what(text: str) -> Question:
    told = _(
        "We did not understand “%s”. Begin with “no meeting on”, “closed”, “moved from”, “extra meeting on” or “other place on”, then the date."
    )
    return Question(told % text[:80], "exceptions")


def _which_day() -> Question:
    return Question(_("On which day? Write the date: December 24."), "exceptions")


def _items(text: str) -> list[Item]:
    return parse(tokenize(text), text)


def _named(text: str) -> list[Day]:
    return [day for item in _items(text) for day in item.values.get("days", ()) if isinstance(day, Day)]


def _dated(days: list[Day], today: date) -> tuple[list[date], list[Question]]:
    found, asked = [], []
    order = calendar.month_first(days)
    for day in days:
        if day.year is None and not day.either:
            day = Day(day.month, day.day, calendar.coming_year(day, today), day.weekday, day.either, day.text)
        one = calendar.resolve(day, today, order)
        asked += one.questions
        found += [one.day] if one.day else []
    return found, asked


def _time(text: str) -> tuple[time | None, int | None, list[Question]]:
    """Start, length and what is unsure of the first time in a text."""
    item = next((item for item in _items(text) if item.name == "hours"), None)
    if item is None:
        return None, None, []
    read = clocks.read(item.values["clocks"], item.values["part"], item.text)
    return read.begins, read.minutes, list(read.questions)


def _made(asked: list[Question], *exceptions: dict) -> Line:
    if asked:
        return Line((), tuple(dict.fromkeys(asked)))
    try:
        return Line(tuple(DateException(**exception) for exception in exceptions))
    except InvalidPattern as error:
        return Line((), tuple(Question(problem, "exceptions") for problem in error.problems))


def _off(said: str, reason: str, today: date) -> Line:
    days = _named(said)
    shared = {"effect": Effect.CANCELED, "reason": reason[:200]}
    begins, _minutes, asked = _time(said)
    if len(days) == 2 and RANGE.search(_between(said)):
        first, last = _span(days, today)
        asked += [*first.questions, *last.questions]
        if not asked and first.day and last.day:
            return _made(asked, shared | {"first": first.day, "last": last.day})
    found, unsure = _dated(days, today)
    asked += unsure if found or unsure else [_which_day()]
    return _made(asked, *(shared | {"first": day, "begins": begins} for day in found))


def _span(days: list[Day], today: date) -> tuple[calendar.ResolvedDate, calendar.ResolvedDate]:
    """Both ends; without years the coming stretch, or the one that has begun."""
    first, last = days
    if first.year is None and last.year is None and not (first.either or last.either):
        first_year = calendar.coming_year(first, today)
        last_year = calendar.coming_year(last, today)
        if first_year > last_year and (first.month, first.day) < (last.month, last.day):
            first_year = last_year  # it has begun
        if (first.month, first.day) > (last.month, last.day) and last_year == first_year:
            first_year = last_year - 1
        first = Day(first.month, first.day, first_year, first.weekday, None, first.text)
        last = Day(last.month, last.day, last_year, last.weekday, None, last.text)
    return calendar.between(first, last, today, calendar.month_first(days))


def _between(said: str) -> str:
    """The words of a text without those before its first date."""
    match = re.search(r"\d", said)
    return plain(said[match.start() if match else 0 :])


def _moved(said: str, reason: str, today: date) -> Line:
    """ "moved from Dec 24 to Dec 23 at 6 pm", "Dec 24 moved to 5 pm"; two dates, or one and a new time."""
    parts = ARROW.split(re.sub(r"^\W*", "", said), maxsplit=1)
    if len(parts) < 2:
        return Line((), (Question(_("To which date or time does it move?"), "exceptions"),))
    (old, unsure), (new, asked) = (_dated(_named(part), today) for part in parts)
    to_time, minutes, unclear = _time(parts[1])
    begins = _time(parts[0])[0]
    asked = [*unsure, *asked, *unclear]
    if not old:
        asked.append(_which_day())
    elif len(old) > 1 or len(new) > 1:
        asked.append(Question(_("Write a line for each meeting that moves."), "exceptions"))
    elif not new and to_time is None:
        asked.append(Question(_("To which date or time does it move?"), "exceptions"))
    exception = {"effect": Effect.MOVED, "first": old[0] if old else None, "to_date": new[0] if new else None}
    exception |= {"to_time": to_time, "minutes": minutes, "begins": begins, "reason": reason[:200]}
    return _made(asked, exception)


def _extra(said: str, reason: str, today: date) -> Line:
    found, asked = _dated(_named(said), today)
    begins, minutes, unclear = _time(said)
    asked = [*asked, *unclear] if found or asked else [_which_day()]
    shared = {"effect": Effect.EXTRA, "begins": begins, "minutes": minutes, "reason": reason[:200]}
    return _made(asked, *(shared | {"first": day} for day in found))


def _place(said: str, reason: str, today: date) -> Line:
    found, asked = _dated(_named(said), today)
    if not found and not asked:
        asked.append(_which_day())
    if not reason:
        asked.append(Question(_("Where does it meet? Write the place behind a colon."), "exceptions"))
    is_link = reason.lower().startswith(("http://", "https://"))
    where = {"link": reason} if is_link else {"place": reason[:200]}
    return _made(asked, *({"effect": Effect.PLACE, "first": day} | where for day in found))
