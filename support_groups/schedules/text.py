"""Normalized text: one kind of space, dash and quote, and a copy without accents or capitals for matching."""

import re
import unicodedata

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


def even(text: str) -> str:
    """
    >>> even("10:30\\u2013noon,\\u00a0 8-week  series")
    '10:30-noon, 8 week series'
    """
    text = text.translate(DASHES | QUOTES | MARKS)
    text = unicodedata.normalize("NFKC", SUPERSCRIPT.sub(r"\1", text)).translate(DASHES | QUOTES)
    text = re.sub(
        r"[^\S\n]+", " ", re.sub(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u2060\ufeff\u00ad]", "", text)
    )
    text = re.sub(r" ?\n[ \n]*", "\n", text)
    return JOINED.sub(" ", text).strip()


def plain(text: str) -> str:
    """The same text, letter for letter, in lower case without accents.

    >>> plain("Último Miércoles")
    'ultimo miercoles'
    """
    return "".join(_base(letter) for letter in text)


def _base(letter: str) -> str:
    if letter.isascii():
        return letter.lower()
    first = unicodedata.normalize("NFD", letter)[0].lower()
    return first if len(first) == 1 else letter
