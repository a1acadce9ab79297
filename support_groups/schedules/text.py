"""Normalized text: one kind of space, dash and quote, and a copy without accents or capitals for matching."""

import html
import re
import unicodedata
from functools import lru_cache

DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-")
QUOTES = {ord("\u2019"): "'", ord("\u2018"): "'", ord("\u02bc"): "'", ord("\u201c"): '"', ord("\u201d"): '"'}
MARKS = {
    **dict.fromkeys(map(ord, "\u00ba\u00b0\u00aa"), "o"),
    ord("\u2022"): ";",
    ord("\u00b7"): ";",
    ord("|"): "/",
}
JOINED = re.compile(
    r"(?<=\w)-(?=(?:week|session|month|hour|minute|min|day|part|class|semana|sesion)s?\b)", re.IGNORECASE
)
SUPERSCRIPT = re.compile(r"(?<=\d)\s*(?:<sup>)?\s*(st|nd|rd|th)(?:</sup>)(?=\W|$)", re.IGNORECASE)

ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,8});", re.IGNORECASE)
LOOKS = (
    r"(?![^<>]*(?:line-through|display|hidden))[^<>]{0,300}>"  # what is struck out or hidden stays as it is
)
BREAK = re.compile(rf"</?(?:br|p|div|li|ul|ol|tr|td|h[1-6])\b{LOOKS}", re.IGNORECASE)
STYLE = re.compile(rf"</?(?:b|i|u|em|strong|span|font|a)\b{LOOKS}", re.IGNORECASE)
GLUED = re.compile(
    r"\b((?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:mon|tues?|wed|thurs?|fri|sat|sun)\.?|\d(?:st|nd|rd|th))"
    r"(?=(?<!\w\d[a-z]{2})\d|(?<=\d[a-z]{2})(?:mon|tue|wed|thu|fri|sat|sun))",
    re.IGNORECASE,
)
NOON = re.compile(
    r"\b12(?:[:.]00)? ?(?:p\.? ?m\.?)? ?\((?=(?:noon|midday|mediod[ií]a)\))(\w+)\)", re.IGNORECASE
)


def even(text: str) -> str:
    """
    >>> even("10:30\\u2013noon,\\u00a0 8-week  series")
    '10:30-noon, 8 week series'
    >>> even("<p>Mondays,&nbsp;<b>12&ndash;1 pm</b></p>"), even("12:00 pm (noon)")
    ('Mondays, 12-1 pm', '12 noon')
    >>> even("Mondays6pm"), even("2ndTuesday"), even("Tues.10am")
    ('Mondays 6pm', '2nd Tuesday', 'Tues. 10am')
    """
    text = ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    text = text.translate(DASHES | QUOTES | MARKS)
    text = unicodedata.normalize("NFKC", SUPERSCRIPT.sub(r"\1", text)).translate(DASHES | QUOTES)
    text = re.sub(
        r"[^\S\n]+", " ", re.sub(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u2060\ufeff\u00ad]", "", text)
    )
    text = re.sub(r" ?\n[ \n]*", "\n", text)
    text = STYLE.sub("", BREAK.sub("\n", text))
    text = GLUED.sub(r"\1 ", text)
    return NOON.sub(r"12 \1", JOINED.sub(" ", text)).strip()


def plain(text: str) -> str:
    """The same text, letter for letter, in lower case without accents.

    >>> plain("Último Miércoles")
    'ultimo miercoles'
    """
    return text.lower() if text.isascii() else "".join(map(_base, text))


@lru_cache(maxsize=10_000)
def _base(letter: str) -> str:
    if letter.isascii():
        return letter.lower()
    first = unicodedata.normalize("NFD", letter)[0].lower()
    return first if len(first) == 1 else letter
