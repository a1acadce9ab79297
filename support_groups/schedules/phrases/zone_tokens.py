"""Names of time zones as tokens."""

import re
from functools import cache

from support_groups.schedules import zones
from support_groups.schedules.phrases.source import Match, Source
from support_groups.schedules.phrases.vocabulary import lexicons

ZONE_WORDS = [re.compile(r"[a-z'.]+" + r" [a-z'.]+" * more) for more in (4, 3, 2, 1, 0)]
ZONE_TAIL = re.compile(r"(?: ?(?:standard|daylight|local))? ?times?\b|(?: ?(?:standard|daylight))\b")
OFFSET = re.compile(  # "UTC-5" is no range of hours; it may be daylight or standard time
    r"(?:utc|gmt) ?[+-] ?(?:0?\d|1[0-4])(?::[0-5]\d)?(?![\d:])(?! ?(?:[ap]\.? ?m|h\b|hs\b|hrs\b|horas|noon))"
)
UNSURE_ZONE = re.compile(r"[a-z]{2,4}\b")
CAPITALS_ONLY = ("mt", "ct", "pt")  # zones if written in capitals, otherwise parts of an address


def zone(source: Source, at: int) -> Match | None:
    """A zone right after a time, or called "… time"; "Central United Methodist Church" is none."""
    between = ("slash", "open", "close", "comma", "dash", "and", "ignored")
    last = next((token.symbol for token in reversed(source.tokens) if token.symbol not in between), "")
    follows_time = last in ("clock", "number", "zone", "part_of_day", "next_day")
    if follows_time and (offset := OFFSET.match(source.plain, at)):
        return Match("zone", "?", offset.end())
    for pattern in ZONE_WORDS:
        words = pattern.match(source.plain, at)
        if words and (match := _named_zone(source, words, follows_time)):
            return match
    unsure = UNSURE_ZONE.match(source.plain, at) if follows_time else None
    if unsure and unsure[0] in zones.SEVERAL_MEANINGS:
        return Match("zone", "?", unsure.end())
    return None


def _named_zone(source: Source, words: re.Match[str], follows_time: bool) -> Match | None:
    name = words[0].strip(".")
    tail = ZONE_TAIL.match(source.plain, words.end())
    is_upper = source.text[words.start() : words.end()].isupper()
    is_certain = follows_time or tail is not None or name.startswith(_zone_words())
    if not is_upper and (name in CAPITALS_ONLY or not is_certain):
        return None
    its_zone = zones.spoken().get(name.replace(".", "")) or _city_zone(name, tail[0] if tail else "")
    return Match("zone", its_zone, tail.end() if tail else words.end()) if its_zone else None


@cache
def _zone_words() -> tuple[str, ...]:
    """Words that begin the name of a zone: "hora " of "hora del Este"."""
    return tuple(f"{lexicon.before_city.split()[0]} " for lexicon in lexicons() if lexicon.before_city)


def _city_zone(name: str, tail: str) -> str | None:
    if "time" in tail and name in zones.cities():
        return zones.cities()[name]
    for lexicon in lexicons():
        if lexicon.before_city and name.startswith(lexicon.before_city):
            return zones.cities().get(name.removeprefix(lexicon.before_city))
    return None
