"""What a row of an import says, in words: its schedule as it was read, and who will see its contacts."""

import datetime
from dataclasses import dataclass

from support_groups.exchange.formats import schedule_text
from support_groups.exchange.importing.row_clock import clock_of
from support_groups.exchange.unsaved_rows import contacts_of
from support_groups.models.scheduling import UNKNOWN_CLOCK
from support_groups.schedules import DateException, InvalidPattern, Meeting, next_dates

DATES_SHOWN = 3


@dataclass(frozen=True)
class ReadSchedule:
    """`phrases` are the words of the file, `sentences` what visitors would read."""

    phrases: list[str]
    sentences: list[str]
    meetings: list[Meeting]

    def __bool__(self):
        return bool(self.phrases or self.sentences)


def schedule_of(row, at: datetime.datetime) -> ReadSchedule:
    zone, values = clock_of(row.values).zone, row.values
    patterns = [pattern.in_zone(zone) for pattern in _read(values.get("rrule", []), _pattern)]
    exceptions: list[DateException] = _read(values.get("schedule_changes", []), schedule_text.read_exception)
    dated = [pattern for pattern in patterns if pattern.is_dated and not pattern.is_always_on]
    return ReadSchedule(
        phrases=list(values.get("schedule", [])),
        sentences=[pattern.words(complete=True) for pattern in patterns],
        meetings=next_dates(dated, exceptions, at, DATES_SHOWN, zone=zone or UNKNOWN_CLOCK) if dated else [],
    )


def _pattern(text: str):
    return schedule_text.read_pattern(text, "")


def _read(texts, read) -> list:
    """What can't be read is among the problems of the row."""
    found = []
    for text in texts:
        try:
            found.append(read(text))
        except InvalidPattern:
            continue
    return found


def contacts_in_words(row) -> list[tuple[str, str]]:
    """Each contact, and who will see it."""
    people = [contact for _column, contact in contacts_of(row.values)]
    return [
        (", ".join(filter(None, [who.name, who.role, who.phone, who.email])), who.audience) for who in people
    ]
