"""The text of a file as the ledger collects it: passages, each with its place."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from articles.manuscripts.ledger.words import lowered, raised, with_gaps

LONGEST_LABEL = 8  # characters: (xviii)


@dataclass(frozen=True)
class Passage:
    """A paragraph. `line`: its number in the file, from 1. `part`: which part of the file, "" for the text itself."""

    line: int
    text: str
    part: str = ""


class Piece(NamedTuple):
    """`mark`: "sup", "sub", "" or, one inside the other, "sup sub". `is_out`: struck out, deleted or hidden, so that what stands around it is one."""

    text: str
    mark: str = ""
    is_out: bool = False


@dataclass
class Collector:
    """Collects pieces of text into passages. A passage may hold others: those of a text box inside a paragraph."""

    part: str = ""
    line: int = 0
    passages: list[Passage] = field(default_factory=list)
    size: int = 0  # characters collected
    _open: list[tuple[int, list[Piece]]] = field(default_factory=list)
    _unfinished: list[Piece] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return bool(self._open)

    def begin(self) -> None:
        self.line += 1
        self._open.append((self.line, self._unfinished))
        self._unfinished = []

    def add(self, text: str, mark: str = "", *, is_out: bool = False) -> None:
        if not self._open:
            self.begin()
        self.size += len(text.strip())
        self._open[-1][1].append(Piece(text, mark, is_out))

    def aside(self, text: str) -> None:
        """A passage of its own, such as the description of a picture."""
        if text.strip():
            self.size += len(text.strip())
            self.passages.append(Passage(max(self.line, 1), text, self.part))

    def forget_label(self) -> None:
        """What was collected of the open passage is only the number or bullet of an item."""
        if self._open and sum(len(piece.text.strip()) for piece in self._open[-1][1]) <= LONGEST_LABEL:
            self._open[-1][1].clear()

    def end(self, *, goes_on: bool = False) -> None:
        """`goes_on`: the next paragraph continues this one, in the middle of a word."""
        if not self._open:
            return
        line, pieces = self._open.pop()
        kept = [piece for piece in pieces if not piece.is_out]
        texts = [_joined(group) for is_out, group in groupby(pieces, attrgetter("is_out")) if is_out]
        if goes_on:
            self._unfinished = kept
        else:
            texts.insert(0, _joined(kept))
        self.passages += [Passage(line, text, self.part) for text in texts if text.strip()]

    def end_all(self) -> list[Passage]:
        if self._unfinished:
            self.begin()
        while self._open:
            self.end()
        return self.passages


def nested(outer: str | None, mark: str) -> str:
    """
    >>> nested("sup", "sub"), nested(None, "sub")
    ('sup sub', 'sub')
    """
    return f"{outer or ''} {mark}".strip()


def _joined(pieces: Iterable[Piece]) -> str:
    """Raised text right after lowered text, as in ∑ᵢⁿ, is a word of its own."""
    text, before = "", ""
    for mark, group in groupby(pieces, _outermost):
        script = "".join(
            _marked("".join(map(_text, part)), inner) for inner, part in groupby(group, attrgetter("mark"))
        )
        text += " " * bool(mark and before) + (with_gaps(script) if mark == "sup" else script)
        before = mark
    return text


def _outermost(piece: Piece) -> str:
    return piece.mark.partition(" ")[0]


def _text(piece: Piece) -> str:
    return piece.text


def _marked(text: str, mark: str) -> str:
    """A power of a power is a word of its own. The draft keeps what is raised and lowered as raised inside lowered,
    whichever was inside in the file."""
    if "sup" in mark.split():
        return with_gaps(raised(text)) if " " in mark else raised(text)
    return lowered(text) if mark.endswith("sub") else text
