"""Text into tokens: a symbol, a value, and the words as typed."""

import re
from functools import cache

from support_groups.schedules import zones
from support_groups.schedules.phrases import clock_tokens, zone_tokens
from support_groups.schedules.phrases.source import Match, Source, Token
from support_groups.schedules.phrases.symbols import PUNCTUATION
from support_groups.schedules.phrases.vocabulary import lexicons, phrase, phrases, vocabulary
from support_groups.schedules.text import plain

# The shapes of dates and numbers, which the languages share.
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
        zone_tokens.zone,
        clock_tokens.english_clock,
        clock_tokens.named_clock,
        clock_tokens.spanish_clock,
        clock_tokens.length,
        clock_tokens.digital_clock,
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
    is_clock = bool(article) or ahead in clock_tokens.clock_words()
    if is_clock and last not in ("clock", "number"):
        return Match("at", None, end)
    if word == "al" or (last in ("clock", "number", "weekday", "month_name") and _ends_range(ahead)):
        return Match("to", None, end)
    return Match("at" if is_clock else "ignored", None, end)


def _ends_range(word: str) -> bool:
    symbol = vocabulary().get(word, ("unknown", None))[0]
    return (
        word[:1].isdigit()
        or symbol in ("weekday", "month_name", "number")
        or word in clock_tokens.clock_words()
    )
