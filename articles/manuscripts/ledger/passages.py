"""The text of a file as the ledger collects it: passages, each with its place."""

from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from articles.manuscripts.ledger.words import lowered, raised


@dataclass(frozen=True)
class Passage:
    """A paragraph. `line`: its number in the file, from 1. `part`: which part of the file, "" for the text itself."""

    line: int
    text: str
    part: str = ""


@dataclass
class Collector:
    """Collects pieces of text into passages. A passage may hold others: those of a text box inside a paragraph."""

    part: str = ""
    line: int = 0
    passages: list[Passage] = field(default_factory=list)
    size: int = 0  # characters collected
    _open: list[tuple[int, list[tuple[str, str]]]] = field(default_factory=list)
    _unfinished: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return bool(self._open)

    def begin(self, *, is_inside: bool = False) -> None:
        """`is_inside`: a passage inside the paragraph that is open, which does not count as a line."""
        self.line += not is_inside
        self._open.append((max(self.line, 1), [] if is_inside else self._unfinished))
        if not is_inside:
            self._unfinished = []

    def add(self, text: str, mark: str = "") -> None:
        """`mark`: "sup", "sub" or ""."""
        if not self._open:
            self.begin()
        self.size += len(text.strip())
        self._open[-1][1].append((text, mark))

    def aside(self, text: str) -> None:
        """A passage of its own, such as the description of a picture."""
        if text.strip():
            self.size += len(text.strip())
            self.passages.append(Passage(max(self.line, 1), text, self.part))

    def end(self, *, goes_on: bool = False) -> None:
        """`goes_on`: the next paragraph continues this one, in the middle of a word."""
        if self._open:
            line, pieces = self._open.pop()
            if goes_on:
                self._unfinished = pieces
                return
            groups = groupby(pieces, key=itemgetter(1))
            text = "".join(_marked("".join(piece for piece, _ in group), mark) for mark, group in groups)
            if text.strip():
                self.passages.append(Passage(line, text, self.part))

    def end_all(self) -> list[Passage]:
        if self._unfinished:
            self.begin()
        while self._open:
            self.end()
        return self.passages


def _marked(text: str, mark: str) -> str:
    if mark == "sup":
        return raised(text)
    return lowered(text) if mark == "sub" else text
