"""What was typed in words, read into the fields of the same form before the form sees it.

A phrase becomes the fields of its row, and further rows where it says several things; a line about one date becomes a
row of its own. What is unsure is not filled in silently: its questions go along and keep the row from being saved.
"""

import datetime

from django.http import QueryDict

from editing.form_values import sent_values
from support_groups.forms import pattern_fields
from support_groups.forms.meetings import PatternForm, asked_lines
from support_groups.forms.rows import ChangeForm
from support_groups.models import ScheduleException
from support_groups.schedules import DateException, Pattern, from_phrase, languages
from support_groups.schedules.exception_phrases import from_exception_phrase
from support_groups.schedules.zones import is_zone

MEETINGS, CHANGES = "meeting_patterns", "schedule_exceptions"
MOST_ROWS = 100
KEPT_IF_NEW = ("anchor", "begins", "minutes", "zone")  # filled in beside a phrase that does not say it


def read(data: QueryDict, today: datetime.date, *, only_row: str = "") -> QueryDict:
    """A copy with everything typed in words read; what was read once, and not typed anew, is left alone.

    `only_row`, for example "meeting_patterns-0", reads that phrase alone.
    """
    data = data.copy()
    zone = data.get("zone", "")
    zone = zone if is_zone(zone) else ""
    if only_row:
        _read_phrase(data, only_row, zone, today)
        return data
    for place in range(total(data, MEETINGS)):
        _read_phrase(data, f"{MEETINGS}-{place}", zone, today)
    if data.get("_more") in (MEETINGS, CHANGES, "contacts"):  # the button of those without JavaScript
        _new_row(data, data["_more"])
    line = data.get("change_line", "").strip()
    found = from_exception_phrase(line, today=today) if line else None
    if found and found.exceptions and not found.questions:
        for change in found.exceptions:
            _add_change(data, change)
        data["change_line"] = ""
    return data


def total(data: QueryDict, prefix: str) -> int:
    text = data.get(f"{prefix}-TOTAL_FORMS", "")
    return min(int(text), MOST_ROWS) if text.isascii() and text.isdecimal() and len(text) < 9 else 0


def _read_phrase(data: QueryDict, row: str, zone: str, today: datetime.date) -> None:
    phrase, read_before = data.get(f"{row}-phrase", "").strip(), data.get(f"{row}-read", "").strip()
    if not phrase or phrase == read_before or data.get(f"{row}-DELETE"):
        return
    reading = from_phrase(phrase, today=today, zone=zone)
    patterns = [_in_zone(pattern, zone) for pattern in reading.patterns]
    first = patterns[0] if patterns else None
    data[f"{row}-read"], data[f"{row}-asked"] = phrase, asked_lines(reading.questions, first)
    data.pop(f"{row}-is_right", None)
    data.setlist(f"{row}-notes", reading.notes)
    if first:
        _fill(data, row, first, is_new=not (read_before or data.get(f"{row}-id")))
    language = languages.supported(data.get("language"))
    if len(patterns) > 1:
        data[f"{row}-phrase"] = data[f"{row}-read"] = first.words(language, complete=True)
    for pattern in patterns[1:]:
        other = _new_row(data, MEETINGS)
        data[f"{other}-phrase"] = data[f"{other}-read"] = pattern.words(language, complete=True)
        data[f"{other}-asked"] = asked_lines(
            [one for one in reading.questions if one.field in pattern.missing], pattern
        )
        _fill(data, other, pattern, is_new=False)
    for change in reading.exceptions:
        _add_change(data, change)


def _in_zone(pattern: Pattern, zone: str) -> Pattern:
    """Without a zone of its own where it has the group's: if the group's was wrong, one correction is enough."""
    return Pattern.from_dict({**pattern.to_dict(), "zone": ""}) if pattern.zone == zone else pattern


def _fill(data: QueryDict, row: str, pattern: Pattern, *, is_new: bool) -> None:
    fields = pattern_fields.to_fields(pattern)
    for name, values in sent_values(PatternForm(prefix=row, initial=fields), list(fields)).items():
        is_kept = is_new and not any(values) and name.removeprefix(f"{row}-") in KEPT_IF_NEW
        if not is_kept:
            data.setlist(name, values)


def _add_change(data: QueryDict, change: DateException) -> None:
    row = _new_row(data, CHANGES)
    instance = ScheduleException(
        kind=change.effect, **{name: getattr(change, name) for name in ChangeForm._meta.fields[1:]}
    )
    for name, values in sent_values(ChangeForm(instance=instance, prefix=row)).items():
        data.setlist(name, values)


def _new_row(data: QueryDict, prefix: str) -> str:
    place = total(data, prefix)
    data[f"{prefix}-TOTAL_FORMS"] = str(place + 1)
    return f"{prefix}-{place}"
