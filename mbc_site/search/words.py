"""Words out of a text, compared without case, accents and punctuation. Pure.

Folding keeps the length of a text, so that a word found in the folded text is at the same place in the text itself.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

LONGEST_WORD = 40  # letters that are compared
# Not visible, or the same letters in one character.
INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
LIGATURES = re.compile("[\ufb00-\ufb06]")
WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
APOSTROPHES = re.compile("['’ʼ]")
POSSESSIVE = re.compile("['’ʼ]s$")
GLUE = re.compile(r"[-‐‑‒–/]")  # one of these between two words makes them one expression
APART = re.compile(r"[^\s\-‐‑‒–/,'’\"“”()*]")  # punctuation that ends an expression
STOP_WORDS = frozenset(
    """
    a about all am an and any are as at be been being but by can could did do does doing don dont for from get gets got
    had has have having he her hers him his how i if in into is isn isnt it its just like me my myself near of on or our ours
    out she should so some such than that the their them then there these they this those to too up us was we were what
    whats when where which who whom whose why will with would you your yours
    al cerca como con cual cuales cuando de del donde el en es esta este la las le les lo los mi mis para por que se ser su
    sus tengo tiene tu tus un una unas uno unos y
    """.split()
)


class _Folded(dict):
    """Each character -> itself in lower case and without accents, if that is one character."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        base = "".join(
            c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c)
        ).lower()
        self[code] = base if len(base) == 1 else letter.lower() if len(letter.lower()) == 1 else letter
        return self[code]


_FOLDED = _Folded()


class Word(NamedTuple):
    """`is_glued`: one character such as a hyphen joins it to the word before. `is_first`: of an expression, because
    something like a period is before it."""

    text: str
    is_glued: bool = False
    is_first: bool = True

    @property
    def is_stop_word(self) -> bool:
        return self.text in STOP_WORDS


def plain(text: str) -> str:
    """A text as it is stored and shown: composed characters, and none that nobody sees.

    >>> plain("ﬁne\\u00adly")
    'finely'
    """
    visible = INVISIBLE.sub("", text)
    return unicodedata.normalize(
        "NFC", LIGATURES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), visible)
    )


def folded(text: str) -> str:
    """As long as the text, which is `plain`.

    >>> folded("Círculo de Apoyo")
    'circulo de apoyo'
    """
    return text.translate(_FOLDED)


def words_of(text: str) -> Iterator[Word]:
    """
    >>> [word.text for word in words_of("HER2-positive, the doctor’s 5-FU")]
    ['her2', 'positive', 'the', 'doctor', '5', 'fu']
    """
    text, end = folded(plain(text)), None
    for found in WORD.finditer(text):
        between = text[end : found.start()] if end is not None else "."
        is_glued = len(between) == 1 and bool(GLUE.match(between))
        yield Word(_bare(found.group()), is_glued, not is_glued and bool(APART.search(between)))
        end = found.end()


def _bare(word: str) -> str:
    if not word.isalnum():
        word = APOSTROPHES.sub("", POSSESSIVE.sub("", word))
    return word[:LONGEST_WORD]
