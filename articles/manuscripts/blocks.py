"""The common form all formats are read into: blocks of runs."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

SPACE = re.compile(r"[ \t\f\v\r\n\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
MEASURE = re.compile(r"(?<=\d)\u00a0(?=[^\W\d_]|%)")
INVISIBLE = re.compile(
    r"[\u00ad\u200b\u2060\ufeff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
)


@dataclass(frozen=True)
class Run:
    """A stretch of text in one format. `note` names a footnote; `cites` are numbers of references."""

    text: str
    marks: frozenset[str] = frozenset()  # strong, em, sub, sup
    href: str = ""
    note: str = ""
    cites: tuple[int, ...] = ()

    @property
    def is_plain(self) -> bool:
        return not self.note and not self.cites


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Block:
    """`kind`: paragraph, heading, item, quote, table, picture, figure, reference.

    `level`: of a heading from 1, depth of an item from 0. `number`: of an ordered item or a reference, `label` as
    printed. `rows`: of a table, the first `head` of them headings. `is_tight`: follows the line before without a gap.
    `hint`: what the file itself calls it (title, caption, contents, quote); for a figure its credit.
    """

    kind: str
    line: int
    runs: Runs = ()
    level: int = 0
    number: int | None = None
    label: str = ""
    rows: tuple[tuple[Runs, ...], ...] = ()
    head: int = 0
    is_tight: bool = False
    hint: str = ""
    key: str = ""
    lines: tuple[str, ...] = field(default=(), compare=False)

    @property
    def text(self) -> str:
        """Plain text, on one line.

        >>> Block("paragraph", 1, (Run("Not "), Run("bone", frozenset({"em"})))).text
        'Not bone'
        """
        if self.rows:
            return " ".join(plain(cell) for row in self.rows for cell in row)
        return plain(self.runs)

    @property
    def note_keys(self) -> list[str]:
        """The footnotes that it mentions, in order."""
        return [run.note for runs in (self.runs, *chain(*self.rows)) for run in runs if run.note]

    @property
    def printed(self) -> str:
        """The text with its number, bullet or credit, for the report."""
        credit = self.hint if self.kind == "figure" else ""
        return " ".join(part for part in (self.label, self.text, credit) if part)


def plain(runs: Iterable[Run]) -> str:
    return tidy("".join(run.text for run in runs)).strip()


def tidy(text: str) -> str:
    """One space for any run of white space; a non-breaking space stays between a number and its unit.

    >>> tidy("metastasized.\\xa0 Rather,\\n5\\xa0mg")
    'metastasized. Rather, 5\\xa0mg'
    """
    text = MEASURE.sub("\ue000", INVISIBLE.sub("", text))
    return SPACE.sub(" ", text).replace("\ue000", "\u00a0")


def joined(runs: Sequence[Run]) -> Runs:
    """Neighbors of one format as one run, spaces tidied, none at the ends."""
    merged: list[Run] = []
    for run in runs:
        last = merged[-1] if merged else None
        if last and last.is_plain and run.is_plain and (last.marks, last.href) == (run.marks, run.href):
            merged[-1] = replace(last, text=last.text + run.text)
        elif run.text or not run.is_plain:
            merged.append(run)
    return _trimmed(merged)


def _trimmed(runs: list[Run]) -> Runs:
    result: list[Run] = []
    ends_in_space = True
    for run in runs:
        text = tidy(run.text)
        text = text.lstrip(" ") if ends_in_space else text
        if text or not run.is_plain:
            result.append(replace(run, text=text))
            ends_in_space = text.endswith(" ") or (ends_in_space and not text)
    while result and result[-1].is_plain:
        last = result.pop()
        if text := last.text.rstrip(" "):
            result.append(replace(last, text=text))
            break
    return tuple(result)


def spaced(pieces: Iterable[Runs]) -> Runs:
    """Several pieces as one, with a space between them."""
    runs: list[Run] = []
    for piece in pieces:
        runs += [*([Run(" ")] if runs else []), *piece]
    return joined(runs)


def padded_rows(rows: Iterable[tuple[Runs, ...]]) -> tuple[tuple[Runs, ...], ...]:
    """The rows that have cells, all as wide as the widest."""
    filled = [row for row in rows if row]
    width = max(map(len, filled), default=0)
    return tuple(row + ((),) * (width - len(row)) for row in filled)


def without_start(runs: Runs, length: int) -> Runs:
    """The runs without their first `length` characters."""
    rest = []
    for run in runs:
        cut = min(length, len(run.text))
        length -= cut
        rest.append(replace(run, text=run.text[cut:]))
    return joined(rest)
