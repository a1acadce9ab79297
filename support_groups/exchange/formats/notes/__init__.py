"""Notes that say when a group meets, held against the day and time of the same row.

Feeds and tables have one weekly day and time, and "2nd and 4th only" in a note. A sentence with a word about times that
the row's rules do not explain is quoted in a question, so the row waits as a draft. A sentence that only repeats them,
or says nothing about times, is left alone.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from support_groups.exchange.formats import schedule_text
from support_groups.exchange.formats.listings import Listing
from support_groups.exchange.formats.notes.days import named
from support_groups.exchange.formats.notes.marks import frequency, unexplained
from support_groups.exchange.formats.notes.rules import Rules
from support_groups.exchange.formats.notes.sentences import LONGEST as READ
from support_groups.exchange.formats.notes.sentences import Sentence, sentences
from support_groups.schedules import InvalidPattern, Pattern, PatternKind, from_phrase

TEXTS = ("description", "summary", "directions", "schedule_note", "joining", "notes")
LISTS = ("_private", "_notes")
MOST_ASKED, LONGEST_QUOTE = 5, 300  # sentences of one row; characters
ABOUT_THE_TIME = "begins"  # the field of a question that the row's own time answers


def check(listing: Listing, *, zone: str, today: date) -> None:
    """Ask about every sentence that may contradict or narrow the rules; take a narrower rule that they plainly give."""
    rules = Rules(tuple(_patterns(listing, zone)), zone)
    in_name, in_notes = list(_in_name(listing, rules)), list(_in_notes(listing, rules))
    found = [*in_name, *in_notes]
    read = {sentence.text: _read(sentence, rules, today, zone) for sentence in found[:MOST_ASKED]}
    for text, patterns in read.items():
        is_name = any(sentence.text == text for sentence in in_name)
        listing.add_question("schedule", _question(text, patterns, rules, is_name=is_name))
        listing.append("_unread", text[:LONGEST_QUOTE])
    narrower = {tuple(read.get(sentence.text, ())) for sentence in in_notes} or {
        tuple(patterns) for patterns in read.values()
    }
    if len(narrower) == 1 and _narrows(patterns := narrower.pop(), rules):
        listing.values["rrule"] = [schedule_text.write_pattern(pattern, zone) for pattern in patterns]
    if any(len(text) > READ for text in _texts(listing)):
        listing.add_question(
            "schedule", _("Its notes are too long to be read for times. Does it meet every week?")
        )
    if len(found) > MOST_ASKED:
        more = _("%d more sentences of its notes may say when it meets. Please read them.")
        listing.add_question("schedule", more % (len(found) - MOST_ASKED))


def _patterns(listing: Listing, zone: str) -> Iterator[Pattern]:
    for text in listing.values.get("rrule", []):
        try:
            yield schedule_text.read_pattern(text, zone)
        except InvalidPattern:
            continue  # an error of the row already


def _in_name(listing: Listing, rules: Rules) -> Iterator[Sentence]:
    """A name counts only where it says in which weeks, or on a day on which nobody meets."""
    for sentence in sentences(listing.values.get("name") or ""):
        is_about_weeks = any(True for _word in frequency(sentence, rules))
        if is_about_weeks or (rules.days and not set(named(sentence)) <= rules.days):
            yield sentence


def _in_notes(listing: Listing, rules: Rules) -> Iterator[Sentence]:
    """Each sentence once; many feeds repeat the notes of a group in those of its place."""
    seen: set[str] = set()
    for text in _texts(listing):
        for sentence in sentences(text):
            key = sentence.bare.strip(" .")
            if key not in seen and any(True for _word in unexplained(sentence, rules)):
                yield sentence
            seen.add(key)


def _texts(listing: Listing) -> Iterator[str]:
    values = listing.values
    texts = [values.get(name) for name in TEXTS]
    texts += [text for name in LISTS for text in values.get(name, [])]
    yield from (text for text in texts if isinstance(text, str) and text)


def _read(sentence: Sentence, rules: Rules, today: date, zone: str) -> list[Pattern]:
    """The sentence as patterns, with the row's time if it gives none; [] if more is unclear."""
    reading = from_phrase(sentence.text, today=today, zone=zone)
    if any(question.field != ABOUT_THE_TIME for question in reading.questions) or reading.exceptions:
        return []
    times = {(pattern.begins, pattern.minutes) for pattern in rules.patterns}
    begins, minutes = times.pop() if len(times) == 1 else (None, None)
    patterns = [
        replace(pattern, zone="") if pattern.zone == zone else pattern for pattern in reading.patterns
    ]
    return [
        pattern if pattern.begins else replace(pattern, begins=begins, minutes=pattern.minutes or minutes)
        for pattern in patterns
    ]


def _narrows(patterns: tuple[Pattern, ...], rules: Rules) -> bool:
    """Some weeks of the month of one weekly rule, at the same time."""
    if not patterns or len(rules.patterns) != 1 or rules.patterns[0].kind != PatternKind.WEEKLY:
        return False
    weekly = rules.patterns[0]
    return all(
        pattern.kind == PatternKind.MONTHLY
        and set(pattern.weekdays) == set(weekly.weekdays)
        and (pattern.begins, pattern.minutes) == (weekly.begins, weekly.minutes)
        for pattern in patterns
    )


def _question(text: str, patterns: list[Pattern], rules: Rules, *, is_name: bool) -> str:
    parts = {"sentence": _quoted(text), "read": _said(patterns)}
    said = _("“%(sentence)s” (we read: %(read)s)") if patterns else _("“%(sentence)s”")
    parts = {"said": said % parts, "columns": _said(rules.patterns) or _("nothing")}
    if is_name:
        return _("Its name says %(said)s; its day and time say: %(columns)s. When does it meet?") % parts
    return _("Its notes say %(said)s; its day and time say: %(columns)s. When does it meet?") % parts


def _quoted(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 1]}…"


def _said(patterns: tuple[Pattern, ...] | list[Pattern]) -> str:
    return "; ".join(pattern.words() for pattern in patterns[:3])
