"""Times of day, lengths and time zones in a sentence."""

import re
from collections.abc import Iterator
from datetime import time

from support_groups.exchange.formats.notes import days, words
from support_groups.exchange.formats.notes.clocks import Clock, clocks
from support_groups.exchange.formats.notes.rules import Rules, later
from support_groups.exchange.formats.notes.sentences import Sentence
from support_groups.schedules import zones

NEAR = 40  # characters before or after a time that are looked at
EARLIEST = 90  # minutes; doors open at most so long before a meeting
STARTS = words.at_word(r"(?:starts?|begins?|opens?|empieza|comienza|inicia)\b")
OPENS, AROUND = words.at_word(words.OPENS), re.compile(words.AROUND)
BEFOREHAND = words.at_word(words.BEFOREHAND + words.NOT_BEFOREHAND)
BEHIND = re.compile(rf" ?(?:for |is |[-:] ?)?{words.BEFOREHAND}")
LENGTH = words.at_word(
    r"(?:lasts?|runs?|dura)(?: for| about| around| approximately| unos)? (?P<n1>\d{1,3}|one|an?|two|three|una?|dos)"
    r"(?P<half> and a half| y media)?[ -]?(?P<u1>hours?|hrs?|horas?|minutes?|mins?|minutos?)"
    r"|(?P<n2>\d{1,3}|one|an?|two|three)[ -]?(?P<u2>hour|hr|minute|min)s?[ -](?:long|meeting|session|group|class|program)"
)
NUMBERS = {"one": 1, "a": 1, "an": 1, "un": 1, "una": 1, "two": 2, "dos": 2, "three": 3}
PARTS_OF_DAY = [
    (re.compile(rf"(?:{words.DAY}|\b(?:every|each|in the|por la|de la|los|las)) (?:{names})\b"), hours)
    for names, hours in words.PARTS_OF_DAY.items()
]
ZONE = re.compile(r"\b(?:[ECMP]|AK|H)(?:[SD])?T\b|\b(?:GMT|BST|UTC|CET|CEST|AEST|AEDT)\b")
ZONE_NAME = re.compile(
    r"\b(eastern|central|mountain|pacific|alaska|hawaii|atlantic)(?: (?:standard|daylight))?(?= time\b|$|[.,)])"
)


def unexplained(sentence: Sentence, rules: Rules, *, is_around: bool) -> Iterator[str]:
    """`is_around`: the sentence is about entering, so a time behind "after" or "until" is not the meeting's."""
    bare, said = sentence.bare, []
    for clock in clocks(bare):
        if is_around and AROUND.search(bare[max(0, clock.start - NEAR) : clock.start]):
            continue
        if not _is_explained(clock, bare, rules):
            yield bare[clock.start : clock.end]
        said.append(clock)
    yield from _of_another_day(sentence, said, rules)
    yield from _parts_of_day(bare, rules)
    yield from _lengths(bare, rules)
    yield from _zones(sentence, rules)


def _is_explained(clock: Clock, bare: str, rules: Rules) -> bool:
    if clock.times & rules.begins:
        return not clock.until or not rules.ends or bool(clock.until & rules.ends)
    if clock.until:
        return _is_beforehand(clock, bare, rules) and bool(clock.until & rules.begins)
    is_end = bool(clock.times & rules.ends) and not STARTS.search(bare)
    return is_end or _is_beforehand(clock, bare, rules)


def _is_beforehand(clock: Clock, bare: str, rules: Rules) -> bool:
    """The doors open, or people arrive, shortly before the meeting."""
    before = bare[max(0, clock.start - NEAR) : clock.start]
    is_named = OPENS.search(before) or BEFOREHAND.search(before) or BEHIND.match(bare, clock.end)
    early = (later(said, minutes) for said in clock.times for minutes in range(5, EARLIEST + 1, 5))
    return bool(is_named) and any(begins in rules.begins for begins in early)


def _of_another_day(sentence: Sentence, said: list[Clock], rules: Rules) -> Iterator[str]:
    """ "Mondays at noon", where it meets on Mondays in the evening, and at noon on Thursdays."""
    named = set(days.named(sentence))
    times: frozenset[time] = said[0].times if len(said) == 1 else frozenset()
    if len(named) == 1 and times & rules.begins and not rules.meets(named.pop(), times):
        yield sentence.bare[said[0].start : said[0].end]


def _parts_of_day(bare: str, rules: Rules) -> Iterator[str]:
    for pattern, (first, last) in PARTS_OF_DAY:
        for match in pattern.finditer(bare):
            if rules.begins and not any(first <= begins.hour < last for begins in rules.begins):
                yield match[0]


def _lengths(bare: str, rules: Rules) -> Iterator[str]:
    """A length where the row has none is no contradiction."""
    known = {pattern.minutes for pattern in rules.patterns if pattern.minutes}
    for match in LENGTH.finditer(bare):
        number, unit = (match["n1"], match["u1"]) if match["n1"] else (match["n2"], match["u2"])
        count = NUMBERS.get(number) or int(number)
        minutes = count * 60 + (30 if match["half"] else 0) if unit.startswith("h") else count
        if known and minutes not in known:
            yield match[0]


def _zones(sentence: Sentence, rules: Rules) -> Iterator[str]:
    """A row without a zone is asked for one anyway."""
    names = [match[0].lower() for match in ZONE.finditer(sentence.original)]
    names += [match[1] for match in ZONE_NAME.finditer(sentence.bare)]
    for name in names:
        zone = zones.spoken().get(name, "")
        if rules.zone and zone and not zones.is_same_clock(zone, rules.zone):
            yield name
