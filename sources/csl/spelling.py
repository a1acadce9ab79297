"""Titles and names that differ only in how they are spelled: British or American, with accents, in Roman numerals.

The folded text is only ever compared, so a rule may fold more than it means to, as long as it treats both titles alike.
Sources of the rules: New Oxford Style Manual (2016), 3.3.3-3.3.7; Unicode 15, 5.18 (caseless matching).
"""

import html
import re
import unicodedata
from itertools import chain

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


def spelling_key(title: str) -> str:
    """
    >>> spelling_key("Haematological tumours &amp; fatigue: a randomised trial, part II")
    'hematologicaltumorsfatiguerandomizedtrialpart2'
    >>> spelling_key("Hematological tumors and fatigue – randomized trial. Part 2")
    'hematologicaltumorsfatiguerandomizedtrialpart2'
    """
    return "".join(_words(title))


def main_title_key(title: str) -> str:
    """The same of the title before its subtitle; "" if it has none.

    >>> main_title_key("Resting cells in bone marrow: a review"), main_title_key("Resting cells")
    ('restingcellsinbonemarrow', '')
    """
    main, *rest = SUBTITLE.split(html.unescape(TAG.sub("", title)), maxsplit=1)
    return spelling_key(main) if rest else ""


def marks(title: str) -> list[str]:
    """What tells the parts of a series apart: numbers and single letters, in order.

    >>> marks("Bone pain, part II: 5-FU or T-DM1"), marks("Bone pain, part B")
    (['1', '2', '5', 't'], ['b'])
    """
    words = _words(title)
    numbers = chain.from_iterable(re.findall(r"\d+", word) for word in words)
    return sorted([*numbers, *(word for word in words if len(word) == 1 and word.isalpha())])


def _words(title: str) -> list[str]:
    bare = html.unescape(TAG.sub("", title)).casefold().translate(UNDECOMPOSED)
    letters = "".join(one for one in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(one))
    words = [word for word in WORD.findall(APOSTROPHE.sub("", letters)) if word not in UNSPOKEN]
    return [_fold(word, before) for before, word in zip(["", *words], words, strict=False)]


def _fold(word: str, before: str) -> str:
    if before in NUMBERED and (number := ROMAN.get(word) or NUMBER_WORDS.get(word)):
        return number
    if len(word) > 1 and word in ROMAN:
        return ROMAN[word]
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
