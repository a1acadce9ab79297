"""Text to words as the ledger counts them: letters and digits, exponents, and the signs that change a meaning.

Punctuation is presentation. Raised digits are words of their own, so 10⁹ and 109 differ; so are ≤, ×, ±, °, % and all
other characters of the categories Sm, Sc and So (Unicode Standard, section 4.5).
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
LOWERED = "₀₁₂₃₄₅₆₇₈₉"
RAISE = str.maketrans("0123456789+", RAISED + "⁺")
LOWER = str.maketrans("0123456789", LOWERED)
DASH = "‐‑–−-"
MINUS = re.compile(rf"(?<!\w)[{DASH}](?=[\d{RAISED}]|$)")
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]"
)
CARETS = re.compile(r"\^(\d{1,3}(?:\s?[,;–—‑-]\s?\d{1,3}){0,40})\^")  # ^9^, as Pandoc writes 9 raised
POWERS = re.compile(
    r"\^\(((?:[^()]|\((?:[^()]|\([^()]{0,100}\)){0,100}\)){1,300})\)"
)  # 10^(1.5) in flat text
POWER = re.compile(rf"\^([{DASH}]?\w[\w.,]{{0,40}})")
RAISED_LETTERS = "".join(
    char
    for char in map(chr, range(0x2B0, 0x2200))
    if unicodedata.decomposition(char).startswith("<super>") and unicodedata.category(char) == "Lm"
)
CHECKED = str.maketrans("☑", "☒")  # two ways to draw a box that is checked
RAISED_LETTER = re.compile(f"[{RAISED_LETTERS}]+")
LETTER = re.compile(rf"[^\W\d_{RAISED}]")
ORDINAL = re.compile(r"\s*(?:st|nd|rd|th|o|a|er|e|TM|SM|®)\s*", re.IGNORECASE)
BETWEEN_DIGITS = re.compile(rf"(?<=[{LOWERED}])(?=\d)|(?<=\d)(?=[{LOWERED}])")
WORD = re.compile(
    rf"(?P<dash>(?<=[{RAISED}])⁻(?=[{RAISED}]))|(?P<raised>[⁺⁻]?[{RAISED}]+(?:[⁺⁻](?![{RAISED}]))?|[⁺⁻])|(?P<number>\d++(?:[.,]\d++)+)|[^\W_{RAISED}]+|(?P<sign>[^\w\s])"
)


class Word(NamedTuple):
    """`key`: what is compared. `start`, `end`: where it stands in the text that `normal` gives."""

    key: str
    start: int
    end: int


def raised(text: str) -> str:
    """Superscript text with the characters that Unicode has.

    >>> raised("9"), raised("-9"), raised("3-5"), raised("2+"), raised("n")
    ('⁹', '⁻⁹', '³-⁵', '²⁺', 'n')
    """
    return MINUS.sub("⁻", text).translate(RAISE)


def with_gaps(script: str) -> str:
    """Raised letters as a word of their own, except those of 1st."""
    return script if ORDINAL.fullmatch(script) or not LETTER.search(script) else f" {script} "


def lowered(text: str) -> str:
    """
    >>> "log" + lowered("2") + "8"
    'log₂8'
    """
    return text.translate(LOWER)


def normal(text: str) -> str:
    """Text without what nobody sees and underscores, which mark emphasis, gaps and lowered letters.

    Raised digits are characters, and a gap is between lowered and other digits.
    """
    text = INVISIBLE.sub("", unicodedata.normalize("NFC", text)).replace("_", "")
    if "^" in text:
        text = POWER.sub(_raised_match, POWERS.sub(_raised_match, CARETS.sub(_raised_match, text)))
    text = RAISED_LETTER.sub(lambda match: f" {unicodedata.normalize('NFKC', match[0])} ", text)
    return BETWEEN_DIGITS.sub(" ", text)


def _raised_match(match: re.Match[str]) -> str:
    return with_gaps(raised(match[1]))


def words(text: str) -> list[Word]:
    """
    >>> [word.key for word in words("CO₂: 1.5 × 10⁹/L, ≤5 % of Women’s")]
    ['co2', '1.5', '×', '10', '^9', 'l', '≤', '5', '%', 'of', 'women', 's']
    >>> [word.key for word in words("Ca²⁺ 10⁻⁹, said.¹⁻³")]
    ['ca', '^2+', '10', '^−9', 'said', '^1', '^3']
    """
    return list(_words(text))


def _words(text: str) -> Iterator[Word]:
    for match in WORD.finditer(text):
        shape = match.lastgroup
        if shape == "dash" or (shape == "sign" and not _is_sign(match[0])):
            continue
        key = _key(match[0])
        yield Word(f"^{key}" if shape == "raised" else key, match.start(), match.end())


def _key(word: str) -> str:
    return (
        word.lower() if word.isascii() else unicodedata.normalize("NFKC", word).casefold().translate(CHECKED)
    )


@lru_cache(maxsize=4096)
def _is_sign(char: str) -> bool:
    return char in "%‰" or unicodedata.category(char) in ("Sm", "Sc", "So")
