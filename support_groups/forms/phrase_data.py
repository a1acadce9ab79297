"""Fills the fields of a row from the phrase that was typed in it, before the form checks them.

A phrase that says several things becomes several rows. What is not certain is not filled in silently: its questions
become part of the data and keep the row from being saved. An answer that was chosen fills the row anew. Dates on which
there is no meeting stay with the row, and become schedule exceptions when the group is saved.
"""

import datetime
from collections.abc import Iterator

from django.http import QueryDict

from editing.form_values import sent_values
from support_groups.forms import answers, canceled, pattern_fields
from support_groups.forms.meetings import PatternForm, question_lines
from support_groups.schedules import Pattern, languages
from support_groups.schedules.exception_phrases import ExceptionReading, from_exception_phrase

MEETINGS, EXCEPTIONS, LINE = "meeting_patterns", "schedule_exceptions", "exception_phrase"
MOST_ROWS = 100
KEPT = ("anchor", "begins", "minutes", "zone")  # filled in beside a phrase that does not say it


def fill_rows(data: QueryDict, today: datetime.date) -> QueryDict:
    """A copy in which each phrase that was typed since the last reading has filled its row."""
    data = data.copy()
    for place in range(total(data, MEETINGS)):
        _fill_row(data, f"{MEETINGS}-{place}", today)
    if data.get("_more") in (MEETINGS, EXCEPTIONS, "contacts"):  # the button of those without JavaScript
        _new_row(data, data["_more"])
    return data


def fill_row(data: QueryDict, row: str, today: datetime.date) -> QueryDict:
    """A copy in which only this row is filled, for example "meeting_patterns-0"."""
    data = data.copy()
    _fill_row(data, row, today)
    return data


def total(data: QueryDict, prefix: str) -> int:
    text = data.get(f"{prefix}-TOTAL_FORMS", "")
    return min(int(text), MOST_ROWS) if text.isascii() and text.isdecimal() and len(text) < 9 else 0


def _fill_row(data: QueryDict, row: str, today: datetime.date) -> None:
    phrase, read_before = data.get(f"{row}-phrase", "").strip(), data.get(f"{row}-read", "").strip()
    is_new = phrase != read_before
    if not phrase or data.get(f"{row}-DELETE") or not (is_new or answers.is_pressed(data, row)):
        return
    answered = answers.of_row(data, row, today)
    reading, zone = answered.reading, answers.zone_of(data)
    patterns = [_in_zone(pattern, zone) for pattern in reading.patterns]
    if is_new:
        data[f"{row}-source"] = ""
    data[f"{row}-read"] = phrase
    data[f"{row}-answers"] = " ".join(answered.keys)
    data[f"{row}-asked"] = question_lines(reading.questions, patterns[0] if patterns else None)
    data.pop(f"{row}-is_right", None)
    data.setlist(f"{row}-notes", reading.notes)
    if patterns:
        is_first = is_new and not (read_before or data.get(f"{row}-id"))
        is_kept = is_first or not (is_new or answers.is_taken_back(data, row))
        _fill(data, row, patterns[0], is_kept=is_kept)
    _split(data, row, patterns, answered)
    data[f"{row}-canceled"] = canceled.as_text(reading.exceptions)


def _split(data: QueryDict, row: str, patterns: list[Pattern], answered: answers.Answered) -> None:
    """Give each pattern of one phrase a row and a phrase of its own; an answer may change how many there are."""
    rows = [f"{MEETINGS}-{place}" for place in range(total(data, MEETINGS))]
    others = [other for other in rows if data.get(f"{other}-part_of") == row]
    if len(patterns) < 2 and not others:
        return
    language = languages.supported(data.get("language"))
    if patterns:
        data[f"{row}-source"] = answered.first.typed
        data[f"{row}-phrase"] = data[f"{row}-read"] = patterns[0].words(language, complete=True)
    while len(others) < len(patterns) - 1:
        others.append(_new_row(data, MEETINGS))
    for other in others[len(patterns[1:]) :]:
        _clear(data, other)
    for other, pattern in zip(others, patterns[1:], strict=False):
        data[f"{other}-part_of"] = row
        data[f"{other}-phrase"] = data[f"{other}-read"] = pattern.words(language, complete=True)
        open_questions = [
            question for question in answered.reading.questions if question.field in pattern.missing
        ]
        data[f"{other}-asked"] = question_lines(open_questions, pattern)
        _fill(data, other, pattern, is_kept=False)


def _clear(data: QueryDict, row: str) -> None:
    for name in [name for name in data if name.startswith(f"{row}-")]:
        del data[name]


def _in_zone(pattern: Pattern, zone: str) -> Pattern:
    """Without a zone of its own where it has the group's: if the group's was wrong, one correction is enough."""
    return Pattern.from_dict({**pattern.to_dict(), "zone": ""}) if pattern.zone == zone else pattern


def _fill(data: QueryDict, row: str, pattern: Pattern, *, is_kept: bool) -> None:
    """`is_kept`: what was filled in beside a phrase that does not say it stays."""
    fields = pattern_fields.to_fields(pattern)
    for name, values in sent_values(PatternForm(prefix=row, initial=fields), list(fields)).items():
        is_left = is_kept and not any(values) and name.removeprefix(f"{row}-") in KEPT
        if not is_left:
            data.setlist(name, values)


def read_line(data: QueryDict, today: datetime.date) -> ExceptionReading | None:
    """The schedule exception that is typed in one line. Holidays need the group's schedule, as it is in the form."""
    phrase = data.get(LINE, "").strip()
    if not phrase:
        return None
    line = from_exception_phrase(phrase, today=today)
    if not line.offers:
        return line
    return from_exception_phrase(
        phrase,
        today=today,
        zone=answers.zone_of(data),
        patterns=list(_patterns(fill_rows(data, today))),
        answers=answers.keys_of(data, LINE),
    )


def _patterns(filled: QueryDict) -> Iterator[Pattern]:
    for place in range(total(filled, MEETINGS)):
        form = PatternForm(filled, prefix=f"{MEETINGS}-{place}")
        form.is_valid()
        if form.pattern and not filled.get(f"{MEETINGS}-{place}-DELETE"):
            yield form.pattern


def _new_row(data: QueryDict, prefix: str) -> str:
    place = total(data, prefix)
    data[f"{prefix}-TOTAL_FORMS"] = str(place + 1)
    return f"{prefix}-{place}"
