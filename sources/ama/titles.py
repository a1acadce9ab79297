"""Title Case for books, reports and the like (AMA 11, chapter 10), in the reading of the CSL processors.

They leave longer prepositions ("from", "between") small, too, and never touch a word that has a capital.
"""

import re
from dataclasses import dataclass, field

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
STOP = re.compile(r"\.(?![a-z0-9])")
LONE_GREEK = re.compile(r"[\u0370-\u03ff]")


@dataclass
class _Position:
    """Where in a title the next word stands."""

    starts: bool = True  # it is the first one, or the first after a colon, question or exclamation mark
    closers: list[str] = field(default_factory=list)  # of the marks around it that keep its case

    def pass_break(self, piece: str) -> None:
        if piece in CASELESS:
            self.closers.append(CASELESS[piece])
        elif self.closers and piece == self.closers[-1]:
            self.closers.pop()
        self.starts = self.starts or piece in "?!:"


def undotted(title: str) -> str:
    """A journal's name without the stops of its abbreviations (AMA 11, 3.11). Those of web addresses stay.

    >>> undotted("Int. J. Ment. Health Syst."), undotted("Int.J.Ment.Health"), undotted("Proc. Natl. Acad. Sci. U.S.A.")
    ('Int J Ment Health Syst', 'Int J Ment Health', 'Proc Natl Acad Sci U S A')
    >>> undotted("Made-up.org"), undotted("The St. Elsewhere News")
    ('Made-up.org', 'The St Elsewhere News')
    """
    return " ".join(STOP.sub(" ", title).split()) if "." in title else title


def title_case(text: str) -> str:
    """
    >>> title_case("loss of mRNA: an e-learning guide for what patients look for")
    'Loss of mRNA: An e-Learning Guide for What Patients Look For'
    >>> title_case("the patient’s guide")
    'The Patient’s Guide'
    """
    pieces = BREAKS.split(text)
    position = _Position()
    last: int | None = None
    for index, piece in enumerate(pieces):
        if index % 2:
            position.pass_break(piece)
        elif piece.strip():
            is_ending = _is_ending(pieces, index)
            if not position.closers:
                pieces[index] = _ending_cased(piece) if is_ending else _cased(piece, position.starts)
            is_only_ending = is_ending and " " not in piece
            last = None if position.closers or is_only_ending else index
            position.starts = False
    if last is not None:
        pieces[last] = _last_word_cased(pieces[last])
    return "".join(pieces)


def _is_ending(pieces: list[str], index: int) -> bool:
    """Whether a piece begins with the "s" of "patient’s"."""
    return index > 1 and pieces[index - 1] in "’'" and pieces[index - 2][-1:].isalnum()


def _ending_cased(piece: str) -> str:
    ending, space, rest = piece.partition(" ")
    return ending + space + _cased(rest, False)


def _last_word_cased(piece: str) -> str:
    """The last word of a title has a capital even if it is a small one."""
    word = piece.rsplit(None, 1)[-1]
    return _last_capital(piece, word) if len(word) > 1 and word in SMALL_WORDS else piece


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
