"""Names of places as keys: the same key for "St. Louis", "SAINT  LOUIS" and "saint-louis"."""

import re
import unicodedata
from itertools import filterfalse

LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "œ": "oe", "ð": "d", "þ": "th"}
)
APOSTROPHES = re.compile(
    "[.'’‘ʻʼ`´]"
)  # removed: "St.", "O'Fallon", "Hawaiʻi"; everything else separates words
OTHER = re.compile(r"[^\w]+|_+")
SHORT_WORDS = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "mtn": "mountain", "pt": "point"}
LONGEST = 200  # characters; the rest of a text is ignored


def key(text: str) -> str:
    """Lower case, without accents and punctuation, short words written out.

    >>> key("  St. Louis,MO "), key("Coeur d’Alene"), key("Ft. Worth"), key("Winston-Salem"), key("Cañón City")
    ('saint louis mo', 'coeur dalene', 'fort worth', 'winston salem', 'canon city')
    """
    # Before too: the mathematical "𝕬" is an "A" only then.
    letters = unicodedata.normalize("NFKD", text[:LONGEST])
    lowered = unicodedata.normalize("NFKD", letters.casefold()).translate(LETTERS)
    plain = "".join(filterfalse(unicodedata.combining, lowered))
    words = OTHER.sub(" ", APOSTROPHES.sub("", plain)).split()
    return " ".join([SHORT_WORDS.get(word, word) for word in words])
