"""Titles and names that differ only in how they are spelled: British or American, with accents, in Roman numerals.

The folded text is only ever compared, so a rule may fold more than it means to, as long as it treats both titles alike.
Sources of the rules: New Oxford Style Manual (2016), 3.3.3-3.3.7; Unicode 15, 5.18 (caseless matching).
"""

import html
import re
import unicodedata
from functools import lru_cache
from itertools import filterfalse
from typing import NamedTuple

from sources.csl.keys import TAG, UNDECOMPOSED

NUMBERED = {"part", "phase", "stage", "type", "grade", "volume", "study", "chapter", "class", "paper"}
ROMAN = {
    text: str(number)
    for number, text in enumerate("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi".split(), start=1)
}
NUMBER_WORDS = {
    text: str(number)
    for number, text in enumerate("one two three four five six seven eight".split(), start=1)
}
WORD = re.compile(r"[^\W_]+")
APOSTROPHE = re.compile("['’ʼ]")
SUBTITLE = re.compile(r":\s|[.?!]\s+(?=\w)|\s[-–—]+\s")
DIGITS = re.compile(r"\d+")
UNSPOKEN = {"a", "an", "the", "and"}
FOLDS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        ("ae|oe", "e"),  # haematology, oestrogen
        ("(?<=[a-z]{2})our(?!$)|(?<=[a-z]{3})our$", "or"),  # tumours, behaviour
        ("is(?=e[ds]?$|ing$|ations?$|ational$|ers?$)", "iz"),  # randomised
        ("ys(?=e[ds]?$|ing$|ers?$)", "yz"),  # analysed
        ("(?<=[a-z]{2}[bt])re(?=s?$)", "er"),  # centre, fibres
        ("ll(?=ed$|ing$|ers?$)", "l"),  # counselling
        ("mme(?=s?$)", "m"),  # programme
        ("^ageing$", "aging"),
        ("^grey", "gray"),
        ("sulph", "sulf"),
    )
)


class Spelling(NamedTuple):
    """What titles are compared by that may be spelled differently."""

    key: str
    main_key: str  # of the title before its subtitle; "" if it has none
    marks: tuple[str, ...]  # numbers and single letters, which tell the parts of a series apart


def spelling(title: str) -> Spelling:
    """
    >>> spelling("Resting cells, part II: a 5-FU trial or T-DM1")
    Spelling(key='restingcellspart25futrialortdm1', main_key='restingcellspart2', marks=('1', '2', '5', 't'))
    >>> spelling("Bone pain, part B").marks, spelling("Bone pain").main_key
    (('b',), '')
    """
    words = _words(title)
    numbers = DIGITS.findall(" ".join(words))
    letters = [word for word in words if len(word) == 1 and word.isalpha()]
    return Spelling("".join(words), _main_key(title), tuple(sorted(numbers + letters)))


def spelling_key(title: str) -> str:
    """
    >>> spelling_key("Haematological tumours &amp; fatigue: a randomised trial, part II")
    'hematologicaltumorsfatiguerandomizedtrialpart2'
    >>> spelling_key("Hematological tumors and fatigue – randomized trial. Part 2")
    'hematologicaltumorsfatiguerandomizedtrialpart2'
    """
    return "".join(_words(title))


def _main_key(title: str) -> str:
    main, *rest = SUBTITLE.split(html.unescape(TAG.sub("", title)), maxsplit=1)
    return spelling_key(main) if rest else ""


def _words(title: str) -> list[str]:
    bare = html.unescape(TAG.sub("", title)).casefold().translate(UNDECOMPOSED)
    letters = "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFKD", bare)))
    words = [word for word in WORD.findall(APOSTROPHE.sub("", letters)) if word not in UNSPOKEN]
    return [_fold(word, before) for before, word in zip(["", *words], words, strict=False)]


def _fold(word: str, before: str) -> str:
    if before in NUMBERED and (number := ROMAN.get(word) or NUMBER_WORDS.get(word)):
        return number
    if len(word) > 1 and word in ROMAN:
        return ROMAN[word]
    return _american(word)


@lru_cache(maxsize=10_000)  # words come again and again
def _american(word: str) -> str:
    for pattern, to in FOLDS:
        word = pattern.sub(to, word)
    return word


def is_one_letter_apart(one: str, other: str) -> bool:
    """Equal, or one letter changed, added or left out.

    >>> is_one_letter_apart("fischer", "fisher"), is_one_letter_apart("fischer", "fishes")
    (True, False)
    """
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return True
    one, other = one[start:], other[start:]
    return one[1:] == other[1:] or one[1:] == other or one == other[1:]
