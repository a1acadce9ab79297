"""Titles of articles in sentence case, as AMA 11 and PubMed write them."""

import re

from django.utils.translation import gettext as _

from sources.lookup.proper_names import PROPER, PROPER_PHRASES

WORD = re.compile(r"[^\W\d_][\w’']*")
TOKEN = re.compile(r"<i>[^<]*</i>|<[^>]*>|[^\W\d_][\w’']*|\d[\w]*|[^\w<]+|<")
SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "during",
        "for",
        "from",
        "in",
        "into",
        "its",
        "nor",
        "of",
        "on",
        "or",
        "our",
        "over",
        "per",
        "the",
        "their",
        "through",
        "to",
        "under",
        "upon",
        "using",
        "versus",
        "via",
        "vs",
        "with",
        "within",
        "without",
    ]
)
ENDS = re.compile(r"[?!]\W*$")
NAMED_BY_LETTER = frozenset(
    [
        "hepatitis",
        "vitamin",
        "type",
        "group",
        "influenza",
        "protein",
        "bisphenol",
        "immunoglobulin",
        "class",
        "grade",
    ]
)


def is_title_case(title: str) -> bool:
    """Whether clearly all longer words after the first are capitalized: three without exception, or most of more.

    >>> is_title_case("Chemical Ecology"), is_title_case("Survival in Hodgkin lymphoma at Yale")
    (False, False)
    >>> is_title_case("Adult Stem Cells Are Not Able to Replace Lost Neurons in Mice")
    True
    """
    words = _telling(title)
    capitalized = sum(word[0].isupper() for word in words)
    return capitalized >= 3 and capitalized >= (0.8 if len(words) > 4 else 1) * len(words)


def cased(title: str, warnings: list[str], judged_by: str = "") -> str:
    """The title in sentence case if it, or the part before its subtitle, clearly is in another.

    What an editor should look at goes to `warnings`.
    """
    if any(is_title_case(text) or is_capitals(text) for text in (title, judged_by)):
        sentence = _(
            "The title was changed to sentence case. Check names and abbreviations. It was: %(title)s"
        )
        warnings.append(sentence % {"title": title})
        return sentence_case(title)
    telling = _telling(title)
    if len(telling) > 1 and all(word[0].isupper() for word in telling):
        warnings.append(_("The title may be in title case. Change it to sentence case."))
    return title


def is_capitals(title: str) -> bool:
    """Whether a title is written in capitals throughout."""
    words = [word for word in WORD.findall(re.sub(r"<[^>]*>", "", title)) if len(word) > 3]
    return len(words) >= 3 and all(word.isupper() for word in words)


def sentence_case(title: str) -> str:
    """Small letters but at the start, in names we know, in abbreviations and in what is set in italics.

    This can't be right without a list of all names, so callers ask an editor to look.

    >>> sentence_case("Loss of HER2 and mTOR in French Women With Hodgkin's Disease: A Phase II Trial")
    "Loss of HER2 and mTOR in French women with Hodgkin's disease: a phase II trial"
    """
    shouted = is_capitals(title)
    names = [match.span() for match in PROPER_PHRASES.finditer(title)]
    written, starts, before = [], True, ""
    for match in TOKEN.finditer(title):
        piece = match[0]
        if piece[0].isalpha():
            is_name = any(start <= match.start() < end for start, end in names)
            written.append(piece if is_name else _cased(piece, starts, shouted, before))
            before = piece
        else:
            written.append(piece)
        ends = bool(ENDS.search(piece)) or (piece.rstrip() == "." and len(before) > 2)
        starts = ends or (starts and not re.search(r"\w", re.sub(r"</?\w+>", "", piece)))
    return "".join(written)


def _telling(title: str) -> list[str]:
    """The words after the first whose first letter tells in which case the title is."""
    words = WORD.findall(re.sub(r"<[^>]*>", "", title))[1:]
    return [word for word in words if len(word) > 3 and word.lower() not in SMALL and _is_ordinary(word)]


def _is_ordinary(word: str) -> bool:
    return _stem(word).isalpha() and word[1:] == word[1:].lower() and _stem(word) not in PROPER


def _stem(word: str) -> str:
    return re.sub(r"[’'][sS]?$", "", word)


def _cased(word: str, starts: bool, shouted: bool, before: str) -> str:
    if shouted:
        return _quietened(word, starts)
    if starts or not _is_ordinary(word):
        return word
    is_article = word == "A" and before.lower() not in NAMED_BY_LETTER
    return word.lower() if len(word) > 1 or is_article else word


def _quietened(word: str, starts: bool) -> str:
    """A word of a title in capitals, in which abbreviations cannot be recognized: three letters may be one."""
    if starts or _stem(word).capitalize() in PROPER:
        return word.capitalize()
    return word if len(word) <= 3 and word.lower() not in SMALL else word.lower()
