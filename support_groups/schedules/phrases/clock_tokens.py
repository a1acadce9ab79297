"""Times of day and lengths, in digits and in words, as tokens."""

import re
from functools import cache

from support_groups.schedules.phrases import spoken_clocks, spoken_times
from support_groups.schedules.phrases.source import Clock, Match, Source
from support_groups.schedules.phrases.vocabulary import lexicons

# The shapes of times, which the languages share.
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


@cache
def clock_words() -> dict[str, Clock]:
    clocks = {"noon": Clock(12, 0, "pm"), "midnight": Clock(0, 0, "am")}
    named = [(name, words) for lexicon in lexicons() for name, words in lexicon.clock_words.items()]
    return {word: clocks[name] for name, words in named for word in words.split()}


def named_clock(source: Source, at: int) -> Match | None:
    for word, clock in clock_words().items():
        end = at + len(word)
        if source.plain.startswith(word, at) and not source.plain[end : end + 1].isalnum():
            return Match("clock", clock, end)
    return None


def spanish_clock(source: Source, at: int) -> Match | None:
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


def english_clock(source: Source, at: int) -> Match | None:
    if source.is_inside_word(at) or not (spoken := spoken_clocks.match(source.plain, at)):
        return None
    hour = spoken.hour % 12 + 12 * (spoken.half == "pm") if spoken.half else spoken.hour
    return Match("clock", Clock(hour, spoken.minute, spoken.half), spoken.end)


def length(source: Source, at: int) -> Match | None:
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


def digital_clock(source: Source, at: int) -> Match | None:
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
