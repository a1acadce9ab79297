"""Weekdays in a sentence."""

import re
from collections.abc import Iterator

from support_groups.exchange.formats.notes import words
from support_groups.exchange.formats.notes.rules import Rules
from support_groups.exchange.formats.notes.sentences import Sentence

NEAR = 40  # characters before or after a word that are looked at for its neighbors
LONG_DAYS = [(day, words.at_word(rf"(?:{names})\b")) for day, names in words.DAYS]
SHORT_DAYS = [(day, words.at_word(rf"(?:{names})s?\b\.?")) for day, names in words.SHORT_DAYS]
RANGE = words.at_word(rf"({words.DAY})\.? ?(?:-|to|through|thru|a) ?({words.DAY})")
# "M/W/F"; a single letter may be anything.
LETTERS = re.compile(r"\b(?:M|Tu?|W|Th|R|F|Sa|Su)(?: ?[-/&,] ?(?:M|Tu?|W|Th|R|F|Sa|Su))+\b|\bMWF\b|\bTTh\b")
BEFORE_SHORT = re.compile(
    r"(?:[,/&(-] ?|\b(?:every|each|on|only|and|or|first|last|\w+(?:st|nd|rd|th)|\do) )$"
)
AFTER_SHORT = re.compile(
    rf" ?(?:$|[.,/&@)-]| (?:\d|at|nights?|evenings?|mornings?|afternoons?|only|and|to|thru|meeting|from|{words.DAY}))"
)
BEFORE = re.compile(r"(\w+)(?: |, ?| ?[&/] ?)$")
HARMLESS_BEFORE = re.compile(rf"{'|'.join(words.BEFORE_DAY)}|{words.DAY}|\d{{0,2}}[ap]m|noon|horas?")
ONLY = words.at_word(r"(?:only|solo|solamente|unicamente|just)\b")


def unexplained(sentence: Sentence, rules: Rules) -> Iterator[str]:
    yield from (match[0] for match in LETTERS.finditer(sentence.original))
    said = set(named(sentence))
    if not said:
        return
    yield from _words_before(sentence)
    is_narrower = bool(ONLY.search(sentence.bare)) and said != rules.days
    if is_narrower or not said <= rules.days:
        yield ", ".join(map(str, sorted(said)))


def named(sentence: Sentence) -> Iterator[int]:
    """Monday is 0; a day that is named twice may come twice."""
    for match in RANGE.finditer(sentence.bare):
        first, last = _day(match[1]), _day(match[2])
        if first is not None and last is not None:
            yield from ((first + step) % 7 for step in range((last - first) % 7 + 1))
    for day, pattern in LONG_DAYS:
        if pattern.search(sentence.bare):
            yield day
    for day, pattern in SHORT_DAYS:
        if any(_is_short_day(sentence, match) for match in pattern.finditer(sentence.bare)):
            yield day


def _day(text: str) -> int | None:
    return next((day for day, pattern in (*LONG_DAYS, *SHORT_DAYS) if pattern.fullmatch(text)), None)


def _is_short_day(sentence: Sentence, match: re.Match[str]) -> bool:
    """ "Sat" and "Sun" are words of their own."""
    if not sentence.original[match.start()].isupper():
        return False
    before = sentence.bare[max(0, match.start() - NEAR) : match.start()]
    after = sentence.bare[match.end() : match.end() + NEAR]
    return match[0].endswith(".") or bool(BEFORE_SHORT.search(before) or AFTER_SHORT.match(after))


def _words_before(sentence: Sentence) -> Iterator[str]:
    """ "which Thursdays", "2 & 4 Tuesdays": whatever is not known to be harmless."""
    for _day_number, pattern in LONG_DAYS:
        for match in pattern.finditer(sentence.bare):
            before = BEFORE.search(sentence.bare[max(0, match.start() - NEAR) : match.start()])
            if before and not HARMLESS_BEFORE.fullmatch(before[1]):
                yield before[0] + match[0]
