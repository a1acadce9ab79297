"""What a sentence says about times that the rules of the same row do not say."""

import re
from collections.abc import Iterator

from support_groups.exchange.formats.notes import days, times, words
from support_groups.exchange.formats.notes.rules import WEEK, Rules
from support_groups.exchange.formats.notes.sentences import Sentence
from support_groups.schedules import PatternKind

ORDINALS = [(number, words.at_word(rf"(?:{names})\b")) for number, names in words.ORDINALS.items()]
OF_MONTH = words.at_word(f"{words.ORDINAL_OF_MONTH}|{words.PAIR_OF_ORDINALS}|{words.MEETS_ORDINAL}")
MONTHLY, OTHER_WEEKS = words.at_word(words.OF_MONTH), words.at_word(words.OTHER_WEEKS)
WEEKLY, DAILY = words.at_word(words.WEEKLY), words.at_word(words.DAILY)
APPOINTMENT = words.at_word(words.APPOINTMENT)
MONTHS = words.at_word(
    rf"(?:{words.MONTHS})\b\.?"
    rf"|(?:{words.BEFORE_MONTH}) (?:the month of )?(?:{words.MONTH_OR_WORD})\b(?! (?:be|the|at|up)\b)"
    rf"|(?:{words.MONTH_OR_WORD})\b\.?(?= ?(?:\d|-|through|thru|to |until|and (?:{words.MONTHS}|{words.MONTH_OR_WORD})))"
)
ALWAYS = (
    words.at_word("|".join((words.OTHER_WEEKS, words.WEEKS, words.HOLIDAYS, words.SEASONS, words.CHANGES))),
    re.compile(words.DATES),
    MONTHS,
)
CAPITALIZED = words.at_word(words.NAMES_OF_SEASONS)
CALLING, ENTERING, MEETS = map(words.at_word, (words.CALLING, words.ENTERING, words.MEETS))


def unexplained(sentence: Sentence, rules: Rules) -> Iterator[str]:
    """The words that the rules do not explain; none if the sentence only repeats them or says nothing about times."""
    bare = sentence.bare
    yield from (match[0] for pattern in ALWAYS for match in pattern.finditer(bare))
    yield from (
        match[0] for match in CAPITALIZED.finditer(bare) if sentence.original[match.start()].isupper()
    )
    if not rules.has(PatternKind.APPOINTMENT):
        yield from (match[0] for match in APPOINTMENT.finditer(bare))
    yield from _of_month(bare, rules)
    yield from _frequencies(bare, rules)
    is_about_meeting = bool(MEETS.search(bare))
    if CALLING.search(bare) and not is_about_meeting:
        return  # when somebody answers the telephone
    is_around = bool(ENTERING.search(bare)) and not is_about_meeting
    yield from days.unexplained(sentence, rules)
    yield from times.unexplained(sentence, rules, is_around=is_around)


def frequency(sentence: Sentence, rules: Rules) -> Iterator[str]:
    """The words that say in which weeks a group meets: all that a name is believed in."""
    yield from (match[0] for match in OTHER_WEEKS.finditer(sentence.bare))
    yield from _of_month(sentence.bare, rules)


def _of_month(bare: str, rules: Rules) -> Iterator[str]:
    is_monthly = rules.has(PatternKind.MONTHLY)
    for match in OF_MONTH.finditer(bare):
        said = {number for number, pattern in ORDINALS if pattern.search(match[0])}
        if not (is_monthly and said == rules.ordinals):
            yield match[0]
    if not rules.has(PatternKind.MONTHLY, PatternKind.MONTHLY_DATE):
        yield from (match[0] for match in MONTHLY.finditer(bare))


def _frequencies(bare: str, rules: Rules) -> Iterator[str]:
    if not rules.is_weekly:
        yield from (match[0] for match in WEEKLY.finditer(bare))
    if not rules.days >= WEEK:
        yield from (match[0] for match in DAILY.finditer(bare))
