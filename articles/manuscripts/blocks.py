"""The common form all formats are read into: blocks of runs."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

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
        if (
            last
            and (last.marks, last.href, last.note, last.cites) == (run.marks, run.href, "", ())
            and not run.note
            and not run.cites
        ):
            merged[-1] = replace(last, text=last.text + run.text)
        elif run.text or run.note or run.cites:
            merged.append(run)
    return _trimmed(merged)


def _trimmed(runs: list[Run]) -> Runs:
    result: list[Run] = []
    ends_in_space = True
    for run in runs:
        text = tidy(run.text)
        text = text.lstrip(" ") if ends_in_space else text
        if text or run.note or run.cites:
            result.append(replace(run, text=text))
            ends_in_space = text.endswith(" ") or (ends_in_space and not text)
    while result and not result[-1].note and not result[-1].cites:
        text = result[-1].text.rstrip(" ")
        if text:
            result[-1] = replace(result[-1], text=text)
            break
        result.pop()
    return tuple(result)


def without_start(runs: Runs, length: int) -> Runs:
    """The runs without their first `length` characters."""
    rest = []
    for run in runs:
        cut = min(length, len(run.text))
        length -= cut
        rest.append(replace(run, text=run.text[cut:]))
    return joined(rest)
