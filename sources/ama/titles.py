"""Title Case for books, reports and the like (AMA 11, chapter 10), in the reading of the CSL processors.

They leave longer prepositions ("from", "between") small, too, and never touch a word that has a capital.
"""

import re

from sources.ama.marks import MARKS, NOCASE, NOCASE_END, TAGS

SMALL = """
about above across afore after against al along alongside amid amidst among amongst anenst apropos
apud around as aside astride at athwart atop barring before behind below beneath beside besides
between beyond but by circa despite down during et except for forenenst from given in inside into
lest like modulo near next notwithstanding of off on onto out over per plus pro qua sans since than
through throughout thruout till to toward towards under underneath until unto up upon versus vs. v.
vs v via vis-à-vis with within without or yet so and nor a an the de d' von van c ca
"""
SMALL_WORDS = frozenset(SMALL.split())
BREAKS = re.compile(rf"([-–—/.,;?!:()\[\]‘’“”'\"]|[{MARKS}])")
CASELESS = {NOCASE: NOCASE_END, TAGS["sup"][0]: TAGS["sup"][1], TAGS["sub"][0]: TAGS["sub"][1]}
LONE_GREEK = re.compile(r"[\u0370-\u03ff]")


def title_case(text: str) -> str:
    """
    >>> title_case("loss of mRNA: an e-learning guide for what patients look for")
    'Loss of mRNA: An e-Learning Guide for What Patients Look For'
    >>> title_case("the patient’s guide")
    'The Patient’s Guide'
    """
    pieces = BREAKS.split(text)
    starts = True  # the next word is the first one, or the first after a colon, question or exclamation mark
    closers: list[str] = []
    last: int | None = None
    for index, piece in enumerate(pieces):
        if index % 2:
            if piece in CASELESS:
                closers.append(CASELESS[piece])
            elif closers and piece == closers[-1]:
                closers.pop()
            starts = starts or piece in "?!:"
        elif piece.strip():
            after_apostrophe = index > 1 and pieces[index - 1] in "’'" and pieces[index - 2][-1:].isalnum()
            if not closers and after_apostrophe:
                ending, space, rest = piece.partition(" ")
                pieces[index] = ending + space + _cased(rest, False)
            elif not closers:
                pieces[index] = _cased(piece, starts)
            last = None if closers or (after_apostrophe and " " not in piece) else index
            starts = False
    if last is not None:
        words = pieces[last].rsplit(None, 1)
        if len(words[-1]) > 1 and words[-1] in SMALL_WORDS:
            pieces[last] = _last_capital(pieces[last], words[-1])
    return "".join(pieces)


def _cased(piece: str, starts: bool) -> str:
    words = piece.split(" ")
    for index, word in enumerate(words):
        if word:
            if starts or (len(word) > 1 and word not in SMALL_WORDS):
                words[index] = _capital(word)
            starts = False
    return " ".join(words)


def _capital(word: str) -> str:
    if word != word.lower() or LONE_GREEK.fullmatch(word):
        return word
    return word[0].upper() + word[1:]


def _last_capital(piece: str, word: str) -> str:
    position = piece.rindex(word)
    return piece[:position] + _capital(word) + piece[position + len(word) :]
