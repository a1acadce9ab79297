"""Words compared without case, accents and punctuation."""

import re
import unicodedata
from itertools import filterfalse

NO_WORD = re.compile(r"[^\w]+|_+")


def folded(text: str) -> str:
    """
    >>> folded("Círculo de Apoyo: stage IV, St. John’s")
    'circulo de apoyo stage iv st john s'
    """
    parts = unicodedata.normalize("NFKD", text)
    bare = "".join(filterfalse(unicodedata.combining, parts))
    return " ".join(NO_WORD.sub(" ", bare.casefold()).split())
