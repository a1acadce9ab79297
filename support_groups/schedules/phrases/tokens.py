"""Text into tokens: one letter of the lexicon, a value, and the words as typed."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from support_groups.schedules import zones
from support_groups.schedules.phrases import lexicon
from support_groups.schedules.phrases.text import plain


@dataclass(frozen=True)
class Token:
    code: str
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


MERIDIEM = r"(?:(?P<short>[ap])(?![\w'.])|\s?(?:(?P<half>[ap])\s?\.?\s?m\b\.?|(?:de|por|en) la (?P<day>manana|tarde|noche)\b|(?:del )?(?P<noon>noon|mediodia)|(?P<midnight>midnight|medianoche)))"
TIME = re.compile(
    rf"(?P<hour>\d{{1,2}})(?:\s?(?:[:.h]|h:)(?P<minute>[0-5]\d)(?![\d/]))?{MERIDIEM}"
    r"|(?P<packed>\d{3,4})\s?(?P<phalf>[ap])\.?\s?m\b\.?"
    r"|(?P<hour24>[01]?\d|2[0-4])\s?(?:[:.h]|h:)(?P<minute24>[0-5]\d)(?![\d/])(?P<hours>\s?(?:h\b\.?|hs\b\.?|hrs\b\.?|hours\b|horas\b|uhr\b))?"
    r"|(?P<hourh>[01]?\d|2[0-4])\s?(?:h|hs|hrs|horas|uhr)\b(?! a)(?P<hh>)"
    r"|(?P<military>[012]\d[0-5]\d)\s?(?:hours|hrs|h|horas)\b"
    r"|(?P<clock>\d{1,2}) o'?clock"
)
WORDED = {
    **dict.fromkeys(("noon", "mediodia", "midday"), (12, 0, "pm")),
    **dict.fromkeys(("midnight", "medianoche"), (0, 0, "am")),
}
LENGTH = re.compile(
    r"(?:(?P<number>\d{1,3}(?:\.\d{1,2})?|an?|one|two|three|half an|una|dos|una hora y media)[ -]?(?P<half>1/2 |and a half )?)"
    r"(?P<unit>minutes?|mins?|minutos?|hours?|hrs?|horas?)\b\.?(?P<more> and a half| y media)?(?! notice| before| early)"
)
DIGITS = re.compile(
    r"(?P<iso>\d{4}-\d{2}-\d{2})(?!\d)|(?P<first>\d{1,2})(?P<mark>[/.])(?P<second>\d{1,2})(?:(?P=mark)(?P<year>\d{4}|\d{2}))?(?![\d/:])(?! ?[ap]\.?m)"
)
CONTACT = re.compile(
    r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.]+|@[a-z]\w+"
    r"|\(?\b\d{3}\)?[-. ]{1,2}\d{3}[-. ]\d{4}(?: ?(?:x|ext)\.? ?\d+)?|\b1-8\d\d-\d{3}-\w{4}|\b\d{3}[-.]\d{4}\b(?: ext\.? \d+)?|meeting id:? [\d ]+"
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
NUMERAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|ro|do|to|o|a)\b\.?")
LAST = re.compile(r"second[- ]to[- ]last|last but one|next[- ]to[- ]last")
LAST_DAY = re.compile(r"(?:last|final) day|ultimo dia")
THE_NEXT_DAY = re.compile(r"(?:the )?(?:next|following) day|del dia siguiente|\(\+1\)")
COUNTING = re.compile(r"counting from|contando desde")
WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?")
MANY = "|".join(
    name for number, names in lexicon.NUMBER_NAMES.items() if number > 1 for name in names.split()
)
PHRASES = tuple(
    (code, re.compile(rf"(?:\b|(?=\W))(?:{pattern})(?!\w)".replace("\n", "")))
    for code, pattern in (
        ("h", lexicon.HOLIDAYS),
        ("_", r"(?:as well|(?:both|all) (?:of|the))"),
        ("n", lexicon.IF_FIVE),
        ("=", lexicon.NOTES),
        ("z", lexicon.PAUSED),
        ("G", lexicon.APPOINTMENT),
        ("u", lexicon.UNKNOWN_YET),
        ("S", lexicon.FIRST_MEETING),
        ("c", COUNTING.pattern),
        ("X", lexicon.NOT_MEETING),
        ("t", lexicon.TWICE_A_MONTH),
        ("k", r"once (?:a|per|each|every) week|(?:a|per) week|una vez (?:a la|por) semana"),
        ("s", lexicon.TWICE_A_WEEK),
        ("q", r"once (?:a|per|each|every) month|una vez al mes"),
        ("H", r"(?:a|per) month|al mes|/ ?(?:month|mo|mes)\b\.?"),
        ("k", r"/ ?(?:week|wk|semana)\b\.?"),
        (
            "_",
            r"(?:times?|days?|dates?|when|hours|meets|schedule|cuando|dias?|horas?|horario|fechas?) ?:(?!\d)",
        ),
        ("!", lexicon.ANOTHER_RULE),
        ("b", r"bi-weekly"),
        ("p", r"bi-monthly"),
        ("j", lexicon.EVERY_DAY),
        ("l", lexicon.ALL_HOURS),
        ("g", lexicon.WEEKENDS),
        ("w", lexicon.MONDAY_TO_FRIDAY),
        ("E", r"todos (?:los|las)|todas las"),
        ("x", THE_NEXT_DAY.pattern),
        ("J", LAST_DAY.pattern),
        ("=", lexicon.PLACES),
        ("=", lexicon.EXPLAINED),
    )
)


@cache
def vocabulary() -> dict[str, tuple[str, Any]]:
    """Word -> letter and value; names end in "_" in the lexicon where another sense is likelier."""
    words: dict[str, tuple[str, Any]] = {word.rstrip("_"): ("_", None) for word in lexicon.LEFT_OUT}
    words |= {word: (letter, word) for letter, names in lexicon.LETTERS.items() for word in names.split()}
    words |= {name: ("v", half) for half, names in lexicon.PARTS_OF_DAY.items() for name in names.split()}
    words |= {name: ("N", number) for number, names in lexicon.NUMBER_NAMES.items() for name in names.split()}
    words |= {
        name: ("O", number) for number, names in lexicon.ORDINAL_NAMES.items() for name in names.split()
    }
    for number, names in enumerate(lexicon.WEEKDAY_NAMES):
        words |= {name: ("W", number) for name in names.split() if not name.endswith("_")}
        english = names.split()[0]
        words |= dict.fromkeys((f"{english}s", f"{english}'s", f"{names.split()[1]}s"), ("W", number))
    words |= {name: ("W", number) for name, number in {"sabados": 5, "domingos": 6}.items()}
    for number, names in enumerate(lexicon.MONTH_NAMES, start=1):
        words |= {name: ("M", number) for name in names.split() if not name.endswith("_")}
    return words


def tokenise(text: str) -> list[Token]:
    """Every token of an even text, in order; nothing is lost but spaces."""
    low = plain(text)
    found: list[Token] = []
    position = 0
    while position < len(low):
        if low[position] == " ":
            position += 1
            continue
        code, value, end = _next(text, low, position, found)
        plural = code == "W" and _is_plural(low, position, end)
        found.append(Token(code, value, text[position:end], position, end, plural))
        position = end
    return found


def _is_plural(low: str, start: int, end: int) -> bool:
    word = low[start:end].strip(".")
    spanish = word in ("lunes", "martes", "miercoles", "jueves", "viernes")
    if spanish:
        return bool(re.search(rf"\b(?:los (?:\w+ y |\w+, )*|(?:\d+|{MANY}) )$", low[:start]))
    nights = re.match(r"\s(?:mornings|afternoons|evenings|nights)\b", low[end:])
    return bool(nights) or (word.endswith("s") and word not in ("tues", "thurs", "weds", "wednes"))


def _next(text: str, low: str, at: int, before: list[Token]) -> tuple[str, Any, int]:
    """Letter, value and end of the token at a place; the order of the attempts is the order of certainty."""
    for attempt in (_fixed, _phrase, _zone, _time, _digits, _number, _word):
        if found := attempt(text, low, at, before):
            return found
    return low[at] if low[at] in ",;.-/()\n:&+" else "?", None, at + 1


def _fixed(text: str, low: str, at: int, before: list[Token]) -> tuple[str, Any, int] | None:
    if match := CONTACT.match(low, at):
        return "=", None, match.end()
    if match := LETTER_DAYS.match(text, at):
        return "W", LETTER_VALUES[match[0]], match.end()
    if match := LAST.match(low, at):
        return "O", -2, match.end()
    if match := IANA.match(text, at):
        name = match[0].removesuffix(" time")
        return ("Z", name, match.end()) if zones.is_zone(name) else None
    return None


def _phrase(text: str, low: str, at: int, before: list[Token]) -> tuple[str, Any, int] | None:
    if at and low[at - 1].isalnum() and low[at].isalnum():
        return None
    for code, pattern in PHRASES:
        if (match := pattern.match(low, at)) and match.end() > at:
            return code, None, match.end()
    return None


ZONE_WORD = re.compile(r"(?:hora (?:del?|de la) )?[a-z]+(?: [a-z]+)?")
ZONE_TAIL = re.compile(r"(?: ?(?:standard|daylight|local))? ?times?\b|(?: ?(?:standard|daylight))\b")


def _zone(text: str, low: str, at: int, before: list[Token]) -> tuple[str, Any, int] | None:
    """A zone right after a time, or called "… time"; "Central United Methodist Church" is none."""
    after_time = next(
        (token.code in "TNZvx" for token in reversed(before) if token.code not in "/(),-A_"), False
    )
    for length in (5, 4, 3, 2, 1):
        if not (match := re.match(r"[a-z'.]+" + r" [a-z'.]+" * (length - 1), low[at:])):
            continue
        words = match[0].strip(".")
        zone = zones.spoken().get(words.replace(".", ""))
        tail = ZONE_TAIL.match(low, at + match.end())
        if zone is None and tail and "time" in tail[0]:
            zone = zones.cities().get(words)
        if zone is None and words.startswith("hora de "):
            zone = zones.cities().get(words.removeprefix("hora de "))
        sure = after_time or tail or words.startswith("hora ") or text[at : at + match.end()].isupper()
        if (
            zone
            and sure
            and not (words in ("at", "mt", "ct", "pt") and not text[at : at + len(words)].isupper())
        ):
            return "Z", zone, tail.end() if tail else at + match.end()
    if after_time and (match := re.match(r"[a-z]{2,4}\b", low[at:])) and match[0] in zones.SEVERAL_MEANINGS:
        return "Z", "?", at + match.end()
    return None


def _time(text: str, low: str, at: int, before: list[Token]) -> tuple[str, Any, int] | None:
    for word, (hour, minute, half) in WORDED.items():
        if low.startswith(word, at) and not low[at + len(word) : at + len(word) + 1].isalnum():
            return "T", Clock(hour, minute, half), at + len(word)
    if match := LENGTH.match(low, at):
        return "L", _length(match), match.end()
    match = TIME.match(low, at)
    if not match or (at and (low[at - 1].isalnum() or low[at - 1] in "$/")):
        return None
    clock = _clock({name: value for name, value in match.groupdict().items() if value is not None})
    return ("T", clock, match.end()) if clock else None


def _clock(parts: dict[str, str]) -> Clock | None:
    """What the digits say; None if no clock shows it."""
    if "packed" in parts:
        hour, minute, half = int(parts["packed"][:-2]), int(parts["packed"][-2:]), parts["phalf"] + "m"
    elif "military" in parts:
        hour, minute, half = int(parts["military"][:2]), int(parts["military"][2:]), "24"
    elif "hour" in parts:
        hour, minute, half = int(parts["hour"]), int(parts.get("minute", 0)), _half(parts)
    else:
        digits = parts.get("hour24") or parts.get("hourh") or parts["clock"]
        hour, minute = int(digits), int(parts.get("minute24", 0))
        half = "24" if digits.startswith("0") or "hours" in parts or "hh" in parts or hour > 12 else ""
    if hour == 24 and minute == 0:
        return Clock(0, 0, "24")
    if minute > 59 or hour > 23 or (half in ("am", "pm") and hour == 0):
        return None
    if half in ("am", "pm") and hour <= 12:
        return Clock(hour % 12 + 12 * (half == "pm"), minute, half)
    return Clock(hour, minute, "24" if half or hour > 12 or hour == 0 else "")


def _half(parts: dict[str, str]) -> str:
    if "noon" in parts:
        return "pm"
    if "midnight" in parts:
        return "am"
    if "day" in parts:
        return "am" if parts["day"] == "manana" else "pm"
    return (parts.get("half") or parts["short"]) + "m"


def _length(match: re.Match[str]) -> int:
    """Minutes of "90 minutes", "an hour and a half", "1.5 hours"."""
    names = {"a": 1, "an": 1, "one": 1, "una": 1, "two": 2, "dos": 2, "three": 3, "half an": 0.5}
    number = names.get(match["number"]) or float(match["number"])
    if match["half"] or match["more"]:
        number += 0.5
    return round(number * (1 if match["unit"].startswith("min") else 60))


def _digits(text: str, low: str, at: int, before: list[Token]) -> tuple[str, Any, int] | None:
    if at and (low[at - 1].isalnum() or low[at - 1] == "/"):
        return None
    match = DIGITS.match(low, at)
    if match and match["iso"]:
        return "I", tuple(int(part) for part in match["iso"].split("-")), match.end()
    if match and (match["mark"] == "/" or match["year"]):
        year = int(match["year"]) if match["year"] else None
        if year is not None and year < 100:
            year += 2000
        return "I", (year, (int(match["first"]), int(match["second"]))), match.end()
    return None


def _number(text: str, low: str, at: int, before: list[Token]) -> tuple[str, Any, int] | None:
    if (match := NUMERAL.match(low, at)) and 1 <= int(match[1]) <= 31:
        return "O", int(match[1]), match.end()
    if match := re.match(r"(?:19|20|21)\d\d(?!\d)", low[at:]):
        return "Y", int(match[0]), at + 4
    if match := re.match(r"\d{1,4}(?!\d)", low[at:]):
        return "N", int(match[0]), at + match.end()
    if match := re.match(r"\d+", low[at:]):
        return "?", None, at + match.end()
    return None


def _word(text: str, low: str, at: int, before: list[Token]) -> tuple[str, Any, int] | None:
    if low[at] in "&+":
        return "A", None, at + 1
    match = WORD.match(low, at)
    if not match:
        return None
    word, end = match[0], match.end()
    if word == "a":
        return _single_a(low, end, before)
    code, value = vocabulary().get(word) or vocabulary().get(word.removesuffix("'s")) or ("?", word)
    if code in "WMO" and low[end : end + 1] == "." and len(word) <= 5:
        end += 1
    return code, value, end


def _single_a(low: str, end: int, before: list[Token]) -> tuple[str, Any, int]:
    """Spanish "a" between two times, days or months is "to", before "las" it is "at"; the English article is nothing."""
    match = re.match(r" las?(?= \d)", low[end:])
    last = next((token.code for token in reversed(before) if token.code != "_"), "")
    follows = re.match(r" (?:las? )?(?:\d|[a-z]+)", low[end:])
    word = follows[0].split()[-1] if follows else ""
    is_range = last in ("T", "N", "W", "M") and (
        word[:1].isdigit() or vocabulary().get(word, "?")[0] in ("W", "M") or word in WORDED
    )
    code = "R" if is_range else "a" if match or word in WORDED else "_"
    return code, None, end + (match.end() if match else 0)
