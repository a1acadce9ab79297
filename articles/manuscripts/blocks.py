"""The common form all formats are read into: blocks of runs."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate

from articles.manuscripts.formula_lines import Piece, plain_line

SPACE = re.compile(r"[ \t\f\v\r\n\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
MEASURE = re.compile(r"(?<=\d)\u00a0(?=[^\W\d_]|%)")
INVISIBLE = re.compile(
    r"[\u00ad\u200b\u2060\ufeff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
)
RAISED = str.maketrans("0123456789+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺")
LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
RAISED_MINUS = re.compile(r"(?<!\w)[-–−](?=\d|$)")


@dataclass(frozen=True)
class Run:
    """A stretch of text in one format. `note` names a footnote; `cites` are numbers of references."""

    text: str
    marks: frozenset[str] = frozenset()  # strong, em, sub, sup; formula: its numbers are never citations
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
    printed. `counts_in`: how an ordered item is counted, as in the `type` of an HTML list (1, a, A, i, I).
    `rows`: of a table, the first `head` of them headings; its own `runs` are the caption. `is_tight`: follows the line
    before without a gap. `hint`: what the file itself calls it (title, caption, contents, quote, term); for a figure its
    credit, for a note what it says besides its source. `names`: places of the file at which it stands, for links inside the file. `key`: of a reference that a
    footnote is, of a heading that links lead to. `lines`: as printed in a file of plain text.
    """

    kind: str
    line: int
    runs: Runs = ()
    level: int = 0
    number: int | None = None
    label: str = ""
    counts_in: str = "1"
    rows: tuple[tuple["Cell", ...], ...] = ()
    head: int = 0
    is_tight: bool = False
    hint: str = ""
    key: str = ""
    names: tuple[str, ...] = ()
    lines: tuple[str, ...] = field(default=(), compare=False)

    @cached_property
    def text(self) -> str:
        """Plain text, on one line. Every step of an import asks for it.

        >>> Block("paragraph", 1, (Run("Not "), Run("bone", frozenset({"em"})))).text
        'Not bone'
        """
        return " ".join(text for block in self.with_inner() if (text := plain(block.runs)))

    def with_inner(self) -> Iterator["Block"]:
        """The block, then those in its cells, at any depth, in the order in which they are read."""
        yield self
        for row in self.rows:
            for cell in row:
                for block in cell.blocks:
                    yield from block.with_inner()

    @property
    def note_keys(self) -> list[str]:
        """The footnotes that it mentions, in order."""
        return [run.note for block in self.with_inner() for run in block.runs if run.note]

    @property
    def printed(self) -> str:
        """The text with its number, bullet or credit, for the report."""
        credit = self.hint if self.kind == "figure" else ""
        return " ".join(part for part in (self.label, self.text, credit) if part)


@dataclass(frozen=True)
class Cell:
    """A cell of a table: its paragraphs, lists, pictures and tables, and how many columns and rows it takes."""

    blocks: tuple[Block, ...] = ()
    colspan: int = 1
    rowspan: int = 1


Rows = tuple[tuple[Cell, ...], ...]


def plain(runs: Iterable[Run]) -> str:
    """The text without marks; raised and lowered digits as Unicode has them, so that 10⁹ is never read as 109.

    >>> plain([Run("10"), Run("-9", frozenset({"sup"})), Run("/L; 1"), Run("st", frozenset({"sup"}))])
    '10⁻⁹/L; 1st'
    """
    return tidy(plain_line(map(_piece, runs))).strip()


def _piece(run: Run) -> Piece:
    """The run as a piece of a line; outside formulas only digits and signs are raised or lowered."""
    mark = next((mark for mark in ("sup", "sub") if mark in run.marks), "")
    if mark and "formula" in run.marks:
        return Piece(run.text, mark)
    if mark == "sup":
        return Piece(RAISED_MINUS.sub("⁻", run.text).translate(RAISED))
    return Piece(run.text.translate(LOWERED) if mark else run.text)


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
    """Spaces tidied, also at the ends. A mark stands at the word before it: a space in front of it goes, or moves behind
    it if a word follows it directly."""
    result: list[Run] = []
    ends_in_space = True
    has_moved = False
    for run in runs:
        text = tidy(run.text)
        text = text.lstrip(" ") if ends_in_space else text
        if not run.is_plain:
            has_moved = _strip_end(result) or has_moved
            ends_in_space = ends_in_space and not result
        elif text:
            text = f" {text}" if has_moved and text[0].isalnum() else text
            has_moved = False
        if text or not run.is_plain:
            result.append(run if text == run.text else replace(run, text=text))
            ends_in_space = text.endswith(" ") or (ends_in_space and not text)
    _strip_end(result)
    return tuple(result)


def _strip_end(runs: list[Run]) -> bool:
    """Remove spaces at the end; were there any?"""
    had_space = False
    while runs and runs[-1].is_plain:
        last = runs[-1]
        text = last.text.rstrip(" ")
        if text == last.text != "":
            break
        had_space = had_space or text != last.text
        runs[-1:] = [replace(last, text=text)] if text else []
    return had_space


def spaced(pieces: Iterable[Runs]) -> Runs:
    """Several pieces as one, with a space between them."""
    runs: list[Run] = []
    for piece in pieces:
        runs += [*([Run(" ")] if runs else []), *piece]
    return joined(runs)


def text_cell(runs: Runs, line: int) -> Cell:
    """A cell of one paragraph, or an empty one."""
    return Cell((Block("paragraph", line, runs),)) if runs else Cell()


def even_rows(rows: Iterable[Sequence[Cell]]) -> Rows:
    """The rows that have cells, all as wide as the widest; what is missing at the end is one empty cell.

    >>> [len(row) for row in even_rows([[Cell(rowspan=2), Cell(), Cell()], [Cell()], []])]
    [3, 2]
    """
    filled = [tuple(row) for row in rows if row]
    reaching = [0] * (len(filled) + 1)  # the change in columns that cells from above take in the row
    for index, row in enumerate(filled):
        for cell in row:
            reaching[min(index + 1, len(filled))] += cell.colspan
            reaching[min(index + cell.rowspan, len(filled))] -= cell.colspan
    widths = [
        own + above
        for own, above in zip(
            (sum(cell.colspan for cell in row) for row in filled), accumulate(reaching), strict=False
        )
    ]
    widest = max(widths, default=0)
    missing = [widest - width for width in widths]
    return tuple(
        (*row, *([Cell(colspan=count)] if count else [])) for row, count in zip(filled, missing, strict=True)
    )


def without_start(runs: Runs, length: int) -> Runs:
    """The runs without their first `length` characters."""
    rest = []
    for run in runs:
        cut = min(length, len(run.text))
        length -= cut
        rest.append(replace(run, text=run.text[cut:]))
    return joined(rest)
