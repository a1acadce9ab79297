"""A listing as read, made ready to be compared and saved: names to codes, phrases to rules, secrets out of public texts."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time
from typing import Any

from django.utils.translation import gettext as _

from support_groups.exchange.formats import schedule_text, vocabulary
from support_groups.exchange.formats.cell_parts import split_parts
from support_groups.exchange.formats.foreign_rows import is_uuid
from support_groups.exchange.formats.listings import Listing
from support_groups.listings import rules, ways_to_meet
from support_groups.schedules import InvalidPattern, from_phrase

SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÁÉÍÓÚ¡¿“\"])")
LONGEST_SUMMARY = 250
MOST = {"rrule": 50, "schedule": 50, "contacts": 50, "private_contacts": 50, "schedule_changes": 1000}
TEXTS = (
    *("summary", "description", "joining", "schedule_note", "cost_note", "size"),
    *("when_someone_dies", "confidentiality"),
)


def normalize(listing: Listing, *, is_own: bool, terms: vocabulary.Terms, zone: str, today: date) -> None:
    """In place. `zone` is that of rows that name none. Names that begin with "_" are about the file, not columns."""
    values = listing.values
    if _is_endless(listing):
        return
    vocabulary.resolve(listing, terms)
    if not is_own:
        _keep_secrets(listing)
        if values.get("status") in ("closed", "paused", "unconfirmed"):
            listing.add_question(
                "status", _("The file calls it “%s”. Does it still meet?") % values["status"]
            )
        for name in ("name", "organization", "venue", "town"):
            if name in values:
                values[name] = " ".join(values[name].split())
    zone = values.get("time_zone") or zone
    if not is_own:
        _ask_about_rules(listing, zone)
    if values.get("schedule") and not values.get("rrule"):
        _read_phrases(listing, zone, today)
    _check(listing, zone)


def _is_endless(listing: Listing) -> bool:
    """Lists longer than any group's cost minutes to read; the row is refused instead."""
    endless = [
        (name, len(value))
        for name, value in listing.values.items()
        if isinstance(value, list) and len(value) > MOST.get(name, 200)
    ]
    for name, number in endless:
        listing.add_error(name.strip("_"), _("There are %d entries in this one cell.") % number)
    return bool(endless)


def _keep_secrets(listing: Listing) -> None:
    """What opens a meeting must not stand where visitors read; other people's lists often have it there."""
    for name in TEXTS:
        text = listing.values.get(name, "")
        if rules.opens_a_meeting(text):
            listing.values.setdefault("_private", []).append(listing.values.pop(name))
            listing.add_question(
                name,
                _("It seems to hold a meeting link or a passcode, so it was put into the private notes."),
            )


def _ask_about_rules(listing: Listing, zone: str) -> None:
    """Other people's rules are often no rules; then the words beside them are read, and the rule is kept."""
    for text in listing.values.get("rrule", []):
        try:
            schedule_text.read_pattern(text, zone)
        except InvalidPattern as error:
            listing.values["rrule"] = [one for one in listing.values["rrule"] if one != text]
            listing.values.setdefault("_unread", []).append(text[:300])
            listing.add_question("rrule", f"“{text[:100]}”: {' '.join(error.problems)}")


def _read_phrases(listing: Listing, zone: str, today: date) -> None:
    found, unread = [], []
    for phrase in listing.values["schedule"]:
        reading = from_phrase(phrase, today=today, zone=zone)
        for question in reading.questions:
            listing.add_question("schedule", f"“{phrase[:100]}”: {question}")
        for note in reading.notes:
            listing.add_note("schedule", _("Beside the times it says: %s") % note[:200])
        if reading.questions or not reading.patterns:
            unread.append(phrase)
        found += [schedule_text.write_pattern(pattern, zone) for pattern in reading.patterns]
        changes = [schedule_text.write_exception(change, with_link=False) for change in reading.exceptions]
        if changes:
            listing.values["schedule_changes"] = [*listing.values.get("schedule_changes", []), *changes]
    listing.values["rrule"] = list(dict.fromkeys(found))
    if unread:
        listing.values["_unread"] = [*listing.values.get("_unread", []), *unread]


def _check(listing: Listing, zone: str) -> None:
    """Rules, changes and people as they can be saved; hours from a column of their own go into rules without any."""
    found = []
    hours = listing.values.pop("_hours", None)
    for text in listing.values.get("rrule", []):
        try:
            pattern = schedule_text.read_pattern(text, zone)
            if hours and pattern.begins is None and pattern.kind != "appointment":
                pattern = replace(pattern, begins=time.fromisoformat(hours[0]), minutes=hours[1])
            found.append(schedule_text.write_pattern(pattern, zone))
        except InvalidPattern as error:
            listing.add_error("rrule", f"“{text[:100]}”: {' '.join(error.problems)}")
    if "rrule" in listing.values:
        listing.values["rrule"] = found
    for text in listing.values.get("schedule_changes", []):
        try:
            change = schedule_text.read_exception(text)
        except InvalidPattern as error:
            listing.add_error("schedule_changes", " ".join(error.problems))
            continue
        is_told = rules.opens_a_meeting(f"{change.place}\n{change.reason}")
        if is_told and listing.values.get("link_visibility") != "public":
            listing.add_error("schedule_changes", str(rules.LEAK_OF_A_DAY))
    for column in ("id", "translation_of"):
        if (text := listing.values.get(column)) and not is_uuid(text):
            listing.add_error(
                column, _("“%s” is not an identifier; leave it empty for a new group.") % text[:60]
            )
    for column in ("contacts", "private_contacts"):
        for text in listing.values.get(column, []):
            name, _role, email, phone = (*split_parts(text), "", "", "", "")[:4]
            if not name or not (email or phone):
                listing.add_error(
                    column, _("Write a contact as name | role | e-mail | phone: “%s”.") % text[:100]
                )


def completed(values: Mapping[str, Any], defaults: Mapping[str, Any], listing: Listing) -> dict[str, Any]:
    """The values of a new group: what holds for the whole file, and what follows from what is there, told as such."""
    found = {name: value for name, value in defaults.items() if value not in ("", None, [])}
    found |= {
        name: value for name, value in values.items() if value not in ("", None, []) or name not in found
    }
    if not found.get("attendance"):
        has_link = any(found.get(name) for name in ("join_link", "dial_in"))
        if bool(found.get("town")) != has_link:
            found["attendance"] = ways_to_meet.guess(has_place=not has_link, has_link=has_link)
            listing.add_note(
                "attendance", _("The file does not say how people meet; read as %s.") % found["attendance"]
            )
    if not found.get("summary"):
        found["summary"] = _first_sentence(found.get("description") or "") or found.get("name", "")
        taken = _("The sentence for lists was taken from the description. Please look at it.")
        repeated = _("There is no description, so the sentence for lists repeats the name.")
        listing.add_note("summary", taken if found.get("description") else repeated)
        if found.get("description") == found["summary"]:
            found["description"] = ""
    return found


def _first_sentence(text: str) -> str:
    """
    >>> _first_sentence("We meet at the library. Bring a cushion.")
    'We meet at the library.'
    """
    first = SENTENCE_END.split(" ".join(text.split()), maxsplit=1)[0]
    if len(first) <= LONGEST_SUMMARY:
        return first
    return first[: LONGEST_SUMMARY - 1].rsplit(" ", 1)[0] + "…"
