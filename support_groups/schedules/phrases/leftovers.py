"""Words that are no schedule: notes if we know what they are about, otherwise a question, never nothing."""

import re

from support_groups.schedules.phrases import questions
from support_groups.schedules.phrases.items import Item
from support_groups.schedules.phrases.reading import Draft
from support_groups.schedules.phrases.vocabulary import phrase
from support_groups.schedules.text import plain

SCHEDULE = set(  # symbols of a schedule: if they fit no rule, something was not understood
    "weekday workdays ordinal last_day month_name date_digits clock year every other to until from except starting"
    " counting_from another_rule month week day".split()
)
RELATIVE, UNSETTLED, HARMLESS = (
    re.compile(rf"\b(?:{phrase(name)})\b") for name in ("relative", "unsettled", "harmless")
)
PLACE = re.compile(phrase("at_place"))
SMALL = re.compile(rf"[\W_]*(?:(?:{phrase('small_words')})\b[\W_]*)*", re.IGNORECASE)


def sort(items: list[Item], text: str, draft: Draft, *, by_appointment: bool) -> None:
    """Put what no rule understood into the draft, and refuse the phrase if the schedule depends on it."""
    for span in _spans(items):
        words = text[span[0].tokens[0].start : span[-1].tokens[-1].end].strip(" ,;-/():")
        if SMALL.fullmatch(words):
            continue
        if by_appointment or (_is_harmless(plain(words)) and not _is_of_schedule(span)):
            draft.note(words)
        elif _is_of_schedule(span) or RELATIVE.search(plain(words)):
            draft.refuse(questions.not_understood(words))
        else:
            draft.ask(questions.does_it_matter(words))


def _is_of_schedule(span: list[Item]) -> bool:
    return any(item.name == "leftover" and item.symbols[0] in SCHEDULE for item in span)


def _is_harmless(words: str) -> bool:
    """Whether words are about a place, the people or how to register, and not about when the group meets."""
    if RELATIVE.search(words) or UNSETTLED.search(words):
        return False
    return bool(PLACE.match(words) or HARMLESS.search(words))


def _spans(items: list[Item]) -> list[list[Item]]:
    """Runs of leftover words, with the small words and commas between them."""
    spans: list[list[Item]] = [[]]
    for item in items:
        if item.name == "leftover" or _joins(item, spans[-1]):
            spans[-1].append(item)
        elif item.name != "soft" or item.symbols in (("open",), ("close",)):
            spans.append([])
    trimmed = [_trimmed(span) for span in spans]
    return [span for span in trimmed if any(item.name == "leftover" for item in span)]


def _joins(item: Item, span: list[Item]) -> bool:
    """Whether a small word continues a run, or begins one: "at the library"."""
    if item.name != "soft" or item.symbols[0] in ("open", "close", "colon", "session"):
        return False
    return bool(span) or item.symbols[0] in ("at", "in")


def _trimmed(span: list[Item]) -> list[Item]:
    while span and span[-1].name == "soft":
        span = span[:-1]
    return span
