"""Text into tokens: a symbol, a value, and the words as typed."""

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from support_groups.schedules import zones
from support_groups.schedules.phrases import spoken_clocks, spoken_times
from support_groups.schedules.phrases.symbols import PUNCTUATION
from support_groups.schedules.phrases.vocabulary import lexicons, phrase, phrases, vocabulary
from support_groups.schedules.text import plain


@dataclass(frozen=True)
class Token:
    symbol: str
    value: Any
    text: str
    start: int = 0
    end: int = 0
    plural: bool = False  # "Tuesdays", "los martes": every one of them


@dataclass(frozen=True)
class Clock:
    """A time of day as written; `half` is am, pm or unknown, `is_sure` when nobody could read it otherwise."""

    hour: int
    minute: int
    half: str = ""

    @property
    def is_sure(self) -> bool:
        return bool(self.half) or self.hour > 12 or self.hour == 0


class Match(NamedTuple):
    symbol: str
    value: Any
    end: int


@dataclass
class Source:
    """A phrase being read: as typed, on the same places without capitals and accents, and the tokens so far."""

    text: str
    plain: str
    tokens: list[Token] = field(default_factory=list)

    def is_inside_word(self, at: int) -> bool:
        return at > 0 and self.plain[at - 1].isalnum()


# The shapes of times and numbers, which the languages share.
HALF_DAY = (
    r"(?:(?P<half>[ap])\s?\.?\s?m\b\.?|(?:de|por|en) la (?P<day>manana|tarde|noche|madrugada)\b"
    r"|(?:del )?(?P<noon>noon|mediodia)|(?P<midnight>midnight|medianoche)"
    r"|(?:(?<=12)|(?<=12 )|(?<=12:00)|(?<=12:00 )|(?<=12\.00)|(?<=12\.00 ))(?P<meridiem>m)\b\.?)"
)
MERIDIEM = rf"(?:(?P<short>[ap])(?![\w'.])|\s?{HALF_DAY})"
TIME = re.compile(
    rf"(?P<hour>\d{{1,2}})(?:\s?(?:[:.h]|h:)(?P<minute>[0-5]\d)(?![\d/]))?{MERIDIEM}"
    r"|(?P<packed>\d{3,4})\s?(?P<phalf>[ap])\.?\s?m\b\.?"
    r"|(?P<hour24>[01]?\d|2[0-4])\s?(?:[:.h']|h:)(?P<minute24>[0-5]\d)(?![\d/])(?P<hours>\s?(?:h\b\.?|hs\b\.?|hrs\b\.?|hours\b|horas\b|uhr\b))?"
    r"|(?P<hourh>[01]?\d|2[0-4])\s?(?:h|hs|hrs|horas|uhr)\b(?! a(?! partir))(?P<hh>)"
    r"|(?P<military>[012]\d[0-5]\d)\s?(?:hours|hrs|h|horas)\b"
    r"|(?P<clock>\d{1,2}) o'?clock"
)
HALF_AFTER = re.compile(rf" {HALF_DAY}")
PRICE_OR_DATE = re.compile(r"(?:\$|\d/)$")  # before a time: "$7", "12/7"; "noon PT/3 pm ET" is another
LATEST_NOON = 3  # "las 3 del mediodía"; no other afternoon is noon
EARLIEST = 7  # of the hours that "h" and "horas" put on the 24-hour clock
LENGTH = re.compile(
    r"(?:(?P<number>\d{1,3}(?:\.\d{1,2})?|an?|one|two|three|half an|una|dos|una hora y media)[ -]?(?P<half>1/2 |and a half )?)"
    r"(?P<unit>minutes?|mins?|minutos?|hours?|hrs?|horas?)\b\.?(?P<more> and a half| y media)?(?! notice| before| early)"
)
DIGITS = re.compile(
    r"(?P<iso>\d{4}-\d{2}-\d{2})(?!\d)|(?P<first>\d{1,2})(?P<mark>[/.])(?P<second>\d{1,2})(?:(?P=mark)(?P<year>\d{4}|\d{2}))?(?![\d/:])(?! ?[ap]\.?m)"
)
CONTACT = re.compile(
    r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.]+|@[a-z]\w+"
    r"|\b[a-z][\w-]*(?:\.[\w-]+)*\.(?:org|com|net|edu|gov|info|health|care|uk|ca|ie|au|us)\b(?:/[^\s,;)]*)?"
    r"|\(?\b\d{3}\)?[-. ]{1,2}\d{3}[-. ]\d{4}(?: ?(?:x|ext)\.? ?\d+)?|\b1-8\d\d-\d{3}-\w{4}|\b\d{3}[-.]\d{4}\b(?: ext\.? \d+)?|meeting id:? [\d ]+|\b0(?:\d ?){9,10}\b"
)
IANA = re.compile(r"[A-Z][A-Za-z]+/[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z_]+)?(?: time)?")
LETTER_DAYS = re.compile(r"(?<![\w.])(?:M-F|M-Th|M/W/F|MWF|M/W|T/Th|TTh|T/R|Tu/Th|T,Th)(?![\w.])")
LETTER_VALUES = {
    **dict.fromkeys(("M/W/F", "MWF"), (0, 2, 4)),
    **dict.fromkeys(("T/Th", "TTh", "T/R", "Tu/Th", "T,Th"), (1, 3)),
    "M-F": (0, 1, 2, 3, 4),
    "M-Th": (0, 1, 2, 3),
    "M/W": (0, 2),
}
NUMERAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.?(?:er|ro|do|to|o|a)s?)\b\.?")
YEAR = re.compile(r"(?:19|20|21)\d\d(?!\d)")
NUMBER = re.compile(r"\d{1,4}(?!\d)")
LONG_NUMBER = re.compile(r"\d+")
WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?")
ZONE_WORDS = [re.compile(r"[a-z'.]+" + r" [a-z'.]+" * more) for more in (4, 3, 2, 1, 0)]
ZONE_TAIL = re.compile(r"(?: ?(?:standard|daylight|local))? ?times?\b|(?: ?(?:standard|daylight))\b")
OFFSET = re.compile(  # "UTC-5" is no range of hours; it may be daylight or standard time
    r"(?:utc|gmt) ?[+-] ?(?:0?\d|1[0-4])(?::[0-5]\d)?(?![\d:])(?! ?(?:[ap]\.? ?m|h\b|hs\b|hrs\b|horas|noon))"
)
UNSURE_ZONE = re.compile(r"[a-z]{2,4}\b")
CAPITALS_ONLY = ("mt", "ct", "pt")  # zones if written in capitals, otherwise parts of an address


def tokenize(text: str) -> list[Token]:
    """Every token of an even text, in order; nothing is lost but spaces.

    >>> [token.symbol for token in tokenize("1st Tuesday, 6 pm")]
    ['ordinal', 'weekday', 'comma', 'clock']
    """
    source = Source(text, plain(text))
    position = 0
    while position < len(source.plain):
        if source.plain[position] == " ":
            position += 1
            continue
        symbol, value, end = _next(source, position)
        plural = symbol == "weekday" and _is_plural(source.plain, position, end)
        source.tokens.append(Token(symbol, value, text[position:end], position, end, plural))
        position = end
    return source.tokens


@cache
def _many() -> str:
    names = [names for lexicon in lexicons() for number, names in lexicon.numbers.items() if number > 1]
    return "|".join(" ".join(names).split())


def _is_plural(low: str, start: int, end: int) -> bool:
    """Spanish weekdays that end in s show it by what is before them: "los martes", "seis lunes"."""
    word = low[start:end].strip(".")
    if word in ("lunes", "martes", "miercoles", "jueves", "viernes"):
        return bool(re.search(rf"\b(?:los (?:\w+ y |\w+, )*|(?:\d+|{_many()}) )$", low[:start]))
    nights = re.match(r"\s(?:mornings|afternoons|evenings|nights)\b", low[end:])
    return bool(nights) or (word.endswith("s") and word not in ("tues", "thurs", "weds", "wednes"))


def _next(source: Source, at: int) -> Match:
    """The token at a place. What is surest is tried first."""
    attempts = (
        _fixed,
        _phrase,
        _zone,
        _spoken,
        _clock_word,
        _spoken_time,
        _length,
        _time,
        _date,
        _number,
        _word,
    )
    for attempt in attempts:
        if match := attempt(source, at):
            return match
    return Match(PUNCTUATION.get(source.plain[at], "unknown"), None, at + 1)


def _fixed(source: Source, at: int) -> Match | None:
    """Addresses, and what has capitals in the right places."""
    if match := CONTACT.match(source.plain, at):
        return Match("note", None, match.end())
    if match := LETTER_DAYS.match(source.text, at):
        return Match("weekday", LETTER_VALUES[match[0]], match.end())
    if match := re.compile(phrase("second_to_last")).match(source.plain, at):
        return Match("ordinal", -2, match.end())
    match = IANA.match(source.text, at)
    name = match[0].removesuffix(" time") if match else ""
    return Match("zone", name, match.end()) if name and zones.is_zone(name) else None


def _phrase(source: Source, at: int) -> Match | None:
    if source.is_inside_word(at) and source.plain[at].isalnum():
        return None
    for symbol, pattern in phrases():
        if (match := pattern.match(source.plain, at)) and match.end() > at:
            return Match(symbol, None, match.end())
    return None


def _zone(source: Source, at: int) -> Match | None:
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
    zone = zones.spoken().get(name.replace(".", "")) or _city_zone(name, tail[0] if tail else "")
    return Match("zone", zone, tail.end() if tail else words.end()) if zone else None


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


@cache
def _clock_words() -> dict[str, Clock]:
    clocks = {"noon": Clock(12, 0, "pm"), "midnight": Clock(0, 0, "am")}
    named = [(name, words) for lexicon in lexicons() for name, words in lexicon.clock_words.items()]
    return {word: clocks[name] for name, words in named for word in words.split()}


def _clock_word(source: Source, at: int) -> Match | None:
    for word, clock in _clock_words().items():
        end = at + len(word)
        if source.plain.startswith(word, at) and not source.plain[end : end + 1].isalnum():
            return Match("clock", clock, end)
    return None


def _spoken_time(source: Source, at: int) -> Match | None:
    """ "Siete y media de la tarde" is 7:30 pm."""
    spoken = None if source.is_inside_word(at) else spoken_times.read(source.plain, at)
    if spoken is None:
        return None
    if spoken.is_24:
        return Match("clock", Clock(spoken.hour, spoken.minute, "24"), spoken.end)
    half = HALF_AFTER.match(source.plain, spoken.end)
    if not half:
        return Match("clock", Clock(spoken.hour, spoken.minute), spoken.end)
    parts = {name: value for name, value in half.groupdict().items() if value is not None}
    return Match("clock", _half_day_clock(spoken.hour, spoken.minute, _half(parts, spoken.hour)), half.end())


def _spoken(source: Source, at: int) -> Match | None:
    if source.is_inside_word(at) or not (spoken := spoken_clocks.match(source.plain, at)):
        return None
    hour = spoken.hour % 12 + 12 * (spoken.half == "pm") if spoken.half else spoken.hour
    return Match("clock", Clock(hour, spoken.minute, spoken.half), spoken.end)


def _length(source: Source, at: int) -> Match | None:
    match = LENGTH.match(source.plain, at)
    if not match or _names_an_hour(match):
        return None
    return Match("length", _minutes(match), match.end())


def _names_an_hour(match: re.Match[str]) -> bool:
    """ "17 horas", "17.30 horas" and "15 hrs." are times of day (RAE, Ortografía, "hora"), "2 horas" is a length."""
    number, unit = match["number"], match["unit"]
    if unit not in ("horas", "hrs") or not number[0].isdigit():
        return False
    longest = 4 if unit == "horas" else 12
    return float(number) > longest or bool(re.fullmatch(r"\d+\.\d\d", number))


def _minutes(match: re.Match[str]) -> int:
    """Minutes of "90 minutes", "an hour and a half", "1.5 hours"."""
    names = {"a": 1, "an": 1, "one": 1, "una": 1, "two": 2, "dos": 2, "three": 3, "half an": 0.5}
    number = names.get(match["number"]) or float(match["number"])
    if match["half"] or match["more"]:
        number += 0.5
    return round(number * (1 if match["unit"].startswith("min") else 60))


def _time(source: Source, at: int) -> Match | None:
    match = TIME.match(source.plain, at)
    if not match or source.is_inside_word(at) or PRICE_OR_DATE.search(source.plain, 0, at):
        return None
    clock = _clock({name: value for name, value in match.groupdict().items() if value is not None})
    return Match("clock", clock, match.end()) if clock else None


def _clock(parts: dict[str, str]) -> Clock | None:
    """What the digits say; None if no clock shows it."""
    hour, minute, half = _written(parts)
    if "noon" in parts and hour % 12 > LATEST_NOON and hour != 11:
        return None
    if half in ("am", "pm"):
        return _half_day_clock(hour, minute, half)
    if (hour, minute) == (24, 0):
        return Clock(0, 0, "24")
    if minute > 59 or hour > 23:
        return None
    return Clock(hour, minute, "24" if half or hour > 12 or hour == 0 else "")


def _half_day_clock(hour: int, minute: int, half: str) -> Clock | None:
    """ "18:30 pm" is 18:30."""
    if minute > 59 or not 1 <= hour <= 23:
        return Clock(0, 0, "24") if (hour, minute) == (24, 0) else None
    if hour > 12:
        return Clock(hour, minute, "24")
    return Clock(hour % 12 + 12 * (half == "pm"), minute, half)


def _written(parts: dict[str, str]) -> tuple[int, int, str]:
    """Hour, minute, and am, pm, 24 or nothing."""
    if "packed" in parts:  # 630pm
        return int(parts["packed"][:-2]), int(parts["packed"][-2:]), parts["phalf"] + "m"
    if "military" in parts:  # 1830 hours
        return int(parts["military"][:2]), int(parts["military"][2:]), "24"
    if "hour" in parts:  # 6:30 pm
        return int(parts["hour"]), int(parts.get("minute", 0)), _half(parts, int(parts["hour"]))
    digits = parts.get("hour24") or parts.get("hourh") or parts["clock"]  # 18:30, 18 h, 6 o'clock
    is_hours = ("hours" in parts or "hh" in parts) and int(digits) >= EARLIEST  # "5 h" is more often 5 pm
    is_24 = digits.startswith("0") or is_hours or int(digits) > 12
    return int(digits), int(parts.get("minute24", 0)), "24" if is_24 else ""


def _half(parts: dict[str, str], hour: int) -> str:
    if "noon" in parts or "meridiem" in parts:  # 12 m.
        return "pm"
    if "midnight" in parts:
        return "am"
    if "day" in parts:
        return _half_of(parts["day"], hour)
    return (parts.get("half") or parts["short"]) + "m"


def _half_of(part_of_day: str, hour: int) -> str:
    """In Spanish "las 12 de la mañana" is noon, "las 12 de la noche" midnight, "las 2 de la noche" 2 am (DPD, "hora")."""
    if part_of_day == "noche":
        return "am" if hour == 12 or hour < 5 else "pm"
    if part_of_day == "manana":
        return "pm" if hour == 12 else "am"
    return "am" if part_of_day == "madrugada" else "pm"


def _date(source: Source, at: int) -> Match | None:
    """Dates in digits: year, month and day, or the year with two numbers of which one is the month."""
    if source.is_inside_word(at) or (at and source.plain[at - 1] == "/"):
        return None
    match = DIGITS.match(source.plain, at)
    if not match:
        return None
    if match["iso"]:
        return Match("date_digits", tuple(int(part) for part in match["iso"].split("-")), match.end())
    if match["mark"] != "/" and not match["year"]:
        return None
    pair = int(match["first"]), int(match["second"])
    return Match("date_digits", (_full_year(match["year"]), pair), match.end())


def _full_year(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) if len(text) == 4 else 2000 + int(text)


def _number(source: Source, at: int) -> Match | None:
    low = source.plain
    if (match := NUMERAL.match(low, at)) and 1 <= int(match[1]) <= 31:
        return Match("ordinal", int(match[1]), match.end())
    if match := YEAR.match(low, at):
        return Match("year", int(match[0]), match.end())
    if match := NUMBER.match(low, at):
        return Match("number", int(match[0]), match.end())
    if match := LONG_NUMBER.match(low, at):
        return Match("unknown", None, match.end())
    return None


def _word(source: Source, at: int) -> Match | None:
    low = source.plain
    if low[at] in "&+":
        return Match("and", None, at + 1)
    if not (match := WORD.match(low, at)):
        return None
    word, end = match[0], match.end()
    if word in ("a", "al"):
        return _single_a(source, word, end)
    meanings = vocabulary()
    symbol, value = meanings.get(word) or meanings.get(word.removesuffix("'s")) or ("unknown", word)
    is_abbreviated = low[end : end + 1] == "." and (
        (len(word) <= 5 and symbol in ("weekday", "month_name", "ordinal"))
        or (symbol == "unknown" and _abbreviations().fullmatch(word) is not None)
    )
    return Match(symbol, value, end + is_abbreviated)


@cache
def _abbreviations() -> re.Pattern[str]:
    """Titles and parts of addresses whose full stop ends no sentence: "Dr.", "St."."""
    return re.compile(phrase("abbreviations"))


def _single_a(source: Source, word: str, end: int) -> Match:
    """Spanish "a" and "al" between two times, days or months are "to", before a time alone they are "at".

    The English article is nothing.
    """
    following = re.match(r" (las? )?(\d|[a-z]+)", source.plain[end:])
    ahead = following[2] if following else ""
    is_hour = ahead[:1].isdigit() or vocabulary().get(ahead, ("unknown", None))[0] == "number"
    article = re.match(r" las?", source.plain[end:]) if following and following[1] and is_hour else None
    end += article.end() if article else 0
    last = next((token.symbol for token in reversed(source.tokens) if token.symbol != "ignored"), "")
    is_clock = bool(article) or ahead in _clock_words()
    if is_clock and last not in ("clock", "number"):
        return Match("at", None, end)
    if word == "al" or (last in ("clock", "number", "weekday", "month_name") and _ends_range(ahead)):
        return Match("to", None, end)
    return Match("at" if is_clock else "ignored", None, end)


def _ends_range(word: str) -> bool:
    symbol = vocabulary().get(word, ("unknown", None))[0]
    return word[:1].isdigit() or symbol in ("weekday", "month_name", "number") or word in _clock_words()
