"""A listing made ready to be compared and saved: codes for names, rules for phrases, no secrets in public texts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, time

from django.utils.translation import gettext as _

from support_groups.exchange.formats import schedule_text, vocabulary
from support_groups.exchange.formats.cell_parts import split_parts
from support_groups.exchange.formats.cells import is_uuid
from support_groups.exchange.formats.columns import NAMED
from support_groups.exchange.formats.listings import Listing, Severity
from support_groups.listings import rules, ways_to_meet
from support_groups.schedules import InvalidPattern, Pattern, from_phrase

MOVABLE_TEXTS = [name for name in rules.PUBLIC_TEXTS if name not in ("name", "website")]
MOST_ITEMS = 200  # of what is no column
WEB_ADDRESSES = ("website", "organization_website", "join_link")
PLACE = ("address", "street", "town", "region", "postcode", "country", "latitude")
DOUBTFUL_STATUSES = ("closed", "paused", "unconfirmed")


def normalize(
    listing: Listing,
    *,
    is_own: bool,
    terms: vocabulary.Terms,
    zone: str,
    today: date,
    answers: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """In place. `zone` is for rows that name none; `answers` are the keys of offers that were chosen for a phrase."""
    if is_too_long(listing):
        return
    vocabulary.resolve(listing, terms)
    zone = listing.values.get("time_zone") or zone
    if not is_own:
        _complete_web_addresses(listing)
        _move_secrets(listing)
        _ask_about_status(listing)
        _tidy_names(listing)
        _ease_questions_about_place(listing)
        _set_aside_unreadable_rules(listing, zone)
    if listing.values.get("schedule") and not listing.values.get("rrule"):
        _read_phrases(listing, zone, today, answers or {})
    _normalize_rules(listing, zone)
    _check_exceptions(listing)
    _check_identifiers(listing)
    _check_contacts(listing)


def is_too_long(listing: Listing) -> bool:
    """Lists longer than any group's take minutes to read, so the row is refused."""
    is_any = False
    for name, value in listing.values.items():
        most = NAMED[name].most if name in NAMED else MOST_ITEMS
        if isinstance(value, list) and len(value) > most:
            is_any = True
            listing.add_error(name.strip("_"), _("There are %d entries in this one cell.") % len(value))
    return is_any


def _move_secrets(listing: Listing) -> None:
    """Other people's lists often have links and passcodes where visitors would read them."""
    for name in MOVABLE_TEXTS:
        if rules.opens_a_meeting(listing.values.get(name, "")):
            listing.append("_private", listing.values.pop(name))
            listing.add_question(
                name, _("This may contain a meeting link or a passcode, so we moved it to the private notes.")
            )


def _ask_about_status(listing: Listing) -> None:
    status = listing.values.get("status")
    if status in DOUBTFUL_STATUSES:
        listing.add_question("status", _("The file calls it “%s”. Does it still meet?") % status)


def _ease_questions_about_place(listing: Listing) -> None:
    """Nobody goes to a group that meets online only, so a doubtful place does not keep it waiting."""
    way = ways_to_meet.way(listing.values.get("attendance"))
    if way.is_in_person or not way.code:
        return
    listing.problems = [
        replace(problem, severity=Severity.NOTE)
        if problem.severity == Severity.QUESTION and problem.column in PLACE
        else problem
        for problem in listing.problems
    ]


def _complete_web_addresses(listing: Listing) -> None:
    """As a browser reads "www.example.org"."""
    for name in WEB_ADDRESSES:
        if str(listing.values.get(name, "")).lower().startswith("www."):
            listing.values[name] = f"https://{listing.values[name]}"


def _tidy_names(listing: Listing) -> None:
    for name in ("name", "organization", "venue", "town"):
        if name in listing.values:
            listing.values[name] = " ".join(listing.values[name].split())


def _set_aside_unreadable_rules(listing: Listing, zone: str) -> None:
    """Without them, the words beside the rule are read."""
    for text in listing.values.get("rrule", []):
        try:
            schedule_text.read_pattern(text, zone)
        except InvalidPattern as error:
            listing.values["rrule"] = [rule for rule in listing.values["rrule"] if rule != text]
            listing.append("_unread", text[:300])
            listing.add_question("rrule", f"“{text[:100]}”: {' '.join(error.problems)}")


def _read_phrases(listing: Listing, zone: str, today: date, answers: Mapping[str, Sequence[str]]) -> None:
    patterns = []
    for phrase in listing.values["schedule"]:
        reading = from_phrase(phrase, today=today, zone=zone).answered(answers.get(phrase, ()))
        for question in reading.questions:
            listing.add_question("schedule", f"“{phrase[:100]}”: {question}")
        for note in reading.notes:
            listing.add_note("schedule", _("Besides the times it says: %s") % note[:200])
        if reading.questions or not reading.patterns:
            listing.append("_unread", phrase)
        for exception in reading.exceptions:
            text = schedule_text.write_exception(exception, with_link=False)
            listing.append("schedule_changes", text)
        patterns += reading.patterns
    texts = (schedule_text.write_pattern(pattern, zone) for pattern in patterns)
    listing.values["rrule"] = list(dict.fromkeys(texts))


def _normalize_rules(listing: Listing, zone: str) -> None:
    """Each rule as we write it, with the hours that a file has in columns of their own."""
    hours = listing.values.pop("_hours", None)
    if "rrule" not in listing.values:
        return
    rules_as_written = []
    for text in listing.values["rrule"]:
        try:
            pattern = _with_hours(schedule_text.read_pattern(text, zone), hours)
            rules_as_written.append(schedule_text.write_pattern(pattern, zone))
        except InvalidPattern as error:
            listing.add_error("rrule", f"“{text[:100]}”: {' '.join(error.problems)}")
    listing.values["rrule"] = rules_as_written


def _with_hours(pattern: Pattern, hours: list | None) -> Pattern:
    if hours and pattern.begins is None and pattern.kind != "appointment":
        return replace(pattern, begins=time.fromisoformat(hours[0]), minutes=hours[1])
    return pattern


def _check_exceptions(listing: Listing) -> None:
    is_link_public = listing.values.get("link_visibility") == "public"
    for text in listing.values.get("schedule_changes", []):
        try:
            exception = schedule_text.read_exception(text)
        except InvalidPattern as error:
            listing.add_error("schedule_changes", " ".join(error.problems))
            continue
        if not is_link_public and rules.opens_a_meeting(f"{exception.place}\n{exception.reason}"):
            listing.add_error("schedule_changes", str(rules.LEAK_OF_A_DAY))


def _check_identifiers(listing: Listing) -> None:
    for column in ("id", "translation_of"):
        text = listing.values.get(column)
        if text and not is_uuid(text):
            sentence = _("“%s” is not an identifier. Leave it empty for a new group.") % text[:60]
            listing.add_error(column, sentence)


def _check_contacts(listing: Listing) -> None:
    for column in ("contacts", "private_contacts"):
        for text in listing.values.get(column, []):
            name, _role, email, phone = (*split_parts(text), "", "", "", "")[:4]
            if not name or not (email or phone):
                sentence = _("Write a contact as name | role | email | phone: “%s”.") % text[:100]
                listing.add_error(column, sentence)
