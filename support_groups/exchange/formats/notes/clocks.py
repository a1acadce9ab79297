"""Clock times in a sentence, each with all that it can mean."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from support_groups.exchange.formats.notes.words import NAMED_CLOCKS

MERIDIEM = r"(?: ?(?P<{0}>[ap])\.? ?m\b\.?| (?P<{0}n>noon)\b)"
ONE = r"(?P<h{0}>\d{{1,2}})(?:[:.h](?P<m{0}>\d{{2}}))?"
UNIT = r"(?: ?(?:h|hrs?|horas?|o'?clock|uhr)\b\.?)"
RANGE = re.compile(
    r"(?<![\w:.,/$#-])"
    + ONE.format(1)
    + rf"(?:{MERIDIEM.format('p1')})?{UNIT}?"
    + r" ?(?P<join>-|to|until|till|til|through|thru|and|a las|a|hasta las|hasta|y) ?"
    + ONE.format(2)
    + rf"(?:{MERIDIEM.format('p2')})?(?P<u2>{UNIT})?(?![\w%/])"
)
SINGLE = re.compile(
    r"(?<![\w:.,/$#-])" + ONE.format(1) + rf"(?:{MERIDIEM.format('p1')})?(?P<u1>{UNIT})?(?![\w%/])(?![-.]\d)"
)
INTRODUCED = re.compile(
    r"(?:@|\b(?:at|from|until|till|til|by|around|about|before|after|begins?|starts?|opens?|ends?|meeting|time|a las?|de|desde(?: las?)?|hasta(?: las?)?))(?: at| promptly| promptly at)? ?$"
)
CLOSES = re.compile(
    r" *(?:$|[.,;:!?)]|-|(?:to|till|until|and|or|sharp|prompt(?:ly)?|on|every|each|in the|for|y|a|hasta|de la|with)\b)"
)
NAMED = [(re.compile(rf"\b(?:12 )?(?:{names})\b"), clock) for names, clock in NAMED_CLOCKS.items()]
PAST = re.compile(
    r"\b(?P<part>half|quarter)[ -](?P<way>past|to|after|till) (?P<hour>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})\b"
)
NEAR = 30  # characters before a time that are looked at
HOURS = "twelve one two three four five six seven eight nine ten eleven".split()


@dataclass(frozen=True)
class Clock:
    """`times` are all that it can mean. `until` are those of the end, if it is a range."""

    start: int
    end: int
    times: frozenset[time]
    until: frozenset[time] = frozenset()


def clocks(bare: str) -> Iterator[Clock]:
    """Clock times of a plain text, ranges first.

    >>> [sorted(map(str, clock.times)) for clock in clocks("starts at 7:15, noon, 12 people, 7 pm")]
    [['07:15:00', '19:15:00'], ['12:00:00'], ['19:00:00']]
    """
    taken: list[tuple[int, int]] = []
    found = [*_ranges(bare)]
    taken = [(clock.start, clock.end) for clock in found]
    for clock in [*_singles(bare), *_named(bare), *_past(bare)]:
        if not any(start < clock.end and clock.start < end for start, end in taken):
            found.append(clock)
            taken.append((clock.start, clock.end))
    yield from sorted(found, key=lambda clock: clock.start)


def _ranges(bare: str) -> Iterator[Clock]:
    for match in RANGE.finditer(bare):
        first, second = match["p1"], match["p2"] or ("p" if match["p2n"] else None)
        has_form = bool(match["m1"] or match["m2"] or first or second or match["u2"])
        if not (has_form or _is_introduced(bare, match.start())):
            continue
        if match["join"] in ("and", "y", "a") and not has_form:
            continue
        times = _times(match["h1"], match["m1"], first) if first else _before(match, second)
        until = _times(match["h2"], match["m2"], second)
        if times and until:
            yield Clock(match.start(), match.end(), times, until)


def _is_introduced(bare: str, start: int) -> bool:
    return bool(INTRODUCED.search(bare[max(0, start - NEAR) : start]))


def _before(match: re.Match[str], second: str | None) -> frozenset[time]:
    """The begin of "7-8:30 pm" is pm, too, and that of "11-1 pm" may be am."""
    return (
        _times(match["h1"], match["m1"], None)
        if not second
        else (_times(match["h1"], match["m1"], second) | _times(match["h1"], match["m1"], "a"))
    )


def _singles(bare: str) -> Iterator[Clock]:
    for match in SINGLE.finditer(bare):
        has_form = match["p1"] or match["p1n"] or match["u1"] or (match["m1"] and ":" in match[0])
        is_dotted = match["m1"] and not has_form
        is_introduced = _is_introduced(bare, match.start()) and CLOSES.match(bare, match.end())
        if not has_form and not is_introduced and not (is_dotted and _is_introduced(bare, match.start())):
            continue
        if times := _times(match["h1"], match["m1"], match["p1"] or ("p" if match["p1n"] else None)):
            yield Clock(match.start(), match.end(), times)


def _named(bare: str) -> Iterator[Clock]:
    for pattern, clock in NAMED:
        for match in pattern.finditer(bare):
            yield Clock(match.start(), match.end(), frozenset({time(*clock)}))


def _past(bare: str) -> Iterator[Clock]:
    for match in PAST.finditer(bare):
        word = match["hour"]
        hour = int(word) if word.isdecimal() else HOURS.index(word)
        minutes = 30 if match["part"] == "half" else 15
        total = hour * 60 + (minutes if match["way"] in ("past", "after") else -minutes)
        times = {time(total // 60 % 24, total % 60), time((total // 60 + 12) % 24, total % 60)}
        yield Clock(match.start(), match.end(), frozenset(times))


def _times(hour: str, minute: str | None, meridiem: str | None) -> frozenset[time]:
    hours, minutes = int(hour), int(minute or 0)
    if minutes > 59 or hours > 24:
        return frozenset()
    if meridiem and 1 <= hours <= 12:
        return frozenset({time(hours % 12 + (12 if meridiem == "p" else 0), minutes)})
    possible = {hours % 24, (hours + 12) % 24} if hours <= 12 else {hours % 24}
    return frozenset(time(possible_hour, minutes) for possible_hour in possible)
